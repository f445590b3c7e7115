"""Branch meetings: whether enough came, by when the agenda stands and the results are entered."""

from dataclasses import replace
from datetime import date, timedelta

from regulations.answers import Answer, Verdict
from regulations.rulebook import Rulebook
from regulations.rules.thresholds import meets, needed
from regulations.schema import Threshold
from regulations.working_days import Calendar


def quorum(book: Rulebook, present: int, of: int, *, on: date) -> Answer:
    """Whether `present` of `of` official members are enough for a regular meeting. Value: how many are needed.

    Raises ValueError for more present than there are, or nobody.
    """
    if not 0 <= present <= of or of < 1:
        raise ValueError(f"{present} of {of} cannot have come")
    rule = book.parameter("cell.meeting.quorum", on=on)
    if not isinstance(rule.value, Threshold):
        return rule
    verdict: Verdict = "yes" if meets(rule.value, present, of) else "no"
    return replace(rule, verdict=verdict, value=needed(rule.value, of), unit="count")


def agenda_by(book: Rulebook, meeting: date) -> Answer:
    """By when the agenda of a meeting is entered. Value: a day."""
    rule = book.parameter("cell.agenda.before", on=meeting)
    if rule.verdict != "yes" or not isinstance(rule.value, int):
        return rule
    return replace(rule, value=meeting - timedelta(days=rule.value), unit="")


def results_by(book: Rulebook, calendar: Calendar, meeting: date) -> Answer:
    """By when the results of a meeting are entered. Value: a Deadline."""
    return book.due_date(meeting, "cell.results.within", on=meeting, calendar=calendar)
