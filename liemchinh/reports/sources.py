"""Where each figure of a report comes from: what is counted, where, for when; or from which two figures beside it it is worked out.

What fills a report says so beside the content; checks, freezing and opening read it and never guess from printed words.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Literal

from liemchinh.figures.asking import Question
from liemchinh.figures.declarations import indicators
from liemchinh.figures.periods import Period
from liemchinh.figures.sql.counting import NOTHING, Narrowing
from liemchinh.reports.content import Content

Kind = Literal["value", "difference", "change", "percentage"]


@dataclass(frozen=True, slots=True)
class Source:
    """Of one figure. `kind` "value": counted, `indicator` in `period`; else worked out from the figures `of`: "difference" a − b,
    "change" by how many percent a differs from b, "percentage" a as a percentage of b.

    `over`: of a percentage the indicator it is a share of. `opening`: a stock on the eve of the report's period. `form`, `row`, `column`:
    a cell of a statistical form.
    """

    organisation: int
    indicator: str
    period: Period
    tree_on: date
    narrowing: Narrowing = NOTHING
    kind: Kind = "value"
    of: tuple[str, str] | None = None
    over: str = ""
    opening: bool = False
    form: str = ""
    row: str = ""
    column: int = 0

    @property
    def question(self) -> Question:
        """What is asked of figures."""
        return Question(self.organisation, self.period, self.tree_on, None, self.narrowing)

    @property
    def is_counted(self) -> bool:
        """Are there rows behind it?"""
        declared = indicators().get(self.indicator)
        return self.kind == "value" and declared is not None and declared.kind in {"stock", "flow"}


@dataclass(frozen=True, slots=True)
class Filled:
    """A report with its figures in, and the source of each by its code."""

    content: Content
    sources: Mapping[str, Source]


def sources_as_bytes(sources: Mapping[str, Source]) -> bytes:
    """The sources as canonical JSON: what is frozen beside the content."""
    told = {figure: asdict(source) for figure, source in sources.items()}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


def sources_from(data: bytes | memoryview) -> dict[str, Source]:
    """The sources again."""
    return {figure: _source(told) for figure, told in json.loads(bytes(data) or b"{}").items()}


def _source(told: dict[str, Any]) -> Source:
    days = {name: date.fromisoformat(day) for name, day in told["period"].items()}
    narrowing: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in told["narrowing"].items()
    }
    made: dict[str, Any] = {
        "period": Period(**days), "tree_on": date.fromisoformat(told["tree_on"]), "narrowing": Narrowing(**narrowing),
        "of": tuple(told["of"]) if told["of"] else None,
    }  # fmt: skip
    given: dict[str, Any] = {one.name: made.get(one.name, told.get(one.name, one.default)) for one in fields(Source)}
    return Source(**given)
