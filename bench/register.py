"""A register of any size to measure on: one nation of provinces, districts, grassroots committees and branches, and people in them.

Rows are written straight into the tables (this is a scale, not a history); names and births are drawn as in the example.
`python -m bench.register 1000000` fills the data directory named by LIEMCHINH_DATA, which must be empty.
"""

import csv
import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

NAMES = Path(__file__).resolve().parent.parent / "liemchinh" / "demo" / "names"
START = date(2010, 1, 1)
CHANGE = date(2025, 7, 1)
PER_BRANCH, BRANCHES, GRASSROOTS, DISTRICTS = 20, 8, 22, 13


def build(people: int, *, seed: int = 1) -> None:
    """Fills the empty tables with `people` members; everything is the same for the same numbers."""
    from django.db import connection, transaction

    with transaction.atomic():
        branches = _tree(people)
        _people(people, branches, random.Random(seed))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _tree(people: int) -> list[int]:
    """Organisations down to branches: ids in order of depth. A tenth of the branches changed their parent on 1 July 2025."""
    from liemchinh.journal.bulk import insert_rows
    from liemchinh.organisations import closure
    from liemchinh.organisations.models import Organisation, Version
    from liemchinh.organisations.services import VERSION_COLUMNS, Facts

    count = max(people // PER_BRANCH, 1)
    rows: list[tuple[int, Facts]] = [(1, Facts("Đảng bộ toàn quốc", "đảng bộ trực thuộc khác", START))]
    levels: list[list[int]] = [[1]]
    widths = (
        _up(_up(_up(count, BRANCHES), GRASSROOTS), DISTRICTS),
        _up(_up(count, BRANCHES), GRASSROOTS),
        _up(count, BRANCHES),
        count,
    )
    words = (("Đảng bộ tỉnh số", "đảng bộ tỉnh"), ("Đảng bộ huyện số", "đảng bộ cấp huyện"), ("Đảng bộ xã số", "đảng bộ cơ sở"),
             ("Chi bộ ấp số", "chi bộ trực thuộc"))  # fmt: skip
    for width, (name, kind) in zip(widths, words, strict=True):
        above, first = levels[-1], len(rows) + 1
        for place in range(width):
            rows.append((first + place, Facts(f"{name} {place + 1}", kind, START, above[place * len(above) // width])))
        levels.append(list(range(first, first + width)))
    versions = []
    for number, facts in rows:
        if number >= levels[-1][0] and number % 10 == 0:
            versions.append((number, Facts(facts.name, facts.kind, START, facts.parent, valid_to=CHANGE)))
            facts = Facts(facts.name, facts.kind, CHANGE, max(facts.parent - 1, levels[-2][0]))
        versions.append((number, facts))
    insert_rows(Organisation, ("id", "recorded_by"), [(number, 0) for number, _facts in rows])
    insert_rows(Version, VERSION_COLUMNS, [facts.row(number, 0) for number, facts in versions])
    closure.refresh_all()
    return levels[-1]


def _up(count: int, per: int) -> int:
    return max(-(-count // per), 1)


def _people(people: int, branches: list[int], rng: random.Random) -> None:
    from liemchinh.journal.bulk import insert_rows
    from liemchinh.members.facts import DETAILS_COLUMNS, PersonFacts
    from liemchinh.members.models import Card, Details, Person, Spell
    from liemchinh.members.writing import SPELL_COLUMNS

    names = _names(rng)
    for start in range(1, people + 1, 20_000):
        numbers = range(start, min(start + 20_000, people + 1))
        details, cards, spells = [], [], []
        for number in numbers:
            gender, name = next(names)
            born = date.fromordinal(rng.randint(date(1940, 1, 1).toordinal(), date(2003, 1, 1).toordinal()))
            birth = f"{born.year}" if born.year < 1956 and rng.random() < 0.2 else born.isoformat()
            details.append((number, *PersonFacts(name, gender, birth).columns(), 0))
            cards.append((number, f"{number * 7919 % 100_000_000:08d}", 0))
            spells += _spells(number, branches[(number - 1) * len(branches) // people], born, rng)
        insert_rows(Person, ("id", "uid", "recorded_by"), [(number, UUID(int=number), 0) for number in numbers])
        insert_rows(Details, DETAILS_COLUMNS, details)
        insert_rows(Card, ("person_id", "number", "recorded_by"), cards)
        insert_rows(Spell, SPELL_COLUMNS, spells)


def _spells(number: int, branch: int, born: date, rng: random.Random) -> Iterator[tuple[object, ...]]:
    admitted = date(min(born.year + 19 + int(rng.random() * 15), 2025), 1 + number % 12, 1 + number % 28)
    official = admitted.replace(year=admitted.year + 1)
    left = rng.random() < 0.02
    yield number, branch, False, False, False, admitted, "admitted", official, "official", 0
    yield (
        number,
        branch,
        True,
        False,
        False,
        official,
        "official",
        date(2027, 1, 1) if left else None,
        "died" if left else "",
        0,
    )


def _names(rng: random.Random) -> Iterator[tuple[str, str]]:
    family = _urn("family")
    parts = {
        gender: (_urn(f"middle_{word}"), _urn(f"given_{word}")) for gender, word in (("nam", "male"), ("nữ", "female"))
    }
    while True:
        chosen = {gender: [rng.choices(*urn, k=5000) for urn in (family, *urns)] for gender, urns in parts.items()}
        for place in range(5000):
            gender = "nữ" if rng.random() < 0.35 else "nam"
            yield gender, " ".join(words[place] for words in chosen[gender])


def _urn(table: str) -> tuple[list[str], list[float]]:
    with (NAMES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row.get("group", "kinh") == "kinh"]
    return [row["name"] for row in rows], [float(row["weight"]) for row in rows]


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liemchinh.settings")
    django.setup()
    from liemchinh.cli.prepare import prepare

    prepare()
    build(int(sys.argv[1]))
