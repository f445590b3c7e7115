"""The heir takes over from a body that ended: a list from records, frozen, signed, with differences; it opens no case to anybody."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.access.actor import Actor
from liemchinh.access.granting import Offer, confirm_role, propose_role
from liemchinh.casework.grants import recuse, state_grant, vouch_for_grant
from liemchinh.casework.holders import holders_of
from liemchinh.casework.queries import cases_visible_to
from liemchinh.commission import queries, recount, services
from liemchinh.commission.models import Difference, HandoverLine, HandoverList, Signature
from liemchinh.commission.passing import passages
from liemchinh.commission.services import NewDifference, Signed
from liemchinh.commission.tests.samples import about, merged, sanctioned, with_heirs
from liemchinh.commission.waiting import waiting
from liemchinh.discipline.given import Given
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import DECIDED, by_branch
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.organisations.undoing import undo
from regulations.answers import Refused
from tests.kept_world import kept
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 3)
SIGNED = Signed("01-BB/CB", TODAY)


@pytest.fixture
def world(db: None, today: date) -> World:
    """The world in which the heir has its officers."""
    return kept(with_heirs)


def codes(call: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        call()
    return sorted(fault.code for fault in refused.value.refusals)


def frozen(world: World, actor: Actor) -> HandoverList:
    return services.freeze_list(world.places["branch"], world.places["sibling"], actor=actor)


def test_the_list_is_prepared_from_records_frozen_and_signed_and_opens_no_case(world: World) -> None:
    closed, case = sanctioned(world), about(world, "branch")
    for step in ("delivered", "closed"):
        record_step(closed, step, Given(DECIDED), actor=world.actor("chi"))
    lien, chi = world.actor("lien"), world.actor("chi")
    assert passages(lien) == {} and waiting(lien, TODAY) == []
    decided = merged(world)
    assert [one.title for one in waiting(lien, TODAY)] == ["Tiếp nhận việc của Chi bộ ấp Gò Cát"]
    (body,) = queries.bodies_visible_to(lien)
    assert (body.ended, body.heir, body.cases, body.sanctions) == ("Chi bộ ấp Gò Cát", "Chi bộ ấp Rạch Dừa", 1, 1)
    assert passages(chi) == {}, "whoever worked for the body that ended is no officer of the heir"
    held = frozen(world, lien)
    lines = held.lines.order_by("form").values_list("case", "step", "form", "number", "on", "lapses_on")
    assert list(lines) == [
        (case.pk, "filed", "", "", date(2026, 1, 5), None),
        (closed.pk, "", "warning", "07-QĐ/CB", DECIDED, date(2027, 1, 14)),
    ]
    assert codes(lambda: frozen(world, lien)) == ["handover.frozen"]
    early = Signed("", date(2026, 3, 2), world.accounts["lien"])
    assert codes(lambda: services.sign_list(held.pk, early, actor=lien)) == [
        "handover.early", "handover.number", "handover.self",
    ]  # fmt: skip
    stranger = Signed("1", TODAY, world.accounts["khoa"])
    assert codes(lambda: services.sign_list(held.pk, stranger, actor=lien)) == ["handover.giver"]
    services.sign_list(held.pk, Signed("01-BB/CB", TODAY, world.accounts["chi"]), actor=lien)
    signature = Signature.objects.get()
    assert (signature.received_by, signature.handed_by) == (world.accounts["lien"].pk, world.accounts["chi"].pk)
    assert codes(lambda: services.sign_list(held.pk, SIGNED, actor=lien)) == ["handover.signed"]
    assert waiting(lien, TODAY) == [] and list(recount.differences()) == []
    assert holders_of(case) == [] and not cases_visible_to(lien).exists(), "a signed list opens nothing"
    assert undo(decided, actor=world.actor("an")) and queries.is_undone(held)
    services.withdraw_list(held.pk, "annulled", actor=world.actor("lien"))
    assert list(recount.differences()) == [] and holders_of(case) == [world.accounts["chi"].pk]


def test_the_first_grant_in_the_heir_takes_two_who_are_not_the_one_it_is_given_to(world: World) -> None:
    case = by_branch(world)
    merged(world)
    lien, tu, hoa = (world.actor(name) for name in ("lien", "tu", "hoa"))
    services.sign_list(frozen(world, lien).pk, SIGNED, actor=lien)
    assert codes(lambda: state_grant(case, world.accounts["lien"], actor=lien)) == ["self"]
    state_grant(case, world.accounts["tu"], actor=lien)
    for alone in (lien, tu):
        assert codes(lambda alone=alone: vouch_for_grant(case, world.accounts["tu"], actor=alone))
    assert holders_of(case) == []
    vouch_for_grant(case, world.accounts["tu"], actor=hoa)
    assert holders_of(case) == [world.accounts["tu"].pk]


def test_the_ended_case_of_a_sanction_that_counts_is_given_in_the_heir_by_two_and_no_other_that_ended(
    world: World,
) -> None:
    closed, clean = sanctioned(world), about(world, "branch")
    for step in ("delivered", "closed"):
        record_step(closed, step, Given(DECIDED), actor=world.actor("chi"))
    # Without a vote on a form such a case ends as it did on paper.
    record_step(clean, "closed", Given(DECIDED, history=True), actor=world.actor("chi"))
    merged(world)
    lien, tu = world.client("lien"), world.client("tu")
    listed = reverse("commission:handover", args=[world.places["branch"], world.places["sibling"]])
    page, other = (reverse("commission:give", args=[case.pk]) for case in (closed, clean))
    assert page in lien.get(listed).content.decode()
    assert [lien.get(one).status_code for one in (page, other)] == [200, 404]
    assert lien.post(page, {"account": world.accounts["tu"].pk}).status_code == 302
    own = reverse("discipline:case", args=[closed.pk])
    assert tu.get(own).status_code == 404, "stated by one alone"
    vouch_for_grant(closed, world.accounts["tu"], actor=world.actor("hoa"))
    assert tu.get(own).status_code == 200
    shown = lien.get(listed).content.decode()
    assert page not in shown and "đã có người mở" in shown and lien.get(page).status_code == 404


def test_who_had_the_case_open_goes_on_with_it_once_two_gave_them_the_heirs_role(world: World) -> None:
    case = by_branch(world)
    merged(world)
    assert holders_of(case) == []
    offer = Offer(world.accounts["chi"], "inspection_officer", world.places["sibling"], clock.today())
    confirm_role(propose_role(offer, actor=world.actor("an")), actor=world.actor("oanh"))
    assert holders_of(case) == [world.accounts["chi"].pk]


def test_differences_are_of_the_closed_list_and_stand_in_the_book_of_their_case(world: World) -> None:
    case, other = by_branch(world), about(world, "branch")
    merged(world)
    lien = world.actor("lien")
    held = frozen(world, lien)

    def note(*told: Any) -> int:
        return services.note_difference(held.pk, NewDifference(*told), actor=lien)

    assert codes(lambda: note("khac", case.pk)) == ["handover.what"]
    assert codes(lambda: note("missing", case.pk + 99)) == ["handover.line"]
    assert codes(lambda: note("not_listed")) == ["handover.paper"]
    note("missing", case.pk)
    assert codes(lambda: note("missing", case.pk)) == ["handover.noted"]
    note("not_listed", None, "15-TB/UBKT", date(2025, 12, 20))
    of_case = Entry.objects.filter(kind="commission.difference_noted").order_by("sequence")
    assert list(of_case.values_list("case_id", flat=True)) == [case.pk, None]
    first = Difference.objects.earliest("pk")
    assert codes(lambda: services.clear_difference(first.pk, "khac", actor=lien)) == ["handover.reason"]
    services.clear_difference(first.pk, "found", actor=lien)
    assert [one.row.number for one in queries.differences_seen_by(held, lien)] == ["15-TB/UBKT"]
    assert list(recount.differences()) == []
    HandoverLine.objects.filter(case=other).update(due_on=TODAY)
    assert not queries.is_intact(held) and len(list(recount.differences())) == 1


def test_nobody_learns_from_a_list_of_a_case_they_have_no_part_in(world: World) -> None:
    """Em, whom one case is about, works for the heir; so does Hòa, who withdrew from the other."""
    case = by_branch(world)
    about_em = about(world, "branch")
    about_em.parties.filter(role="subject").update(person=world.people["em"])
    merged(world)
    offer = Offer(world.accounts["em"], "inspection_officer", world.places["sibling"], clock.today())
    confirm_role(propose_role(offer, actor=world.actor("an")), actor=world.actor("oanh"))
    em, hoa = world.actor("em"), world.actor("hoa")
    state_grant(case, world.accounts["hoa"], actor=world.actor("lien"))
    vouch_for_grant(case, world.accounts["hoa"], actor=world.actor("tu"))
    recuse(case, world.accounts["hoa"], actor=hoa)
    held = frozen(world, em)
    assert held.lines.count() == 2, "whoever freezes it, the list is whole"
    for reader, sees, told in ((em, case, about_em), (hoa, about_em, case)):
        assert [one.case for rows in passages(reader).values() for one in rows] == [sees.pk]
        assert list(queries.lines_seen_by(held, reader).values_list("case", flat=True)) == [sees.pk]
        assert codes(
            lambda reader=reader, told=told: services.note_difference(held.pk, NewDifference("missing", told.pk), actor=reader)
        ) == ["handover.line"]  # fmt: skip
        services.note_difference(held.pk, NewDifference("missing", sees.pk), actor=reader)
        assert [one.row.case_id for one in queries.differences_seen_by(held, reader)] == [sees.pk]


def test_what_ended_or_counts_no_longer_leaves_the_page_of_the_list(world: World) -> None:
    closed = sanctioned(world)
    merged(world)
    held = frozen(world, world.actor("lien"))
    page = reverse("commission:list", args=[held.pk])
    told = world.client("lien").get(page).content.decode()
    assert "07-QĐ/CB" in told and "Cảnh cáo" in told and "Bình" not in told
    closed.sanctions.update(set_aside="annulled")
    closed.closed_by = closed.recorded_by
    closed.save()
    told = world.client("lien").get(page).content.decode()
    assert "07-QĐ/CB" not in told and "Cảnh cáo" not in told and "2 dòng không còn hiện" in told
    assert queries.is_intact(held)


def test_the_pages_lead_from_the_body_to_the_signed_list(world: World) -> None:
    case = by_branch(world)
    merged(world)
    client = world.client("lien")
    assert "Chi bộ ấp Gò Cát" in client.get(reverse("commission:handovers")).content.decode()
    body = reverse("commission:handover", args=[world.places["branch"], world.places["sibling"]])
    page = client.get(body).content.decode()
    assert f"số {case.pk}" in page and "Giao cho một người" in page and "Bình" not in page
    client.post(f"{body}freeze/")
    held = HandoverList.objects.get()
    assert client.get(body).headers["Location"] == reverse("commission:list", args=[held.pk])
    assert client.post(f"{body}freeze/").status_code == 422
    sign = reverse("commission:sign", args=[held.pk])
    chi = str(world.accounts["chi"].pk)
    assert client.post(sign, {"number": "1", "on": "02/03/2026", "handed_by": chi}).status_code == 422
    client.post(sign, {"number": "01-BB/CB", "on": "03/03/2026", "handed_by": chi})
    client.post(reverse("commission:line", args=[held.pk]), {"case": case.pk, "what": "partial"})
    client.post(reverse("commission:paper", args=[held.pk]), {"number": "9-TB", "dated": "03/03/2026"})
    page = client.get(reverse("commission:list", args=[held.pk])).content.decode()
    for words in ("01-BB/CB", "Hồ Lan Chi", "thiếu văn bản", "9-TB", held.digest):
        assert words in page
    first = Difference.objects.earliest("pk")
    client.post(reverse("commission:clear", args=[first.pk]), {"reason": "found"})
    assert "1 chênh lệch" in client.get(reverse("commission:handovers")).content.decode()
    client.post(reverse("commission:withdraw", args=[held.pk]), {"reason": "early"})
    assert HandoverList.objects.get().cancelled_by is not None
    assert client.get(body).status_code == 200
    acts = Entry.objects.filter(kind__startswith="commission.").order_by("sequence")
    assert list(acts.values_list("kind", flat=True)) == [
        "commission.list_frozen", "commission.list_signed", "commission.difference_noted", "commission.difference_noted",
        "commission.difference_cleared", "commission.list_withdrawn",
    ]  # fmt: skip
