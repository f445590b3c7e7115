"""Rows of grades as the book told them: written, and replaced by what came later."""

from collections.abc import Mapping, Sequence
from typing import Any

from liemchinh.journal.bulk import insert_rows
from liemchinh.reviews.given import Given
from liemchinh.reviews.models import Grade
from liemchinh.reviews.periods import Period

COLUMNS = (
    "person_id", "organisation_id", "period", "ends_on", "result", "reminded", "total", "body_id", "number", "decided_on",
    "exceeded", "basis", "vouched_by", "recorded_by",
)  # fmt: skip
UNDECIDED: dict[str, Any] = {
    "body_id": None, "number": "", "decided_on": None, "exceeded": "", "basis": "", "vouched_by": None,
}  # fmt: skip


def write_list(
    organisation: int, period: Period, people: Mapping[int, Given], collective: Given | None, sequence: int
) -> None:
    """A list as it was proposed."""
    everybody = [*sorted(people.items()), *([(None, collective)] if collective else [])]
    _insert(
        {
            "person_id": person, "organisation_id": organisation, "period": period.code, "ends_on": period.last,
            "result": one.result, "reminded": one.reminded, "total": one.total, **UNDECIDED, "recorded_by": sequence,
        }
        for person, one in everybody
    )  # fmt: skip


def replace(rows: Sequence[Grade], sequence: int, exceeded: Mapping[int, str] | None = None, **changed: Any) -> None:
    """The same rows as a later entry has them; what stood before is kept as cancelled by it."""
    Grade.objects.filter(pk__in=[row.pk for row in rows]).update(cancelled_by=sequence)
    reasons = exceeded or {}
    _insert(
        {name: getattr(row, name) for name in COLUMNS}
        | changed
        | ({"exceeded": reasons[row.pk]} if row.pk in reasons else {})
        | {"recorded_by": sequence}
        for row in rows
    )


def _insert(rows: Any) -> None:
    insert_rows(Grade, COLUMNS, [tuple(row[name] for name in COLUMNS) for row in rows])
