"""Marking who handed in, many at once, and taking a wrong mark back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.declarations.faults import faults_of_handing, gone, refusal
from liemchinh.declarations.holding import held_duty
from liemchinh.declarations.models import Duty, HandingIn
from liemchinh.declarations.queries import duties_of
from liemchinh.declarations.words import KEEP, MISTAKES
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.locking import lock_people
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.web.dates import show
from regulations.answers import Refused


@dataclass(frozen=True, slots=True)
class Handed:
    """The day on which declarations were handed in, and where they lie."""

    on: date
    lies: str


@transaction.atomic
def mark_handed_in(organisation: int, year: int, duties: Collection[int], told: Handed, *, actor: Actor) -> int:
    """Marks declarations of an organisation's lists of a year as handed in on a day; gives how many. What is marked already stays as it is.

    Late ones are taken too: what a late one means is for people. Refuses, all at once: a day to come or before the duty arose, no place,
    nobody, and anybody who is on no list here.
    """
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    wanted = set(duties)
    rows = list(duties_of(organisation, year).filter(pk__in=wanted).order_by("pk"))
    lock_people(row.person_id for row in rows)
    faults = faults_of_handing(told.on, told.lies, wanted)
    if len(rows) != len(wanted):
        faults.append(gone())
    if rows and told.on < (first := max(row.arose_on for row in rows)):
        said = _("Có người vào danh sách ngày %(day)s, sau ngày nộp đã ghi.") % {"day": show(first)}
        faults.append(refusal("before", said, _("Kiểm tra ngày nộp; ghi riêng người vào danh sách sau.")))
    if faults:
        raise Refused(faults)
    there = HandingIn.objects.filter(duty__in=rows, cancelled_by=None).values_list("duty_id", flat=True)
    new = [row for row in rows if row.pk not in set(there)]
    sequences = record([_entry(row, told) for row in new], actor=actor)
    HandingIn.objects.bulk_create(
        HandingIn(duty=row, on=told.on, lies=told.lies, recorded_by=sequence)
        for row, sequence in zip(new, sequences, strict=True)
    )
    return len(new)


@transaction.atomic
def take_back_mark(duty: int, reason: str, *, actor: Actor) -> int:
    """A mark was set wrongly; gives the entry. Refuses a reason on no list, and where there is no mark."""
    row = held_duty(duty, actor)
    mark = HandingIn.objects.filter(duty=row, cancelled_by=None).first()
    faults = faults_of_reason(reason, MISTAKES) + ([] if mark else [gone()])
    if mark is None or faults:
        raise Refused(faults)
    entry = NewEntry(
        "declarations.handing_cancelled", mark.on, row.organisation_id, member=row.person_id, cancels=mark.recorded_by,
        data={"declaration_kind": row.kind, "year": row.year, "reason": reason},
    )  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    HandingIn.objects.filter(pk=mark.pk).update(cancelled_by=sequence)
    return sequence


def _entry(row: Duty, told: Handed) -> NewEntry:
    data: dict[str, Plain] = {
        "declaration_kind": row.kind,
        "year": row.year,
        "listed": row.recorded_by,
        "lies": told.lies,
    }
    return NewEntry("declarations.handed_in", told.on, row.organisation_id, member=row.person_id, data=data)
