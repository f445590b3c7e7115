"""The one clock. Nothing else reads the time, so tests and the example can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _set.get() or datetime.now(UTC)


def today() -> date:
    """The present day in Asia/Ho_Chi_Minh."""
    return now().astimezone(LOCAL).date()


def end_of(day: date) -> datetime:
    """The moment at which `day` ends in Asia/Ho_Chi_Minh."""
    return datetime.combine(day + timedelta(days=1), time(), LOCAL).astimezone(UTC)


@contextmanager
def at(moment: datetime | date) -> Iterator[None]:
    """Sets the clock inside the block; a date means noon of that day."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(12), LOCAL)
    token = _set.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set.reset(token)
