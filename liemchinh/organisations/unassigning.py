"""Taking an assignment back: what left a waiting place waits there again, or it is refused with the acts that came after."""

import json

from django.db import transaction
from django.db.models import Q

from liemchinh.access.actor import Actor
from liemchinh.journal.models import Entry
from liemchinh.journal.services import NewEntry, record
from liemchinh.journal.undone import take_back
from liemchinh.organisations import closure
from liemchinh.organisations.following import Assigned, followers
from liemchinh.organisations.models import Version
from liemchinh.organisations.undoing import MOST, told
from regulations.answers import Refusal, Refused

VERB = "organisations.reorganise"
REMEDY = "Hủy việc này trước; việc nào không hủy được thì ghi quyết định mới chuyển về đúng nơi."


@transaction.atomic
def undo_assignment(sequence: int, *, actor: Actor) -> int:
    """Takes one assignment back: everything but the book becomes what it was before it. Gives the new entry's sequence.

    Its branches and members wait as before; a place it left empty is there again. Refused: what is no assignment that stands, an actor
    without the right at both ends, and, with the list of them, later acts that stand on it.
    """
    actor.require_somewhere(VERB)
    entry = Entry.objects.filter(sequence=sequence, kind="organisations.assigned").first()
    if entry is None or Entry.objects.filter(cancels_id=sequence).exists():
        message = f"Số {sequence} không phải một lần phân bổ đang có hiệu lực."
        raise Refused([Refusal("not-undoable", message, remedy="Xem danh sách đã phân bổ.")])
    data = json.loads(bytes(entry.payload))["data"]
    place, own = data["place"], _place(data["place"], sequence)
    assert entry.organisation_id is not None and entry.effective_on is not None
    assigned = Assigned(sequence, place, entry.organisation_id, entry.effective_on, data["decision"])
    faults = actor.refusals(VERB, assigned.target)
    # A place that is no more lies in nobody's scope: the right is asked where it stood.
    faults += actor.refusals(VERB, place if own is None or own.cancelled_by is None else own.parent_id)
    if faults:
        raise Refused({refusal.message: refusal for refusal in faults}.values())
    later = later_acts(assigned)
    if later:
        raise Refused(told(later, REMEDY))
    notice = NewEntry(
        "organisations.assignment_undone", assigned.on, assigned.target, cancels=sequence, data={"undone": sequence}
    )
    undone_by = record([notice], actor=actor)[0]
    take_back({sequence: undone_by})
    closure.refresh({*data["branches"], place})
    for follower in followers():
        follower.unassign(assigned, actor)
    return undone_by


def later_acts(assigned: Assigned) -> list[Entry]:
    """The entries after an assignment that stand on what it did, oldest first, at most MOST."""
    found = set(
        Version.objects.filter(recorded_by=assigned.sequence, cancelled_by__isnull=False)
        .values_list("cancelled_by", flat=True)
    )  # fmt: skip
    if _place(assigned.place, assigned.sequence) is None:
        gone = Version.objects.filter(organisation_id=assigned.place).order_by("-cancelled_by")
        found |= set(gone.values_list("cancelled_by", flat=True)[:1])
    for follower in followers():
        found |= set(follower.later(assigned))
    return list(Entry.objects.filter(sequence__in=sorted(found)[:MOST]).order_by("sequence"))


def _place(place: int, sequence: int) -> Version | None:
    """The waiting place as it stands, or as the assignment `sequence` found it when it left it empty; locked."""
    versions = Version.objects.select_for_update().filter(organisation_id=place)
    return versions.filter(Q(cancelled_by=None) | Q(cancelled_by=sequence)).first()
