"""When a sanction lapses: by the rule where it is known; where it is not, by a rule of this product, marked as such (guards 15)."""

from dataclasses import dataclass, replace
from datetime import date

from regulations.answers import Answer
from regulations.reading import show_day
from regulations.rulebook import Rulebook
from regulations.sanctions import FOR_GOOD
from regulations.working_days import add_months


@dataclass(frozen=True, slots=True)
class Lapse:
    """The day from which a sanction has lapsed; `product_rule`: by a rule of this product, since no verified text says."""

    on: date
    product_rule: bool


def lapses(
    book: Rulebook, form: str, announced: date, *, appeal_pending: bool = False, new_violation: date | None = None
) -> Answer:
    """When a sanction announced on a day (or confirmed on appeal, announced then) lapses; value: a Lapse.

    "no" for expulsion and dissolution, and under a known rule while an appeal is pending or a violation was concluded within the time.
    Where the rule of that day is unknown the product's twelve months count, and nothing is read against the person.
    """
    rule = book.parameter("sanction.lapse", on=announced)
    if book.effect(form) in FOR_GOOD:
        return replace(rule, verdict="no", value=None, reason="Trục xuất, giải tán không tự hết hiệu lực.")
    if not isinstance(rule.value, int):
        own = book.parameter("sanction.lapse.product", on=announced)
        return _told(own, announced, product_rule=True) if isinstance(own.value, int) else own
    found = _told(rule, announced, product_rule=False)
    assert isinstance(found.value, Lapse)
    if appeal_pending:
        return replace(found, verdict="no", value=None, reason=f"{rule.reason} Còn khiếu nại đang giải quyết.")
    if new_violation and announced < new_violation < found.value.on:
        return replace(
            found, verdict="no", value=None, reason=f"{rule.reason} Có vi phạm mới ngày {show_day(new_violation)}."
        )
    return found


def _told(rule: Answer, announced: date, *, product_rule: bool) -> Answer:
    assert isinstance(rule.value, int)
    day = add_months(announced, rule.value)
    return replace(
        rule, value=Lapse(day, product_rule), reason=f"{rule.reason} Hết hiệu lực từ ngày {show_day(day)}.", unit="date"
    )
