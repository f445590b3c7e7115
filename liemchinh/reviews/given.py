"""What is told of a list of grades, and how the book keeps it beside its chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from liemchinh.journal.registry import Plain
from liemchinh.reviews.models import Grade
from liemchinh.reviews.words import LEFT_OUT, LEVELS

REMINDED = "+"


@dataclass(frozen=True, slots=True)
class Given:
    """A grade, and whether somebody was reminded, which is no sanction. `total`: of a collective alone, out of 100."""

    result: str
    reminded: bool = False
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A body's decision: its number and day, why there are more excellent than the share (a code of the list), and where a rule is unknown
    the article and document it stands on."""

    body: int
    number: str
    on: date
    exceeded: str = ""
    basis: str = ""


def told(grades: Mapping[int, Given]) -> str:
    """12=good 15=completed+ : who has which grade, as it stands beside the chain."""
    return " ".join(
        f"{person}={one.result}{REMINDED if one.reminded else ''}" for person, one in sorted(grades.items())
    )


def untold(text: str) -> dict[int, Given]:
    """The same read again."""
    found = {}
    for part in text.split():
        person, _sign, result = part.partition("=")
        found[int(person)] = Given(result.removesuffix(REMINDED), result.endswith(REMINDED))
    return found


def of_rows(rows: Sequence[Grade]) -> tuple[dict[int, Given], Given | None]:
    """The grades of a list by person, and the collective's."""
    people = {row.person_id: Given(row.result, row.reminded) for row in rows if row.person_id}
    collective = next((Given(row.result, row.reminded, row.total) for row in rows if row.person_id is None), None)
    return people, collective


def data_of(period: str, people: Mapping[int, Given], collective: Given | None) -> dict[str, Plain]:
    """What an entry says of a list: counts, and the collective's own grade."""
    results = [one.result for one in people.values()]
    counts: dict[str, Plain] = {level: results.count(level) for level in LEVELS}
    return {
        "review_period": period,
        "collective": as_text(collective),
        "total": collective.total if collective else None,
        **counts,
        "left_out": sum(result in LEFT_OUT for result in results),
        "reminded": sum(one.reminded for one in people.values()),
    }


def as_text(one: Given | None) -> str:
    """good, good+ (reminded), or "" for none."""
    return f"{one.result}{REMINDED if one.reminded else ''}" if one else ""
