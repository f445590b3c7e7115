"""Which column means which field: guessed, shown, corrected by a person, and remembered for the next file with the same headings."""

import hashlib
from collections.abc import Mapping as Pairs
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from liemchinh.imports.reading.values.codes import ETHNIC_LISTS
from liemchinh.imports.reading.vocabulary import heading_key, never_taken

ListFrom = Literal["", "names", "default", "chosen"]
_VERSION = 1
DEFAULT_ETHNIC_LIST = "census"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `field` is "" when it is not taken, and `reason` says why. `never` columns cannot be mapped by anyone (guards 5)."""

    index: int
    heading: str
    field: str = ""
    reason: str = ""
    confidence: float = 0.0
    never: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """The meaning of a table's columns.

    `ethnic_list` names the list that numbers of ethnic groups come from; `ethnic_list_from` is "names" when the table's own names prove
    it, "default" when it had to be assumed and must be shown, "chosen" when a person said it, "" when the table has no such numbers.
    `chosen`: field → words as squashed → code, for words the closed lists do not know.
    """

    kind: str
    columns: tuple[Column, ...]
    fingerprint: str
    ethnic_list: str = DEFAULT_ETHNIC_LIST
    ethnic_list_from: ListFrom = ""
    chosen: Pairs[str, Pairs[str, str]] = field(default_factory=dict)
    exact: bool = False

    @property
    def fields(self) -> dict[str, int]:
        """Field → column, for the columns that are taken."""
        return {column.field: column.index for column in self.columns if column.field}

    @property
    def confidence(self) -> float:
        """The least certain of the columns that are taken; 0.0 when none is."""
        return min((column.confidence for column in self.columns if column.field), default=0.0)

    def with_field(self, index: int, field: str) -> "Mapping":
        """The mapping after a person gave column `index` a meaning ("" to leave it out); another column loses that meaning.

        Raises ValueError for a column that is never taken.
        """
        columns = []
        for column in self.columns:
            if column.index == index:
                if column.never and field:
                    raise ValueError(f"Cột “{column.heading}”: {column.reason}.")
                if not column.never:
                    column = replace(
                        column, field=field, reason="" if field else "người nạp bỏ cột này", confidence=1.0
                    )
            elif field and column.field == field:
                column = replace(column, field="", reason="người nạp chọn cột khác", confidence=1.0)
            columns.append(column)
        return replace(self, columns=tuple(columns), exact=False)

    def with_ethnic_list(self, name: str) -> "Mapping":
        """The mapping after a person said which list the numbers come from. Raises ValueError for an unknown list."""
        if name not in ETHNIC_LISTS:
            raise ValueError(f"Không có danh mục mã dân tộc “{name}”.")
        return replace(self, ethnic_list=name, ethnic_list_from="chosen")

    def with_choice(self, field: str, key: str, code: str) -> "Mapping":
        """The mapping after a person said which code a word of the file means ("" to leave it out). `key` is the squashed word."""
        chosen = {name: dict(words) for name, words in self.chosen.items()}
        chosen.setdefault(field, {})[key] = code
        return replace(self, chosen=chosen)

    def to_json(self) -> dict[str, object]:
        """What may be remembered: fields by place, no headings, so that nothing is kept of columns that are never taken."""
        return {
            "version": _VERSION,
            "kind": self.kind,
            "fingerprint": self.fingerprint,
            "fields": {str(column.index): column.field for column in self.columns if column.field},
            "ethnic_list": self.ethnic_list,
            "ethnic_list_from": self.ethnic_list_from,
            "chosen": {name: dict(words) for name, words in self.chosen.items()},
        }

    def remembered(self, data: object) -> "Mapping":
        """This (guessed) mapping with what `to_json` kept from an earlier file put over it.

        Raises ValueError when the data is not such a memory, belongs to other headings, or maps a column that is never taken.
        """
        match data:
            case {
                "version": 1,
                "kind": str(kind),
                "fingerprint": self.fingerprint,
                "fields": dict(fields),
                "ethnic_list": str(name),
                "ethnic_list_from": str(origin),
                "chosen": dict(chosen),
            } if name in ETHNIC_LISTS:
                pass
            case _:
                raise ValueError("Cách ghép cột đã nhớ không dùng được cho tệp này.")
        columns = []
        for column in self.columns:
            meaning = fields.get(str(column.index), "")
            if meaning and column.never:
                raise ValueError(f"Cột “{column.heading}”: {column.reason}.")
            if meaning != column.field:
                reason = "" if meaning else (column.reason or "lần trước không lấy")
                column = replace(column, field=str(meaning), reason=reason, confidence=1.0)
            columns.append(column)
        # A list that the values of this file prove is worth more than a memory.
        proven = self.ethnic_list_from == "names"
        return replace(
            self,
            kind=kind,
            columns=tuple(columns),
            chosen={str(key): dict(words) for key, words in chosen.items()},
            ethnic_list=self.ethnic_list if proven else name,
            ethnic_list_from="names" if proven else "chosen" if origin == "chosen" else self.ethnic_list_from,
        )


def fingerprint_of(headings: Sequence[str]) -> str:
    """The key under which a mapping is remembered: the headings without marks, case and punctuation, hashed."""
    return hashlib.sha256("\x1f".join(map(heading_key, headings)).encode()).hexdigest()[:32]


def is_never(heading: str) -> str:
    """Why a column with this heading is never taken; "" for the others."""
    return never_taken(heading)
