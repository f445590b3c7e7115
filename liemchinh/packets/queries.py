"""Packets and their numbers; a branch's month; how many branches have recorded theirs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from liemchinh.access.actor import Actor
from liemchinh.dues.models import Month
from liemchinh.dues.queries import month_recorded, payers, recorded_among
from liemchinh.journal import clock
from liemchinh.meetings.models import Meeting
from liemchinh.meetings.queries import attendees, meetings_of, met_among
from liemchinh.members.months import branches_among, branches_under, in_order, last_day_of
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import children_visible_to, tops_visible_to
from liemchinh.packets.models import Packet, Row


@dataclass(frozen=True, slots=True)
class Numbered:
    """Somebody of a packet. `printed`: the number stands on the paper; who came after it was printed is numbered on."""

    number: int
    person: int
    name: str
    printed: bool


@dataclass(frozen=True, slots=True)
class BranchMonth:
    """What a branch's month holds so far."""

    meetings: list[Meeting]
    dues: Month | None
    packet: Packet | None
    has_members: bool


@dataclass(frozen=True, slots=True)
class Share:
    """Of an organisation: how many branches have members, and how many of them recorded meeting and dues of a month."""

    organisation: int
    name: str
    branches: int
    met: int
    paid: int
    is_branch: bool


def packet_visible_to(actor: Actor, number: int) -> Packet | None:
    """A packet, for whoever keeps its branch."""
    found = Packet.objects.filter(pk=number).first()
    return found if found and actor.covers("branch.keep", found.organisation_id) else None


def last_packet(organisation: int, month: date) -> Packet | None:
    """The packet printed last for a branch and month."""
    return Packet.objects.filter(organisation_id=organisation, month=month).order_by("-pk").first()


def people_of(packet: Packet) -> list[int]:
    """The people of a packet in the order of their numbers."""
    return list(Row.objects.filter(packet=packet).order_by("number").values_list("person_id", flat=True))


def numbered(packet: Packet, *, day: date | None) -> list[Numbered]:
    """Everybody of a packet, and behind them who has to be recorded now (at a meeting of `day`, for the month) and is not on the paper.

    Somebody erased since keeps the number; the name is empty.
    """
    rows = dict(Row.objects.filter(packet=packet).order_by("number").values_list("person_id", "number"))
    wanted = [one.person for one in payers(packet.organisation_id, packet.month) if one.asked]
    wanted += [one.person for one in attendees(packet.organisation_id, day)] if day else []
    called = dict(in_order({*rows, *wanted}))
    found = [Numbered(number, person, called.get(person, ""), True) for person, number in rows.items()]
    later = [person for person in called if person not in rows]
    last = max(rows.values(), default=0)
    return found + [Numbered(last + place, person, called[person], False) for place, person in enumerate(later, 1)]


def branch_month(organisation: int, month: date) -> BranchMonth:
    """What of a branch's month is recorded. Call after the branch was found to be the actor's to keep."""
    there = branches_among([organisation], min(last_day_of(month), clock.today()))
    return BranchMonth(
        list(meetings_of(organisation, month)),
        month_recorded(organisation, month),
        last_packet(organisation, month),
        bool(there),
    )


def where_to_start(actor: Actor, on: date) -> int | None:
    """The top of what the actor sees figures of."""
    tops = [version.organisation_id for version in tops_visible_to(actor, on)[:20]]
    return next((number for number in tops if actor.covers("figures.see", number)), None)


def shares(actor: Actor, organisation: int, month: date) -> tuple[Share, list[Share]]:
    """How many branches under an organisation recorded a month: all together, and by what stands directly below. Counts of branches."""
    day = min(last_day_of(month), clock.today())
    branches = branches_under(organisation, day)
    met, paid = met_among(branches, month), recorded_among(branches, month)
    whole = Share(organisation, "", len(branches), len(met), len(paid), branches == {organisation})
    below = {version.organisation_id: version.name for version in children_visible_to(actor, organisation, day)}
    under = _under(below, branches, day)
    total, have_met, have_paid = (
        Counter(under[branch] for branch in found if branch in under) for found in (branches, met, paid)
    )
    return whole, [
        Share(number, name, total[number], have_met[number], have_paid[number], number in branches)
        for number, name in below.items()
        if total[number]
    ]


def _under(tops: Iterable[int], branches: Iterable[int], on: date) -> Mapping[int, int]:
    """Under which of `tops` each branch counts on a day."""
    found = Closure.objects.filter(ancestor_id__in=list(tops), valid_from__lte=on, valid_to__gt=on)
    wanted = frozenset(branches)
    return {branch: top for branch, top in found.values_list("descendant_id", "ancestor_id") if branch in wanted}
