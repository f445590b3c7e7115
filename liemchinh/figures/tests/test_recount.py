"""Random acts, corrections, a reorganisation with a split and its undoing: figures stay what a recount from nothing makes.

On any day, tree and day of knowledge, with sums kept all the while.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.figures.asking import ask, question
from liemchinh.figures.periods import Period
from liemchinh.figures.tests import recount
from liemchinh.figures.tests.comparing import differences
from liemchinh.figures.tests.small import BRANCHES, CONSOLE, SOURCE, Small, begun, build, enter, facts
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.services import known_sequence
from liemchinh.members import moves
from liemchinh.members.services import Change, NewAct, record_changes
from liemchinh.members.timeline import ENTERING, KINDS
from liemchinh.organisations.planning import After, Step
from liemchinh.organisations.reorganisation import Decision, apply
from liemchinh.organisations.services import Facts
from liemchinh.organisations.undoing import undo
from regulations.answers import Refused
from tests.kept_world import kept

pytestmark = pytest.mark.django_db
OPENS, CLOSES, KNOWN_FROM = date(2023, 1, 1), date(2025, 12, 31), date(2026, 1, 1)
REORGANISED = date(2024, 7, 1)

ops = st.lists(
    st.tuples(
        st.sampled_from([*sorted(KINDS - {"moved"}), "new", "new", "new", "correct", "cancel", "reorganise", "undo"]),
        st.integers(0, 7),
        st.sampled_from(BRANCHES),
        st.integers(0, (CLOSES - OPENS).days),
    ),
    min_size=6,
    max_size=22,
)
Op = tuple[str, int, str, int]


@contextmanager
def _nothing_kept() -> Iterator[None]:
    with transaction.atomic():
        moves._kept.clear()
        yield
        transaction.set_rollback(True)
    moves._kept.clear()


@given(ops, st.data())
def test_figures_are_what_a_recount_from_nothing_makes(told: Sequence[Op], data: st.DataObject) -> None:
    with _nothing_kept():
        with clock.at(KNOWN_FROM - timedelta(days=1)):
            small = kept(begun)
        done: list[int] = []
        for step, op in enumerate(told):
            with clock.at(KNOWN_FROM + timedelta(days=step)):
                _do(small, op, done)
                if step % 7 == 3:
                    _compare(small, data, None)
        with clock.at(KNOWN_FROM + timedelta(days=len(told))):
            _compare(small, data, None)
            _compare(small, data, KNOWN_FROM + timedelta(days=data.draw(st.integers(0, len(told)))))


def test_what_was_known_between_a_reorganisation_and_its_undoing_can_be_asked_after_the_next_one() -> None:
    with _nothing_kept():
        with clock.at(KNOWN_FROM - timedelta(days=1)):
            small = build()
            enter(small, ("admitted", "2015-03-03", "b1"))
        done: list[int] = []
        for step, kind in enumerate(("reorganise", "undo", "reorganise")):
            with clock.at(KNOWN_FROM + timedelta(days=step)):
                _do(small, (kind, 0, "b1", 0), done)
        period = Period(date(2024, 1, 1), date(2024, 12, 31))
        with clock.at(KNOWN_FROM + timedelta(days=9)):
            asked = [
                question(small["p"], period.first, period.last, known_on=KNOWN_FROM + timedelta(days=day))
                for day in range(3)
            ]
            assert [ask(one, ["members"], [period])[0].whole["members"] for one in asked] == [1, 1, 1]


def _do(small: Small, op: Op, done: list[int]) -> None:
    """Does it if the services allow; what they refuse leaves nothing."""
    kind, number, place, days = op
    on, person = OPENS + timedelta(days=days), small.people[number % len(small.people)]
    try:
        if kind == "new":
            outcome = record_changes(
                [Change(facts=facts(len(small.people), on.year), acts=[NewAct("admitted", on, small[place])])],
                actor=CONSOLE,
            )[0]
            small.people += [outcome.person] if outcome.person and not outcome.refusals else []
        elif kind == "correct":
            record_changes([Change(person, facts=facts(number + days, 2010), reason="typing")], actor=CONSOLE)
        elif kind == "cancel":
            acts = Entry.objects.filter(kind__in=[f"members.{name}" for name in KINDS], member_id=person).order_by(
                "sequence"
            )
            record_changes(
                [Change(person, cancels=[list(acts)[days % len(acts)].sequence], reason="wrong_person")], actor=CONSOLE
            )
        elif kind == "reorganise":
            done.append(_reorganise(small))
        elif kind == "undo" and done:
            undo(done.pop(), actor=CONSOLE)
        elif kind in KINDS:
            where = small[place] if kind in ENTERING else _place(person, on) or small[place]
            record_changes([Change(person, acts=[NewAct(kind, on, where)])], actor=CONSOLE)
    except Refused:
        pass


def _place(person: int, on: date) -> int | None:
    from liemchinh.members.models import Spell

    spells = Spell.objects.filter(person_id=person, cancelled_by=None, starts_on__lte=on).order_by("-starts_on")
    return spells.values_list("organisation_id", flat=True).first()


def _reorganise(small: Small) -> int:
    """c1 is split between c2 and c3, and its branches wait for a decision; g goes from one district into a new branch of the other."""
    after = [
        After("c2", "d1", Facts("Đảng bộ xã Tây mới", "đảng bộ cơ sở", REORGANISED, level="3", unit_type="ward")),
        After("moi", "d1", Facts("Chi bộ Mới", "chi bộ cơ sở", REORGANISED, level="3")),
    ]
    steps = [
        Step("c1", "c2", "split", "partial"),
        Step("c1", "c3", "split", "partial"),
        Step("g", "moi", "merge", "full"),
        Step("c2", "c2", "continue", "full"),
    ]
    sequence, _seen = apply(Decision("12-QĐ/TU", REORGANISED, after, steps, SOURCE), actor=CONSOLE)
    return sequence


def _compare(small: Small, data: st.DataObject, known_on: date | None) -> None:
    last = data.draw(
        st.sampled_from(
            [date(2023, 12, 31), date(2024, 6, 30), date(2024, 9, 30), date(2025, 6, 30), date(2025, 3, 15)]
        )
    )
    period = Period(data.draw(st.sampled_from([date(2023, 1, 1), date(2023, 11, 1), date(2023, 5, 6)])), last)
    tree_on = data.draw(st.sampled_from([date(2023, 1, 1), date(2024, 6, 30), REORGANISED, last]))
    book = recount.read(known_sequence(known_on) if known_on else 10**9)
    places = {key: small[key] for key in ("p", "d1", "d2", "c1", "c2", "b1", "g", "q")}
    assert list(differences(book, places, ("p", "q"), period, tree_on, known_on)) == []
