"""What can be seen of sittings: counts by whoever sees figures of the caller or of somebody asked; names by who keeps attendance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.directives.queries import told_of
from liemchinh.journal import clock
from liemchinh.members.months import branches_among
from liemchinh.organisations.bearing import bearers, carried_by
from liemchinh.organisations.lifetimes import heirs_of, standing_among
from liemchinh.organisations.models import Closure, Succession
from liemchinh.organisations.queries import subtree
from liemchinh.study.coverage import waiting
from liemchinh.study.due import asked_to
from liemchinh.study.models import Address, Attendance, Roll, Sitting
from liemchinh.study.words import KEEP, KINDS, SEE


def sittings_visible_to(actor: Actor) -> QuerySet[Sitting]:
    """Sittings that stand, which were called, or asked somebody, at, under or above where the actor sees figures."""
    roots = actor.roots(SEE)
    if not roots:
        return Sitting.objects.none()
    inside = subtree(roots)
    rows = Sitting.objects.filter(Q(organisation_id__in=inside) | Exists(_asked(inside)), cancelled_by=None)
    return rows.select_related("document")


def _asked(inside: Iterable[int] | QuerySet[Closure, int]) -> QuerySet[Address]:
    """Addresses of a sitting above, at or under these on its day; one that ended before it, above those which stood there at its end."""
    held_on = OuterRef(OuterRef("held_on"))
    ended = Succession.objects.filter(source=OuterRef("ancestor_id"), on=OuterRef("valid_to"), cancelled_by=None)
    line = Closure.objects.filter(Q(valid_to__gt=held_on) | Exists(ended), valid_from__lte=held_on)
    line = line.filter(descendant_id__in=inside, ancestor_id=OuterRef("organisation_id"))
    return Address.objects.filter(sitting=OuterRef("pk")).filter(Q(organisation_id__in=inside) | Exists(line))


def sittings_of(organisation: int) -> QuerySet[Sitting]:
    """The sittings an organisation called or is asked to, make-ups too, the newest first. Call after it was found in scope."""
    own = carried_by([organisation], clock.today())
    rows = Sitting.objects.filter(Q(organisation_id__in=own) | Exists(_asked(own)), cancelled_by=None)
    return rows.select_related("document").order_by("-held_on", "-pk")


def missed_sitting(organisation: int, sitting: int) -> Sitting | None:
    """A sitting the organisation called that a make-up of it can be called for."""
    rows = Sitting.objects.filter(
        organisation_id__in=carried_by([organisation], clock.today()), makes_up=None, cancelled_by=None
    )
    return rows.filter(pk=sitting).select_related("document").first()


def addressed_again(first: Sitting) -> set[int]:
    """The organisations a sitting addressed, as they are today: an ended one is its heirs."""
    today, tops = clock.today(), set(first.addresses.values_list("organisation_id", flat=True))
    there = standing_among(tops, today)
    return there.union(*(heirs_of(top, today) for top in tops - there))


def roll_numbered(roll: int) -> Roll | None:
    """A roll that stands. Call `sitting_or_404` and look at its place before anything of it is shown."""
    return Roll.objects.filter(pk=roll, cancelled_by=None).first()


def place_for(actor: Actor, sitting: Sitting, asked: int | None) -> int | None:
    """Where coverage is looked at: what was asked for, else where it was called, else the actor's own; None: nowhere they may."""
    if asked is not None:
        return asked if actor.covers(SEE, asked) else None
    if actor.covers(SEE, sitting.organisation_id):
        return bearers([sitting.organisation_id], sitting.held_on).get(sitting.organisation_id, sitting.organisation_id)
    return min(actor.roots(SEE), default=None)


def called(sitting: Sitting) -> str:
    """A sitting in one line: what it is, and what it is about."""
    return f"{KINDS[sitting.kind]}: {told_of(sitting.document)}"


@dataclass(frozen=True, slots=True)
class Missing:
    """A branch whose roll of a sitting waits."""

    sitting: Sitting
    branch: int


def rolls_missing(actor: Actor, on: date, days: int) -> list[Missing]:
    """Rolls of the last days that branches an actor keeps, and ended ones these carry, have not recorded; the oldest sitting first.

    Of a make-up those alone of branches where somebody missed the sitting.
    """
    roots = actor.roots(KEEP)
    if not roots:
        return []
    kept = carried_by(roots, on)
    rows = Sitting.objects.filter(cancelled_by=None, held_on__gte=on - timedelta(days=days), held_on__lte=on)
    found = []
    for sitting in rows.filter(Exists(_asked(kept))).select_related("document", "makes_up").order_by("held_on", "pk"):
        own = set(branches_among(kept, sitting.held_on))
        missing = sorted(waiting(sitting, own)) if own else []
        found += [Missing(sitting, one) for one in missing if sitting.makes_up_id is None or asked_to(sitting, one)]
    return found


def attendance_of(person: int) -> list[tuple[Sitting, str]]:
    """A person's sittings, newest first, as far as kept by name. For themselves."""
    found = Attendance.objects.filter(person_id=person, roll__cancelled_by=None).select_related(
        "roll__sitting__document"
    )
    rows = found.order_by("-roll__sitting__held_on", "-pk")
    return [(one.roll.sitting, one.state) for one in rows]
