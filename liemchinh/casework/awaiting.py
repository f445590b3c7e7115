"""What waits after a step: whose turn it is, from when and by when, by the texts in force on the day of the step."""

from collections.abc import Mapping, Sequence
from datetime import date

from liemchinh.casework.folder import Folder
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Deadline, Party
from liemchinh.journal.bulk import write_rows
from regulations.procedures import timing


def await_next(
    folder: Folder, code: str, on: date, leads_to: Sequence[str] | None, days: Mapping[str, date], sequence: int
) -> None:
    """The steps that follow `code` wait from the entry `sequence` on; where none does, the case ends with it."""
    rows = coming(folder, code, on, leads_to, days, sequence)
    if not rows:
        Case.objects.filter(pk=folder.pk).update(closed_by=sequence)
        folder.case.closed_by = sequence
    write_rows(rows)
    folder.awaited = {row.step: row for row in rows}


def coming(
    folder: Folder, code: str, on: date, leads_to: Sequence[str] | None, days: Mapping[str, date], sequence: int
) -> list[Deadline]:
    """The same, not written yet. The step itself is in the folder already."""
    procedure = case_kind(folder.kind).procedure
    following = procedure.following(code, on)
    if leads_to is not None:
        following = [procedure.step(one, on) for one in leads_to if procedure.has(one)]
    if not following:
        return []
    ruled, taken, rows = folder.rules, folder.days, []
    for step in following:
        start = taken.get(step.counted_from, on)
        told = timing(ruled.charter.rulebook, ruled.charter.calendar, step, start, on=on)
        due = days.get(step.code) or (told.due.due if told.due else None)
        rows.append(
            Deadline(
                case=folder.case, step=step.code, role=step.role, counted_from=start, ruled_on=on, counted_with=ruled.entry,
                opens_on=told.opens_on, due_on=due, is_unknown=told.unknown, recorded_by=sequence,
            )
        )  # fmt: skip
    return rows


def place_of(case: Case) -> int | None:
    """The organisation by whose tree the rules of a case are those in force: the first that took part in it."""
    rows = Party.objects.filter(case=case, organisation_id__isnull=False).order_by("pk")
    return rows.values_list("organisation_id", flat=True).first()
