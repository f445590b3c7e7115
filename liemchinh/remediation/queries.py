"""What has to be put right, and how far it is. Of persons only to whoever keeps the branch, decides about it, or is concerned."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import children_visible_to, names, subtree
from liemchinh.remediation.models import Item

OPEN, PROVEN, CONFIRMED, OVERDUE = "open", "proven", "confirmed", "overdue"
STATES = (OVERDUE, OPEN, PROVEN, CONFIRMED)


@dataclass(frozen=True, slots=True)
class Progress:
    """An organisation with what is under it: how many items are how far."""

    organisation: int
    name: str
    counts: Counter[str]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


def may_see(actor: Actor, organisation: int) -> bool:
    """Does the actor keep this organisation, or decide about it?"""
    return actor.covers("branch.keep", organisation) or actor.covers("members.decide", organisation)


def state_of(row: Item, on: date) -> str:
    """How far an item is on a day. What is proven waits for somebody to confirm it: it is not late."""
    if row.confirmed_by:
        return CONFIRMED
    if row.proven_by:
        return PROVEN
    return OVERDUE if row.due_on < on else OPEN


def items_of(actor: Actor, organisation: int) -> QuerySet[Item]:
    """What stands of an organisation itself and of those it took over, the earliest day first; nothing outside the actor's right."""
    live = Item.objects.filter(cancelled_by=None)
    if not may_see(actor, organisation):
        return live.none()
    today = clock.today()
    ended = Closure.objects.filter(ancestor_id=organisation, valid_from__lte=today, valid_to__gt=today)
    standing = {child.organisation_id for child in children_visible_to(actor, organisation, today)}
    # Directly under it, and standing no more: what it took over.
    gone = set(ended.filter(depth=1).values_list("descendant_id", flat=True)) - standing
    return live.filter(organisation_id__in={organisation, *gone}).order_by("due_on", "pk")


def item_visible_to(actor: Actor, pk: int) -> Item | None:
    """One item, for whoever keeps or decides there and for the person concerned."""
    row = Item.objects.filter(pk=pk, cancelled_by=None).first()
    if row is None:
        return None
    own = row.person_id is not None and row.person_id == actor.person_id and actor.may("me.see")
    return row if own or may_see(actor, row.organisation_id) else None


def own_items(person: int) -> list[Item]:
    """What a person has to put right, the earliest day first."""
    return list(Item.objects.filter(person_id=person, cancelled_by=None).order_by("due_on", "pk"))


def progress_visible_to(actor: Actor, organisation: int) -> list[Progress]:
    """A line for each organisation directly under one, in which something is to be put right; counts alone."""
    if not may_see(actor, organisation):
        return []
    today = clock.today()
    children = {child.organisation_id: child.name for child in children_visible_to(actor, organisation, today)}
    rows = Closure.objects.filter(ancestor_id__in=children, valid_from__lte=today, valid_to__gt=today)
    under = dict(rows.values_list("descendant_id", "ancestor_id"))
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for row in Item.objects.filter(cancelled_by=None, organisation_id__in=list(under)):
        counts[under[row.organisation_id]][state_of(row, today)] += 1
    return [Progress(number, name, counts[number]) for number, name in children.items() if number in counts]


def overdue_under(roots: Sequence[int]) -> tuple[int, int]:
    """How many items are late under some organisations, those of their own aside, and in how many organisations."""
    late = Item.objects.filter(cancelled_by=None, proven_by=None, due_on__lt=clock.today())
    found = late.filter(organisation_id__in=subtree(roots)).exclude(organisation_id__in=roots)
    places = list(found.values_list("organisation_id", flat=True))
    return len(places), len(set(places))


def to_confirm(actor: Actor) -> QuerySet[Item]:
    """What is proven and waits for somebody else, where the actor decides."""
    waits = Item.objects.filter(cancelled_by=None, proven_by__isnull=False, confirmed_by=None)
    return waits.filter(organisation_id__in=subtree(actor.roots("members.decide"))).order_by("due_on", "pk")


def place_names(rows: Sequence[Item]) -> dict[int, str]:
    """What the organisations of these items are called."""
    return dict(names({row.organisation_id for row in rows}))
