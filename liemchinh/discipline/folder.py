"""A disciplinary case as it stands while the rules are asked about it: each part of it, and of the register beside it, is read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from liemchinh.casework.folder import Folder as CaseFolder
from liemchinh.casework.folder import Who
from liemchinh.casework.models import Case
from liemchinh.casework.settling import is_under_appeal
from liemchinh.discipline.cases import BODY, SUBJECT
from liemchinh.discipline.facts import Facts, facts_in
from liemchinh.discipline.kept import data_of, sanction_of
from liemchinh.discipline.models import Allegation, Ballot, Deferral, Hearing, Sanction
from liemchinh.discipline.register import Register
from liemchinh.journal.models import Entry
from liemchinh.rulebook.current import charter
from regulations.rulebook import Rulebook

BEGUN = "discipline.suspension_begun"


@dataclass(frozen=True, slots=True)
class Voted:
    """A counted ballot, and how many of its votes named each form."""

    row: Ballot
    votes: Mapping[str, int]


class Folder(CaseFolder):
    """What `casework.folder.Folder` is, with what this room keeps of the case."""

    def __init__(self, case: Case, register: Register | None = None) -> None:
        super().__init__(case)
        self.register = register or Register()

    @property
    def body(self) -> int:
        """The organisation that acts now."""
        return self.parties[BODY].organisation or 0

    @property
    def subject(self) -> Who:
        """Whom the case is about: one person or one organisation."""
        return self.subjects(SUBJECT)[0]

    @cached_property
    def book(self) -> Rulebook:
        """The rules in force in the tree of the body that acts."""
        return charter(lambda: self.body, known=self.rules.entry).rulebook

    @cached_property
    def allegations(self) -> list[Allegation]:
        """What the rules were asked with, one after the other."""
        return list(Allegation.objects.filter(case=self.case).order_by("recorded_by"))

    @cached_property
    def facts(self) -> Facts:
        """What the rules are asked with now."""
        return facts_in(next(row for row in self.allegations if row.cancelled_by is None))

    def facts_at(self, sequence: int) -> Facts:
        """What they were asked with when the entry was written."""
        then = [row for row in self.allegations if row.recorded_by <= sequence < (row.cancelled_by or sequence + 1)]
        return facts_in(then[-1])

    @cached_property
    def suspensions(self) -> list[int]:
        """The matters of the suspensions that it began."""
        entries = Entry.objects.filter(case_id=self.pk, kind=BEGUN)
        return [data_of(entry)["matter"] for entry in entries]

    @cached_property
    def hearings(self) -> list[Hearing]:
        """How the subject was heard, by day."""
        return list(Hearing.objects.filter(case=self.case, cancelled_by=None).order_by("on", "pk"))

    @cached_property
    def ballots(self) -> list[Voted]:
        """The ballots with the votes for each form, in the order in which they were recorded."""
        rows = Ballot.objects.filter(case=self.case, cancelled_by=None).order_by("recorded_by")
        return [Voted(row, {one.form: one.votes for one in row.forms.all()}) for row in rows.prefetch_related("forms")]

    @cached_property
    def deferral(self) -> Deferral | None:
        """By what it is not considered now."""
        return Deferral.objects.filter(case=self.case, cancelled_by=None, ended_by=None).first()

    @cached_property
    def under_appeal(self) -> bool:
        """Is a case open that rules on the decision of this one?"""
        return is_under_appeal(self.case)

    @cached_property
    def sanction(self) -> Sanction | None:
        """What was decided and stands in the file."""
        return sanction_of(self.case)
