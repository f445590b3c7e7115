"""For each field of a mapping, the function that reads its cells.

A reader gives the value; Unusable or Noted; or, where a column of an office's list does not stand for one field of the register, a dict
of the fields it speaks of.
"""

from collections.abc import Callable
from functools import partial

from liemchinh.imports.reading import combined
from liemchinh.imports.reading.mapping import Mapping
from liemchinh.imports.reading.sheets import Cell
from liemchinh.imports.reading.values.codes import (
    is_no,
    is_tick,
    read_ethnicity,
    read_gender,
    read_kind,
    read_listed,
    read_text,
)
from liemchinh.imports.reading.values.dates import read_date
from liemchinh.imports.reading.values.names import read_name
from liemchinh.imports.reading.values.numbers import read_card, read_cv, read_id
from liemchinh.imports.reading.values.outcome import Unusable, is_nothing, shown, tidy
from liemchinh.imports.reading.vocabulary import Vocabulary
from liemchinh.web.dates import PartialDate

Reader = Callable[[Cell], object]
_KEPT = 200_000
# No field is longer; patterns are not run over whole essays.
LONGEST_CELL = 2_000
_TOO_LONG = Unusable(f"ô dài quá {LONGEST_CELL} ký tự")
_LENGTHS = {
    "name": 255,
    "level": 60,
    "kind": 120,
    "unit_type": 120,
    "organisation_id": 255,
    "parent_id": 255,
    "home_place": 200,
    "badge": 40,
    "from_id": 255,
    "to_id": 255,
    "member_id": 80,
}
_LEAVING = {
    "died_on": "died",
    "struck_off_on": "struck_off",
    "expelled_on": "expelled",
    "resigned_on": "left",
    "transferred_out_on": "transferred_out",
}
# The parts of a name before they are put together.
FAMILY, GIVEN = "_family_name", "_given_name"


class Remembering(dict[Cell, object]):
    """A reader that keeps what it read: a register repeats itself, and a look-up costs a tenth of a reading."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def __missing__(self, cell: Cell) -> object:
        value = self.reader(cell) if type(cell) is not str or len(cell) <= LONGEST_CELL else _TOO_LONG
        if len(self) > _KEPT:
            self.clear()
        self[cell] = value
        return value


def reader_of(field: str, mapping: Mapping, words: Vocabulary, typed: bool) -> Reader:
    """The reader of one field in one kind of table. Raises KeyError for a field that kind does not have."""
    special = {"organisations": _organisations, "successions": _successions, "events": _events, "members": _members}[
        mapping.kind
    ]
    reader = special(field, mapping, words, typed)
    if reader is None:
        reader = partial(read_text, longest=_LENGTHS[field])
    return reader


def _organisations(field: str, mapping: Mapping, words: Vocabulary, typed: bool) -> Reader | None:
    if field in ("valid_from", "valid_to"):
        return _full_date
    return read_id if field in ("id", "code") else None


def _successions(field: str, mapping: Mapping, words: Vocabulary, typed: bool) -> Reader | None:
    match field:
        case "date":
            return _full_date
        case "kind":
            return partial(read_kind, of="succession_kind", what="hình thức", words=words)
        case "extent":
            return partial(read_kind, of="extent", what="phạm vi", words=words)
    return None


def _events(field: str, mapping: Mapping, words: Vocabulary, typed: bool) -> Reader | None:
    match field:
        case "date":
            return read_date
        case "kind":
            return partial(read_kind, of="event_kind", what="loại biến động", words=words)
        case "id" | "member_id":
            return read_id
    return None


def _members(field: str, mapping: Mapping, words: Vocabulary, typed: bool) -> Reader | None:
    simple: dict[str, Reader] = {
        "id": read_id,
        "full_name": read_name,
        "cv_no": read_cv,
        "admitted_on": read_date,
        "official_on": read_date,
        "left_on": read_date,
        "arrived_on": combined.first_date,
        "admitted_official": combined.split_admitted_official,
        "papers": combined.split_papers,
        "family_name": partial(_name_part, FAMILY),
        "given_name": partial(_name_part, GIVEN),
    }
    if field in simple:
        return simple[field]
    if field in _LEAVING:
        return partial(_leaving, _LEAVING[field], words)
    if field in ("education", "profession_level", "theory_level", "occupation"):
        return partial(read_listed, known=words.lists[field], chosen=mapping.chosen.get(field, {}))
    return _members_with_words(field, mapping, words, typed)


def _members_with_words(field: str, mapping: Mapping, words: Vocabulary, typed: bool) -> Reader | None:
    ethnicity = partial(
        read_ethnicity,
        groups=words.lists["ethnic_groups"],
        numbered=mapping.ethnic_list,
        chosen=mapping.chosen.get("ethnicity", {}),
    )
    match field:
        case "birth":
            return partial(read_date, birth=True)
        case "card_no":
            return partial(read_card, typed=typed)
        case "gender":
            return partial(read_gender, words=words)
        case "gender_male" | "gender_female":
            alone = not {"gender", "gender_male", "gender_female"} - {field} & mapping.fields.keys()
            return partial(_of_gender, "nam" if field == "gender_male" else "nữ", alone, words)
        case "ethnicity":
            return ethnicity
        case "ethnicity_code":
            return lambda cell: _under("ethnicity", ethnicity(cell))
        case "gender_ethnicity":
            return partial(combined.split_gender_ethnicity, words=words, numbered=mapping.ethnic_list)
        case "exempt_from":
            return partial(_exempt, words)
        case "left_kind":
            return partial(read_kind, of="left_kind", what="hình thức", words=words)
        case "left_both":
            return partial(combined.split_left, words=words)
        case "levels":
            return partial(combined.split_levels, words=words)
    return None


def _full_date(cell: Cell) -> PartialDate | Unusable | None:
    found = read_date(cell)
    if isinstance(found, PartialDate) and not found.is_complete:
        return Unusable(f"{shown(cell)} chưa đủ ngày, tháng, năm")
    return found


def _under(field: str, value: object) -> object:
    return {field: value} if isinstance(value, str) and value else {} if value == "" else value


def _name_part(part: str, cell: Cell) -> object:
    return {part: tidy(cell)} if cell != "" else {}


def _of_gender(gender: str, alone: bool, words: Vocabulary, cell: Cell) -> object:
    """A column of one gender holds a tick or the birth date of those it is for; the only such column says the other by being empty."""
    if is_nothing(tidy(cell)) or is_no(cell, words):
        return {"gender": "nam" if gender == "nữ" else "nữ"} if alone else {}
    if is_tick(cell, words) or words.value("gender", tidy(cell)) == gender:
        return {"gender": gender}
    birth = read_date(cell, birth=True)
    if isinstance(birth, PartialDate):
        return {"gender": gender, "birth": birth}
    return birth if isinstance(birth, Unusable) else {}


def _exempt(words: Vocabulary, cell: Cell) -> object:
    if is_no(cell, words):
        return None
    if is_tick(cell, words):
        return Unusable(f"ghi {shown(cell)} mà không có ngày được miễn; hãy ghi ngày, hoặc không lấy cột này")
    return read_date(cell)


def _leaving(kind: str, words: Vocabulary, cell: Cell) -> object:
    if is_no(cell, words):
        return {}
    if is_tick(cell, words):
        return Unusable(f"ghi {shown(cell)} mà không có ngày; hãy ghi ngày")
    day = combined.first_date(cell)
    return {"left_on": day, "left_kind": kind} if isinstance(day, PartialDate) else {} if day is None else day
