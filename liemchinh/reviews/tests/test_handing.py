"""Commitments and self-reviews: handed in or not, on which day, where the paper lies; names go, counts stay."""

from datetime import date
from typing import Any

import pytest

from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Personal
from liemchinh.journal.verification import verify
from liemchinh.members.erasing import erase_people
from liemchinh.members.services import NewAct, record_act
from liemchinh.reviews import recount
from liemchinh.reviews.forgetting import forget
from liemchinh.reviews.handing import Sheet, record_handed
from liemchinh.reviews.mine import mine
from liemchinh.reviews.models import Handed, Handing
from liemchinh.reviews.periods import of_year, read
from liemchinh.reviews.queries import COLLECTIVE, handing_of, papers_of
from liemchinh.reviews.tests.samples import newcomer
from regulations.answers import Refused
from tests.world import CONSOLE

YEAR, LAST = of_year(2026), of_year(2025)
ON = date(2026, 1, 15)


def sheet(
    world: Any, place: str = "branch", sort: str = "commitment", period: Any = YEAR, on: date = ON, lies: str = "branch"
) -> Sheet:
    return Sheet(world.places[place], sort, period, on, lies)


def recorded(world: Any, binh: str = "handed", by: str = "chi", **more: Any) -> int:
    states = {world.people["branch"]: "handed", world.people["binh"]: binh}
    given = {name: more.pop(name) for name in ("period", "on", "lies") if name in more}
    return record_handed(sheet(world, **given), states, actor=world.actor(by), **more)


def codes(refused: Any) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_a_branch_is_one_entry_in_counts_and_who_handed_in_stands_beside_the_chain(world: Any) -> None:
    first = recorded(world, binh="missing", seen=0)
    assert recorded(world, binh="missing", seen=0) == first
    entry = Entry.objects.get(sequence=first)
    assert (entry.kind, entry.organisation_id) == ("reviews.handed", world.places["branch"])
    assert b"people" not in bytes(entry.payload) and "2026-01-15,branch" in Personal.objects.get(sequence=first).value
    second = recorded(world, on=date(2026, 2, 20), lies="unit", reason="later", seen=first)
    assert Entry.objects.get(sequence=second).cancels_id == first
    assert Entry.objects.get(sequence=second).kind == "reviews.handed_corrected"
    rows = Handed.objects.filter(cancelled_by=None).values_list("person_id", "on", "lies")
    # Who had handed in before keeps that day and place.
    assert set(rows) == {(world.people["branch"], ON, "branch"), (world.people["binh"], date(2026, 2, 20), "unit")}
    row = Handing.objects.get(cancelled_by=None)
    assert (row.handed, row.missing) == (2, 0)
    assert list(recount.differences()) == [] and verify().ok
    Handed.objects.filter(person_id=world.people["binh"], cancelled_by=None).update(lies="committee")
    assert list(recount.differences()) == [
        f"Tổ chức số {world.places['branch']}, commitment năm 2026: điều đang lưu khác với sổ."
    ]


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_written(world: Any) -> None:
    recorded(world)
    before = Entry.objects.count()
    strange = {world.people["binh"]: "perhaps", world.people["em"]: "handed"}
    wrong = sheet(world, period=read("2026-Q2"), on=date(2026, 3, 4), lies="elsewhere")
    with pytest.raises(Refused) as refused:
        record_handed(wrong, strange, actor=world.actor("chi"))
    assert codes(refused) == [
        "ahead",
        "reviews.sort",
        "reviews.period",
        "reviews.ahead",
        "reviews.missing",
        "reviews.stranger",
    ]
    with pytest.raises(Refused) as refused:
        recorded(world, binh="missing", seen=0)
    assert codes(refused) == ["reviews.changed"]
    with pytest.raises(Refused) as refused:
        recorded(world, binh="missing", reason="because")
    assert codes(refused) == ["reviews.reason"]
    with pytest.raises(Refused) as refused:
        record_handed(sheet(world, "commune", period=of_year(2024)), {}, actor=world.actor("nam"))
    assert codes(refused) == ["reviews.closed", "reviews.nobody"]
    assert Entry.objects.count() == before


def test_a_self_review_is_asked_of_the_collective_and_of_whom_the_rules_do_not_leave_out(world: Any) -> None:
    new, old = newcomer(world, date(2025, 7, 1)), newcomer(world, date(2025, 6, 30), name="Sơn Thị Cũ")
    asked = [one.person for one in papers_of(world.places["branch"], "self_review", LAST)]
    assert asked[0] == COLLECTIVE and old in asked and new not in asked
    assert new in [one.person for one in papers_of(world.places["branch"], "commitment", LAST)]
    assert [one.person for one in papers_of(world.places["commune"], "self_review", LAST)] == [COLLECTIVE]
    record_handed(sheet(world, "commune", "self_review", LAST), {COLLECTIVE: "handed"}, actor=world.actor("nam"))
    assert handing_of(world.places["commune"], "self_review", "2025").handed == 1  # type: ignore[union-attr]
    assert list(recount.differences()) == []


def test_whoever_moves_is_asked_for_one_paper_once(world: Any) -> None:
    recorded(world)
    for kind, place in (("transferred_out", "branch"), ("transferred_in", "sibling")):
        record_act(world.people["binh"], NewAct(kind, date(2026, 2, 2), world.places[place]), actor=CONSOLE)
    there = {one.person: one for one in papers_of(world.places["sibling"], "commitment", YEAR)}
    assert there[world.people["binh"]].elsewhere and there[world.people["binh"]].state == "handed"
    states = {world.people["sibling"]: "handed", world.people["em"]: "handed"}
    record_handed(sheet(world, "sibling"), states, actor=world.actor("nam"))
    assert handing_of(world.places["sibling"], "commitment", "2026").handed == 2  # type: ignore[union-attr]


def test_a_member_sees_their_own_paper_and_nobody_elses(world: Any) -> None:
    recorded(world, binh="missing")
    assert [(one.title, list(one.rows)) for one in mine(world.actor("binh"), clock.today())] == [
        ("Cam kết, kiểm điểm, xếp loại", [("Bản cam kết năm 2026", "Chưa")])
    ]
    assert [mine(world.actor(name), clock.today()) for name in ("em", "chi", "nam")] == [[]] * 3


def test_names_go_with_their_time_or_the_person_and_the_counts_stay(world: Any) -> None:
    old = recorded(world, period=LAST, binh="missing")
    new = recorded(world)
    with clock.at(date(2027, 1, 1)):
        forget()
        forget()
        assert set(Handed.objects.values_list("period", flat=True)) == {"2026"}
        assert not Personal.objects.filter(sequence=old).exists() and Personal.objects.filter(sequence=new).exists()
        assert handing_of(world.places["branch"], "commitment", "2025").missing == 1  # type: ignore[union-attr]
        assert list(recount.differences()) == []
    record_act(world.people["branch"], NewAct("died", date(2026, 3, 1), world.places["branch"]), actor=CONSOLE)
    erase_people([world.people["branch"]], actor=world.actor("an"))
    assert list(Handed.objects.values_list("person_id", flat=True)) == [world.people["binh"]]
    assert not Personal.objects.filter(sequence=new).exists()
    assert list(recount.differences()) == [] and verify().ok
