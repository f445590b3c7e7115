"""By when a request is answered, when it may go to the level above, when it is deleted. Unknown gives no day and refuses nothing."""

from datetime import date, timedelta

from liemchinh.journal import clock
from liemchinh.requests.models import Request
from liemchinh.rulebook.current import charter
from regulations.working_days import add_months


def _days(name: str, on: date, within: int | None = None) -> int | None:
    value = charter(within).rulebook.parameter(name, on=on).value
    return value if isinstance(value, int) else None


def due_on(sent: date, office: int) -> date | None:
    """The last day for the answer of an office to what is sent on a day; None where the regulations do not say, or it was not verified."""
    days = _days("personal_data.correct_within", sent, office)
    return None if days is None else sent + timedelta(days=days)


def above_from(sent: date) -> date | None:
    """From which day a request without an answer may go to the level above (a rule of this product)."""
    days = _days("requests.turn_above_after", sent)
    return None if days is None else sent + timedelta(days=days)


def forget_old() -> None:
    """Deletes what was answered so many months ago; safe to repeat."""
    today = clock.today()
    months = _days("requests.keep_after_closing", today)
    if months is not None:
        Request.objects.filter(waits_at=None, closed_on__lte=add_months(today, -months)).delete()
