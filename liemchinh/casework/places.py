"""Where a matter stands on a day: the branch's heir after a reorganisation, and for a member the branch they are in."""

from datetime import date

from liemchinh.casework.steps import Who, parties_of
from liemchinh.journal import clock
from liemchinh.members.moves import moves_now
from liemchinh.members.queries import active
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import standing

NO_COMMITTEES = (*BRANCHES, "section", "unassigned")


def heir_on(branch: int, on: date) -> int:
    """The organisation where what was in `branch` stands on a day: itself, or where reorganisations carried it."""
    moves, since = moves_now(), date.min
    while move := next((move for move in moves.get(branch, ()) if since <= move.on <= on), None):
        branch, since = move.target, move.on
    return branch


def stands_in(person: int, on: date) -> int | None:
    """The branch a member is in on a day."""
    return active(on).filter(person_id=person).values_list("organisation_id", flat=True).first()


def branch_on(case: int, on: date) -> int:
    """The branch that acts in a case on a day: where the member is; without a member there, the branch of before or its heir."""
    parties = parties_of(case)
    member = parties["member"].person if "member" in parties else None
    place = stands_in(member, on) if member is not None else None
    return place if place is not None else heir_on(parties["branch"].organisation or 0, on)


def moved_to(case: int, branch: int) -> list[Who]:
    """The branch as a party from now on, where it is another than before."""
    return [] if parties_of(case)["branch"].organisation == branch else [Who("branch", branch)]


def committees_above(branch: int) -> list[tuple[int, str]]:
    """The committees above a branch today, the nearest first: one of them is competent."""
    today = clock.today()
    above = Closure.objects.filter(descendant_id=branch, valid_from__lte=today, valid_to__gt=today, depth__gt=0)
    depths = dict(above.values_list("ancestor_id", "depth"))
    rows = standing(today).filter(organisation_id__in=depths).exclude(category__in=NO_COMMITTEES)
    found = sorted(rows.values_list("organisation_id", "name"), key=lambda row: depths[row[0]])
    return [(number, name) for number, name in found]
