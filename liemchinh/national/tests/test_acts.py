"""What waits, by random books: every act that stands is entered or waits, never both; what was taken back unheard is told to nobody."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from liemchinh.national.acts import KINDS, Act, waiting

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ADMITTED, OFFICIAL, CANCELLED = "members.admitted", "members.official", "members.cancelled"


def act(sequence: int, kind: str = ADMITTED, cancels: int | None = None, builds_on: int | None = None) -> Act:
    return Act(sequence, kind, 1, 1, date(2026, 1, 1), "", NOW, cancels, builds_on or cancels)


def told(acts: list[Act], entered: set[int], since: int = 0, before: dict[int, str] | None = None) -> list[int]:
    return [one.sequence for one in waiting(acts, entered, since, before or {})]


def test_an_act_that_was_cancelled_before_anybody_entered_it_is_told_to_nobody() -> None:
    assert told([act(1), act(2), act(3, CANCELLED, 1)], set()) == [2]


def test_the_cancellation_of_an_act_that_is_entered_waits() -> None:
    assert told([act(1), act(3, CANCELLED, 1)], {1}) == [3]


def test_the_cancellation_of_what_stood_before_the_beginning_waits_and_that_of_another_kind_does_not() -> None:
    assert told([act(12, CANCELLED, 4)], set(), 10, {4: ADMITTED}) == [12]
    assert told([act(12, CANCELLED, 4)], set(), 10, {4: "members.helped"}) == []


def test_a_seat_that_never_was_takes_with_it_how_it_was_taken_and_ended() -> None:
    seat = [act(1, "members.post_taken"), act(2, "members.post_ended", None, 1), act(3, "members.post_cancelled", 2)]
    assert told(seat, set()) == []
    assert told(seat, {1}) == [3]


def test_a_corrected_seat_is_told_as_it_is_now() -> None:
    seat = [act(1, "members.post_taken"), act(2, "members.post_corrected", 1)]
    assert told(seat, set()) == [2] and told(seat, {1}) == [2] and told(seat, {1, 2}) == []


@st.composite
def books(draw: st.DrawFn) -> tuple[list[Act], set[int]]:
    made: list[Act] = []
    open_to_cancel: list[int] = []
    for sequence in range(1, draw(st.integers(1, 25)) + 1):
        if open_to_cancel and draw(st.booleans()):
            gone = open_to_cancel.pop(draw(st.integers(0, len(open_to_cancel) - 1)))
            made.append(act(sequence, CANCELLED, gone))
        else:
            made.append(act(sequence, draw(st.sampled_from(sorted(KINDS - {CANCELLED, "members.post_cancelled"})))))
            open_to_cancel.append(sequence)
    return made, draw(st.sets(st.sampled_from([one.sequence for one in made])))


@given(books())
def test_every_act_is_entered_or_waits_or_was_taken_back_unheard(book: tuple[list[Act], set[int]]) -> None:
    acts, entered = book
    waits = set(told(acts, entered))
    gone = {one.cancels for one in acts if one.cancels}
    unheard = {one.sequence for one in acts if one.cancels and one.cancels not in entered} | (gone - entered)
    assert waits.isdisjoint(entered)
    assert waits == {one.sequence for one in acts} - entered - unheard


@given(books(), st.data())
def test_a_tick_that_is_cancelled_brings_the_act_back(book: tuple[list[Act], set[int]], data: st.DataObject) -> None:
    acts, entered = book
    waits = told(acts, entered)
    if waits:
        one = data.draw(st.sampled_from(waits))
        assert one not in told(acts, entered | {one})
        assert told(acts, (entered | {one}) - {one}) == waits
