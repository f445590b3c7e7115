"""The yearly review on a day: of which periods, who is not reviewed, how many may be excellent, what discipline bars.

Only decisions in effect are ever told to these rules; reports and open cases are no argument of any of them (guards 8).
"""

from dataclasses import dataclass, replace
from datetime import date

from regulations.answers import Answer
from regulations.reading import show_day
from regulations.rulebook import ASK, Rulebook
from regulations.working_days import add_months

LEVELS, PERIODS, CAP = "rating.levels", "rating.periods", "rating.cap.excellent"
EXCLUDED, NEW_FOR = "rating.excluded", "rating.excluded.new_for"
LEAST = {
    "excellent": "rating.collective.excellent_from",
    "good": "rating.collective.good_from",
    "completed": "rating.collective.completed_from",
}
BARRED, UNLESS = "rating.discipline_effect.collective", "rating.discipline_effect.unless_self_found"
OF_MEMBER = "rating.discipline_effect.member"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How a member stands on the last day of a period. `admitted`: first and last day it may have been; None: not recorded."""

    admitted: tuple[date, date] | None
    exempt: bool = False
    suspended: bool = False


def is_reviewed(book: Rulebook, period: str, *, on: date) -> Answer:
    """Is there a review of this kind of period ("year", "quarter", "term", "needed")?"""
    return _is_in(book.parameter(PERIODS, on=on), period)


def is_level(book: Rulebook, level: str, *, on: date) -> Answer:
    """Is this one of the grades?"""
    return _is_in(book.parameter(LEVELS, on=on), level)


def excluded(book: Rulebook, member: Reviewed, *, on: date) -> Answer:
    """Is the member left out of the review? Value: the code why ("new", "exempt", "suspended"), "" for who is reviewed.

    "unknown" where the rule is and it would make a difference, or where the admission is too vague. Never read against the member.
    """
    rule, wait = book.parameter(EXCLUDED, on=on), book.parameter(NEW_FOR, on=on)
    marks = [code for code, holds in (("suspended", member.suspended), ("exempt", member.exempt)) if holds]
    if not isinstance(rule.value, tuple):
        return rule
    for code in marks:
        if code in rule.value:
            return replace(rule, value=code)
    if "new" not in rule.value:
        return replace(rule, verdict="no", value="")
    if not isinstance(wait.value, int):
        return wait
    since = add_months(on, -wait.value)
    if member.admitted is None or member.admitted[0] <= since < member.admitted[1]:
        return replace(
            wait, verdict="unknown", value=None, reason=f"{wait.reason} Ngày vào Hiệp hội đã ghi chưa đủ để tính. {ASK}"
        )
    if member.admitted[0] > since:
        return replace(wait, value="new", reason=f"{wait.reason} Đến ngày {show_day(on)} chưa đủ.")
    return replace(wait, verdict="no", value="")


def within_cap(book: Rulebook, excellent: int, good: int, *, on: date) -> Answer:
    """Are the excellent as few as the share of the good allows? Value: the most there may be. Nobody excellent is always few enough."""
    rule = book.parameter(CAP, on=on)
    if not isinstance(rule.value, int):
        return rule if excellent else replace(rule, verdict="yes", value=0)
    most = good * rule.value // 100
    told = f"{rule.reason} Có {good} được xếp loại tốt: nhiều nhất {most} xuất sắc; đang xếp {excellent}."
    return replace(rule, verdict="yes" if excellent <= most else "no", value=most, reason=told, unit="count")


def total_allows(book: Rulebook, level: str, total: int, *, on: date) -> Answer:
    """Does the total of a collective (out of 100) reach this grade?"""
    if level not in LEAST:
        return Answer("yes", 0)
    rule = book.parameter(LEAST[level], on=on)
    if not isinstance(rule.value, int):
        return rule
    return replace(rule, verdict="yes" if total >= rule.value else "no")


def collective_may_be(book: Rulebook, level: str, *, on: date) -> Answer:
    """May a collective have this grade although it, or somebody in it, was disciplined in the period?"""
    rule = book.parameter(BARRED, on=on)
    if not isinstance(rule.value, tuple):
        return rule
    if level not in rule.value:
        return replace(rule, verdict="yes", value=level)
    unless = book.parameter(UNLESS, on=on)
    if isinstance(unless.value, tuple) and level in unless.value:
        told = f"{unless.reason} Sổ không giữ việc tự phát hiện và khắc phục. {ASK}"
        return replace(unless, verdict="unknown", value=None, reason=told)
    return replace(rule, verdict="no", value=None)


def member_may_be(book: Rulebook, level: str, *, on: date) -> Answer:
    """May a member disciplined in the period have this grade? The text was not seen: unknown, but for the lowest."""
    rule = book.parameter(OF_MEMBER, on=on)
    return Answer("yes", level) if level == "not_completed" else rule


def _is_in(rule: Answer, code: str) -> Answer:
    if not isinstance(rule.value, tuple):
        return rule
    return replace(rule, verdict="yes" if code in rule.value else "no")
