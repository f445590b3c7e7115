"""What becomes of a sanction: removal ends posts, lapse takes it off everyday screens, another body upholds, changes or annuls it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from liemchinh.casework.settling import Ruling
from liemchinh.discipline import recount
from liemchinh.discipline.given import Given
from liemchinh.discipline.models import Sanction
from liemchinh.discipline.queries import running
from liemchinh.discipline.settling import settle_sanction
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import (
    DECIDED,
    MET,
    PLAIN,
    SOURCE,
    binh,
    body_meets,
    by_branch,
    by_commune,
    commune_officer,
    decision,
    meet,
    voters,
)
from liemchinh.discipline.undoing import cancel_step
from liemchinh.members.models import Post, Spell
from liemchinh.members.posting import Seat, take_post
from regulations.answers import Refused
from tests.world import World

pytestmark = pytest.mark.django_db
LATER = DECIDED + timedelta(days=30)
ANNULLED = Ruling("annulled", "09-QĐ/HU", LATER, "Ban thường vụ huyện ủy", LATER)


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return sorted(fault.code for fault in refused.value.refusals)


def member_of_a_branch(world: World) -> bool:
    return Spell.objects.filter(person=world.people["binh"], cancelled_by=None, ends_on=None).exists()


def test_removal_ends_the_posts_named_in_the_decision_and_no_other(world: World) -> None:
    nam, tam = world.actor("nam"), commune_officer(world)
    for post, since in (("secretary", date(2023, 1, 1)), ("committee_member", date(2023, 1, 1))):
        take_post(Seat(world.people["binh"], world.places["branch"], post, since), actor=nam)
    secretary = Post.objects.get(post="secretary", cancelled_by=None)
    case = by_commune(world)
    body_meets(case, {"removal": 12}, tam)
    with pytest.raises(Refused) as refused:
        record_step(case, "decided", decision("removal"), actor=tam)
    assert codes(refused) == ["posts"]
    record_step(case, "decided", decision("removal", posts=(secretary.pk,)), actor=tam)
    assert Post.objects.filter(post="secretary", cancelled_by=None, ends_on=None).exists(), "not before it counts"
    record_step(case, "announced", Given(DECIDED), actor=tam)
    left = Post.objects.filter(person=world.people["binh"], cancelled_by=None).order_by("post")
    assert [(row.post, row.ends_on) for row in left] == [("committee_member", None), ("secretary", DECIDED)]
    with pytest.raises(Refused) as refused:
        cancel_step(case, "wrong_day", actor=tam)
    assert codes(refused) == ["posts-ended"]
    assert list(recount.differences()) == []


def test_what_has_lapsed_or_was_annulled_leaves_everyday_screens(world: World) -> None:
    voters(world)
    chi, case = world.actor("chi"), by_branch(world)
    meet(case, {"reprimand": 9}, chi)
    record_step(case, "decided", decision("reprimand"), actor=chi)
    record_step(case, "announced", Given(DECIDED), actor=chi)
    lapses = Sanction.objects.get().lapses_on
    assert lapses == date(2027, 1, 14)
    assert [running(day).count() for day in (MET - timedelta(days=1), MET, lapses - timedelta(days=1), lapses)] == [
        0,
        1,
        1,
        0,
    ]
    settle_sanction(case, ANNULLED, actor=chi)
    assert running(LATER).count() == 0
    page = world.client("chi").get(reverse("discipline:case", args=[case.pk])).content.decode()
    assert "đã hết hiệu lực hoặc đã bị hủy" in page
    with pytest.raises(Refused) as refused:
        settle_sanction(case, ANNULLED, actor=chi)
    assert codes(refused) == ["no-sanction"]
    with pytest.raises(Refused) as refused:
        cancel_step(case, "wrong_day", actor=chi)
    assert codes(refused) == ["set-aside"]
    assert list(recount.differences()) == []


def test_who_was_expelled_wrongly_is_a_member_again(world: World) -> None:
    tam, case = commune_officer(world), by_commune(world, authorised=True)
    body_meets(case, {"expulsion": 8}, tam)
    record_step(case, "decided", decision("expulsion"), actor=tam)
    record_step(case, "announced", Given(DECIDED), actor=tam)
    assert not member_of_a_branch(world)
    settle_sanction(case, ANNULLED, actor=tam)
    assert member_of_a_branch(world)
    assert list(recount.differences()) == []


def test_a_changed_form_counts_from_the_new_announcement(world: World) -> None:
    voters(world)
    chi, case = world.actor("chi"), by_branch(world)
    meet(case, {"warning": 9}, chi)
    record_step(case, "decided", decision("warning"), actor=chi)
    record_step(case, "announced", Given(DECIDED), actor=chi)
    bad = Ruling("changed", "", MET - timedelta(days=400), "", LATER, form="warning")
    with pytest.raises(Refused) as refused:
        settle_sanction(case, bad, actor=chi)
    assert codes(refused) == ["dated", "form", "issuer", "number"]
    settle_sanction(case, Ruling("changed", "9-QĐ", LATER, "Huyện ủy", LATER, form="reprimand"), actor=chi)
    held = Sanction.objects.get()
    assert (held.form, held.set_aside, held.lapses_on) == ("reprimand", "changed", date(2027, 2, 13))
    assert list(recount.differences()) == []


def test_a_case_arises_from_one_about_the_same_person_that_is_open_to_me(world: World) -> None:
    from liemchinh.casework.models import Link
    from liemchinh.discipline.opening import open_discipline
    from tests.granted_kind import KIND, open_one, registered

    with registered():
        khoa = world.actor("khoa")
        about_binh, about_em = open_one(world), open_one(world, about="em")
        facts = PLAIN.__class__(
            **{name: getattr(PLAIN, name) for name in PLAIN.__dataclass_fields__} | {"organ": "inspection_commission"}
        )
        body = world.places["district"]
        with pytest.raises(Refused) as refused:
            open_discipline(body, binh(world), facts, SOURCE, MET, arises_from=[about_em.pk], actor=khoa)
        assert codes(refused) == ["source-subject"]
        case = open_discipline(body, binh(world), facts, SOURCE, MET, arises_from=[about_binh.pk], actor=khoa)
        assert list(Link.objects.values_list("case_id", "source_id")) == [(case.pk, about_binh.pk)]
        assert about_binh.kind == KIND
