"""What a report says once its figures are filled: the one shape that every page and file of it draws.

Pure, and what is frozen when a report is signed: the same content always gives the same bytes (`as_bytes`).
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any, Literal

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Cell:
    """One number as it is printed. `figure`: its code in the report, by which it opens (ASCII: "2.1", "B3.admitted.1"); empty where
    nothing is counted. `why`: why the cell is empty ("hidden", "not_collected", "not_yet", "unknown", "heading")."""

    text: str
    value: Number | None = None
    unit: str = ""
    figure: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a sentence: words, or a figure (then its cell)."""

    text: str
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence the definition writes, or prose people wrote (`part`: its code); empty prose is still to be written."""

    kind: Literal["sentence", "prose"]
    part: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. `depth`: how far it is set in; `strong`: a total or a heading."""

    label: str
    cells: tuple[Cell, ...]
    depth: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `code` is unique in the report ("B1"), `note` stands below it (“số biểu chưa kiểm chứng”). `annex`: printed at the end."""

    code: str
    title: str
    unit: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    annex: bool = False

    @property
    def lines(self) -> list[tuple[Row, list[tuple[str, Cell]]]]:
        """Its rows, each cell with the name of its column."""
        return [(row, list(zip(self.columns, row.cells, strict=False))) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, in order."""

    heading: str
    parts: tuple[Paragraph | Table, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """A whole report. `first`, `last`, `known`: days as 2026-06-30. `tree_on`: whose tree decides."""

    title: str
    organisation: int
    organisation_name: str
    period: str
    first: str
    last: str
    tree_on: str
    sections: tuple[Section, ...]

    def tables(self) -> tuple[Table, ...]:
        """Its tables in order."""
        return tuple(part for section in self.sections for part in section.parts if isinstance(part, Table))

    def cells(self) -> Iterator[Cell]:
        """Every figure in it, once for each place where it stands."""
        return (cell for cell, _line in self.placed())

    def placed(self) -> Iterator[tuple[Cell, str]]:
        """Every figure in it with what its line is called: the label of a row, the heading over a sentence."""
        for section in self.sections:
            for part in section.parts:
                if isinstance(part, Table):
                    yield from ((cell, row.label) for row in part.rows for cell in row.cells if cell.figure)
                else:
                    yield from ((run.cell, section.heading) for run in part.runs if run.cell and run.cell.figure)

    def with_cells(self, made: Callable[[Cell], Cell]) -> "Content":
        """The same with every cell made anew by `made`, wherever it stands."""

        def part(one: Paragraph | Table) -> Paragraph | Table:
            if isinstance(one, Table):
                return replace(one, rows=tuple(replace(row, cells=tuple(map(made, row.cells))) for row in one.rows))
            return replace(one, runs=tuple(replace(run, cell=made(run.cell)) if run.cell else run for run in one.runs))

        return replace(self, sections=tuple(replace(one, parts=tuple(map(part, one.parts))) for one in self.sections))


def as_bytes(content: Content) -> bytes:
    """The content as canonical JSON (sorted keys, decimals as text): what is frozen and hashed."""
    return json.dumps(
        asdict(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
    ).encode()  # fmt: skip


def from_bytes(data: bytes | memoryview) -> Content:
    """The content that `as_bytes` wrote: decimals come back as decimals."""
    told = json.loads(bytes(data))
    return Content(**(told | {"sections": tuple(_section(one) for one in told["sections"])}))


def _section(told: dict[str, Any]) -> Section:
    return Section(told["heading"], tuple(_part(one) for one in told["parts"]))


def _part(told: dict[str, Any]) -> Paragraph | Table:
    if "runs" in told:
        runs = tuple(Run(one["text"], _cell(one["cell"]) if one["cell"] else None) for one in told["runs"])
        return Paragraph(told["kind"], told["part"], runs)
    rows = tuple(Row(**(one | {"cells": tuple(_cell(cell) for cell in one["cells"])})) for one in told["rows"])
    return Table(**(told | {"columns": tuple(told["columns"]), "rows": rows}))


def _cell(told: dict[str, Any]) -> Cell:
    value = told["value"]
    return Cell(**(told | {"value": Decimal(value) if isinstance(value, str) else value}))
