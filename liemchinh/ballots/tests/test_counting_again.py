"""A count that is objected to: the same ballots, two tellers again, a second set of minutes beside the first."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.ballots.counting_again import all_minutes, ask_to_count_again
from liemchinh.ballots.ending import destroy_box, objections_until, void_box
from liemchinh.ballots.models import Receipt, SealedBallot, Sheet, Slip
from liemchinh.ballots.queries import tally_of
from liemchinh.ballots.services import close_box
from liemchinh.ballots.tests.rounds import Round, a_box, both_ways, counted_box, paper_count
from liemchinh.ballots.waiting import waiting
from liemchinh.ballots.words import SURVEY, WHY_AGAIN
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.verification import recount_state, verify
from regulations.answers import Refused

pytestmark = pytest.mark.django_db


def codes(call: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        call()
    return [one.code for one in refused.value.refusals]


def again(held: Round, why: str = "voter") -> Round:
    ask_to_count_again(held.box.pk, why, actor=held.actor)
    return held


def test_the_same_ballots_give_the_same_numbers_and_two_sets_of_minutes(world: Any, voters: list[int]) -> None:
    held, first = counted_box(world, voters, 10)
    kept = (set(Receipt.objects.values_list("number")), set(SealedBallot.objects.values_list("number", "sealed")))
    again(held)
    assert [line.title for line in waiting(held.actor, clock.today())] == ["Kiểm phiếu lại"]
    second = held.counted()
    assert repr(second) == repr(first) and held.again().state == "counted"
    assert [(one.number, one.why, one.counted.cells.tolist()) for one in all_minutes(held.box)] == [
        (1, "", [[10, 2]]), (2, "voter", [[10, 2]]),
    ]  # fmt: skip
    acts = Entry.objects.filter(kind__in=("ballots.again_asked", "ballots.counted_again")).order_by("sequence")
    assert list(acts.values_list("kind", flat=True)) == ["ballots.again_asked", "ballots.counted_again"]
    assert kept == (
        set(Receipt.objects.values_list("number")),
        set(SealedBallot.objects.values_list("number", "sealed")),
    )
    assert list(recount_state()) == [] and verify().ok


def test_paper_counted_wrongly_is_put_right_and_what_was_counted_first_stays_readable(
    world: Any, voters: list[int]
) -> None:
    held = both_ways(world, voters, 6, lambda place: (0, 0))
    assert held.counted().cells.tolist() == [[12, 0]]
    again(held, "teller")
    assert codes(held.counted) == ["ballots.two_sheets"] and tally_of(held.again()).cells.tolist() == [[12, 0]]
    right = paper_count(held.box, 6, [[5, 1]], unused=2)
    for teller in (1, 2):
        held.sheet(teller, right)
    assert held.counted(codes=(1, 2)).cells.tolist() == [[11, 1]] and not Sheet.objects.exists()
    page = world.client("chi").get(reverse("ballots:one", args=[held.box.pk])).content.decode()
    minutes = world.client("chi").get(reverse("ballots:minutes", args=[held.box.pk])).content.decode()
    for shown in (page, minutes):
        assert "Kiểm phiếu lần 1" in shown and "<dd>12</dd>" in shown and "<dd>11</dd>" in shown
    assert "lần kiểm phiếu thứ 2" in minutes and "Người kiểm phiếu đề nghị" in minutes
    assert list(recount_state()) == []


def test_it_is_asked_for_a_reason_while_the_count_may_be_objected_to(world: Any, voters: list[int]) -> None:
    held, _counted = counted_box(world, voters, 10)
    until = objections_until(held.again())
    assert until is not None
    assert codes(lambda: again(held, "else")) == ["ballots.why_again"]
    with clock.at(until + timedelta(days=1)):
        assert codes(lambda: again(held, "else")) == ["ballots.too_late", "ballots.why_again"]
    with clock.at(until):
        again(held)
    with clock.at(until + timedelta(days=9)):
        assert codes(lambda: destroy_box(held.box.pk, actor=held.actor)) == ["ballots.state"]
        held.counted()
        assert held.again().counted_on == until + timedelta(days=9), "the new count may be objected to as the first"


def test_a_survey_is_never_counted_twice(world: Any, voters: list[int]) -> None:
    held = a_box(world, voters, kind=SURVEY, rows=voters[:3], columns=("late",)).opened(phone=12)
    held.vote(0, (0, 0))
    held.closed().counted()
    assert codes(lambda: again(held)) == ["ballots.survey_again"]
    assert [(one.number, one.why, one.counted.returned) for one in all_minutes(held.again())] == [(1, "", 1)]
    assert "kiểm phiếu lại" not in world.client("chi").get(reverse("ballots:one", args=[held.box.pk])).content.decode()


def test_nothing_else_moves_while_it_is_counted_again_and_it_can_be_void(world: Any, voters: list[int]) -> None:
    held = again(counted_box(world, voters, 10)[0])
    assert codes(lambda: close_box(held.box.pk, actor=held.actor)) == ["ballots.state"]
    assert codes(lambda: again(held)) == ["ballots.state"]
    held.tellers[0] = held.tellers[1]
    assert codes(held.counted) == ["ballots.two_codes"]
    void_box(held.box.pk, "objection", actor=held.actor)
    assert not Slip.objects.exists() and tally_of(held.again()) is None and list(recount_state()) == []


def test_the_page_asks_why_from_the_list(world: Any, voters: list[int]) -> None:
    held, _counted = counted_box(world, voters, 10)
    client, address = world.client("chi"), reverse("ballots:again", args=[held.box.pk])
    assert address in client.get(reverse("ballots:one", args=[held.box.pk])).content.decode()
    shown = client.get(address).content.decode()
    assert [words for words in map(str, WHY_AGAIN.values()) if words not in shown] == []
    assert client.post(address, {"why": "above"}).status_code == 302 and held.again().state == "again"
