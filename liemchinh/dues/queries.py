"""Dues as recorded: a branch's month, a person's months, and how many branches have recorded theirs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from liemchinh.access.actor import Actor
from liemchinh.dues.models import UNPAID, Dues, Month
from liemchinh.journal import clock
from liemchinh.members.months import Belonging, belonging, in_order, last_day_of
from liemchinh.members.queries import last_places
from liemchinh.rulebook.current import charter
from regulations.answers import Answer
from regulations.rules.membership import strike_off_months

PLACE = "transfer.temporary.dues"


@dataclass(frozen=True, slots=True)
class Payer:
    """Somebody of a branch's month. `state` is what is recorded, "" for nothing yet.

    `asked`: the month is to be recorded of them. Where the rules are unknown (exempt, suspended) it may be, and need not.
    `guest`: here for a time.
    """

    person: int
    name: str
    state: str
    asked: bool
    guest: bool = False


def month_recorded(organisation: int, month: date) -> Month | None:
    """A branch's month as recorded in counts; None where it is not."""
    return Month.objects.filter(organisation_id=organisation, month=month, cancelled_by=None).first()


def payers(organisation: int, month: date) -> list[Payer]:
    """Whose month a branch records, by given name: who stands there when the month ends (in the running month: today).

    Who is elsewhere for a time pays where the rule of that day says; where it is unknown, either branch may record the month.
    Those recorded already stay, wherever they went since; whose month another branch recorded is not asked for again.
    """
    day = min(last_day_of(month), clock.today())
    place = charter(organisation).rulebook.parameter(PLACE, on=day).value
    there = {one.person: one for one in belonging(organisation, day) if place not in _elsewhere(one)}
    recorded = states_of(organisation, month)
    elsewhere = Dues.objects.filter(person_id__in=there, month=month, cancelled_by=None).exclude(
        organisation_id=organisation
    )
    wanted = (there.keys() - set(elsewhere.values_list("person_id", flat=True))) | recorded.keys()
    return [
        Payer(person, name, recorded.get(person, ""), person in recorded or _pays(one, place), bool(one and one.guest))
        for person, name in in_order(wanted)
        for one in (there.get(person),)
    ]


def _elsewhere(one: Belonging) -> tuple[str, ...]:
    """The answers of the rule by which somebody of two branches pays at the other one."""
    return ("temporary_place",) if one.away else ("official_place",) if one.guest else ()


def _pays(one: Belonging | None, place: object) -> bool:
    # No rule about the dues of exempt or suspended members is verified: nothing is asked of them, nothing held against them.
    # The same of who is elsewhere for a time, before the rule that says where they pay.
    return one is not None and one.active and (place is not None or not (one.away or one.guest))


def states_of(organisation: int, month: date) -> dict[int, str]:
    """What a branch recorded of a month, by person; empty once the names are gone."""
    found = Dues.objects.filter(organisation_id=organisation, month=month, cancelled_by=None)
    return dict(found.values_list("person_id", "state"))


def recorded_among(organisations: Iterable[int], month: date) -> frozenset[int]:
    """Those of `organisations` that recorded the month."""
    found = Month.objects.filter(month=month, cancelled_by=None).values_list("organisation_id", flat=True)
    return frozenset(found) & frozenset(organisations)


def last_recorded(organisations: Iterable[int]) -> Mapping[int, date]:
    """The newest month each of `organisations` recorded; one without any is missing."""
    found = Month.objects.filter(organisation_id__in=list(organisations), cancelled_by=None)
    return dict(found.values_list("organisation_id").annotate(last=Max("month")))


def months_of(person: int) -> list[tuple[date, str]]:
    """A person's months, newest first, as far as they are kept by name. For themselves, or after the person was found to be the actor's."""
    found = Dues.objects.filter(person_id=person, cancelled_by=None).order_by("-month")
    return list(found.values_list("month", "state"))


def unpaid_months(actor: Actor, person: int) -> list[date]:
    """The months recorded as not paid, oldest first: for oneself and whoever keeps the person's branch; nothing for anybody else."""
    place = last_places([person]).get(person)
    own = actor.person_id == person and actor.may("me.see")
    if not own and (place is None or not actor.covers("branch.keep", place)):
        return []
    return sorted(month for month, state in months_of(person) if state == UNPAID)


def unpaid_ground(actor: Actor, person: int, *, on: date) -> Answer:
    """What the rules say on a day to the months a branch recorded as not paid. It checks; it starts nothing and lists nobody (guards 9).

    Months nobody recorded do not count; excused ones neither.
    """
    months = [month for month in unpaid_months(actor, person) if month <= on]
    return strike_off_months(charter().rulebook, months, on=on)
