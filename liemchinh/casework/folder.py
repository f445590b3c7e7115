"""A case as it stands while a step is weighed: each part of it is read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

from liemchinh.access.actor import Actor
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case, Deadline, Party, Step
from liemchinh.rulebook.current import Rules, rules


@dataclass(frozen=True, slots=True)
class Who:
    """A party: its role and either an organisation or a person."""

    role: str
    organisation: int | None = None
    person: int | None = None


class Folder:
    """A case with the rows that stand, each kind read when first asked for and never again: after a step a new one is opened.

    Of a case that is held nothing in it changes meanwhile. Rows of a case that is not written yet are put into it by whoever makes them.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        # Whose grant was found to stand (`opening.faults_of_grant`).
        self.open_to: Actor | None = None

    @classmethod
    def held(cls, number: int) -> Self:
        """Of a case that is held until the transaction ends."""
        return cls(hold_case(number))

    @property
    def pk(self) -> int:
        """The number of the case."""
        return self.case.pk

    @property
    def kind(self) -> str:
        """Its kind."""
        return self.case.kind

    @cached_property
    def rows(self) -> list[Party]:
        """Everybody who ever took part, in the order in which they came."""
        return list(Party.objects.filter(case=self.case).order_by("pk"))

    @cached_property
    def steps(self) -> list[Step]:
        """The steps that stand, in the order in which they were recorded."""
        return list(Step.objects.filter(case=self.case, cancelled_by=None).order_by("recorded_by"))

    @cached_property
    def awaited(self) -> dict[str, Deadline]:
        """What waits, by step."""
        return {row.step: row for row in Deadline.objects.filter(case=self.case, cancelled_by=None).order_by("pk")}

    @cached_property
    def rules(self) -> Rules:
        """The rules in force for the case: those of the tree of the first organisation that took part."""
        return rules(lambda: self.place)

    @property
    def place(self) -> int | None:
        """The organisation by whose tree the rules of the case are those in force."""
        return next((row.organisation_id for row in self.rows if row.organisation_id is not None), None)

    @property
    def parties(self) -> dict[str, Who]:
        """Who takes part now, by role; not the roles that several may hold."""
        return {row.role: _who(row) for row in self.rows if row.cancelled_by is None and not row.many}

    def subjects(self, role: str = "") -> list[Who]:
        """Who holds the roles that several may hold (only `role`, if given), in the order in which they came."""
        rows = (row for row in self.rows if row.cancelled_by is None and row.many)
        return [_who(row) for row in rows if role in ("", row.role)]

    def acting(self, roles: Sequence[str]) -> list[tuple[str, int]]:
        """The organisations that hold one of these roles, each with its role."""
        rows = (row for row in self.rows if row.cancelled_by is None and row.role in roles)
        return [(row.role, row.organisation_id) for row in rows if row.organisation_id is not None]

    @property
    def days(self) -> dict[str, date]:
        """The day of each step, of one taken twice the last."""
        return {row.code: row.on for row in self.steps}


def _who(row: Party) -> Who:
    return Who(row.role, row.organisation_id, row.person_id)
