"""Days that the rules set for reports: answered by, destroyed on. Unknown stays unknown, and then people decide."""

from datetime import date, timedelta

from liemchinh.citizens.models import Report
from liemchinh.rulebook.current import charter
from regulations.working_days import add_months

ANSWER, KEEP_FOR, DESTROY = (
    f"citizens.report.{name}" for name in ("answer_within", "keep_after_closing", "destroy_not_handled")
)
NOT_HANDLED_STATE = "not_handled_here"


def due_on(report: Report) -> date | None:
    """By when the report is to be answered, by the rule of the day it was sent; None where none is known."""
    days = _value(ANSWER, report.level_id, report.on)
    return report.on + timedelta(days=days) if days is not None and report.closed_on is None else None


def destroyed_by(report: Report) -> date | None:
    """When what is sealed goes: soon after it was not handled here, later after it ended; None before an end or where none is known."""
    if report.closed_on is None:
        return None
    if report.state == NOT_HANDLED_STATE:
        days = _value(DESTROY, report.level_id, report.closed_on)
        return report.closed_on + timedelta(days=days) if days is not None else None
    months = _value(KEEP_FOR, report.level_id, report.closed_on)
    return add_months(report.closed_on, months) if months is not None else None


def _value(name: str, organisation: int, on: date) -> int | None:
    answer = charter(organisation).rulebook.parameter(name, on=on)
    return answer.value if isinstance(answer.value, int) else None
