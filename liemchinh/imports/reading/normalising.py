"""Rows of cells to rows of values, one at a time; each different cell of a column is read once."""

from collections.abc import Iterator

from liemchinh.imports.reading.guessing import UNKNOWN
from liemchinh.imports.reading.headings import JOINED
from liemchinh.imports.reading.mapping import Mapping
from liemchinh.imports.reading.readers import FAMILY, GIVEN, Remembering, reader_of
from liemchinh.imports.reading.rows import (
    EventRow,
    MemberRow,
    OrganisationRow,
    Problem,
    RejectedRow,
    Row,
    SuccessionRow,
)
from liemchinh.imports.reading.sheets import Cell
from liemchinh.imports.reading.tables import Table
from liemchinh.imports.reading.values.names import read_name
from liemchinh.imports.reading.values.outcome import Noted, Unusable, tidy_text
from liemchinh.imports.reading.vocabulary import Vocabulary, heading_key, never_taken, open_vocabulary
from regulations.words import own

_TYPES: dict[str, type[OrganisationRow] | type[SuccessionRow] | type[MemberRow] | type[EventRow]] = {
    "organisations": OrganisationRow,
    "successions": SuccessionRow,
    "members": MemberRow,
    "events": EventRow,
}
_DATES = frozenset(
    ("valid_from", "valid_to", "date", "birth", "admitted_on", "official_on", "exempt_from", "left_on", "arrived_on")
)
_NEEDED = {
    "organisations": ("id", "name", "valid_from"),
    "successions": ("date", "from_id", "kind"),
    "members": ("full_name",),
    "events": ("member_id", "kind", "date"),
}
_SPECIAL = frozenset((Unusable, Noted, dict))
_NO_KIND = "có ngày ra mà không có hình thức (xóa tên, xin ra, trục xuất, từ trần, chuyển đi)"
_BESIDES = ("file", "sheet", "row", "remarks")


def rows(table: Table, mapping: Mapping | None = None, vocabulary: Vocabulary | None = None) -> Iterator[Row]:
    """One Row for each row of data, in order: a row of the table's kind, or RejectedRow with every reason.

    `mapping` is the table's own guess unless a person changed it. A table of a kind that is recognised and refused gives only rejected
    rows, whatever the mapping: a list of applicants has the same headings as one of members. So does an unknown one, until it is mapped.
    Raises ValueError when the mapping takes a column that is never taken or does not exist.
    """
    chosen = mapping or table.mapping
    if chosen.kind not in _TYPES or (table.refusal and table.kind != UNKNOWN):
        return _all_refused(table)
    return _Assembly(table, chosen, vocabulary or open_vocabulary()).rows()


def _all_refused(table: Table) -> Iterator[Row]:
    problems = (Problem("", table.refusal),)
    for number, _ in table.cells():
        yield RejectedRow(table.file, table.sheet, number, problems)


class _Assembly:
    """Puts the values of a row together."""

    def __init__(self, table: Table, mapping: Mapping, vocabulary: Vocabulary) -> None:
        self.table, self.mapping = table, mapping
        self.type = _TYPES[mapping.kind]
        self.names = [name for name in self.type._fields if name not in _BESIDES]
        self.places = {name: place for place, name in enumerate(self.names)}
        self.blank: list[object] = [None if name in _DATES else "" for name in self.names]
        taken = [(column.index, column.field) for column in mapping.columns if column.field]
        for index, field in taken:
            _permit(table, mapping, index, field, vocabulary)
        self.taken = taken
        self.proper_names = vocabulary.tables[mapping.kind].fields
        self.readers = [
            (Remembering(reader_of(field, mapping, vocabulary, table.source.typed)), index) for index, field in taken
        ]
        # Where each value goes; a column that speaks of several fields has no place of its own.
        self.targets = [self.places.get(field, -1) for _, field in taken]
        self.needed = [self.places[name] for name in _NEEDED[mapping.kind]]
        self.width = max((index for index, _ in taken), default=-1) + 1
        self.takes_groups = mapping.kind == "members" and "organisation_id" not in mapping.fields and bool(table.groups)

    def rows(self) -> Iterator[Row]:
        """Every row of data. What stood in the cells is forgotten at the end."""
        try:
            yield from self._rows()
        finally:
            tidy_text.cache_clear()

    def _rows(self) -> Iterator[Row]:
        file, sheet, typed = self.table.file, self.table.sheet, self.table.source.typed
        headings = len(self.table.headings)
        make, plain = self.type, min(self.targets, default=-1) >= 0 and not self.takes_groups
        readers, targets, width = self.readers, self.targets, self.width
        for number, cells in self.table.cells():
            length = len(cells)
            if length < width:
                cells = cells + [""] * (width - length)
            elif length > headings and not typed and any(cells[headings:]):
                yield self._too_wide(number, cells)
                continue
            values = [reader[cells[index]] for reader, index in readers]
            if plain and _SPECIAL.isdisjoint(map(type, values)):
                complete = self.blank.copy()
                for target, value in zip(targets, values, strict=True):
                    complete[target] = value
                problems = self._lacks(complete)
                yield RejectedRow(file, sheet, number, problems) if problems else make(file, sheet, number, *complete)  # type: ignore[arg-type]
            else:
                yield self._carefully(number, values)

    def _carefully(self, number: int, values: list[object]) -> Row:
        """The same with everything that can be the matter: problems, remarks, columns that speak of several fields."""
        complete = self.blank.copy()
        problems: list[Problem] = []
        remarks: list[Problem] = []
        parts: dict[str, str] = {}
        for (index, field), value in zip(self.taken, values, strict=True):
            heading = self.table.headings[index]
            if isinstance(value, Noted):
                remarks.append(Problem(heading, value.remark))
                value = value.value
            if isinstance(value, Unusable):
                problems.append(Problem(heading, value.reason))
                continue
            for name, said in (value if isinstance(value, dict) else {field: value}).items():
                if name in (FAMILY, GIVEN):
                    parts[name] = str(said)
                else:
                    self._say(complete, name, said, heading, problems, remarks)
        if parts:
            whole = read_name(f"{parts.get(FAMILY, '')} {parts.get(GIVEN, '')}".strip())
            self._say(complete, "full_name", whole, "", problems, remarks)
        if self.takes_groups:
            complete[self.places["organisation_id"]] = self._group(number)
        if not problems:
            problems += self._lacks(complete)
        if problems:
            return RejectedRow(self.table.file, self.table.sheet, number, tuple(problems))
        return self.type(self.table.file, self.table.sheet, number, *complete, remarks=tuple(remarks))  # type: ignore[arg-type, misc]

    def _say(
        self,
        complete: list[object],
        name: str,
        said: object,
        heading: str,
        problems: list[Problem],
        remarks: list[Problem],
    ) -> None:
        if isinstance(said, Noted):
            remarks.append(Problem(heading, said.remark))
            said = said.value
        if isinstance(said, Unusable):
            problems.append(Problem(heading, said.reason))
        elif said not in (None, ""):
            place = self.places[name]
            if complete[place] not in (None, "") and complete[place] != said:
                problems.append(Problem(heading, "hai cột của dòng này nói khác nhau về cùng một điều"))
            complete[place] = said

    def _lacks(self, complete: list[object]) -> tuple[Problem, ...]:
        if not all(complete[place] for place in self.needed):
            return tuple(self._missing(self.names[place]) for place in self.needed if not complete[place])
        if self.mapping.kind == "members":
            left_on, left_kind = complete[self.places["left_on"]], complete[self.places["left_kind"]]
            if left_on and not left_kind:
                return (Problem(self._heading("left_kind"), own(_NO_KIND)),)
            if left_kind and not left_on:
                return (Problem(self._heading("left_on"), "có hình thức ra mà không có ngày"),)
        return ()

    def _missing(self, field: str) -> Problem:
        if self._heading(field):
            return Problem(self._heading(field), "để trống; hãy ghi đủ")
        if field == "full_name" and "given_name" in self.mapping.fields:
            return Problem(self._heading("given_name"), "để trống; hãy ghi đủ")
        return Problem("", f"bảng không có cột “{self.proper_names[field][0]}”")

    def _heading(self, field: str) -> str:
        index = self.mapping.fields.get(field)
        return self.table.headings[index] if index is not None else ""

    def _group(self, number: int) -> str:
        name = ""
        for row, said in self.table.groups:
            if row > number:
                break
            name = said
        return name

    def _too_wide(self, number: int, cells: list[Cell]) -> RejectedRow:
        last = max(place for place, cell in enumerate(cells) if cell != "") + 1
        reason = (
            f"dòng có {last} ô mà tiêu đề chỉ có {len(self.table.headings)}; có lẽ một ô chứa dấu phân cách mà không đặt trong "
            "dấu nháy kép"
        )
        return RejectedRow(self.table.file, self.table.sheet, number, (Problem("", reason),))


def _permit(table: Table, mapping: Mapping, index: int, field: str, vocabulary: Vocabulary) -> None:
    if not 0 <= index < len(table.headings):
        raise ValueError("Cách ghép cột chỉ đến một cột không có trong bảng.")
    words = vocabulary.tables[mapping.kind]
    if field not in words.fields:
        raise ValueError(f"Không có mục “{field}” trong {words.name}.")
    heading = table.headings[index]
    reason = never_taken(heading.replace(JOINED, " "))
    # The one exception: combined columns of the official form, whose readers drop the part that is never taken.
    if reason and words.headings.get(heading_key(heading.replace(JOINED, " "))) != field:
        raise ValueError(f"Cột “{heading}”: {reason}.")
