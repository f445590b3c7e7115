"""What can be seen of keys, and what they give: the same queries as the screens ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.api.models import Call, Token
from liemchinh.api.purposes import KEEP
from liemchinh.figures.declarations import Indicator, indicator
from liemchinh.figures.queries import shown_indicators
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.queries import entries_visible_to
from liemchinh.members.models import Person
from liemchinh.members.writing import CANCELLED
from liemchinh.organisations.queries import subtree

# What a change of the register is called outside. How somebody left is about conduct: outside it is that their time ended. What is
# no change of who belongs where – suspended, helped, exempt – is not told at all.
CHANGES = {
    "members.admitted": "entered", "members.readmitted": "entered", "members.restored": "entered", "members.official": "official",
    "members.transferred_in": "arrived", "members.transferred_out": "departed", "members.moved": "moved",
    "members.died": "ended", "members.left": "ended", "members.struck_off": "ended", "members.expelled": "ended",
}  # fmt: skip


def tokens_visible_to(actor: Actor, organisation: int | None = None) -> QuerySet[Token]:
    """The keys over organisations where the actor may make some, newest first, with how often and when last they were used."""
    found = Token.objects.filter(organisation_id__in=subtree(actor.roots(KEEP)))
    if organisation is not None:
        found = found.filter(organisation_id=organisation)
    return found.annotate(count=Count("calls"), newest=Max("calls__at")).select_related("account").order_by("-pk")


def calls_visible_to(actor: Actor, token: int) -> QuerySet[Call]:
    """Every call with a key, of those visible to the actor."""
    return Call.objects.filter(token_id=token, token__organisation_id__in=subtree(actor.roots(KEEP)))


def told_indicators() -> list[Indicator]:
    """The indicators that are given to other programs: nothing about conduct, of cases or of surveys (guards 10)."""
    return [one for one in shown_indicators() if is_told(one)]


def is_told(one: Indicator) -> bool:
    """Neither it nor what it is worked out from is about conduct, or open."""
    parts = [one, *(indicator(key) for key in one.over or ())]
    return all(part.sensitive in {"", "ethnicity"} and part.of not in {"cases", "surveys"} for part in parts)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the register: by number, of whom (a number without a name), where, and the days."""

    number: int
    kind: str
    person: UUID | None
    organisation: int | None
    effective_on: date | None
    recorded_on: date
    cancels: int | None


def changes_visible_to(actor: Actor, after: int, size: int) -> tuple[list[Change], Sequence[int]]:
    """The changes after a number, oldest first, at most `size`, and the people they are about (our numbers, to keep the reading).

    What a case recorded under its seal is not among them, as in the book on the screen. Two queries and those of the scope.
    """
    told = Entry.objects.filter(kind__in=CHANGES).values("sequence")
    chosen = Q(kind__in=CHANGES) | Q(kind=CANCELLED, cancels_id__in=told)
    entries = list(entries_visible_to(actor).filter(chosen, sequence__gt=after).order_by("sequence")[:size])
    people = {entry.member_id for entry in entries if entry.member_id}
    uids = dict(Person.objects.filter(pk__in=people).values_list("pk", "uid"))
    return [_change(entry, uids.get(entry.member_id or 0)) for entry in entries], sorted(uids)


def _change(entry: Entry, person: UUID | None) -> Change:
    recorded = entry.recorded_at.astimezone(clock.LOCAL).date()
    kind = CHANGES.get(entry.kind, "cancelled")
    cancels = entry.cancels_id if entry.kind == CANCELLED else None
    return Change(entry.sequence, kind, person, entry.organisation_id, entry.effective_on, recorded, cancels)
