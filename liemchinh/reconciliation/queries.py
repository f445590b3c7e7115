"""What can be seen of confirmations: numbers to those who see figures there, people to those who see the register."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from liemchinh.access.actor import Actor
from liemchinh.journal.models import Entry
from liemchinh.members.models import Details
from liemchinh.members.months import in_order
from liemchinh.members.queries import active, people_visible_to, spells_visible_to
from liemchinh.organisations.models import Closure, Version
from liemchinh.organisations.queries import below, names, standing, tops_visible_to
from liemchinh.reconciliation.counting import Changed, Counts, Register, changed_since, register_on
from liemchinh.reconciliation.models import MISSING, Confirmation, Differing
from liemchinh.reconciliation.quarters import Quarter

# Places of a tree that are no organisations: they confirm nothing.
NO_ORGANISATIONS = ("territory", "unassigned")
# Of so many members at most it is looked up who changed; above, the organisations below tell.
SMALL = 3000


@dataclass(frozen=True, slots=True)
class Asked:
    """An organisation that stood on a quarter's last day. `state`: "agrees", "differs", or "" for not confirmed."""

    organisation: int
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Below:
    """What stands directly under the asked organisation, with everything under it: how many confirmed, and how.

    `own`: its own confirmation; `register`: what the register says of it now.
    """

    organisation: int
    name: str
    agree: int
    differ: int
    asked: int
    own: Confirmation | None
    register: Counts


@dataclass(frozen=True, slots=True)
class Overview:
    """The picture of a quarter: every organisation asked, by name, and the sums by what stands directly below."""

    register: Register
    asked: Sequence[Asked]
    below: Sequence[Below]
    began: Sequence[str]
    ended: Sequence[str]

    def having(self, state: str) -> list[Asked]:
        """Those in a state."""
        return [one for one in self.asked if one.state == state]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who is told of. No name and uid: outside the reader's scope, or erased."""

    person: int
    name: str
    uid: UUID | None
    kind: str
    place: str


def asked_under(organisation: int, on: date) -> QuerySet[Version]:
    """The organisations under one, itself among them, that stood on a day and confirm their counts."""
    return below(organisation, on).exclude(category__in=NO_ORGANISATIONS)


def asked_among(organisations: Iterable[int], on: date) -> frozenset[int]:
    """Those of `organisations` that stood on a day and confirm their counts."""
    found = standing(on).filter(organisation_id__in=list(organisations)).exclude(category__in=NO_ORGANISATIONS)
    return frozenset(found.values_list("organisation_id", flat=True))


def listed(organisation: int, on: date) -> list[tuple[int, str]]:
    """Who stands in an organisation itself on a day, guests of others left out: number and name, by given name; erased ones are missing.

    Call after the organisation was found to be the actor's to keep.
    """
    return in_order(active(on).filter(organisation_id=organisation).values_list("person_id", flat=True))


def confirmation_of(organisation: int, on: date) -> Confirmation | None:
    """What an organisation confirmed of a day; None where it did not."""
    return Confirmation.objects.filter(organisation_id=organisation, on=on, cancelled_by=None).first()


def confirmations_of(organisation: int, on: date) -> list[Confirmation]:
    """Everything it ever confirmed of a day, newest first."""
    return list(Confirmation.objects.filter(organisation_id=organisation, on=on).order_by("-recorded_by"))


def marks_said(organisation: int, on: date) -> dict[int, str]:
    """What an organisation says of whom of its own list; who is missing there is not among them. For who keeps it."""
    rows = Differing.objects.filter(organisation_id=organisation, on=on, cancelled_by=None).exclude(kind=MISSING)
    return dict(rows.values_list("person_id", "kind"))


def moments_of(found: Iterable[Confirmation]) -> Mapping[int, datetime]:
    """When each was recorded, by its entry."""
    entries = Entry.objects.filter(sequence__in=[row.recorded_by for row in found])
    return dict(entries.values_list("sequence", "recorded_at"))


def confirmed_among(organisations: Iterable[int], on: date) -> frozenset[int]:
    """Those of `organisations` that confirmed a day."""
    found = Confirmation.objects.filter(organisation_id__in=list(organisations), on=on, cancelled_by=None)
    return frozenset(found.values_list("organisation_id", flat=True))


def how_many(organisation: int, on: date) -> tuple[int, int]:
    """How many under an organisation (itself left out) confirmed, and how many are asked."""
    asked = asked_under(organisation, on).exclude(organisation_id=organisation)
    numbers = asked.values("organisation_id")
    return Confirmation.objects.filter(on=on, cancelled_by=None, organisation_id__in=numbers).count(), asked.count()


def overview_visible_to(actor: Actor, organisation: int, quarter: Quarter) -> Overview | None:
    """A quarter under an organisation, on the tree of its last day. None outside the scope whose figures the actor sees."""
    if not actor.covers("figures.see", organisation):
        return None
    on = quarter.last
    rows = asked_under(organisation, on).order_by("sort_key", "organisation_id")
    called = dict(rows.values_list("organisation_id", "name"))
    live = Confirmation.objects.filter(on=on, cancelled_by=None, organisation_id__in=rows.values("organisation_id"))
    confirmed = {row.organisation_id: row for row in live}
    states = {number: state_of(confirmed.get(number)) for number in called}
    register = register_on(organisation, on, quarter.first, below=True)
    return Overview(
        register,
        [Asked(number, name, states[number]) for number, name in called.items()],
        _below(organisation, on, states, confirmed, register.below),
        *_came_and_went(organisation, quarter),
    )


def state_of(found: Confirmation | None) -> str:
    """ "" for not confirmed, "differs" or "agrees"."""
    return "" if found is None else "differs" if found.differs else "agrees"


def _below(
    organisation: int,
    on: date,
    states: Mapping[int, str],
    confirmed: Mapping[int, Confirmation],
    register: Mapping[int, Counts],
) -> list[Below]:
    children = standing(on).filter(parent_id=organisation).exclude(category__in=NO_ORGANISATIONS)
    called = dict(children.order_by("sort_key", "organisation_id").values_list("organisation_id", "name"))
    ways = Closure.objects.filter(ancestor_id__in=called, valid_from__lte=on, valid_to__gt=on)
    found = Counter(
        (child, states[number])
        for number, child in ways.values_list("descendant_id", "ancestor_id")
        if number in states
    )
    nothing = Counts(0, 0, 0)
    return [
        Below(
            number, name, found[number, "agrees"], found[number, "differs"],
            sum(found[number, state] for state in ("agrees", "differs", "")), confirmed.get(number), register.get(number, nothing),
        )
        for number, name in called.items()
    ]  # fmt: skip


def _came_and_went(organisation: int, quarter: Quarter) -> tuple[list[str], list[str]]:
    """Names of what began, and of what ended, within the quarter: neither day's tree alone holds both."""
    eve = quarter.before.last
    then = set(asked_under(organisation, eve).values_list("organisation_id", flat=True))
    now = set(asked_under(organisation, quarter.last).values_list("organisation_id", flat=True))
    return sorted(names(now - then).values()), sorted(names(then - now).values())


def named_visible_to(actor: Actor, organisation: int, on: date) -> list[Named] | None:
    """Whom the organisation and those under it named, by given name. None for who does not see the register there.

    A person is told by name where the actor sees them: today, or in the list of that day.
    """
    if not actor.covers("members.see", organisation):
        return None
    numbers = asked_under(organisation, on).values("organisation_id")
    rows = Differing.objects.filter(on=on, cancelled_by=None, organisation_id__in=numbers)
    told = list(rows.values_list("person_id", "kind", "organisation_id"))
    places = names({place for _person, _kind, place in told})
    known = _seen(actor, {person for person, _kind, _place in told}, on)
    listed = [
        Named(person, *known.get(person, ("", None)), kind, places.get(place, "")) for person, kind, place in told
    ]
    order = {person: place for place, person in enumerate(known)}
    return sorted(listed, key=lambda one: (order.get(one.person, len(order)), one.person))


def changed_visible_to(actor: Actor, found: Confirmation) -> list[tuple[Changed, str, UUID | None]] | None:
    """Who is counted otherwise today than when it was confirmed, by given name; None for who does not see the register there.

    Call for what holds at most SMALL members.
    """
    if not actor.covers("members.see", found.organisation_id):
        return None
    changed = {one.person: one for one in changed_since(found.organisation_id, found.on, found.recorded_by)}
    known = _seen(actor, changed, found.on)
    unknown = [person for person in changed if person not in known]
    return [(changed[person], *known.get(person, ("", None))) for person in [*known, *unknown]]


def _seen(actor: Actor, people: Iterable[int], on: date) -> dict[int, tuple[str, UUID | None]]:
    """Names and uids of those among `people` whom the actor sees today (uid too) or saw in the list of the day; by given name."""
    wanted = set(people)
    today = set(people_visible_to(actor).filter(pk__in=wanted).values_list("pk", flat=True))
    of_day = set(spells_visible_to(actor, on).filter(person_id__in=wanted).values_list("person_id", flat=True))
    rows = Details.objects.filter(person_id__in=today | of_day, cancelled_by=None).order_by("sort_key", "person_id")
    told = rows.values_list("person_id", "full_name", "person__uid")
    return {person: (name, uid if person in today else None) for person, name, uid in told}


def where_to_start(actor: Actor, on: date) -> int | None:
    """The top of what the actor sees figures of."""
    tops = [version.organisation_id for version in tops_visible_to(actor, on)[:20]]
    return next((number for number in tops if actor.covers("figures.see", number)), None)
