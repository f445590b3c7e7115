"""To whom tasks are given: all organisations of some categories at and under a place on a day, but for those left out."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from liemchinh.organisations.queries import standing, subtree
from liemchinh.tasks.words import CATEGORIES


@dataclass(frozen=True, slots=True)
class To:
    """The rule: a place, the categories, and who is left out (with nothing below: each by itself)."""

    place: int
    categories: tuple[str, ...]
    left_out: frozenset[int] = frozenset()


def addressed(to: To, on: date) -> list[int]:
    """The organisations the rule means on a day, rising."""
    rows = standing(on).filter(organisation_id__in=subtree([to.place], on), category__in=to.categories)
    return sorted(set(rows.values_list("organisation_id", flat=True)) - to.left_out)


def categories_below(place: int, on: date) -> dict[str, int]:
    """How many organisations of each category stand at and under a place, in the order of levels."""
    rows = standing(on).filter(organisation_id__in=subtree([place], on), category__in=CATEGORIES)
    counted: Counter[str] = Counter(rows.values_list("category", flat=True))
    return {code: counted[code] for code in CATEGORIES if counted[code]}


def those_of(to: To, wanted: Collection[int], on: date) -> set[int]:
    """Which of these the rule would mean if nobody were left out."""
    rows = standing(on).filter(organisation_id__in=wanted, category__in=to.categories)
    return set(rows.filter(organisation_id__in=subtree([to.place], on)).values_list("organisation_id", flat=True))
