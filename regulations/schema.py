"""What a parameter is: a named rule with dated, cited values, in a closed set of units."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from regulations.answers import Citation
from regulations.words import own

NATION = "VN"
UNITS: Mapping[str, str] = {
    "d": "ngày",
    "wd": "ngày làm việc",
    "month": "tháng",
    "year": "năm",
    "minute": "phút",
    "percent": "%",
    "count": "số",
    "fraction": "tỷ lệ phiếu",
    "bool": "có/không",
    "enum": "một lựa chọn",
    "list": "danh sách có thứ tự",
    "conduct": "mục của danh mục hành vi",
}
WHOLE_NUMBERS = frozenset({"d", "wd", "month", "year", "minute", "percent", "count"})
LENGTHS = frozenset({"d", "wd", "month", "year"})
CONFIDENCES = ("HIGH", "MEDIUM", "LOW", "open")
USABLE = frozenset({"HIGH", "MEDIUM"})
DENOMINATORS: Mapping[str, str] = {
    "official_members": "tổng số hội viên chính thức của chi hội",
    "official_not_exempt": "tổng số hội viên chính thức, trừ người được miễn sinh hoạt",
    "all_members_of_body": "tổng số ủy viên của cơ quan biểu quyết",
}
APPLIES_TO = ("actor", "subject", "level")
Comparator = Literal[">=", ">"]


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share of a named whole that votes must reach (>=) or pass (>); exact, never a decimal."""

    share: Fraction
    comparator: Comparator
    of: str

    def __str__(self) -> str:
        sign = "ít nhất" if self.comparator == ">=" else "quá"
        return f"{sign} {self.share} {own(DENOMINATORS[self.of])}"


Value = int | bool | str | tuple[str, ...] | Threshold


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value of a parameter, from a day to the last day it holds (None: still in force), with where it stands."""

    value: Value | None
    unit: str
    valid_from: date
    valid_to: date | None
    citation: Citation
    confidence: str
    checked_on: date
    notes: str
    jurisdiction: str
    layer: int
    file: str

    def covers(self, on: date) -> bool:
        """Whether it holds on that day; both ends count."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    @property
    def usable(self) -> bool:
        """Whether an answer may carry this value: HIGH or MEDIUM, never LOW or open (guards 12)."""
        return self.confidence in USABLE


@dataclass(frozen=True, slots=True)
class Parameter:
    """A rule's name, what it says and whom it binds, with its values in order of layer and date."""

    name: str
    description: str
    gloss: str
    unit: str
    applies_to: Mapping[str, str]
    options: Mapping[str, str]
    values: tuple[DatedValue, ...]

    def shown(self, value: object, unit: str = "") -> str:
        """The value in words: "30 ngày làm việc", "ít nhất 2/3 …", the labels of its options."""
        match value:
            case None:
                return "chưa có giá trị"
            case bool():
                return "có" if value else "không"
            case tuple():
                return "; ".join(self.options.get(str(code), str(code)) for code in value) or "không có mục nào"
            case str():
                return self.options.get(value, value)
            case int():
                word = UNITS[unit or self.unit]
                return str(value) if word == "số" else f"{value} {word}"
            case _:
                return str(value)
