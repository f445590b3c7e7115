"""Many new cases with their steps written together: one append to the chain, one insertion for each table.

Every check of `casework.steps` is made of every step; only what would be read back meanwhile is kept in memory.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import Model

from liemchinh.access.actor import Actor, in_person
from liemchinh.casework.awaiting import coming
from liemchinh.casework.entering import Taken, entry_of, rows_beside, step_of
from liemchinh.casework.folder import Folder, Who
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Deadline, Grant, Link, Step
from liemchinh.casework.opening import faults_of_opener, opener
from liemchinh.casework.steps import all_parties, checked, party_of
from liemchinh.journal.bulk import write_rows
from liemchinh.journal.services import NewEntry, next_sequence, record
from liemchinh.members.days import faults_of_day
from regulations.answers import Refused


class Sheaf:
    """Entries and rows that wait to be written. Needs an open transaction, and people held before it (`hold_cases` says the order)."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.entries: list[NewEntry] = []
        self._cases: list[Model] = []
        self._rows: list[Model] = []
        self._opener = opener(actor)
        self._first = next_sequence()

    def open(self, folder: Folder, parties: Sequence[Who], first: Taken, arises_from: Sequence[Case] = ()) -> int:
        """Puts a new case of a granted kind into its folder, with its first step; gives the entry it will have.

        Refuses what `open_case` refuses.
        """
        case, kind = folder.case, case_kind(folder.kind)
        title = kind.procedure.step(first.code, first.on).title
        told = [(one.role, one.organisation, one.person) for one in parties]
        faults = faults_of_opener(folder.kind, told, self.actor, self._opener)
        if faults := faults or faults_of_day(first.on, f"“{title}”"):
            raise Refused(faults)
        taken = replace(first, parties=parties)
        sequence = self._enter(entry_of(case.pk, folder.kind, parties, taken, [one.pk for one in arises_from]))
        case.recorded_by, folder.open_to = sequence, self.actor
        folder.rows = [party_of(case, one, kind.procedure.many, sequence) for one in parties]
        folder.steps, folder.awaited = list[Step](), dict[str, Deadline]()
        self._cases.append(case)
        self.add(folder.rows)
        self.add(Link(case=case, source=one, recorded_by=sequence) for one in arises_from)
        self.add([Grant(case=case, account=in_person(self.actor), recorded_by=sequence)])
        self._step(folder, taken, sequence)
        return sequence

    def take(self, folder: Folder, taken: Taken) -> int:
        """The next step of a case that was opened here, with which nobody comes or goes; gives the entry it will have.

        Refuses what `take_step` refuses.
        """
        taken = checked(folder, taken, self.actor)
        sequence = self._enter(entry_of(folder.pk, folder.kind, all_parties(folder, taken), taken))
        for row in folder.awaited.values():
            row.cancelled_by = sequence
        self._step(folder, taken, sequence)
        return sequence

    def add(self, rows: Iterable[Model]) -> None:
        """What a room keeps beside a step."""
        self._rows.extend(rows)

    def write(self) -> None:
        """Writes all of it."""
        sequences = record(self.entries, actor=self.actor)
        assert not sequences or sequences[0] == self._first, "somebody else wrote in the book meanwhile"
        write_rows([*self._cases, *self._rows])

    def _enter(self, entry: NewEntry) -> int:
        self.entries.append(entry)
        return self._first + len(self.entries) - 1

    def _step(self, folder: Folder, taken: Taken, sequence: int) -> None:
        step = step_of(folder.case, taken, sequence)
        folder.steps = [*folder.steps, step]
        waiting = coming(folder, taken.code, taken.on, taken.leads_to, taken.days, sequence)
        folder.awaited = {row.step: row for row in waiting}
        if not waiting:
            folder.case.closed_by = sequence
        self.add([step, *rows_beside(folder.case, taken, sequence), *waiting])
