"""Taking a reorganisation back: everything but the book becomes what it was, or it is refused with the acts that came after."""

import json
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Model, Q

from liemchinh.access.actor import Actor
from liemchinh.journal.models import Entry
from liemchinh.journal.sentences import sentences
from liemchinh.journal.services import NewEntry, last_sequence, record
from liemchinh.journal.undone import CANCELLED, RECORDED, columns_naming, recorded_models, take_back
from liemchinh.organisations import closure
from liemchinh.organisations.following import followers
from liemchinh.organisations.models import Closure, Organisation, Version
from regulations.answers import Refusal, Refused

MOST = 50


@transaction.atomic
def undo(sequence: int, *, actor: Actor) -> int:
    """Takes the decision back: afterwards every table but the journal has its old content. Gives the new entry's sequence.

    Refused with the list of later acts if any touched what it made, or if it is no reorganisation or already undone.
    """
    entry = Entry.objects.filter(sequence=sequence, kind="organisations.reorganised").first()
    if entry is None or Entry.objects.filter(cancels_id=sequence).exists():
        message = f"Số {sequence} không phải một lần sắp xếp đang có hiệu lực."
        raise Refused([Refusal("not-undoable", message, remedy="Xem số của lần sắp xếp trong nhật ký.")])
    touched = _touched(sequence)
    list(Version.objects.select_for_update().filter(recorded_by=sequence).values_list("id", flat=True))
    refusals = [refusal for number in _tops(touched) for refusal in actor.refusals("organisations.reorganise", number)]
    if refusals:
        raise Refused({refusal.message: refusal for refusal in refusals}.values())
    later = later_acts(sequence)
    if later:
        raise Refused(told(later, "Muốn hủy lần sắp xếp thì hủy việc này trước."))
    told_then = json.loads(bytes(entry.payload))["data"]
    data = {"undone": sequence, "decision": str(told_then["decision"])}
    notice = NewEntry("organisations.undone", entry.effective_on, cancels=sequence, data=data)
    undone_by = record([notice], actor=actor)[0]
    Closure.objects.filter(descendant_id__in=touched).delete()
    take_back({sequence: undone_by})
    ended = [source for source, target in told_then["heirs"] if target is not None]
    for follower in followers():
        follower.unfollow(ended, entry.effective_on or date.min, undone_by)
    closure.refresh(Organisation.objects.filter(id__in=touched).values_list("id", flat=True))
    return undone_by


def later_acts(sequence: int) -> list[Entry]:
    """The entries after a reorganisation that touched what it made, oldest first, at most MOST.

    What it made: the organisations it founded, and every row it wrote. An act in a branch that only got another parent touches nothing.
    """
    founded = list(Organisation.objects.filter(recorded_by=sequence).values_list("id", flat=True))
    found = _acts_at(founded, sequence) | set(_later_rows(founded, sequence))
    return list(Entry.objects.filter(sequence__in=sorted(found)[:MOST]).order_by("sequence"))


def _acts_at(organisations: Iterable[int], sequence: int) -> set[int]:
    """Acts at the organisations that stand: neither cancelled nor themselves cancelling."""
    cancelled = Entry.objects.filter(cancels_id__isnull=False).values("cancels_id")
    later = Entry.objects.filter(sequence__gt=sequence, organisation_id__in=organisations, cancels_id=None)
    return set(later.exclude(sequence__in=cancelled).order_by("sequence").values_list("sequence", flat=True)[:MOST])


def _later_rows(organisations: list[int], sequence: int) -> Iterable[int]:
    """Entries that cancelled a row the decision wrote, or wrote a row that points at an organisation it founded."""
    wrote, later = columns_naming(sequence, sequence), columns_naming(sequence + 1, last_sequence())
    for model in recorded_models():
        if (model, RECORDED) in wrote and (model, CANCELLED) in later:
            gone = model._default_manager.filter(recorded_by=sequence, cancelled_by__isnull=False)
            yield from gone.order_by("cancelled_by").values_list("cancelled_by", flat=True).distinct()[:MOST]
        pointing = _pointing_at(model, organisations) if (model, RECORDED) in later else Q()
        if pointing:
            rows = model._default_manager.filter(pointing, recorded_by__gt=sequence)
            yield from rows.order_by("recorded_by").values_list("recorded_by", flat=True).distinct()[:MOST]


def _pointing_at(model: type[Model], organisations: list[int]) -> Q:
    found = Q()
    for field in model._meta.fields:
        if field.related_model is Organisation:
            found |= Q(**{f"{field.attname}__in": organisations})
    return found


def _touched(sequence: int) -> set[int]:
    rows = Version.objects.filter(Q(recorded_by=sequence) | Q(cancelled_by=sequence))
    return set(rows.values_list("organisation_id", flat=True))


def _tops(organisations: set[int]) -> list[int]:
    """Of organisations that changed together, those not under another of them."""
    under = Closure.objects.filter(
        descendant_id__in=organisations, ancestor_id__in=organisations, depth__gt=0, valid_to=date.max
    )
    return sorted(organisations - set(under.values_list("descendant_id", flat=True)))


def told(acts: list[Entry], remedy: str) -> list[Refusal]:
    """A refusal for each of the later acts."""
    return [
        Refusal(
            "later-act",
            f"Đã có việc ghi sau, số {act.sequence} ngày {act.recorded_at:%d/%m/%Y}: {sentence}.",
            remedy=remedy,
        )
        for act, sentence in zip(acts, sentences(acts), strict=True)
    ]
