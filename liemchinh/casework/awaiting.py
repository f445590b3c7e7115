"""What waits after a step: whose turn it is, from when and by when, by the texts in force on the day of the step."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.conf import settings

from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Deadline, Step
from regulations.charter import open_charter
from regulations.procedures import timing


def await_next(
    case: Case, code: str, on: date, leads_to: Sequence[str] | None, days: Mapping[str, date], sequence: int
) -> None:
    """The steps that follow `code` wait from the entry `sequence` on; where none does, the case ends with it."""
    procedure = case_kind(case.kind).procedure
    following = procedure.following(code, on)
    if leads_to is not None:
        following = [procedure.step(one, on) for one in leads_to]
    if not following:
        Case.objects.filter(pk=case.pk).update(closed_by=sequence)
        case.closed_by = sequence
        return
    charter, taken = open_charter(settings.CHARTER), _days_of(case)
    rows = []
    for step in following:
        start = taken.get(step.counted_from, on)
        told = timing(charter.rulebook, charter.calendar, step, start, on=on)
        due = days.get(step.code) or (told.due.due if told.due else None)
        rows.append(
            Deadline(
                case=case, step=step.code, role=step.role, counted_from=start, opens_on=told.opens_on, due_on=due,
                is_unknown=told.unknown, recorded_by=sequence,
            )
        )  # fmt: skip
    Deadline.objects.bulk_create(rows)


def _days_of(case: Case) -> dict[str, date]:
    return dict(Step.objects.filter(case=case, cancelled_by=None).order_by("recorded_by").values_list("code", "on"))
