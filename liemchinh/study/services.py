"""Calling a sitting about a document, and taking it back when it was written wrongly."""

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.study.asking import Call, entries_of_calls, faults_of_call, held_sitting, refusal
from liemchinh.study.models import Address, Roll, Sitting
from liemchinh.study.words import CALL, CANCELLING
from regulations.answers import Refused


@transaction.atomic
def call_sitting(organisation: int, call: Call, *, actor: Actor) -> Sitting:
    """Records that an organisation holds a sitting, past or to come; gives its row.

    Refuses, all at once: a kind not on the list, a day more than ninety days ahead, a document that is in no book here or above or did
    not hold on the day, nobody addressed or somebody outside; of a make-up, a sitting that is not there, is one itself or came later.
    """
    actor.require(CALL, organisation)
    lock_organisations([organisation])
    faults = faults_of_call(organisation, call)
    if faults:
        raise Refused(faults)
    addressed = sorted(set(call.addressed))
    sequence = record(entries_of_calls(organisation, [call]), actor=actor)[0]
    sitting = Sitting.objects.create(
        organisation_id=organisation, kind=call.kind, document_id=call.document, held_on=call.held_on, makes_up_id=call.makes_up,
        recorded_by=sequence,
    )  # fmt: skip
    Address.objects.bulk_create(Address(sitting=sitting, organisation_id=number) for number in addressed)
    return sitting


@transaction.atomic
def revoke_sitting(sitting: int, *, reason: str, actor: Actor) -> int:
    """A sitting written wrongly does not stand; gives the entry. Refuses a reason not on the list, and while a roll or a make-up stands."""
    row = held_sitting(sitting, CALL, actor)
    faults = faults_of_reason(reason, CANCELLING)
    if Roll.objects.filter(sitting=row, cancelled_by=None).exists():
        said = _("Buổi này đã có điểm danh hoặc số người dự.")
        faults.append(refusal("rolls", said, _("Hãy hủy điểm danh của buổi này trước.")))
    if Sitting.objects.filter(makes_up=row, cancelled_by=None).exists():
        said = _("Buổi này có buổi học bù.")
        faults.append(refusal("make-ups", said, _("Hãy hủy buổi học bù trước.")))
    if faults:
        raise Refused(faults)
    entry = NewEntry(
        "study.revoked", row.held_on, row.organisation_id, cancels=row.recorded_by, data={"reason": reason}
    )
    sequence = record([entry], actor=actor)[0]
    Sitting.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence
