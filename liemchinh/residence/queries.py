"""Who is linked to a branch: name and own branch, nothing more; for whoever keeps that branch. And one's own links."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.access.queries import held_in
from liemchinh.behalf.queries import mandate_for, mandates_visible_to
from liemchinh.journal import clock
from liemchinh.members.models import Card, Details
from liemchinh.members.queries import active, last_places
from liemchinh.members.queries import names as member_names
from liemchinh.organisations.queries import names, subtree
from liemchinh.residence.halves import Half, asked_on, half_of
from liemchinh.residence.models import Link, Slip
from liemchinh.web.text import clean, fold

KEEPS = "branch.keep"
TASK = "hand_in_slip"


def links_visible_to(actor: Actor) -> QuerySet[Link]:
    """The links to branches that the actor keeps, ended ones too. Never what the register holds of these people."""
    return Link.objects.filter(cancelled_by=None, organisation_id__in=subtree(actor.roots(KEEPS)))


def during(links: QuerySet[Link], half: Half) -> QuerySet[Link]:
    """Those that stood on some day of a half-year."""
    return links.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=half.first), starts_on__lte=half.last)


@dataclass(frozen=True, slots=True)
class Row:
    """One linked person as the branch where they live sees them: name, own branch, slip."""

    link: Link
    name: str
    branch: str
    handed_in: date | None
    received: date | None


def rows_of(links: Sequence[Link], half: Half) -> list[Row]:
    """Rows by name. A fixed number of queries."""
    told = member_names([link.person_id for link in links])
    belongs = last_places([link.person_id for link in links])
    places = names(set(belongs.values()))
    slips = Slip.objects.filter(link__in=[link.pk for link in links], half=half.number, cancelled_by=None)
    days = {(slip.link_id, slip.received): slip.on for slip in slips}
    rows = [
        Row(link, told.get(link.person_id, ""), places.get(belongs.get(link.person_id, 0), ""),
            days.get((link.pk, False)), days.get((link.pk, True)))
        for link in links
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (fold(row.name), row.link.pk))


def missing_at(actor: Actor, half: Half) -> dict[int, int]:
    """How many slips of a half-year each branch on the actor's desk lacks: branches with a role of their own there, or with nobody's."""
    received = Slip.objects.filter(link=OuterRef("pk"), half=half.number, received=True, cancelled_by=None)
    near = Q(organisation_id__in=actor.roots(KEEPS)) | ~Q(organisation_id__in=held_in(KEEPS))
    found = during(links_visible_to(actor).filter(near, ~Exists(received)), half)
    return dict(found.values_list("organisation_id").annotate(missing=Count("pk")).order_by())


def whom_a_letter_names(full_name: str, card_no: str) -> int | None:
    """The member whose name and card number both stand on an introduction letter; None for nobody, and for more than one.

    Whoever is a member no longer is nobody to the branch where they live.
    """
    members = active(clock.today()).values("person_id")
    carriers = Card.objects.filter(number=clean(card_no), cancelled_by=None, person_id__in=members).values("person_id")
    found = Details.objects.filter(search_key=fold(full_name), person_id__in=carriers, cancelled_by=None)
    people = list(found.values_list("person_id", flat=True)[:2]) if fold(full_name) and clean(card_no) else []
    return people[0] if len(people) == 1 else None


def links_of(person: int) -> QuerySet[Link]:
    """A person's own links, newest first. For the person themselves, or whom they chose."""
    return Link.objects.filter(person_id=person, cancelled_by=None).order_by("-starts_on", "-pk")


def half_asked_of(person: int, on: date) -> Half:
    """The half-year whose slip is asked of a person: the one that ends or has just ended, if they were linked then."""
    asked = asked_on(on)
    return asked if during(links_of(person), asked).exists() else half_of(on)


def whose_slips(actor: Actor, mandate: str) -> int | None:
    """Whose slips the actor hands in: their own, or those of a member who chose them for it; None for nobody's."""
    if not mandate:
        return actor.person_id if actor.may("me.act") else None
    for held in mandates_visible_to(actor).filter(account_id=actor.account_id or 0):
        if str(held.pk) == mandate and mandate_for(actor, held.person_id, TASK, clock.today()) == held:
            return held.person_id
    return None
