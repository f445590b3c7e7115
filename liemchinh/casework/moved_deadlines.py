"""Open deadlines of cases under changed rules: which get another day, listed in a fixed number of queries, and moved in one entry."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import OuterRef, QuerySet, Subquery

from liemchinh.access.actor import Actor
from liemchinh.casework.kinds import Told, case_kind, case_kinds
from liemchinh.casework.locking import hold_cases
from liemchinh.casework.models import Deadline, Party
from liemchinh.casework.queries import cases_visible_to
from liemchinh.casework.work import cases_called
from liemchinh.journal import clock
from liemchinh.organisations.queries import subtree
from liemchinh.rulebook.current import charter
from liemchinh.rulebook.moving import Change, Move, Shown
from regulations.charter import Charter
from regulations.procedures import Timing, timing

PIECE = 500
# Kind, step, first day, the day whose texts count → when the step is due.
Timer = Callable[[str, str, date, date], Timing]


@dataclass(frozen=True, slots=True)
class _Rules:
    """Timings by the rules of a tree before and after, and as they were known at an entry; each counted once for all that share it."""

    before: Timer
    after: Timer
    known: Callable[[int], Timer]


class CaseDeadlines:
    """Deadlines of cases (`rulebook.moving.Mover`).

    One moves where the changed rules give another day than the rules before. It stays where its day was written on a paper, and where the
    person concerned would have less time than they were told: a day they were not told stays unknown, a known one only gets later.
    """

    def moves(self, change: Change) -> Sequence[Move]:
        """The open deadlines in these trees that get another day, by number. The number of queries does not grow with the deadlines."""
        found: list[Move] = []
        for tree in sorted(change.trees):
            known = cache(lambda entry, tree=tree: _timer(charter(tree, known=entry)))
            ruled, rows = _Rules(_timer(change.before(tree)), _timer(change.after(tree)), known), _open_in(tree)
            people = set(_people_of().values_list("case_id", "role"))
            found += [
                move for row in rows if (move := _move(row, ruled, (row.case_id, row.role) in people)) is not None
            ]
        return sorted(found, key=lambda move: move.number)

    def hold(self, moves: Sequence[Move]) -> None:
        """Holds their cases until the transaction ends."""
        hold_cases({move.case for move in moves})

    def write(self, moves: Sequence[Move], sequence: int) -> None:
        """The deadlines wait by their new days from the entry on; those of before stay readable."""
        moved = {move.number: move for move in moves}
        numbers = sorted(moved)
        for start in range(0, len(numbers), PIECE):
            rows = list(Deadline.objects.filter(pk__in=numbers[start : start + PIECE], cancelled_by=None))
            Deadline.objects.filter(pk__in=[row.pk for row in rows]).update(cancelled_by=sequence)
            for row in rows:
                move = moved[row.pk]
                row.due_on, row.opens_on, row.is_unknown = move.after, move.opens, move.after is None
                row.pk, row.recorded_by, row.counted_with, row.cancelled_by = None, sequence, sequence, None
            Deadline.objects.bulk_create(rows)

    def shown(self, moves: Sequence[Move], actor: Actor) -> Sequence[Shown]:
        """Those in cases the actor may see, by the new day; how a case is called is asked once for each kind."""
        wanted = {move.case for move in moves}
        kinds = {
            number: kind
            for kind in (case_kinds() if wanted else ())
            for number in cases_visible_to(actor, kind).filter(closed_by=None).values_list("pk", flat=True)
            if number in wanted
        }
        called = cases_called(kinds.items())
        told = [_shown(move, kinds[move.case], called[move.case]) for move in moves if move.case in called]
        return sorted(told, key=lambda one: (one.after is None, one.after or date.max, one.title))


mover = CaseDeadlines()


def _open_in(tree: int) -> list[Deadline]:
    first = Party.objects.filter(case=OuterRef("case"), organisation_id__isnull=False).order_by("pk")
    rows = Deadline.objects.filter(cancelled_by=None).annotate(place=Subquery(first.values("organisation_id")[:1]))
    return list(rows.filter(place__in=subtree([tree])).select_related("case"))


def _people_of() -> QuerySet[Party]:
    waiting = Deadline.objects.filter(cancelled_by=None).values("case")
    return Party.objects.filter(case__in=waiting, cancelled_by=None, person_id__isnull=False)


def _move(row: Deadline, ruled: _Rules, is_of_person: bool) -> Move | None:
    was, will = _timing(row, ruled.before), _timing(row, ruled.after)
    if (was.due, was.opens_on, was.unknown) == (will.due, will.opens_on, will.unknown):
        return None
    due, told = _day(will), _day(was)
    if row.due_on != told and row.due_on != _day(_timing(row, ruled.known(row.counted_with))):
        return None
    if is_of_person and due is not None and (row.due_on is None or due <= row.due_on):
        return None
    if (row.due_on, row.opens_on) == (due, will.opens_on):
        return None
    return Move(row.pk, row.case_id, row.step, row.due_on, due, will.opens_on)


def _timer(ruled: Charter) -> Timer:
    def timed(kind: str, step: str, start: date, on: date) -> Timing:
        return timing(ruled.rulebook, ruled.calendar, case_kind(kind).procedure.step(step, on), start, on=on)

    return cache(timed)


def _timing(row: Deadline, timed: Timer) -> Timing:
    return timed(row.case.kind, row.step, row.counted_from, row.ruled_on)


def _day(told: Timing) -> date | None:
    return told.due.due if told.due else None


def _shown(move: Move, kind: str, called: Told) -> Shown:
    title = case_kind(kind).procedure.step(move.step, clock.today()).title
    return Shown(f"{title}: {called.title}", called.url, move.before, move.after, move.opens)
