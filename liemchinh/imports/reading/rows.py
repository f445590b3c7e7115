"""What an import reads, one row each: values in the form the register keeps, or the reasons why the row cannot be used."""

from dataclasses import dataclass
from typing import NamedTuple

from liemchinh.web.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Problem:
    """What is the matter with one cell: the column's heading ("" for the row as a whole) and a Vietnamese sentence part."""

    column: str
    reason: str


class OrganisationRow(NamedTuple):
    """One organisation, as written; `valid_to` is the last day."""

    file: str
    sheet: str
    row: int
    id: str
    code: str
    name: str
    level: str
    kind: str
    parent_id: str
    valid_from: PartialDate | None
    valid_to: PartialDate | None
    unit_type: str
    remarks: tuple[Problem, ...] = ()


class SuccessionRow(NamedTuple):
    """What became of one organisation; `kind` and `extent` are codes, `to_id` is "" when it was dissolved."""

    file: str
    sheet: str
    row: int
    date: PartialDate | None
    from_id: str
    to_id: str
    kind: str
    extent: str
    remarks: tuple[Problem, ...] = ()


class MemberRow(NamedTuple):
    """One member.

    `organisation_id` is an id, a code or a name, as written, or the name in a group row above. `gender` is nam, nữ or ""; `ethnicity`,
    levels and `occupation` are codes of the charter's lists; `left_on` is the first day no longer counted; `left_kind` is struck_off,
    left, expelled, died or transferred_out, and stands exactly when `left_on` does. `arrived_on` is the day of coming from elsewhere.
    """

    file: str
    sheet: str
    row: int
    id: str
    card_no: str
    full_name: str
    gender: str
    birth: PartialDate | None
    ethnicity: str
    organisation_id: str
    admitted_on: PartialDate | None
    official_on: PartialDate | None
    exempt_from: PartialDate | None
    left_on: PartialDate | None
    left_kind: str
    education: str
    profession_level: str
    theory_level: str
    occupation: str
    home_place: str
    cv_no: str
    badge: str
    arrived_on: PartialDate | None = None
    remarks: tuple[Problem, ...] = ()


class EventRow(NamedTuple):
    """One event; `kind` is a code."""

    file: str
    sheet: str
    row: int
    id: str
    member_id: str
    organisation_id: str
    kind: str
    date: PartialDate | None
    remarks: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that cannot be used, with everything that is wrong in it, the first problem first."""

    file: str
    sheet: str
    row: int
    problems: tuple[Problem, ...]

    @property
    def column(self) -> str:
        """The column of the first problem."""
        return self.problems[0].column

    @property
    def reason(self) -> str:
        """All reasons in one sentence, each after the first with its column."""
        first, *others = self.problems
        return "; ".join(
            [
                first.reason,
                *(f"cột “{other.column}”: {other.reason}" if other.column else other.reason for other in others),
            ]
        )


Row = OrganisationRow | SuccessionRow | MemberRow | EventRow | RejectedRow
