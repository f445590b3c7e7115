"""Appraising branches: each condition of a model against what the records hold, with the answer of its rule and the records behind it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.emulation import records
from liemchinh.emulation.words import CONDITIONS, OPENS
from liemchinh.journal import clock
from liemchinh.reviews.periods import Period
from liemchinh.rulebook.current import charter
from liemchinh.web.dates import show
from regulations.answers import Answer
from regulations.rulebook import Rulebook
from regulations.rules import emulation as rules


@dataclass(frozen=True, slots=True)
class Checked:
    """A condition of a branch. `answer` says how the records stand to it; `papers`: what is behind it, by number and day."""

    condition: str
    answer: Answer
    papers: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The condition in words."""
        return str(CONDITIONS[self.condition])


def conditions_of(book: Rulebook, model: str, on: date) -> list[str]:
    """The conditions of a model that records can tell: those two officers vouched for, or all of the list where no text was seen."""
    rule = rules.CONDITIONS.format(model)
    stated = book.parameter(rule, on=on).value
    return [code for code in book.options(rule) if not isinstance(stated, tuple) or code in stated]


def appraise(
    organisations: Collection[int], model: str, period: Period, *, body: int, on: date
) -> Mapping[int, list[Checked]]:
    """Every condition of each branch by the rules of `body` on a day, in the list's order. What nobody recorded is unknown.

    Call after they were found to be the actor's.
    """
    if not organisations:
        return {}
    facts, codes = _Facts(organisations, period), conditions_of(charter(body).rulebook, model, on)
    return {place: [facts.of(place, code) for code in codes] for place in organisations}


def seen_by(actor: Actor, organisation: int, checked: Collection[Checked]) -> list[tuple[Checked, bool]]:
    """Each condition, and whether this actor reads the records behind it."""
    return [(one, any(actor.covers(verb, organisation) for verb in OPENS[one.condition])) for one in checked]


class _Facts:
    """The records of a period, read once for all branches."""

    def __init__(self, organisations: Collection[int], period: Period) -> None:
        today = clock.today()
        self.over = period.last < today
        self.months = records.months_over(period, today)
        self.sanctions = records.sanctions_in(organisations, period, today)
        self.programmes = records.programmes_in(organisations, self.months)
        self.meetings = records.meetings_in(organisations, self.months) if self.months else {}
        self.dues = records.dues_in(organisations, self.months)
        self.grades = records.grades_in(organisations, period)

    def of(self, place: int, condition: str) -> Checked:
        """The condition of one branch."""
        count = len(self.months)
        if condition == rules.NO_SANCTION:
            found = self.sanctions.get(place, records.Sanctions())
            papers = tuple(_paper(number, show(day)) for number, day in found.papers)
            return Checked(condition, rules.not_sanctioned(found.facts), papers)
        if condition == rules.PROGRAMME:
            planned, done = self.programmes.get(place, (None, 0))
            return Checked(condition, rules.programme_done(planned, done, over=self.over))
        if condition == rules.MEETINGS:
            return Checked(condition, rules.met_every_month(count, len(self.meetings.get(place, ()))))
        if condition == rules.DUES:
            return Checked(condition, rules.dues_paid(count, *self.dues.get(place, (0, 0))))
        row = self.grades.get(place)
        behind = (_paper(row.number, show(row.decided_on)),) if row and row.decided_on else ()
        return Checked(condition, rules.graded(row.result if row else ""), behind)


def _paper(number: str, day: str) -> str:
    return _("quyết định số %(number)s ngày %(day)s") % {"number": number, "day": day}
