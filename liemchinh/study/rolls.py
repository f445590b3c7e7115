"""The rolls of a sitting: who came of a branch by name, or how many of an organisation as its minutes count them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.months import told
from liemchinh.members.reasons import faults_of_reason
from liemchinh.offline.once import entry_of, remember
from liemchinh.organisations.lifetimes import heirs_of
from liemchinh.study.asking import held_sitting, refusal
from liemchinh.study.due import Asked, asked_to, left_of, registered, states_of
from liemchinh.study.events import PEOPLE
from liemchinh.study.faults import faults_of_count, faults_of_day, faults_of_names, faults_of_place
from liemchinh.study.models import Attendance, Roll, Share, Sitting
from liemchinh.study.words import CANCELLING, CORRECTIONS, COUNT, EXCUSED, KEEP, MEMBERS, NAMES, PRESENT
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Count:
    """What minutes say: how many were due, came, were excused; number and day of the paper."""

    due: int
    present: int
    excused: int
    minutes: str
    minutes_on: date


@transaction.atomic
def record_roll(
    sitting: int, branch: int, states: Mapping[int, str], *, reason: str = "", seen: int | None = None,
    sending: UUID | None = None, actor: Actor,
) -> int:  # fmt: skip
    """Records who of a branch came to a sitting, or corrects it for a reason from the list; gives the entry.

    `states`: a mark for everybody due, and nobody else. `seen`: the entry the page was made from (0: none); refused when another came
    between. `sending`: the number a browser made for it; sent again it gives the first entry. What stands already
    is not recorded again.
    """
    row = held_sitting(sitting, KEEP, actor, branch)
    sent = entry_of(sending, actor)
    if sent is not None:
        return sent
    before, asked = roll_of(row, branch), asked_to(row, branch)
    if before and before.sort == NAMES and states_of(row, branch) == dict(states):
        return remember(sending, before.recorded_by, actor)
    faults = (
        faults_of_day(row, by_name=True)
        + faults_of_place(row, branch, NAMES)
        + _faults_of_change(row, before, reason, seen)
    )
    faults += faults_of_names(asked, states)
    if faults:
        raise Refused(faults)
    shares = _shares(asked, states)
    counts = {"due": len(asked), "present": _many(states, PRESENT), "excused": _many(states, EXCUSED),
              "registered": len(asked)}  # fmt: skip
    data: dict[str, Plain] = {"sitting": row.recorded_by, **counts, "shares": [dict(one) for one in shares]}
    personal = {key: told(states, code) for key, code in PEOPLE.items()}
    roll = _write(
        row, branch, NAMES, counts, _entry("study.attended", row, branch, data, before, reason, personal), before, actor
    )
    Share.objects.bulk_create(Share(roll=roll, **one) for one in shares)
    Attendance.objects.bulk_create(
        Attendance(roll=roll, person_id=person, state=state, recorded_by=roll.recorded_by)
        for person, state in sorted(states.items())
    )
    return remember(sending, roll.recorded_by, actor)


@transaction.atomic
def record_count(
    sitting: int, organisation: int, count: Count, *, reason: str = "", seen: int | None = None, actor: Actor
) -> int:
    """Records how many of an organisation, with everything under it, came, as its minutes say; gives the entry.

    Refuses more who came than were due, a paper without number or from before the sitting, and what is counted above or below already.
    """
    row = held_sitting(sitting, KEEP, actor, organisation)
    before = roll_of(row, organisation)
    left = left_of(row, organisation) if row.makes_up_id else None
    faults = faults_of_day(row, by_name=False) + faults_of_place(row, organisation, COUNT)
    faults += _faults_of_change(row, before, reason, seen) + faults_of_count(row, count, left)
    if faults:
        raise Refused(faults)
    counts = counts_of(row, organisation, count)
    data = data_of_count(row, counts, count)
    roll = _write(row, organisation, COUNT, counts, _entry("study.counted", row, organisation, data, before, reason), before, actor,
                  minutes=count.minutes, minutes_on=count.minutes_on)  # fmt: skip
    return roll.recorded_by


def counts_of(sitting: Sitting, organisation: int, count: Count) -> dict[str, int]:
    """The numbers of a roll, with what the register of the day says beside what the minutes say."""
    known = left_of(sitting, organisation) if sitting.makes_up_id else registered(organisation, sitting.held_on)
    return {"due": count.due, "present": count.present, "excused": count.excused, "registered": known}


def data_of_count(sitting: Sitting, counts: Mapping[str, int], count: Count) -> dict[str, Plain]:
    """What the book keeps of a count."""
    paper: dict[str, Plain] = {"minutes": count.minutes, "minutes_on": count.minutes_on.isoformat()}
    return {"sitting": sitting.recorded_by, **counts, **paper}


@transaction.atomic
def withdraw_roll(roll: int, *, reason: str, actor: Actor) -> int:
    """A roll written wrongly does not stand; gives the entry. Refuses while the organisation's roll of a make-up stands on it."""
    actor.require_somewhere(KEEP)
    found = Roll.objects.filter(pk=roll, cancelled_by=None).select_related("sitting").first()
    if found is None:
        raise Refused([refusal("no-roll", _("Không có điểm danh này, hoặc đã hủy."), _("Hãy mở lại buổi học tập."))])
    sitting = held_sitting(found.sitting_id, KEEP, actor, found.organisation_id)
    faults = faults_of_reason(reason, CANCELLING) + _faults_of_make_ups(sitting, found.organisation_id)
    if roll_of(sitting, found.organisation_id) != found:
        faults.append(refusal("no-roll", _("Điểm danh này vừa được ghi lại."), _("Hãy mở lại buổi học tập.")))
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"sitting": sitting.recorded_by, "reason": reason}
    entry = NewEntry("study.withdrawn", sitting.held_on, found.organisation_id, cancels=found.recorded_by, data=data)
    sequence = record([entry], actor=actor)[0]
    _end(found, sequence)
    return sequence


def roll_of(sitting: Sitting, organisation: int) -> Roll | None:
    """The roll of an organisation that stands."""
    return Roll.objects.filter(sitting=sitting, organisation_id=organisation, cancelled_by=None).first()


def _entry(
    kind: str, sitting: Sitting, organisation: int, data: dict[str, Plain], before: Roll | None, reason: str,
    personal: Mapping[str, str] | None = None,
) -> NewEntry:  # fmt: skip
    if before:
        data["reason"] = reason
    cancels = before.recorded_by if before else None
    return NewEntry(kind, sitting.held_on, organisation, cancels=cancels, data=data, personal=dict(personal or {}))


def _write(
    sitting: Sitting, organisation: int, sort: str, counts: Mapping[str, int], entry: NewEntry, before: Roll | None, actor: Actor,
    **paper: object,
) -> Roll:  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    if before:
        _end(before, sequence)
    return Roll.objects.create(
        sitting=sitting, organisation_id=organisation, sort=sort, recorded_by=sequence, **counts, **paper
    )


def _end(roll: Roll, sequence: int) -> None:
    Attendance.objects.filter(roll=roll).update(cancelled_by=sequence)
    Roll.objects.filter(pk=roll.pk).update(cancelled_by=sequence)


def _shares(asked: Sequence[Asked], states: Mapping[int, str]) -> list[dict[str, Plain]]:
    """Of each kind of member how many were due, came, were excused; kinds with nobody are left out."""
    found: list[dict[str, Plain]] = []
    for kind in MEMBERS:
        marks = [states[one.person] for one in asked if one.kind == kind]
        if marks:
            found.append(
                {
                    "kind": kind,
                    "due": len(marks),
                    "present": marks.count(PRESENT),
                    "excused": marks.count(EXCUSED),
                }
            )
    return found


def _many(states: Mapping[int, str], mark: str) -> int:
    return list(states.values()).count(mark)


def _faults_of_change(sitting: Sitting, before: Roll | None, reason: str, seen: int | None) -> list[Refusal]:
    if seen is not None and seen != (before.recorded_by if before else 0):
        said = _("Có người vừa ghi điểm danh của nơi này.")
        return [refusal("changed", said, _("Mở lại trang để xem điều vừa ghi, rồi sửa nếu cần."))]
    if before is None:
        return []
    found = _faults_of_make_ups(sitting, before.organisation_id)
    if reason not in CORRECTIONS:
        said = _("Nơi này đã ghi điểm danh; chưa chọn vì sao sửa.")
        found.append(refusal("reason", said, _("Chọn một lý do trong danh sách.")))
    return found


def _faults_of_make_ups(sitting: Sitting, organisation: int) -> list[Refusal]:
    """What a make-up counted stands on the roll of the sitting that was missed."""
    here = {organisation, *heirs_of(organisation, clock.today())}
    if not Roll.objects.filter(sitting__makes_up=sitting, organisation_id__in=here, cancelled_by=None).exists():
        return []
    said = _("Đã điểm danh buổi học bù của nơi này.")
    return [refusal("made-up", said, _("Hãy hủy điểm danh buổi học bù trước."))]
