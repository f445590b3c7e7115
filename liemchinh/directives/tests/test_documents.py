"""Documents that direct: written down as issued, carried out from level to level, ended, replaced, taken back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from liemchinh.directives import services
from liemchinh.directives.following import Follower, _followers, register_follower
from liemchinh.directives.models import Carrying, Document, Ending
from liemchinh.directives.queries import book_of, descent, documents_visible_to, in_force, shown
from liemchinh.directives.recount import differences
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.sentences import sentences
from liemchinh.journal.services import personal_of
from liemchinh.members.terms import TermFacts, record_term
from regulations.answers import Refusal, Refused
from tests.permissions_of_directives import CENTRE, ON, PLAN, PROGRAMME, document, numbered
from tests.world import World

pytestmark = pytest.mark.django_db


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return sorted(fault.code.removeprefix("directives.") for fault in refused.value.refusals)


def line(world: World) -> tuple[Document, Document, Document]:
    """From the centre to the province to the commune."""
    centre = document(world, CENTRE)
    programme = document(world, replace(PROGRAMME, carries=(centre.pk,)))
    plan = services.record_document(
        world.places["commune"], replace(PLAN, carries=(programme.pk,)), actor=world.actor("nam")
    )
    return centre, programme, plan  # fmt: skip


def test_a_document_is_one_line_of_the_book_and_its_title_stands_beside_the_chain(world: World) -> None:
    programme = services.record_document(world.places["province"], PROGRAMME, actor=world.actor("an"))
    assert (programme.written, programme.dated, programme.title) == ("13-CTr/TU", ON, "Về phòng ngừa vi phạm")
    entry = Entry.objects.get(pk=programme.recorded_by)
    assert sentences([entry]) == ["Đảng bộ tỉnh Bình An ghi văn bản chỉ đạo 13-CTr/TU ngày 02/02/2026"]
    assert personal_of(entry.pk) == {"title": "Về phòng ngừa vi phạm"} and b"vi ph" not in bytes(entry.payload)
    assert list(differences()) == []
    Document.objects.filter(pk=programme.pk).update(number=14)
    assert len(list(differences())) == 1


def test_the_line_from_the_centre_to_the_commune_is_drawn_whole_from_each_of_them(world: World) -> None:
    centre, programme, plan = line(world)
    for asked in (centre, programme, plan):
        drawn = descent(asked, world.actor("an"), ON)
        assert [(box.depth, box.shown.row.pk) for box in drawn] == [(0, centre.pk), (1, programme.pk), (2, plan.pk)]
        assert [box.shown.row.pk for box in drawn if box.is_asked] == [asked.pk]
    assert [box.shown.body for box in drawn] == [
        "Ban Chấp hành Trung ương", "Đảng bộ tỉnh Bình An", "Đảng bộ xã Trà Mây"
    ]  # fmt: skip
    for number in range(20, 31):
        document(world, replace(numbered(number), carries=(programme.pk,)), at="commune")
    drawn = descent(programme, world.actor("an"), ON)
    assert len([box for box in drawn if box.depth == 2]) == 8 and drawn[1].others == 4
    assert list(differences()) == []


def test_everything_that_is_wrong_with_a_document_is_told_at_once(world: World) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    here, an = world.places["province"], world.actor("an")
    with pytest.raises(Refused) as refused:
        services.record_document(
            here, replace(PROGRAMME, outside="vatican", dated=tomorrow, title=" ", type="novel"), actor=an
        )
    assert codes(refused) == ["ahead", "body", "title", "type"]
    with pytest.raises(Refused) as refused:
        services.record_document(here, replace(PROGRAMME, symbol="NQ", organ="kitchen"), actor=an)
    assert codes(refused) == ["organ", "symbol"]
    for bad in (replace(PROGRAMME, number=None), replace(PROGRAMME, number=None, symbol="", ends="")):
        with pytest.raises(Refused) as refused:
            services.record_document(here, bad, actor=an)
        assert codes(refused) == ["number"]
    bare = replace(PROGRAMME, type="declaration", number=None, symbol="", ends="")
    assert services.record_document(here, bare, actor=an).written == "", "a type without numbers has none"
    with pytest.raises(Refused) as refused:
        services.record_document(here, replace(PROGRAMME, dated=date(2014, 1, 1), number=1), actor=world.actor("chi"))
    assert codes(refused) == ["access.out_of_scope"]
    assert Document.objects.count() == 1


def test_a_number_is_used_once_in_a_term_and_again_in_the_next(world: World) -> None:
    here, an = world.places["province"], world.actor("an")
    record_term(here, TermFacts(11, date(2020, 10, 1), date(2025, 10, 1)), actor=an)
    record_term(here, TermFacts(12, date(2025, 10, 1)), actor=an)
    old = services.record_document(here, replace(PROGRAMME, dated=date(2021, 8, 15)), actor=an)
    new = services.record_document(here, PROGRAMME, actor=an)
    assert (old.term, new.term) == (11, 12)
    for again in (PROGRAMME, replace(PROGRAMME, dated=date(2026, 1, 5)), replace(PROGRAMME, dated=date(2023, 1, 5))):
        with pytest.raises(Refused) as refused:
            services.record_document(here, again, actor=an)
        assert codes(refused) == ["twice"]
    services.record_document(here, CENTRE, actor=an)
    with pytest.raises(Refused) as refused:
        services.record_document(world.places["commune"], CENTRE, actor=world.actor("nam"))
    assert codes(refused) == ["twice"], "the resolution of the centre is known below too"
    services.cancel_document(new.pk, reason="wrong_day", actor=an)
    assert services.record_document(here, PROGRAMME, actor=an).pk != new.pk


def test_only_what_is_known_older_and_in_force_is_carried_out(world: World) -> None:
    _centre, programme, plan = line(world)
    elsewhere = document(world, numbered(7), at="other")
    nam, commune = world.actor("nam"), world.places["commune"]
    with pytest.raises(Refused) as refused:
        services.record_document(commune, replace(PLAN, number=6, carries=(elsewhere.pk,)), actor=nam)
    assert codes(refused) == ["source"]
    with pytest.raises(Refused) as refused:
        services.record_document(
            commune, replace(PLAN, number=6, dated=date(2026, 1, 1), carries=(plan.pk,)), actor=nam
        )
    assert codes(refused) == ["younger"]
    services.end_document(programme.pk, date(2026, 2, 10), actor=world.actor("an"))
    with pytest.raises(Refused) as refused:
        services.record_document(
            commune, replace(PLAN, number=6, dated=date(2026, 2, 10), carries=(programme.pk,)), actor=nam
        )
    assert codes(refused) == ["over"]
    services.record_document(
        commune, replace(PLAN, number=6, dated=date(2026, 2, 9), carries=(programme.pk,)), actor=nam
    )
    assert Carrying.objects.count() == 3 and list(differences()) == []


def test_a_document_ends_is_replaced_and_holds_again(world: World) -> None:
    an, first = world.actor("an"), document(world)
    second = document(world, replace(PROGRAMME, number=20, dated=date(2026, 2, 20)))
    with pytest.raises(Refused) as refused:
        services.end_document(first.pk, ON, replaced_by=second.pk, actor=an)
    assert codes(refused) == ["before", "successor"]
    services.end_document(first.pk, date(2026, 2, 20), replaced_by=second.pk, actor=an)
    assert [one.state for day in (19, 20) for one in shown([first], date(2026, 2, day))] == ["in_force", "replaced"]
    assert [list(in_force(Document.objects.filter(pk=first.pk), date(2026, 2, day))) for day in (1, 2, 19, 20)] == [
        [], [first], [first], []
    ]  # fmt: skip
    with pytest.raises(Refused) as refused:
        services.end_document(first.pk, date(2026, 2, 21), actor=an)
    assert codes(refused) == ["ended"]
    with pytest.raises(Refused) as refused:
        services.cancel_document(second.pk, reason="a whim", actor=an)
    assert codes(refused) == ["reason", "replaces"]
    services.resume_document(first.pk, reason="wrong_kind", actor=an)
    assert shown([first], date(2026, 2, 20))[0].state == "in_force"
    with pytest.raises(Refused) as refused:
        services.resume_document(first.pk, reason="wrong_kind", actor=an)
    assert codes(refused) == ["holds"]
    services.end_document(first.pk, date(2026, 2, 21), actor=an)
    assert shown([first], clock.today())[0].state == "ended"
    services.cancel_document(first.pk, reason="twice", actor=an)
    assert not Ending.objects.filter(cancelled_by=None).exists() and list(differences()) == []
    for call in (
        lambda: services.cancel_document(first.pk, reason="twice", actor=an),
        lambda: services.end_document(0, ON, actor=an),
    ):
        with pytest.raises(Refused):
            call()


def test_what_others_stand_on_is_not_taken_back(world: World) -> None:
    _centre, programme, plan = line(world)
    with pytest.raises(Refused) as refused:
        services.cancel_document(programme.pk, reason="twice", actor=world.actor("an"))
    assert codes(refused) == ["carried"]
    told: list[tuple[int, list[int]]] = []
    follower = Follower(
        lambda document, sources, actor: told.append((document.pk, sources)), lambda document: [Refusal("held", "x")]
    )
    register_follower(follower)
    try:
        more = document(world, replace(numbered(9), carries=(plan.pk,)), at="commune")
        assert told == [(more.pk, [plan.pk])]
        with pytest.raises(Refused) as refused:
            services.cancel_document(more.pk, reason="twice", actor=world.actor("nam"))
        assert codes(refused) == ["held"]
    finally:
        _followers.remove(follower)
    services.cancel_document(more.pk, reason="twice", actor=world.actor("nam"))


def test_books_are_read_within_scope_and_upwards_never_sideways(world: World) -> None:
    centre, programme, plan = line(world)
    resolution = document(world, numbered(3, type="resolution", symbol="NQ", ends="CB"), at="branch")
    beside = document(world, numbered(3, type="resolution", symbol="NQ", ends="CB"), at="sibling")
    elsewhere = document(world, numbered(8), at="other")

    def seen(name: str) -> list[int]:
        return sorted(documents_visible_to(world.actor(name)).values_list("pk", flat=True))

    above = [centre.pk, programme.pk, plan.pk]
    assert seen("an") == seen("nam") == seen("giang") == [*above, resolution.pk, beside.pk]
    assert seen("chi") == [*above, resolution.pk] and seen("dung") == [elsewhere.pk]
    for name in ("binh", "quan", "ha", "lan"):
        assert seen(name) == []
    commune = world.places["commune"]
    told = {
        where: [row.pk for row in book_of(world.actor("nam"), commune, where)] for where in ("own", "above", "below")
    }
    assert told == {"own": [plan.pk], "above": [centre.pk, programme.pk], "below": [resolution.pk, beside.pk]}
