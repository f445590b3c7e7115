"""Models of branches in the example: what the reports of Mỏ Cày Nam, Cần Thơ and Bến Tre count, and this year's work of one commune.

No text of the centre was seen: the body states on what it stands, a second officer vouches for it (guards 12).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.models import Account
from liemchinh.emulation.deciding import decide_models, vouch_for_models
from liemchinh.emulation.given import Decision, Registering
from liemchinh.emulation.models import Recognition
from liemchinh.emulation.services import register_models
from liemchinh.journal import clock
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.models import SourceId
from liemchinh.organisations.queries import below
from liemchinh.reviews.periods import Period, of_year

NO_VIOLATION, EXEMPLARY, SOUND = "no_violation", "exemplary", "sound_strong"
# First and second officer of the committee and of the inspection commission.
OFFICERS = {
    "committee": ("to-chuc-ben-tre", "to-chuc-ben-tre-2"),
    "inspection": ("kiem-tra-ben-tre", "kiem-tra-ben-tre-2"),
}
BASIS = "Kế hoạch 56-KH/HU (ví dụ)"
REGISTERED = 111
# Organ, form, number of the decision, how many branches: each branch stands in one of them.
DECIDED = (
    ("committee", "reward", "112-QĐ/HU", 5),
    ("committee", "commend", "113-QĐ/HU", 10),
    ("committee", "recognise", "114-QĐ/HU", 28),
    ("inspection", "commend", "21-QĐ/UBKTHU", 6),
    ("inspection", "recognise", "22-QĐ/UBKTHU", 13),
)
CAN_THO, RECOGNISED = 151, 184
# Of so many branches one does not want to be named in public.
EVERY = 7


@dataclass(frozen=True, slots=True)
class _Plan:
    """Registrations of branches for a model in a period, by resolutions of one day."""

    model: str
    period: Period
    dated: date

    def of(self, branches: Sequence[int]) -> list[Registering]:
        return [
            Registering(
                branch, self.model, self.period, f"{place % 30 + 1:02}-NQ/CB", self.dated, listed=bool(place % EVERY)
            )
            for place, branch in enumerate(branches)
        ]


@transaction.atomic
def load_emulation(
    tops: Mapping[str, int], source: str, district: str, commune: int | None, on: date, *, actor: Actor
) -> int:
    """Records them where these trees and their officers are; gives how many registrations there are.

    `district`: the key, in `source`, of the district that the report of Mỏ Cày Nam is about.
    """
    made = _of_a_commune(commune, min(on, clock.today()), actor) if commune is not None else 0
    if "ct" in tops:
        made += _can_tho(tops["ct"], actor)
    wanted = {name for names in OFFICERS.values() for name in names}
    found = {one.username: actor_for(one, second_factor=True) for one in Account.objects.filter(username__in=wanted)}
    if "bt" in tops and found.keys() == wanted:
        officers = {organ: (found[first], found[second]) for organ, (first, second) in OFFICERS.items()}
        place = SourceId.objects.get(source=source, external_id=district).organisation_id
        made += _ben_tre(tops["bt"], place, officers, actor) + _mo_cay_nam(place, officers, actor)
    return made


def _branches(place: int, on: date, *categories: str) -> list[int]:
    rows = below(place, on).filter(category__in=categories).order_by("organisation_id")
    return list(rows.values_list("organisation_id", flat=True))


def _mo_cay_nam(district: int, officers: Mapping[str, tuple[Actor, Actor]], actor: Actor) -> int:
    plan = _Plan(NO_VIOLATION, of_year(2022), date(2022, 1, 20))
    chosen = _branches(district, plan.dated, *BRANCHES)[:REGISTERED]
    register_models(plan.of(chosen), actor=actor)
    left = chosen[:]
    for organ, form, number, count in DECIDED:
        some, left = left[:count], left[count:]
        told = Decision(district, organ, form, number, date(2022, 9, 5), basis=BASIS)
        _decide(plan, some, told, officers[organ])
    return len(chosen)


def _ben_tre(top: int, district: int, officers: Mapping[str, tuple[Actor, Actor]], actor: Actor) -> int:
    plan = _Plan(SOUND, of_year(2021), date(2021, 9, 15))
    elsewhere = set(_branches(district, plan.dated, "branch"))
    chosen = [one for one in _branches(top, plan.dated, "branch") if one not in elsewhere][:RECOGNISED]
    register_models(plan.of(chosen), actor=actor)
    told = Decision(top, "committee", "recognise", "905-QĐ/TU", date(2022, 6, 10), basis="Hướng dẫn 11-HD/TU (ví dụ)")
    _decide(plan, chosen, told, officers["committee"])
    return len(chosen)


def _decide(plan: _Plan, branches: Sequence[int], told: Decision, officers: tuple[Actor, Actor]) -> None:
    first, second = officers
    sequences = decide_models(plan.model, plan.period, branches, told, actor=first)
    vouch_for_models(Recognition.objects.get(recorded_by=sequences[0]).pk, actor=second)


def _can_tho(top: int, actor: Actor) -> int:
    """The branches of the district with most of them register for one model, and as many but one for a second one."""
    on = date(2017, 3, 1)
    districts = below(top, on).filter(category="district").order_by("organisation_id")
    largest = max((_branches(one.organisation_id, on, "branch") for one in districts), key=len, default=[])
    first = largest[: CAN_THO - CAN_THO // 2]
    plans = ((NO_VIOLATION, first), (EXEMPLARY, largest[: CAN_THO - len(first)]))
    told = [one for model, some in plans for one in _Plan(model, of_year(2017), on).of(some)]
    register_models(told, actor=actor)
    return len(told)


def _of_a_commune(commune: int, on: date, actor: Actor) -> int:
    """Every branch but the last registered this year; nothing is decided yet."""
    plan = _Plan("four_good", of_year(on.year), date(on.year, 1, 12))
    if plan.dated > on:
        return 0
    branches = _branches(commune, on, "branch")[:-1]
    register_models(plan.of(branches), actor=actor)
    return len(branches)
