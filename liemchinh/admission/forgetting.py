"""Candidates are not kept: twelve months after the last step what is personal goes, from tables and from beside the book; counts stay."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q

from liemchinh.access.actor import Actor
from liemchinh.admission.facts import KIND
from liemchinh.admission.models import Candidate, FilePaper, Sponsor
from liemchinh.casework.locking import hold_cases
from liemchinh.casework.models import Case, Deadline, Party
from liemchinh.casework.steps import parties_of
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.services import NewEntry, erase_personal, record
from liemchinh.rulebook.current import charter
from regulations.working_days import add_months

PIECE = 200
MACHINE = Actor.at_console("liemchinh")


def forget_due() -> None:
    """What is due today; called every day."""
    while forget_candidates(due(clock.today())[:PIECE]):
        pass


def due(on: date) -> list[int]:
    """Cases whose candidate's data is to be deleted by a day. Never a case whose member is still on probation."""
    months = charter().rulebook.parameter("admission.candidate_kept", on=on).value
    if not isinstance(months, int):
        return []
    members = Party.objects.filter(case=OuterRef("pk"), role="member", cancelled_by=None)
    found = Case.objects.filter(~Q(closed_by=None) | ~Exists(members), kind=KIND, candidate__isnull=False)
    last = found.annotate(last=Max("steps__on", filter=Q(steps__cancelled_by=None))).filter(last__lte=on)
    return sorted(case for case, day in last.values_list("pk", "last") if add_months(day, months) <= on)


@transaction.atomic
def forget_candidates(cases: Sequence[int]) -> int:
    """Deletes what is recorded about the candidates of these cases; a case still open ends. Gives how many there were."""
    hold_cases(cases)
    held = list(Case.objects.filter(pk__in=cases, candidate__isnull=False).order_by("pk"))
    entries = [
        NewEntry("admission.forgotten", clock.today(), parties_of(case.pk)["branch"].organisation, case=case.pk)
        for case in held
    ]
    sequences = record(entries, actor=MACHINE)
    for case, sequence in zip(held, sequences, strict=True):
        Deadline.objects.filter(case=case, cancelled_by=None).update(cancelled_by=sequence)
        Case.objects.filter(pk=case.pk, closed_by=None).update(closed_by=sequence)
    _delete([case.pk for case in held])
    return len(held)


def erase_with_members(people: Sequence[int]) -> None:
    """Whoever is erased from the register goes from here too; as a sponsor of others they were never more than a number."""
    _delete(
        Party.objects.filter(role="member", person_id__in=people, case__kind=KIND).values_list("case_id", flat=True)
    )


def _delete(cases: Iterable[int]) -> None:
    wanted = list(cases)
    if not wanted:
        return
    for model in (Sponsor, FilePaper, Candidate):
        model._default_manager.filter(case__in=wanted).delete()
    told = Entry.objects.filter(case_id__in=wanted).values_list("sequence", flat=True)
    erase_personal(list(told), member=None, actor=MACHINE)
