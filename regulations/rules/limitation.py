"""Limitation: from the end of the act to the conclusion that discipline is warranted. Every day is one that a body has established.

The text of the day of the step is asked. Political exceptions are not encoded (guards 3): they would take the protection away.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from regulations.answers import Answer
from regulations.reading import show_day
from regulations.rulebook import ASK, Rulebook
from regulations.sanctions import FOR_GOOD
from regulations.working_days import add_months


@dataclass(frozen=True, slots=True)
class Act:
    """When it happened. `ended`: for a continuing act its last day (None with `continuing`: it goes on). `later`: days of new violations.

    `established`: a body has examined and concluded the days; `unlawful_diploma`: a body has concluded that one was used.
    """

    on: date
    ended: date | None = None
    continuing: bool = False
    later: tuple[date, ...] = ()
    established: bool = True
    unlawful_diploma: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """How the last day was found: from which day, how many months, what started it anew. `last` None: nothing runs out."""

    start: date | None
    months: int | None
    restarted_by: tuple[date, ...]
    last: date | None


def in_time(book: Rulebook, act: Act, form: str, *, concluded: date, organisation: bool = False) -> Answer:
    """Whether a form can still be imposed when a body concluded on that day that discipline is warranted; value: a Period.

    "yes": in time, or no limitation applies, or the act goes on; "no": over; unknown where a rule is, or a day is not established.
    """
    subject = "organisation" if organisation else "member"
    exception = _exception(book, act, form, subject, concluded)
    if exception:
        return exception
    rules = [
        book.parameter(f"limitation.{name}", on=concluded) for name in (f"{subject}.{form}", "start", "stop", "reset")
    ]
    missing = next((rule for rule in rules if rule.verdict != "yes"), None)
    if missing:
        return missing
    established = book.parameter("limitation.start_established", on=concluded)
    if not act.established and established.value is not False:
        return replace(
            established,
            verdict="unknown",
            value=None,
            reason=f"Ngày có hành vi chưa được cấp có thẩm quyền kết luận. {ASK}",
        )
    rule = rules[0]
    if act.continuing and act.ended is None:
        return _told(rule, Period(None, None, (), None), "Hành vi còn kéo dài, thời hiệu chưa bắt đầu.")
    assert isinstance(rule.value, int)
    found = _run(act.ended or act.on, rule.value, act.later, concluded)
    assert found.last is not None
    told = f"Tính từ {show_day(found.start or act.on)}, hết ngày {show_day(found.last)}; kết luận ngày {show_day(concluded)}."
    return replace(_told(rule, found, told), verdict="yes" if concluded <= found.last else "no")


def effect_of_expiry(book: Rulebook, *, on: date) -> Answer:
    """What a body does when the period is over; value: the codes of what it does. Unknown since the text of 17/08/2026."""
    return book.parameter("limitation.effect", on=on)


def _exception(book: Rulebook, act: Act, form: str, subject: str, on: date) -> Answer | None:
    """A form or an act to which no limitation applies; an unknown exception is told only where it would decide."""
    if book.effect(form) in FOR_GOOD:
        rule = book.parameter(f"limitation.{subject}.{form}", on=on)
    elif act.unlawful_diploma and subject == "member":
        rule = book.parameter("limitation.member.unlawful_diploma", on=on)
    else:
        return None
    return rule if rule.verdict != "yes" else _told(rule, Period(None, None, (), None), "Không áp dụng thời hiệu.")


def _run(start: date, months: int, later: Sequence[date], concluded: date) -> Period:
    restarted = []
    last = add_months(start, months)
    for day in sorted(later):
        if start < day <= min(last, concluded):
            start, last = day, add_months(day, months)
            restarted.append(day)
    return Period(start, months, tuple(restarted), last)


def _told(rule: Answer, found: Period, told: str) -> Answer:
    return replace(rule, verdict="yes", value=found, reason=f"{rule.reason} {told}", unit="date")
