"""Whose requests somebody sees: their own, those they sent for a member, those that wait for their answer. Nobody else's."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.access.queries import held_in
from liemchinh.behalf.models import Mandate
from liemchinh.behalf.queries import mandate_for, mandates_visible_to
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.queries import last_places
from liemchinh.organisations.queries import standing, subtree
from liemchinh.requests.deadlines import above_from
from liemchinh.requests.models import Reply, Request

ANSWERS = "members.decide"
TASK = "ask_correction"
MOST = 100


def own_requests(actor: Actor) -> QuerySet[Request]:
    """The actor's own, newest first."""
    if actor.person_id is None or not actor.may("me.act"):
        return Request.objects.none()
    return Request.objects.filter(person_id=actor.person_id).order_by("-pk")


def requests_visible_to(actor: Actor) -> QuerySet[Request]:
    """One's own, and those one sent for members who still let one ask for them."""
    sent = Entry.objects.filter(kind="requests.sent", account_id=actor.account_id or 0).values("sequence")
    mine = Q(person_id__in=[held.person_id for held in _given(actor)], recorded_by__in=sent)
    if actor.person_id is not None and actor.may("me.act"):
        mine |= Q(person_id=actor.person_id)
    return Request.objects.filter(mine).order_by("-pk")


def _given(actor: Actor) -> list[Mandate]:
    today = clock.today()
    found = mandates_visible_to(actor).filter(account_id=actor.account_id or 0)
    return [held for held in found if mandate_for(actor, held.person_id, TASK, today) == held]


def asked_for(actor: Actor, mandate: str) -> int | None:
    """For whom the actor asks: themselves without a mandate, otherwise the member who chose them; None for nobody."""
    if not mandate:
        return actor.person_id if actor.may("me.see") and actor.may("me.act") else None
    return next((held.person_id for held in _given(actor) if str(held.pk) == mandate), None)


def reads_record(actor: Actor, person: int) -> bool:
    """Is what is recorded of a person open to whoever asks for them? To ask for somebody is not yet to read about them."""
    return actor.person_id == person or mandate_for(actor, person, "see_page", clock.today()) is not None


def to_answer(actor: Actor) -> QuerySet[Request]:
    """What waits for an answer that the actor may give; a page of one opens to these alone."""
    roots = actor.roots(ANSWERS)
    found = Request.objects.filter(waits_at_id__in=subtree(roots)).order_by("due_on", "sent_on", "pk")
    return found if actor.account_id is not None and roots else found.none()


def on_the_desk(actor: Actor) -> list[Request]:
    """Of those, at most so many that belong on this desk: where the actor's office is asked, or nobody there can answer."""
    near = Q(waits_at_id__in=actor.roots(ANSWERS)) | ~Q(waits_at_id__in=held_in(ANSWERS))
    return list(to_answer(actor).filter(near).exclude(replies__account_id=actor.account_id or 0)[:MOST])


@dataclass(frozen=True, slots=True)
class Level:
    """Where a request is answered first, and where it may go afterwards; None where nothing stands above."""

    office: int | None
    above: int | None


def levels_of(person: int) -> Level:
    """The organisation above the member's branch on today's tree (or the branch itself, at the top), and the one above that."""
    place = last_places([person]).get(person)
    office = _above(place) or place
    return Level(office, _above(office))


def _above(organisation: int | None) -> int | None:
    if organisation is None:
        return None
    found = standing(clock.today()).filter(organisation_id=organisation)
    return found.values_list("parent_id", flat=True).first()


def goes_to(one: Request, on: date) -> int | None:
    """The organisation to which the member may take it now; None while its office has time, when it went there, or nothing is above."""
    if one.turned_on is not None:
        return None
    opens = above_from(one.sent_on)
    late = one.waits_at_id is not None and opens is not None and on >= opens
    return _above(one.office_id) if one.waits_at_id is None or late else None


def replies_of(one: Request) -> list[Reply]:
    """Its answers, oldest first."""
    return list(one.replies.order_by("pk"))
