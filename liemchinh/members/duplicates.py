"""Who in the register may already be the person told of: by card, by exact name and year, by exact birth and most of the name.

Set-based: a few index look-ups for a whole batch, then judged by `likeness`. Nothing is merged here, and nothing is cut to anyone's
scope: whoever shows the answer to a person filters it with `people_visible_to`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from liemchinh.members.likeness import OTHER, SAME, Likeness, Told, births_agree, cards_agree, likeness, names_may_agree
from liemchinh.members.queries import last_places

PIECE = 1000
# In one question: four parameters each, of the 32,766 that SQLite takes.
TOGETHER = 5000
Asked = tuple[int, str, str, str]

# The look-ups walk from the few asked for to an index: given_key and birth, birth and given_key, card number, branch.
# LIMIT tells SQLite that they are few; without it, it reads the whole index first to make a filter of it.
_ASKED = "WITH told (place, one, two, three) AS (VALUES {values}), asked AS (SELECT * FROM told LIMIT {count}) "
_PEOPLE = """SELECT asked.place, d.person_id, d.full_name, d.search_key, d.birth, d.gender, held.number
    FROM asked {join} LEFT JOIN members_card held ON held.person_id = d.person_id AND held.cancelled_by IS NULL"""
# Most who share a name and a year were born on another day, most who share a birth are called otherwise: the index alone says so, and
# no row is read for them.
_KEYS = "SELECT asked.place, d.id, d.birth, d.given_key FROM asked {join}"
_BY_NAME = """{cross} members_details d ON d.cancelled_by IS NULL
    AND d.given_key = asked.one AND d.birth >= asked.two AND d.birth < asked.three"""
_BY_ROW = "{cross} members_details d ON d.id = CAST(asked.one AS bigint)"
_BY_BIRTH_AND_GIVEN = """{cross} members_details d ON d.cancelled_by IS NULL
    AND d.birth = asked.one AND d.given_key >= asked.two AND d.given_key < asked.three"""
_BY_BIRTH_AND_REST = """{cross} members_details d ON d.cancelled_by IS NULL
    AND d.birth = asked.one AND d.given_key LIKE asked.two"""
_BY_CARD = """{cross} members_card c ON c.cancelled_by IS NULL AND c.number = asked.one
    {cross} members_details d ON d.cancelled_by IS NULL AND d.person_id = c.person_id"""
_BY_BRANCH = """{cross} members_spell s ON s.cancelled_by IS NULL AND s.organisation_id = CAST(asked.two AS bigint) AND s.ends_on IS NULL
    {cross} members_details d ON d.cancelled_by IS NULL AND d.person_id = s.person_id AND d.given_key = asked.one"""


@dataclass(frozen=True, slots=True)
class Twin:
    """Someone in the register who may be the person told of."""

    person: int
    how: Likeness


def probable_duplicates(batch: Sequence[Told]) -> list[list[Twin]]:
    """For each of `batch`, those in the register who may be the same person, the likely ones first; [] where nobody is.

    Finds the same card; the same name (tones aside) with a birth in the same year; the same birth (or day and month exchanged) with a
    typing error in one word of the name; without a birth, the same name in the same branch. `how.likely` says whether a human must
    decide before anything is written.
    """
    known: list[dict[int, Told]] = [{} for _told in batch]
    for start in range(0, len(batch), PIECE):
        for query, asked in _questions(list(enumerate(batch[start : start + PIECE], start))):
            for place, person, name, key, birth, gender, card in _ask(query, asked):
                if _may_be(batch[place], birth, card or ""):
                    known[place][person] = Told(name, birth, card or "", gender, search_key=key)
    _settle_places(batch, known)
    found = []
    for told, others in zip(batch, known, strict=True):
        twins = [Twin(person, how) for person, other in sorted(others.items()) if (how := likeness(told, other))]
        found.append(sorted(twins, key=lambda twin: not twin.how.likely))
    return found


def _questions(piece: Sequence[tuple[int, Told]]) -> Iterator[tuple[str, list[Asked]]]:
    dated = [(place, told) for place, told in piece if told.birth and told.key]
    yield _BY_CARD, [(place, told.card_no, "", "") for place, told in piece if told.card_no]
    yield _BY_ROW, sorted(_rows(dated))
    yield (
        _BY_BRANCH,
        [
            (place, told.given, str(told.organisation), "")
            for place, told in piece
            if not told.birth and told.organisation
        ],
    )


def _rows(dated: Sequence[tuple[int, Told]]) -> set[Asked]:
    """The rows of those who share the name with a birth that may be the same, or the birth with a name that may be."""
    told = dict(dated)
    years = [(place, one.given, one.birth[:4], f"{one.birth[:4]}~") for place, one in dated]
    found = [row for row in _ask(_BY_NAME, years, _KEYS) if births_agree(told[row[0]].birth, row[2]) != OTHER]
    given, rest = [], []
    for place, one in dated:
        first, _, others = one.given.replace("%", "").replace("_", "").replace("\\", "").partition(" ")
        if others:
            given += [(place, birth, f"{first} ", f"{first}!") for birth in one.births]
            rest += [(place, birth, f"% {others}", "") for birth in one.births]
    near = [*_ask(_BY_BIRTH_AND_GIVEN, given, _KEYS), *_ask(_BY_BIRTH_AND_REST, rest, _KEYS)]
    found += [row for row in near if names_may_agree(told[row[0]].given, row[3])]
    return {(place, str(row), "", "") for place, row, _birth, _given in found}


def _ask(query: str, asked: Sequence[Asked], found: str = _PEOPLE) -> list[Any]:
    # SQLite keeps the order of a CROSS JOIN.
    cross, marks = (
        ("CROSS JOIN", "(%s, %s, %s, %s)")
        if connection.vendor == "sqlite"
        else ("JOIN", "(%s::int, %s::text, %s::text, %s::text)")
    )
    statement = _ASKED + found.format(join=query.format(cross=cross))
    rows: list[Any] = []
    with connection.cursor() as cursor:
        for start in range(0, len(asked), TOGETHER):
            piece = asked[start : start + TOGETHER]
            values = ", ".join([marks] * len(piece))
            cursor.execute(statement.format(values=values, count=len(piece)), [value for row in piece for value in row])
            rows += cursor.fetchall()
    return rows


def _may_be(told: Told, birth: str, card: str) -> bool:
    agree = cards_agree(told.card_no, card)
    return agree == SAME or (agree != OTHER and births_agree(told.birth, birth) != OTHER)


def _settle_places(batch: Sequence[Told], known: Sequence[dict[int, Told]]) -> None:
    """The branch decides where the rest leaves room; only then is it looked up."""
    undecided = [
        (place, person)
        for place, others in enumerate(known)
        if batch[place].organisation is not None
        for person in others
    ]
    places = last_places({person for _place, person in undecided})
    for place, person in undecided:
        known[place][person] = replace(known[place][person], organisation=places.get(person))
