"""What waits after a step: whose turn it is, from when and by when, by the texts in force on the day of the step."""

from collections.abc import Mapping, Sequence
from datetime import date

from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Deadline, Party, Step
from liemchinh.rulebook.current import rules
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
    ruled, taken = rules(lambda: place_of(case)), _days_of(case)
    rows = []
    for step in following:
        start = taken.get(step.counted_from, on)
        told = timing(ruled.charter.rulebook, ruled.charter.calendar, step, start, on=on)
        due = days.get(step.code) or (told.due.due if told.due else None)
        rows.append(
            Deadline(
                case=case, step=step.code, role=step.role, counted_from=start, ruled_on=on, counted_with=ruled.entry,
                opens_on=told.opens_on, due_on=due, is_unknown=told.unknown, recorded_by=sequence,
            )
        )  # fmt: skip
    Deadline.objects.bulk_create(rows)


def place_of(case: Case) -> int | None:
    """The organisation by whose tree the rules of a case are those in force: the first that took part in it."""
    rows = Party.objects.filter(case=case, organisation_id__isnull=False).order_by("pk")
    return rows.values_list("organisation_id", flat=True).first()


def _days_of(case: Case) -> dict[str, date]:
    return dict(Step.objects.filter(case=case, cancelled_by=None).order_by("recorded_by").values_list("code", "on"))
