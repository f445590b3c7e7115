"""Not yet considering discipline: the clause a body names, never the circumstance behind it (guards 14)."""

from dataclasses import replace
from datetime import date

from regulations.answers import Answer
from regulations.rulebook import Rulebook

CLAUSES = "deferral.clauses"


def deferred(book: Rulebook, clause: str, *, on: date) -> Answer:
    """Whether a clause, by its code in `deferral.clauses`, defers on a day: "no" for a clause of another text; unknown where the text is.

    What the person's circumstance is is not asked and stands nowhere. When to ask again is a day the body sets.
    """
    rule = book.parameter(CLAUSES, on=on)
    if not isinstance(rule.value, tuple):
        return rule
    if clause in rule.value:
        return replace(rule, value=clause)
    return replace(
        rule, verdict="no", value=None, reason=f"{rule.reason} Điều khoản đã nêu không áp dụng vào ngày này."
    )
