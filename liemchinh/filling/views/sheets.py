"""A sheet as a table in the browser: words as they are, every place for a number a link."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.figures.forms import number_in
from liemchinh.filling.models import Blank, Slot
from liemchinh.filling.queries import rows_of
from liemchinh.filling.reading import Opened, opened
from liemchinh.filling.views.frame import blank_or_404, crumbs
from liemchinh.filling.workbook.labels import is_fillable
from liemchinh.filling.workbook.sheet import Address, Sheet, letters, reference
from liemchinh.web.components import Crumb, Tab
from liemchinh.web.text import clean

ROWS = 40
LONGEST_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell of the table. `url`: a number may be put there; `slot`: what was chosen for it."""

    address: str
    text: str
    url: str = ""
    slot: str = ""
    formula: bool = False
    across: int = 1
    down: int = 1


def sheet_name(workbook: Opened, number: int) -> str:
    """The sheet of a number in the address. 404 where there is none of cells."""
    if number >= len(workbook.names) or workbook.sheet(workbook.names[number]) is None:
        raise Http404
    return workbook.names[number]


@require_safe
def sheet(request: SignedRequest, pk: int, number: int) -> HttpResponse:
    """Some rows of a sheet."""
    blank = blank_or_404(request.actor, pk)
    workbook = opened(blank)
    name = sheet_name(workbook, number)
    found = workbook.sheet(name)
    assert found is not None
    rows, columns = found.extent
    first = min(number_in(request.GET.get("from")) or 0, max(rows - 1, 0)) // ROWS * ROWS
    again = _slot_again(blank, request.GET.get("slot"))
    lines = _lines(found, range(first, min(first + ROWS, rows)), _Links(pk, number, again), _chosen(blank, name))
    tabs = [
        Tab(one, _address(pk, place, again), place == number)
        for place, one in enumerate(workbook.names) if workbook.sheet(one)
    ]  # fmt: skip
    given = {
        "blank": blank, "sheet": name, "lines": lines, "letters": [letters(column) for column in range(columns)], "tabs": tabs,
        "crumbs": crumbs(blank, Crumb(name)), "again": rows_of([again])[0] if again else None,
        "earlier": _address(pk, number, again, first - ROWS) if first else "",
        "later": _address(pk, number, again, first + ROWS) if first + ROWS < rows else "",
        "first": first + 1, "last": min(first + ROWS, rows), "rows": rows,
    }  # fmt: skip
    return render(request, "filling/sheet.html", given)


@dataclass(frozen=True, slots=True)
class _Links:
    pk: int
    number: int
    again: Slot | None

    def cell(self, address: str) -> str:
        behind = f"?slot={self.again.pk}" if self.again else ""
        return reverse("filling:choose", args=[self.pk, self.number, address]) + behind


def _address(pk: int, number: int, again: Slot | None, first: int = 0) -> str:
    asked = ({"from": first} if first else {}) | ({"slot": again.pk} if again else {})
    return reverse("filling:sheet", args=[pk, number]) + (f"?{urlencode(asked)}" if asked else "")


def _slot_again(blank: Blank, text: str | None) -> Slot | None:
    number = number_in(text)
    return blank.slots.filter(pk=number, row__isnull=True).first() if number is not None else None


def _chosen(blank: Blank, name: str) -> Mapping[Address, str]:
    slots = blank.slots.filter(sheet=name, row__isnull=False)
    return {
        (row.slot.row or 0, row.slot.column or 0): f"{row.indicator} · {row.organisation}"
        for row in rows_of(list(slots))
    }


def _lines(found: Sheet, rows: range, links: _Links, chosen: Mapping[Address, str]) -> list[tuple[int, list[Shown]]]:
    spans = {
        (row, column): span
        for span in found.merged
        for row in range(max(span.top, rows.start), min(span.bottom + 1, rows.stop))
        for column in range(span.left, min(span.right + 1, found.extent[1]))
    }
    lines = []
    for row in rows:
        cells = []
        for column in range(found.extent[1]):
            span = spans.get((row, column))
            if span is None:
                cells.append(_shown(found, (row, column), links, chosen))
            elif (row, column) == (max(span.top, rows.start), span.left):
                across, down = (
                    min(span.right, found.extent[1] - 1) - column + 1,
                    min(span.bottom, rows.stop - 1) - row + 1,
                )
                cells.append(_shown(found, (span.top, span.left), links, chosen, across, down))
        lines.append((row + 1, cells))
    return lines


def _shown(
    found: Sheet, place: Address, links: _Links, chosen: Mapping[Address, str], across: int = 1, down: int = 1
) -> Shown:
    cell, address = found.cells.get(place), reference(*place)
    text = clean(cell.text)[:LONGEST_SHOWN] if cell else ""
    if cell is not None and cell.formula:
        return Shown(address, _("công thức"), formula=True, across=across, down=down)
    url = links.cell(address) if is_fillable(found, *place) else ""
    return Shown(address, text, url, chosen.get(place, ""), across=across, down=down)
