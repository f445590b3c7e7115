"""Conduct surveys of the example: the three rounds the report of Tân Phú counts, from its branches' minutes, and one just called."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.demo.apportion import apportion
from liemchinh.journal import clock
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.queries import headcounts, standing, subtree
from liemchinh.surveys.calling import Calling, call_round
from liemchinh.surveys.models import Round
from liemchinh.surveys.past import Counted, Past, record_past_rounds
from liemchinh.surveys.periods import days_of, half_of
from liemchinh.surveys.switching import Paper, enter_resolution
from regulations.catalogue import default_round

# Half-year → concluded to show signs, as printed; and of so many assessed, which the report does not print: its shares leave
# 6,322 to 6,356, 6,353 to 6,506 and 6,350 to 6,557.
ROUNDS = {"2017-H2": (116, 6_340), "2018-H1": (27, 6_430), "2018-H2": (20, 6_450)}
RESOLVED = Paper("08-NQ/QU", date(2017, 6, 20))


@transaction.atomic
def load_surveys(tops: Mapping[str, int], commune: int, on: date, *, actor: Actor) -> int:
    """Records them where these trees are; gives how many rounds there are."""
    if "tp" in tops:
        enter_resolution(tops["tp"], RESOLVED, actor=actor)
        record_past_rounds(
            tops["tp"], [_past(tops["tp"], period, *told) for period, told in ROUNDS.items()], actor=actor
        )
    _of_a_commune(commune, min(on, clock.today()), actor)
    return Round.objects.count()


def _past(top: int, period: str, concluded: int, assessed: int) -> Past:
    """The branches of the period's last day by how many members they had; the minutes came in during the month after."""
    _first, last = days_of(period) or (date.min, date.min)
    rows = standing(last).filter(organisation_id__in=subtree([top], last), category__in=BRANCHES)
    members = headcounts(sorted(rows.values_list("organisation_id", flat=True)), last)
    places = [place for place, count in sorted(members.items()) if count]
    shares = apportion(assessed, [members[place] for place in places])
    signs = apportion(concluded, shares)
    counted = [
        Counted(place, share, sign, sign, f"{turn + 1:02}-BB/KS", last + timedelta(days=5 + turn % 20))
        for turn, (place, share, sign) in enumerate(zip(places, shares, signs, strict=True))
    ]
    return Past(period, last + timedelta(days=30), counted)


def _of_a_commune(commune: int, day: date, actor: Actor) -> None:
    """Switched on by its resolution, called for the running half-year: each of its branches has its box to prepare."""
    enter_resolution(commune, Paper("15-NQ/ĐU", day - timedelta(days=40)), actor=actor)
    call_round(commune, Calling(half_of(day), default_round()), actor=actor)
