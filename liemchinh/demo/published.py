"""The published lines, read from published.toml, and the values the trees reported."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from liemchinh.demo.content import PublishedLine, ReportedValue

FILE = Path(__file__).with_name("published.toml")
_FILTERS = ("depth", "category", "unit_type")
_KEYS = {"label", "indicator", "period", "as_of", "flow", "unit", "printed", "change", *_FILTERS}

# At the end of 2021 and at the census. The report prints a share of 4,57 % and no population: 1,010,143 to 1,012,354 would do.
_CENSUS = date(2019, 4, 1)
_POPULATION = {"tv": {_CENSUS: 1_009_168, date(2021, 12, 31): 1_011_200}, "tp": {_CENSUS: 485_348}}
_YEARLY_GROWTH = {"tv": 1_300, "tp": 2_100}


def published_lines() -> tuple[PublishedLine, ...]:
    """All lines in the order of the file. ValueError names a line with a key that is not known."""
    return tuple(
        _line(root, key, body, report)
        for root, report in tomllib.loads(FILE.read_text(encoding="utf-8")).items()
        for key, body in report["lines"].items()
    )


def reported_values(on: date) -> tuple[ReportedValue, ...]:
    """Populations known until `on`: as stated, then one at the end of every year."""
    values = []
    for root, stated in _POPULATION.items():
        last = max(stated)
        after = {
            date(year, 12, 31): stated[last] + _YEARLY_GROWTH[root] * (year - last.year)
            for year in range(last.year + 1, on.year + 1)
        }
        values += [
            ReportedValue(root, "population", day, value) for day, value in (stated | after).items() if day <= on
        ]
    return tuple(values)


def _line(root: str, key: str, body: dict[str, Any], report: dict[str, Any]) -> PublishedLine:
    unknown = body.keys() - _KEYS
    if unknown:
        raise ValueError(f"{FILE.name}, {key}: unknown {sorted(unknown)}")
    period = body.get("period") or (report["period"] if body.get("flow") else None)
    return PublishedLine(
        key=key,
        report=report["name"],
        label=body["label"],
        indicator=body["indicator"],
        organisation_key=report.get("organisation", root),
        period=(period[0], period[1]) if period else None,
        as_of=None if period else body.get("as_of", report["as_of"]),
        filters={name: tuple(body[name]) for name in _FILTERS if name in body},
        unit=body.get("unit", "count"),
        printed=Decimal(body["printed"]),
        is_change=body.get("change", False),
    )
