"""Conduct surveys of the example: the three rounds the report of Tân Phú counts, from its branches' minutes; one of a commune under way."""

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.models import RoleGrant
from liemchinh.ballots.casting import cast
from liemchinh.ballots.counting import count_box
from liemchinh.ballots.services import close_box, draw_slips, freeze_box, open_box
from liemchinh.ballots.words import PHONE
from liemchinh.demo.apportion import apportion
from liemchinh.journal import clock
from liemchinh.members.months import belonging
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.queries import headcounts, standing, subtree
from liemchinh.surveys.calling import Calling, call_round
from liemchinh.surveys.models import Part, Round
from liemchinh.surveys.past import Counted, Past, record_past_rounds
from liemchinh.surveys.periods import days_of, half_of
from liemchinh.surveys.switching import Paper, enter_resolution
from liemchinh.surveys.talking import Talked, record_talk
from liemchinh.surveys.voting import prepare_part
from regulations.catalogue import default_round

# Half-year → concluded to show signs, as printed; and of so many assessed, which the report does not print: its shares leave
# 6,322 to 6,356, 6,353 to 6,506 and 6,350 to 6,557.
ROUNDS = {"2017-H2": (116, 6_340), "2018-H1": (27, 6_430), "2018-H2": (20, 6_450)}
# Fewer would leave too little of a branch to show; the rows of those something was marked about.
ENOUGH, FIRST, SECOND, THIRD = 10, 3, 6, 8
RESOLVED = Paper("08-NQ/QU", date(2017, 6, 20))


@transaction.atomic
def load_surveys(tops: Mapping[str, int], commune: int, branch: int, on: date, *, actor: Actor) -> int:
    """Records them where these trees are; gives how many rounds there are. In `branch` everybody has voted, by its secretary's box."""
    if "tp" in tops:
        enter_resolution(tops["tp"], RESOLVED, actor=actor)
        record_past_rounds(
            tops["tp"], [_past(tops["tp"], period, *told) for period, told in ROUNDS.items()], actor=actor
        )
    _of_a_commune(commune, branch, min(on, clock.today()), actor)
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


def _of_a_commune(commune: int, branch: int, day: date, actor: Actor) -> None:
    """Switched on by its resolution, called for the running half-year: its branches have their boxes to prepare, one has counted."""
    enter_resolution(commune, Paper("15-NQ/ĐU", day - timedelta(days=40)), actor=actor)
    round = call_round(commune, Calling(half_of(day), default_round()), actor=actor)
    part = round.parts.filter(organisation_id=branch).first()
    secretary = (
        RoleGrant.objects.filter(role="branch_secretary", organisation_id=branch).select_related("account").first()
    )
    if part is not None and secretary is not None:
        _counted(part, actor_for(secretary.account, second_factor=True))


def _counted(part: Part, secretary: Actor) -> None:
    """A whole vote by phone: of two people enough is marked to talk with them; one of the talks was held."""
    voters = [one.person for one in belonging(part.organisation_id, clock.today()) if one.attends]
    if len(voters) < ENOUGH:
        return
    box = prepare_part(part.pk, clock.today(), channels=PHONE, tellers=voters[:3], actor=secretary)
    tellers = freeze_box(box.pk, actor=secretary)
    slips = draw_slips(box.pk, phone=len(voters), paper=0, actor=secretary)
    open_box(box.pk, phone=len(voters), paper=0, actor=secretary)
    for turn, slip in enumerate(slips):
        cast(slip, _ballot(turn, len(box.rows), len(box.columns)))
    close_box(box.pk, actor=secretary)
    count_box(box.pk, codes=tellers[:2], unused=[], actor=secretary)
    told = Talked(clock.today(), "heard", "put_right")
    record_talk(part.pk, int(box.rows[FIRST]), told, actor=secretary)


def _ballot(turn: int, rows: int, columns: int) -> NDArray[np.uint8]:
    """Half marks something of one colleague, four in ten of another, one in five of a third: too few to be told."""
    cells = np.zeros((rows, columns), np.uint8)
    cells[FIRST, 1], cells[SECOND, 7], cells[THIRD, 3] = turn % 2, turn % 5 < 2, turn % 5 == 4
    return cells
