"""Conditions of a declaration as SQL."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from liemchinh.figures.declarations import CLASSES, Condition
from liemchinh.figures.sql.relations import Place, Relations, in_tree, number, text

# Columns of the row that is counted; all others stand in the person's profile.
OF_ROW = frozenset({
    "official", "exempt", "suspended", "category", "unit_type", "organ", "sort", "result", "discipline", "about_person", "seated",
    "heads", "content", "form", "arises", "managed", "pending", "sanctioned",
})  # fmt: skip
YEAR = 10_000
OLDEST = 150


@dataclass(frozen=True, slots=True)
class Sense:
    """What the columns mean in a query: aliases, the day ages are counted at (a number or a column), the node asked from."""

    relations: Relations
    place: Place
    row: str
    at: int | str
    on: date
    first: date | None = None
    depth: str = "0"
    node: str = ""


def all_of(tests: Sequence[Condition], sense: Sense) -> str:
    """All conditions together; none is always true."""
    return " AND ".join(_one(test, sense) for test in tests) or "1 = 1"


def _one(test: Condition, sense: Sense) -> str:
    return _WAYS[test.how](test, sense)


def _column(test: Condition, sense: Sense) -> str:
    return f"{sense.row if test.column in OF_ROW else 'q'}.{test.column}"


def _codes(test: Condition) -> str:
    return ", ".join(text(code) for code in cast(tuple[str, ...], test.value))


def _in(test: Condition, sense: Sense) -> str:
    return f"{_column(test, sense)} IN ({_codes(test)})"


def _not_in(test: Condition, sense: Sense) -> str:
    return f"COALESCE({_column(test, sense)}, '') NOT IN ({_codes(test)})"


def _holds(test: Condition, sense: Sense) -> str:
    """A list of codes has one of these, or one of a group: "office." stands for all that begins so."""
    told = cast(tuple[str, ...], test.value)
    found = (f"{_column(test, sense)} LIKE {text(chr(37) + chr(34) + code + chr(37))}" for code in told)
    return f"({' OR '.join(found)})"


def _before(years: int, sense: Sense) -> str:
    """The latest birth that makes somebody `years` old."""
    return str(sense.at - years * YEAR) if isinstance(sense.at, int) else f"({sense.at} - {years * YEAR})"


def _years(test: Condition, sense: Sense) -> str:
    least, most = cast(tuple[int, int], test.value)
    since, surely = ("q.admitted", "q.admitted") if test.column == "party_age" else ("q.born_from", "q.born_to")
    limits = []
    if least or most >= OLDEST:
        limits.append(f"{surely} <= {_before(least, sense)}")
    if most < OLDEST:
        limits.append(f"{since} > {_before(most + 1, sense)}")
    return " AND ".join(limits)


def _unsure(test: Condition, sense: Sense) -> str:
    edges = [_before(edge, sense) for edge in cast(tuple[int, ...], test.value)]
    across = " OR ".join(f"(q.born_from <= {edge} AND q.born_to > {edge})" for edge in edges)
    # Nearly every birth is a day: those are put aside by one comparison.
    return f"(q.born_from IS NULL OR (q.born_from < q.born_to AND ({across})))"


def _days(test: Condition, sense: Sense) -> str:
    first, last = (number(date.fromisoformat(told)) for told in cast(tuple[str, str], test.value))
    return f"q.admitted BETWEEN {first} AND {last}"


def _fewer(test: Condition, sense: Sense) -> str:
    r = sense.relations
    least = int(cast(int, test.value))
    here = f"m.organisation_id = {sense.row}.organisation_id AND m.official AND {r.members_on('m', sense.on)}"
    some = f"SELECT 1 FROM {r.spell} m WHERE {here}"
    return f"(SELECT COUNT(*) FROM ({some} LIMIT {least}) few) < {least}"


def _none(test: Condition, sense: Sense) -> str:
    r, own = sense.relations, f"{sense.row}.organisation_id"
    if test.column == "members":
        return (
            f"NOT EXISTS (SELECT 1 FROM {r.spell} m WHERE m.organisation_id = {own} AND {r.members_on('m', sense.on)})"
        )
    if sense.first is None:
        raise ValueError("admissions are asked of a period")
    return (
        f"NOT EXISTS (SELECT 1 FROM {r.closure} k JOIN journal_entry e ON e.organisation_id = k.descendant_id"
        f" AND e.effective_on BETWEEN '{sense.first}' AND '{sense.on}' AND {r.acts('e', ['admitted'])}"
        f" WHERE k.ancestor_id = {own} AND {in_tree('k', sense.on)})"
    )


def _beyond(test: Condition, sense: Sense) -> str:
    """The other side does not count under the node asked from."""
    inside = (
        f"SELECT 1 FROM {sense.relations.closure} k WHERE k.descendant_id = f.counterpart AND k.ancestor_id = {sense.node}"
        f" AND {in_tree('k', sense.place.tree_on)}"
    )
    return f"(f.counterpart IS NULL OR NOT EXISTS ({inside}))"


def _class(test: Condition, sense: Sense) -> str:
    return f"f.away = {CLASSES.index(str(test.value))}"


_WAYS: dict[str, Callable[[Condition, Sense], str]] = {
    "yes": lambda test, sense: _column(test, sense),
    "no": lambda test, sense: f"NOT {_column(test, sense)}",
    "in": _in,
    "not_in": _not_in,
    "years": _years,
    "unsure": _unsure,
    "exact": lambda test, sense: "q.born_from = q.born_to",
    "days": _days,
    "unknown": lambda test, sense: "q.admitted IS NULL",
    "is": lambda test, sense: f"{sense.depth} = {int(cast(int, test.value))}",
    "fewer": _fewer,
    "none": _none,
    "beyond": _beyond,
    "class": _class,
    "holds": _holds,
}
