"""A box from its preparation to its end: what stands in the way is told at once, each state follows the one before."""

from typing import Any

import numpy as np
import pytest
from django.db import IntegrityError, transaction

from liemchinh.ballots import codes
from liemchinh.ballots.confidence import LEVELS
from liemchinh.ballots.confidence import USE as CONFIDENCE_USE
from liemchinh.ballots.counted import LEAST
from liemchinh.ballots.ending import destroy_box, objections_until, void_box, void_restored
from liemchinh.ballots.models import Box, Elector, Receipt, SealedBallot, Sheet, Slip, Tally, TellerCode, Wrap
from liemchinh.ballots.queries import boxes_of, boxes_visible_to, electors_of, receipts_of, tally_of, waiting_boxes
from liemchinh.ballots.services import close_box, draw_slips, freeze_box, open_box, set_tellers
from liemchinh.ballots.tests.rounds import (
    ON,
    USE,
    Round,
    a_box,
    a_use,
    ballot,
    both_ways,
    counted_box,
    paper_count,
    people,
)
from liemchinh.ballots.words import BOTH, CONFIDENCE, PAPER, PHONE, STATES, SURVEY
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.verification import recount_state
from liemchinh.web.text import fold
from regulations.answers import Refusal, Refused


def refused(call: Any) -> list[str]:
    """The codes of every refusal."""
    with pytest.raises(Refused) as caught:
        call()
    assert all(str(one.message) and str(one.remedy) for one in caught.value.refusals)
    return [one.code for one in caught.value.refusals]


def test_a_vote_by_phone_goes_from_preparation_to_its_end(world: Any, voters: list[int]) -> None:
    held, counted = counted_box(world, voters, agree=9)
    assert (counted.issued, counted.returned, counted.not_returned, counted.valid) == (12, 12, 0, 12)
    assert counted.cells.tolist() == [[9, 3]] and counted.spoiled == {}
    assert len(receipts_of(held.again())) == 12 == SealedBallot.objects.filter(box=held.box).count()
    told = tally_of(held.box)
    assert told is not None and told.cells.tolist() == [[9, 3]]
    until = objections_until(held.box)
    assert until is not None and (until - clock.today()).days == 30
    assert refused(lambda: destroy_box(held.box.pk, actor=held.actor)) == ["ballots.objections"]
    with clock.at(until.replace(day=until.day + 1)):
        destroy_box(held.box.pk, actor=held.actor)
    for model in (TellerCode, Wrap, Slip, SealedBallot, Sheet):
        assert model.objects.filter(box=held.box).count() == 0  # type: ignore[attr-defined]
    assert len(receipts_of(held.again())) == 12 and held.box.state == "destroyed"
    kinds = list(Entry.objects.filter(kind__startswith="ballots.").order_by("sequence").values_list("kind", flat=True))
    assert kinds == [
        f"ballots.{act}" for act in ("prepared", "frozen", "drawn", "opened", "closed", "counted", "destroyed")
    ]
    assert list(recount_state()) == []


def test_paper_and_phone_are_one_count(world: Any, voters: list[int]) -> None:
    held = both_ways(world, voters, 7, lambda place: (0, place % 2))
    counted = held.counted(codes=(1, 2))
    assert (counted.issued, counted.returned, counted.valid) == (12, 12, 12)
    assert counted.cells.tolist() == [[6, 6]]
    # With the sheets kept, paper and phone would be known apart.
    assert Sheet.objects.count() == 0
    assert [Tally.objects.get().returned, list(recount_state())] == [12, []]


def test_paper_alone_counts_spoiled_ballots_with_their_reason(world: Any, voters: list[int]) -> None:
    held = a_box(world, voters[:4], channels=PAPER).opened(paper=4, spare=1).closed()
    told = paper_count(held.again(), 3, [[1, 1]], unused=1, spoiled={"two_choices": 1})
    held.sheet(0, told)
    held.sheet(1, told)
    counted = held.counted()
    assert (counted.issued, counted.returned, counted.not_returned, counted.valid) == (4, 3, 1, 2)
    assert counted.spoiled == {"two_choices": 1} and Receipt.objects.count() == 0


def test_everything_in_the_way_of_freezing_is_told_at_once(world: Any, voters: list[int]) -> None:
    with a_use(faults=lambda box: [Refusal("tests.resolution", "Chưa có nghị quyết.", remedy="Ghi nghị quyết.")]):
        held = a_box(world, voters[:3], rows=(), tellers=voters[:1], kind=SURVEY)
        assert refused(held.frozen) == [
            "ballots.empty", "ballots.tellers", "tests.resolution", "ballots.few_phone", "ballots.few",
        ]  # fmt: skip
    assert held.again().state == "prepared" and not Wrap.objects.exists()


def test_nobody_counts_a_vote_about_themselves(world: Any, voters: list[int]) -> None:
    rows = voters[:3]
    held = a_box(world, voters, kind=CONFIDENCE, use=CONFIDENCE_USE, rows=rows, columns=tuple(LEVELS))
    assert refused(held.frozen) == ["ballots.teller_voted_on"]
    set_tellers(held.box.pk, voters[5:8], BOTH, actor=held.actor)
    assert len(held.frozen().tellers) == 3 and held.again().channels == BOTH
    assert (
        Entry.objects.get(kind="ballots.arranged").organisation_id == world.places["branch"]
        and list(recount_state()) == []
    )


def test_the_database_refuses_fewer_than_two_tellers(world: Any, voters: list[int]) -> None:
    held = a_box(world, voters)
    for change in ({"second_teller": None, "state": "open"}, {"second_teller": voters[0], "state": "open"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Box.objects.filter(pk=held.box.pk).update(**change)


def test_the_electorate_is_frozen_with_a_hash(world: Any, voters: list[int]) -> None:
    one, other = a_box(world, voters).frozen(), a_box(world, voters[:11], about=1).frozen()
    assert len(one.again().electorate_hash) == 64 and one.box.electorate_hash != other.again().electorate_hash
    assert Elector.objects.filter(box=one.box).count() == 12
    given = [name.split()[-1] for _person, name in electors_of(one.box)]
    assert len(set(given)) > 5 and given == sorted(given, key=fold)


def test_a_step_out_of_turn_is_refused(world: Any, voters: list[int]) -> None:
    held = a_box(world, voters)
    held.tellers = ["0" * 26, "1" * 26]
    later = [
        lambda: draw_slips(held.box.pk, phone=12, paper=0, actor=held.actor),
        lambda: open_box(held.box.pk, phone=12, paper=0, actor=held.actor),
        lambda: close_box(held.box.pk, actor=held.actor), held.counted, lambda: destroy_box(held.box.pk, actor=held.actor),
    ]  # fmt: skip
    assert [refused(call) for call in later] == [["ballots.state"]] * 5
    held.tellers = []
    held.opened(phone=12)
    assert refused(lambda: freeze_box(held.box.pk, actor=held.actor)) == ["ballots.state"]


def test_slips_are_printed_for_everybody_and_few_more(world: Any, voters: list[int]) -> None:
    held = a_box(world, voters, channels=PHONE).frozen()
    assert refused(lambda: held.drawn(phone=0)) == ["ballots.printed_phone"]
    assert refused(lambda: held.drawn(phone=18, paper=1)) == ["ballots.printed_phone", "ballots.printed_paper"]
    first = held.drawn(phone=14).slips
    second = held.drawn(phone=14).slips
    open_box(held.box.pk, phone=12, paper=0, actor=held.actor)
    held.slips = first
    assert refused(lambda: held.vote(0, (0, 0))) == ["ballots.unknown_code"]
    held.slips = second
    assert held.vote(0, (0, 0))


def test_fewer_than_five_on_one_way_all_take_the_other(world: Any, voters: list[int]) -> None:
    held = a_box(world, voters, channels=BOTH).drawn(phone=12, paper=12)
    for phone, paper in ((8, LEAST - 1), (1, 11), (LEAST - 1, 8)):
        call = lambda phone=phone, paper=paper: open_box(held.box.pk, phone=phone, paper=paper, actor=held.actor)  # noqa: E731
        assert refused(call) == ["ballots.few_one_way"]
    assert refused(lambda: open_box(held.box.pk, phone=8, paper=5, actor=held.actor)) == ["ballots.issued"]
    assert open_box(held.box.pk, phone=12, paper=0, actor=held.actor)


def test_a_slip_counts_once_and_says_so(world: Any, voters: list[int]) -> None:
    held = a_box(world, voters).opened(phone=12, spare=1)
    assert len(held.vote(3, (0, 1))) == 14
    assert refused(lambda: held.vote(3, (0, 0))) == ["ballots.spent"]
    with pytest.raises(Refused):
        held.vote(4, (0, 0), (0, 1))
    held.vote(4)  # nothing marked is a ballot too
    assert Slip.objects.filter(box=held.box, spent=True).count() == 2


@pytest.mark.parametrize("typed", ["", "x", "0" * 12, "IIII OOOO LLLL", "ß" * 12, "１２３４" * 3, "A" * 5000])
def test_a_code_of_no_vote_is_refused(world: Any, voters: list[int], typed: str) -> None:
    held = a_box(world, voters).opened(phone=12)
    held.slips = [typed]
    assert refused(lambda: held.vote(0, (0, 0))) == ["ballots.unknown_code"]


def test_a_code_is_read_as_people_write_it() -> None:
    assert codes.read("0aio-lbcd efgh") == "0A101BCDEFGH" and codes.read("0AIOLBCDEFG") is None
    assert codes.read("U" * 12) is None and codes.grouped("0A101BCDEFGH") == "0A10 1BCD EFGH"
    assert len({codes.draw() for _number in range(2000)}) == 2000


def test_the_count_refuses_what_does_not_add_up(world: Any, voters: list[int]) -> None:
    held = both_ways(world, voters, 6, lambda place: (0, 0))
    box = held.again()
    for wrong, code in (
        (paper_count(box, 6, [[6, 0]], unused=1), "ballots.unused_paper"),
        (paper_count(box, 6, [[7, 0]], unused=2), "ballots.sums"),
        (paper_count(box, 6, [[4, 3]], unused=2), "ballots.sums"),
        (paper_count(box, 6, [[1, 0]], unused=2, spoiled={"blank": 7}), "ballots.spoiled"),
        (paper_count(box, 6, [[-1, 0]], unused=2), "ballots.negative"),
        (paper_count(box, 6, [[1]], unused=2), "ballots.shape"),
        (paper_count(box, 6, [[1, 0]], unused=2, spoiled={"khac": 1}), "ballots.shape"),
    ):
        assert code in refused(lambda wrong=wrong: held.sheet(0, wrong))
    short = paper_count(box, 6, [[6, 0]], unused=2)
    assert "ballots.reconcile" in refused(lambda: held.sheet(0, short.__class__(2, 6, 1, cells=[[6, 0]])))
    held.sheet(0, paper_count(box, 6, [[5, 0]], unused=2))
    assert refused(held.counted) == ["ballots.differ"]
    held.sheet(0, short)
    assert refused(lambda: held.counted(unused=[])) == ["ballots.unused_slips"]
    assert refused(lambda: held.counted(unused=[held.slips[-1]] * 2)) == [
        "ballots.unused_codes",
        "ballots.unused_slips",
    ]
    assert refused(lambda: held.counted(unused=[held.slips[0], held.slips[-1]])) == ["ballots.stuffed"]
    assert refused(lambda: held.counted(codes=(1, 1))) == ["ballots.two_codes"]
    assert held.counted().cells.tolist() == [[12, 0]]


def test_a_sheet_is_a_tellers_own(world: Any, voters: list[int]) -> None:
    held = a_box(world, voters, channels=PAPER).opened(paper=12).closed()
    told = paper_count(held.again(), 12, [[12, 0]])
    held.sheet(0, told)
    held.sheet(0, told)
    assert refused(held.counted) == ["ballots.two_sheets"]
    assert Entry.objects.filter(kind="ballots.sheet_entered").count() == 2
    held.tellers[1] = held.tellers[1][:-1] + ("0" if held.tellers[1][-1] != "0" else "1")
    assert refused(lambda: held.sheet(1, told)) == ["ballots.teller_code"]


def test_a_ballot_that_was_altered_or_moved_stops_the_count(world: Any, voters: list[int]) -> None:
    held = a_box(world, voters).opened(phone=12)
    for place in range(12):
        held.vote(place, (0, 0))
    other = a_box(world, voters, about=7).opened(phone=12)
    for place in range(12):
        other.vote(place, (0, 1))
    held.closed()
    mine, theirs = SealedBallot.objects.filter(box=held.box).first(), SealedBallot.objects.filter(box=other.box).first()
    assert mine is not None and theirs is not None
    for sealed in (bytes(theirs.sealed), b"x" + bytes(mine.sealed)[1:]):
        SealedBallot.objects.filter(pk=mine.pk).update(sealed=sealed)
        assert refused(held.counted) == ["ballots.unopened"]
    SealedBallot.objects.filter(pk=mine.pk).update(sealed=bytes(mine.sealed))
    assert held.counted().cells.tolist() == [[12, 0]]


def test_two_codes_lost_the_vote_is_held_again(world: Any, voters: list[int]) -> None:
    held = a_box(world, voters).opened(phone=12).closed()
    held.tellers = [held.tellers[0], "0" * 26, "1" * 26]
    assert refused(held.counted) == ["ballots.two_codes"]
    assert refused(lambda: void_box(held.box.pk, "restored", actor=held.actor)) == ["ballots.reason"]
    void_box(held.box.pk, "codes_lost", actor=held.actor)
    assert held.again().state == "void" and not Slip.objects.exists() and not Wrap.objects.exists()
    assert list(boxes_of(USE)) == [] and boxes_visible_to(held.actor, world.places["branch"]) == [held.box]
    assert a_box(world, voters).opened(phone=12).vote(0, (0, 0)) and list(recount_state()) == []


def test_a_copy_brought_back_voids_every_vote_under_way(world: Any, voters: list[int]) -> None:
    told: list[int] = []
    with a_use(when_void=lambda box, actor: told.append(box.pk)):
        prepared, frozen = a_box(world, voters), a_box(world, voters).frozen()
        opened = a_box(world, voters).opened(phone=12)
        done, _counted = counted_box(world, voters, 12)
        assert void_restored() == 2 == len(told)
    states = [one.again().state for one in (prepared, frozen, opened, done)]
    assert states == ["prepared", "void", "void", "counted"] and set(states) <= set(STATES)
    assert opened.box.void_reason == "restored" and list(recount_state()) == []


def test_the_room_hears_of_its_count_in_the_same_transaction(world: Any, voters: list[int]) -> None:
    def fails(box: Box, counted: Any, actor: Any) -> None:
        assert tally_of(box) is not None and counted.cells.tolist() == [[10, 2]]
        raise RuntimeError("power cut")

    with a_use(when_counted=fails), pytest.raises(RuntimeError), transaction.atomic():
        counted_box(world, voters, 10)
    assert not Tally.objects.exists() and not Entry.objects.filter(kind="ballots.counted").exists()


def test_what_waits_is_for_whoever_keeps_the_box(world: Any, voters: list[int]) -> None:
    held = a_box(world, voters).opened(phone=12)
    assert [waiting_boxes(world.actor(name), ("open",)) for name in ("chi", "nam", "em", "quan", "khoa", "dung")] == [
        [held.box], [held.box], [], [], [], [],
    ]  # fmt: skip


def test_a_surveys_numbers_stand_in_no_entry(world: Any, voters: list[int]) -> None:
    held = a_box(world, voters, kind=SURVEY, rows=voters[:3], columns=("late", "waste")).opened(phone=12)
    for place in range(12):
        held.vote(place, (0, 0), (0, 1), (2, 1))
    counted = held.closed().counted()
    assert counted.cells.tolist() == [[12, 12], [0, 0], [0, 12]]
    entries = Entry.objects.filter(kind__startswith="ballots.").values_list("payload", flat=True)
    assert not [
        payload for payload in entries if str(voters[2]) in bytes(payload).decode() and b"12, 12" in bytes(payload)
    ]
    assert list(recount_state()) == []


def test_ballots_are_of_one_size_whatever_they_say(world: Any, voters: list[int]) -> None:
    held = a_box(world, voters, kind=SURVEY, rows=voters, columns=tuple(range(12))).opened(phone=12)
    held.vote(0)
    cast_all = np.ones((12, 12), int)
    held.vote(1, *[(row, column) for row, column in zip(*np.nonzero(cast_all), strict=True)])
    assert len({len(bytes(one)) for one in SealedBallot.objects.values_list("sealed", flat=True)}) == 1
    assert ballot(held.box).sum() == 0 and isinstance(held, Round) and ON and people
