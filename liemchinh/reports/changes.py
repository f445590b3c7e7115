"""What became different between two fillings of a report. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from liemchinh.reports.content import Cell, Content, Paragraph, Table


@dataclass(frozen=True, slots=True)
class Changed:
    """One printed figure: where it stands, what was printed there ("" nothing), what is now."""

    where: str
    before: str
    now: str


def changes(before: Content, now: Content) -> list[Changed]:
    """Every figure that is printed otherwise, in the order of the report; what is gone stands last."""
    old, new = _printed(before), _printed(now)
    found = [
        Changed(where, old.get(code, ("", ""))[1], text)
        for code, (where, text) in new.items() if old.get(code, ("", ""))[1] != text
    ]  # fmt: skip
    return found + [Changed(where, text, "") for code, (where, text) in old.items() if code not in new]


def _printed(content: Content) -> Mapping[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for section in content.sections:
        for part in section.parts:
            if isinstance(part, Table):
                for number, row in enumerate(part.rows, start=1):
                    for place, cell in enumerate(row.cells, start=1):
                        where = f"{part.code}: {row.label} · {part.columns[place - 1] if place <= len(part.columns) else ''}"
                        _keep(found, f"{part.code}.{number}.{place}", where, cell)
            else:
                _in_words(found, section.heading, part)
    return found


def _in_words(found: dict[str, tuple[str, str]], heading: str, part: Paragraph) -> None:
    cells = [run.cell for run in part.runs if run.cell is not None]
    for number, cell in enumerate(cells, start=1):
        _keep(found, f"{part.kind}.{part.part}.{number}", heading, cell)


def _keep(found: dict[str, tuple[str, str]], code: str, where: str, cell: Cell) -> None:
    if cell.figure or cell.why == "hidden":
        found[code] = (where, cell.text)
