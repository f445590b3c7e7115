"""Declarations of assets and income: who declares every year, by when, which threshold holds, how many are drawn for verification.

Nothing that a declaration contains is an argument of any of them. Unknown is never read as "must" (guards 12).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from regulations.answers import Answer
from regulations.rulebook import Rulebook
from regulations.working_days import Calendar

GROUPS = ("declaration.annual_groups", "declaration.annual_groups_added")
EXAMINERS, DIRECTORS = "declaration.examiner_posts", "declaration.director_posts"
FIRST, SUPPLEMENTARY, ANNUAL, PERSONNEL = "first", "supplementary", "annual", "personnel"
# Whose last day is named as a day of the year, and whose is counted from the day on which the duty arose.
YEAR_ENDS = {ANNUAL: "declaration.annual_deadline", SUPPLEMENTARY: "declaration.supplementary_deadline"}
COUNTED = {FIRST: "declaration.first_within", PERSONNEL: "declaration.personnel_within"}
SHARE, HEAD, UNITS = "verification.random_share", "verification.head_included", "verification.units_share"
PLAN, DRAW = "verification.plan_deadline", "verification.draw_within"
CONTROL = "control_body.party"


@dataclass(frozen=True, slots=True)
class Held:
    """What one person holds in one organisation on a day: groups of posts outside the register, posts in it, its category."""

    groups: frozenset[str]
    posts: frozenset[str]
    category: str


def declares_yearly(book: Rulebook, held: Held, *, on: date) -> Answer:
    """Does whoever holds these declare every year? Value: the group or post that says so.

    "yes" as soon as one of them says so; "unknown" where only posts of which no verified text speaks could; else "no".
    """
    rules = [(book.parameter(name, on=on), held.groups) for name in GROUPS]
    rules += [(book.parameter(name, on=on), held.posts) for name in _asked(book, held)]
    for rule, here in rules:
        if isinstance(rule.value, tuple) and (found := sorted(here.intersection(rule.value))):
            return replace(rule, value=found[0])
    for rule, here in rules:
        if rule.verdict == "unknown" and here:
            return rule
    return replace(
        rules[0][0], verdict="no", value=None, reason="Không giữ vị trí nào thuộc các nhóm phải kê khai hằng năm."
    )


def _asked(book: Rulebook, held: Held) -> list[str]:
    """The rules about posts of the register that these posts fall under."""
    names = [EXAMINERS, *([DIRECTORS] if held.category == "province" else [])]
    return [name for name in names if held.posts.intersection(book.options(name))]


def due_on(book: Rulebook, calendar: Calendar, kind: str, arose: date, *, on: date) -> Answer:
    """The last day of a declaration of a kind whose duty arose on a day; the text of `on` is asked. Value: that day, where it is known."""
    if kind in YEAR_ENDS:
        rule = book.parameter(YEAR_ENDS[kind], on=on)
        return replace(rule, value=date(arose.year, 12, 31)) if rule.value == "year_end" else rule
    rule = book.due_date(arose, COUNTED[kind], on=on, calendar=calendar)
    return replace(rule, value=rule.value.due) if hasattr(rule.value, "due") else rule


def threshold(book: Rulebook, name: str, *, on: date) -> Answer:
    """`item_threshold` or `change_threshold`, in million dong."""
    return book.parameter(f"declaration.{name}", on=on)


def least_of_unit(book: Rulebook, declarants: int, *, on: date) -> Answer:
    """How many of a unit's yearly declarants are drawn at least: the share, rounded up."""
    rule = book.parameter(SHARE, on=on)
    return replace(rule, value=-(-declarants * rule.value // 100)) if isinstance(rule.value, int) else rule


def least_units(book: Rulebook, units: int, *, on: date) -> Answer:
    """How many units are drawn at least: the share, rounded up."""
    rule = book.parameter(UNITS, on=on)
    return replace(rule, value=-(-units * rule.value // 100)) if isinstance(rule.value, int) else rule


def plan_by(book: Rulebook, year: int, *, on: date) -> Answer:
    """The last day for the year's plan of verification."""
    rule = book.parameter(PLAN, on=on)
    return replace(rule, value=date(year, 1, 31)) if rule.value == "january_end" else rule


def draw_by(book: Rulebook, calendar: Calendar, planned: date) -> Answer:
    """The last day for the draw, counted from the day of the plan."""
    rule = book.due_date(planned, DRAW, on=planned, calendar=calendar)
    return replace(rule, value=rule.value.due) if hasattr(rule.value, "due") else rule


def is_control_body(book: Rulebook, category: str, *, on: date) -> Answer:
    """Does the inspection commission of a committee of this category control assets and income?"""
    return _is_in(book.parameter(CONTROL, on=on), category)


def is_listed(book: Rulebook, name: str, code: str, *, on: date) -> Answer:
    """Is a code on a list of the rules (`verification.grounds`, `verification.outcomes`) on a day?"""
    return _is_in(book.parameter(name, on=on), code)


def _is_in(rule: Answer, code: str) -> Answer:
    values: Collection[object] = rule.value if isinstance(rule.value, tuple) else ()
    return rule if rule.verdict != "yes" else replace(rule, verdict="yes" if code in values else "no")
