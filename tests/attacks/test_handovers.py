"""Claims: a signed list opens no case and is no grant by one; nobody is told by it of a case about themselves; no small count of cases
can be found by subtraction."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.db.models import Q

from liemchinh.access.granting import Offer, confirm_role, propose_role
from liemchinh.casework import holders
from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.holders import holders_of
from liemchinh.casework.models import Case
from liemchinh.commission import picture, queries, services
from liemchinh.commission.publishing import LEAST, Told
from liemchinh.commission.services import NewDifference, Signed
from liemchinh.commission.tests.samples import about, merged, open_cases
from liemchinh.discipline.tests.samples import by_branch
from liemchinh.journal import clock
from regulations.answers import Refused
from tests.world import World

pytestmark = [pytest.mark.attack, pytest.mark.sqlite, pytest.mark.django_db]


def opened_alone(world: World) -> bool:
    """Liên freezes and signs the list of what passed to her branch, states herself and vouches; does the case open to her?"""
    case = by_branch(world)
    merged(world)
    lien, own = world.actor("lien"), world.accounts["lien"]
    held = services.freeze_list(world.places["branch"], world.places["sibling"], actor=lien)
    services.sign_list(held.pk, Signed("01-BB", clock.today()), actor=lien)
    for step in (state_grant, vouch_for_grant):
        try:
            step(case, own, actor=lien)
        except Refused:
            break
    return own.pk in holders_of(case)


def test_where_a_role_is_enough_who_signed_has_the_case_open(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def whoever_has_the_role(cases: Any) -> Mapping[int, list[int]]:
        return {case.pk: [world.accounts["lien"].pk] for case in cases}

    monkeypatch.setattr(holders, "holders_by_case", whoever_has_the_role)
    assert opened_alone(world)


def test_who_signed_has_nothing_open(world: World) -> None:
    assert not opened_alone(world)


def told_of_oneself(world: World) -> set[int]:
    """Em, an officer of the heir, reads the bodies, the list, and tries numbers as differences; what Em learned of the case about Em."""
    case = about(world, "branch")
    case.parties.filter(role="subject").update(person=world.people["em"])
    merged(world)
    offer = Offer(world.accounts["em"], "inspection_officer", world.places["sibling"], clock.today())
    confirm_role(propose_role(offer, actor=world.actor("an")), actor=world.actor("oanh"))
    em = world.actor("em")
    held = services.freeze_list(world.places["branch"], world.places["sibling"], actor=world.actor("lien"))
    learned = set(queries.lines_seen_by(held, em).values_list("case", flat=True))
    for number in Case.objects.values_list("pk", flat=True):
        try:
            services.note_difference(held.pk, NewDifference("missing", number), actor=em)
        except Refused:
            continue
        learned.add(number)
    return learned


def test_where_only_the_role_counts_the_person_concerned_finds_the_case(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "stands_apart", lambda actor: Q(pk__in=[]))
    assert len(told_of_oneself(world)) == 1


def test_the_person_concerned_learns_nothing_from_the_list(world: World) -> None:
    assert told_of_oneself(world) == set()


def subtracted(world: World) -> set[int]:
    """Khoa adds up what is told of each organisation in different ways and subtracts; which counts under five come out."""
    open_cases(world, "commune", 9)
    open_cases(world, "commune", 2, "branch_meeting")
    open_cases(world, "sibling", 6)
    open_cases(world, "branch", 3)
    shown = picture.pictures(world.actor("khoa"), clock.today())[1]
    found = {shown.whole - sum(row.count for row in shown.rows)}
    found |= {row.count - sum(part.counts.values()) for row in shown.rows for part in (row.ages, row.steps, row.lates)}
    return {number for number in found if 0 < number < LEAST}


def _only_hides_small(counts: Mapping[Any, int]) -> Told[Any]:
    """Leaves small parts out and tells how many are left: what a table with a sum and gaps does."""
    large = {key: count for key, count in counts.items() if count >= LEAST}
    return Told(large, sum(counts.values()) - sum(large.values()))


def test_where_small_counts_are_only_left_out_they_are_subtracted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture, "told", _only_hides_small)
    assert subtracted(world) == {2, 3}


def test_no_small_count_comes_out_of_what_is_told(world: World) -> None:
    assert subtracted(world) == set()
