"""How far cases have come: the last step taken and the nearest day by which something is due; each in one query for all of them."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from liemchinh.casework.kinds import granted_kinds
from liemchinh.casework.models import Case, Deadline, Step
from liemchinh.casework.queries import optional_steps


def last_steps(cases: QuerySet[Case]) -> dict[int, tuple[str, date]]:
    """The last step of each case that stands: its code and day."""
    return {case: (code, on) for case, code, on in _last(cases).values_list("case_id", "code", "on")}


def last_codes(cases: QuerySet[Case]) -> dict[int, str]:
    """The code alone, for whoever counts thousands."""
    return dict(_last(cases).values_list("case_id", "code"))


def _last(cases: QuerySet[Case]) -> QuerySet[Step]:
    later = Step.objects.filter(case=OuterRef("case"), recorded_by__gt=OuterRef("recorded_by"), cancelled_by=None)
    return Step.objects.filter(~Exists(later), case__in=cases.values("pk"), cancelled_by=None)


def due_days(cases: QuerySet[Case]) -> dict[int, tuple[date | None, bool]]:
    """By when each case waits for something, and whether a day is unknown; steps that nobody waits for are left out."""
    optional = {kind.code: set(optional_steps(kind.code)) for kind in granted_kinds()}
    rows = Deadline.objects.filter(case__in=cases.values("pk"), cancelled_by=None)
    found: dict[int, tuple[date | None, bool]] = {}
    for case, kind, step, due, unknown in rows.values_list("case_id", "case__kind", "step", "due_on", "is_unknown"):
        if step not in optional[kind]:
            day, before = found.get(case, (None, False))
            found[case] = min((one for one in (day, due) if one), default=None), before or unknown
    return found


def late_cases(on: date) -> set[int]:
    """The open cases of granted kinds in which something that somebody waits for is late on a day."""
    optional = Q(pk__in=[])
    for kind in granted_kinds():
        optional |= Q(case__kind=kind.code, step__in=optional_steps(kind.code))
    late = Deadline.objects.filter(~optional, due_on__lt=on, case__closed_by=None, cancelled_by=None)
    return set(late.values_list("case_id", flat=True))
