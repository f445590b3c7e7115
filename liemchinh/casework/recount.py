"""Cases made again from the book alone, and compared with what stands: a step is an entry "<kind>.<step>" of its case, not cancelled."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from liemchinh.casework.kinds import case_kinds
from liemchinh.casework.models import Case, Step
from liemchinh.journal.models import Entry


def differences() -> Iterator[str]:
    """One sentence for each case whose steps are not those of its entries."""
    kinds = [f"{kind.code}.{step.code}" for kind in case_kinds().values() for step in kind.procedure.steps]
    cancelled = Entry.objects.filter(cancels_id=OuterRef("sequence"))
    told = Entry.objects.filter(~Exists(cancelled), kind__in=set(kinds), case_id__isnull=False)
    book = {
        (sequence, case, kind.partition(".")[2], on)
        for sequence, case, kind, on in told.values_list("sequence", "case_id", "kind", "effective_on")
    }
    rows = Step.objects.filter(cancelled_by=None).values_list("recorded_by", "case_id", "code", "on")
    for case in sorted({row[1] for row in book ^ set(rows)}):
        yield f"Vụ việc số {case}: các bước đang lưu khác với sổ."
    known = set(Case.objects.values_list("pk", flat=True))
    for case in sorted({row[1] for row in book} - known):
        yield f"Vụ việc số {case}: có trong sổ mà không còn lưu."
