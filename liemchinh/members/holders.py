"""Who holds which post in an organisation on a day, in the charter's order, and the terms there."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.members.models import Post, Term
from liemchinh.members.offices import label_of, place_in_order
from liemchinh.members.queries import names, people_visible_to

MOST = 60


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a post since when; without name and uid for somebody out of the reader's scope. `number` is the post's row."""

    number: int
    name: str
    uid: UUID | None
    post: str
    term: int | None
    starts_on: date
    ends_on: date | None


def post_holders(organisation: int, on: date) -> QuerySet[Post]:
    """The posts held in an organisation on a day."""
    return Post.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on), cancelled_by=None, organisation_id=organisation, starts_on__lte=on
    )


def holders_visible_to(actor: Actor, organisation: int, on: date, most: int = MOST) -> list[Holder]:
    """Posts held in an organisation on a day, as the charter lists them; a holder out of the actor's scope has no name."""
    held = list(post_holders(organisation, on).order_by("starts_on", "pk")[:most])
    seen = people_visible_to(actor).filter(pk__in=[post.person_id for post in held])
    uids = dict(seen.values_list("pk", "uid"))
    told = names(uids)
    return [
        Holder(post.pk, told.get(post.person_id, ""), uids.get(post.person_id), label_of(post.post), post.term, post.starts_on,
               post.ends_on)
        for post in sorted(held, key=lambda post: place_in_order(post.post))
    ]  # fmt: skip


def terms_of(organisation: int) -> QuerySet[Term]:
    """An organisation's terms, newest first. Call after the organisation was found in the reader's scope."""
    return Term.objects.filter(organisation_id=organisation, cancelled_by=None).order_by("-starts_on")


def posts_visible_to(actor: Actor, verb: str = "members.edit") -> QuerySet[Post]:
    """Posts that stand, of people in the actor's scope."""
    return Post.objects.filter(cancelled_by=None, person__in=people_visible_to(actor, verb))


def terms_visible_to(actor: Actor, number: int, verb: str = "members.edit") -> Term | None:
    """A term that stands, of an organisation over which the actor holds the verb."""
    found = Term.objects.filter(pk=number, cancelled_by=None).first()
    return found if found is not None and actor.covers(verb, found.organisation_id) else None
