"""Many sittings held long ago, recorded with the counts of their minutes in one append: nothing is left unasked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from liemchinh.organisations.lifetimes import faults_of_places
from liemchinh.organisations.locking import lock_organisations
from liemchinh.study.asking import Call, entries_of_calls, faults_of_call, refusal
from liemchinh.study.due import registered_on
from liemchinh.study.faults import faults_of_count, faults_of_day
from liemchinh.study.models import Address, Roll, Sitting
from liemchinh.study.rolls import Count, data_of_count
from liemchinh.study.words import CALL, COUNT, KEEP
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Held:
    """A sitting with one organisation addressed, and the count of its minutes."""

    call: Call
    count: Count


@transaction.atomic
def record_held(organisation: int, held: Sequence[Held], *, actor: Actor) -> int:
    """Records sittings of an organisation with their counts; gives how many. Refuses what calling and counting them one by one refuses.

    A make-up sitting, and one that addresses several organisations, is recorded by itself.
    """
    actor.require(CALL, organisation)
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    wanted = [(place, one.call.held_on) for one in held for place in one.call.addressed]
    wanted += [(organisation, min(one.call.held_on, clock.today())) for one in held]
    faults = list(faults_of_places(wanted).values())
    faults += [fault for call in _together(held) for fault in faults_of_call(organisation, call)]
    faults += [fault for number, one in enumerate(held, 1) for fault in _faults(number, one)]
    if faults:
        raise Refused(dict.fromkeys(faults))
    called = record(entries_of_calls(organisation, [one.call for one in held]), actor=actor)
    sittings = Sitting.objects.bulk_create(
        Sitting(organisation_id=organisation, kind=one.call.kind, document_id=one.call.document, held_on=one.call.held_on,
                recorded_by=sequence) for one, sequence in zip(held, called, strict=True)
    )  # fmt: skip
    pairs = list(zip(held, sittings, strict=True))
    Address.objects.bulk_create(Address(sitting=row, organisation_id=one.call.addressed[0]) for one, row in pairs)
    _rolls(pairs, actor)
    return len(held)


def _rolls(pairs: Sequence[tuple[Held, Sitting]], actor: Actor) -> None:
    known = registered_on((one.call.addressed[0] for one, _row in pairs), (one.call.held_on for one, _row in pairs))
    entries, rolls = [], []
    for one, row in pairs:
        place, count = one.call.addressed[0], one.count
        counts = {
            "due": count.due,
            "present": count.present,
            "excused": count.excused,
            "registered": known[row.held_on][place],
        }
        entries.append(NewEntry("study.counted", row.held_on, place, data=data_of_count(row, counts, count)))
        rolls.append(
            Roll(
                sitting=row,
                organisation_id=place,
                sort=COUNT,
                minutes=count.minutes,
                minutes_on=count.minutes_on,
                **counts,
            )
        )
    for roll, sequence in zip(rolls, record(entries, actor=actor), strict=True):
        roll.recorded_by = sequence
    Roll.objects.bulk_create(rolls)


def _together(held: Sequence[Held]) -> list[Call]:
    """For all of a kind about a document one call on the first day and one on the last: a document in force on both is between."""
    places: dict[tuple[str, int], set[int]] = {}
    days: dict[tuple[str, int], set[date]] = {}
    for one in held:
        about = one.call.kind, one.call.document
        places.setdefault(about, set()).update(one.call.addressed)
        days.setdefault(about, set()).add(one.call.held_on)
    return [
        Call(*about, day, tuple(sorted(addressed)))
        for about, addressed in places.items()
        for day in sorted({min(days[about]), max(days[about])})
    ]


def _faults(number: int, one: Held) -> list[Refusal]:
    if len(one.call.addressed) != 1 or one.call.makes_up is not None:
        said = _("Dòng %(number)s: chỉ ghi buổi học chính, một nơi được triệu tập.") % {"number": number}
        return [refusal("alone", said, _("Buổi khác thì ghi riêng."))]
    there = Sitting(held_on=one.call.held_on)
    return [*faults_of_day(there, by_name=False), *faults_of_count(there, one.count, None)]
