"""What can be seen of sittings: counts by whoever sees figures of the caller or of somebody asked; names by who keeps attendance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.directives.queries import told_of
from liemchinh.journal import clock
from liemchinh.members.months import branches_among
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import subtree
from liemchinh.study.models import Address, Attendance, Roll, Sitting
from liemchinh.study.words import KEEP, KINDS, SEE


def above(organisations: Iterable[int], on: date | None = None) -> set[int]:
    """Those organisations and everything above them on a day (left out: today)."""
    day = on or clock.today()
    lines = Closure.objects.filter(descendant_id__in=list(organisations), valid_from__lte=day, valid_to__gt=day)
    return set(lines.values_list("ancestor_id", flat=True))


def sittings_visible_to(actor: Actor) -> QuerySet[Sitting]:
    """Sittings that stand, which were called, or asked somebody, at, under or above where the actor sees figures."""
    roots = actor.roots(SEE)
    if not roots:
        return Sitting.objects.none()
    inside = subtree(roots)
    asked = Address.objects.filter(sitting=OuterRef("pk"))
    asked = asked.filter(Q(organisation_id__in=inside) | Q(organisation_id__in=above(roots)))
    return Sitting.objects.filter(Q(organisation_id__in=inside) | Exists(asked), cancelled_by=None).select_related(
        "document"
    )


def sittings_of(organisation: int) -> QuerySet[Sitting]:
    """The sittings an organisation called or is asked to, make-ups too, the newest first. Call after it was found in scope."""
    asked = Address.objects.filter(sitting=OuterRef("pk"), organisation_id__in=above([organisation]))
    rows = Sitting.objects.filter(Q(organisation_id=organisation) | Exists(asked), cancelled_by=None)
    return rows.select_related("document").order_by("-held_on", "-pk")


def missed_sitting(organisation: int, sitting: int) -> Sitting | None:
    """A sitting the organisation called that a make-up of it can be called for."""
    rows = Sitting.objects.filter(organisation_id=organisation, makes_up=None, cancelled_by=None)
    return rows.filter(pk=sitting).select_related("document").first()


def roll_numbered(roll: int) -> Roll | None:
    """A roll that stands. Call `sitting_or_404` and look at its place before anything of it is shown."""
    return Roll.objects.filter(pk=roll, cancelled_by=None).first()


def place_for(actor: Actor, sitting: Sitting, asked: int | None) -> int | None:
    """Where coverage is looked at: what was asked for, else where it was called, else the actor's own; None: nowhere they may."""
    if asked is not None:
        return asked if actor.covers(SEE, asked) else None
    if actor.covers(SEE, sitting.organisation_id):
        return sitting.organisation_id
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
    """Of the branches an actor keeps themselves, whose rolls of sittings of the last days are not recorded yet; the oldest first."""
    roots = actor.roots(KEEP)
    if not roots:
        return []
    asked = Address.objects.filter(sitting=OuterRef("pk"), organisation_id__in=above(roots, on))
    recent = Sitting.objects.filter(
        Exists(asked), cancelled_by=None, held_on__gte=on - timedelta(days=days), held_on__lte=on
    )
    found = []
    for sitting in recent.filter(makes_up=None).select_related("document").order_by("held_on", "pk"):
        tops = set(sitting.addresses.values_list("organisation_id", flat=True))
        for branch in branches_among(roots, sitting.held_on):
            line = above([branch], sitting.held_on)
            if (
                line & tops
                and not Roll.objects.filter(sitting=sitting, organisation_id__in=line, cancelled_by=None).exists()
            ):
                found.append(Missing(sitting, branch))
    return found


def attendance_of(person: int) -> list[tuple[Sitting, str]]:
    """A person's sittings, newest first, as far as kept by name. For themselves."""
    found = Attendance.objects.filter(person_id=person, roll__cancelled_by=None).select_related(
        "roll__sitting__document"
    )
    rows = found.order_by("-roll__sitting__held_on", "-pk")
    return [(one.roll.sitting, one.state) for one in rows]
