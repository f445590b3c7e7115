"""Figures as the product gives them beside the same counted from nothing but the book: what differs, for every place and indicator."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from liemchinh.figures.asking import ask, question
from liemchinh.figures.declarations import indicator, indicators
from liemchinh.figures.periods import Period
from liemchinh.figures.tests import recount
from liemchinh.figures.tests.recount import Book
from liemchinh.figures.tests.test_counting import balance

STOCKS = [one for one in indicators().values() if one.kind == "stock" and one.of == "members" and not one.sums]
# Acts whose place is the one they name; those that end a stay count where the stay was, and are weighed by the balance.
FLOWS = [indicator(key) for key in ("recognised", "exempted", "suspended_times", "suspended", "helped", "helped_times")]
AT_THE_TOP = [indicator(key) for key in ("admitted", "admitted_women", "died", "struck_off", "left", "expelled", "restored", "readmitted",
                                         "admitted_age_to_30", "admitted_age_unsure")]  # fmt: skip
Difference = tuple[str, str, int, int]


def differences(
    book: Book,
    places: Mapping[str, int],
    tops: Sequence[str],
    period: Period,
    tree_on: date,
    known_on: date | None = None,
) -> Iterator[Difference]:
    """(place, indicator, given, counted) wherever they differ; `tops`: the places that hold everybody, each once."""
    told = {}
    for name, place in places.items():
        asked = question(place, period.first, period.last, tree_on, known_on)
        told[name] = ask(asked, [one.key for one in (*STOCKS, *FLOWS, *AT_THE_TOP)], [period])[0].whole
        counted = {one.key: recount.members(book, one, place, period.last, tree_on) for one in STOCKS}
        counted |= {one.key: recount.acts(book, one, place, period, tree_on) for one in FLOWS}
        for key, value in counted.items():
            if told[name][key] != value:
                yield name, key, int(told[name][key] or 0), value
        if known_on is None and (over := balance(place, period, tree_on)):
            yield name, "balance", over, 0
    for one in AT_THE_TOP:
        given = sum(int(told[name][one.key] or 0) for name in tops)
        value = sum(recount.acts(book, one, places[name], period, tree_on) for name in tops)
        if given != value:
            yield "+".join(tops), one.key, given, value
