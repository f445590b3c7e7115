"""Where a matter stands: the branch of the member, and the committees above it, one of which is competent."""

from datetime import date

from liemchinh.journal import clock
from liemchinh.members.queries import active
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import standing

NO_COMMITTEES = ("branch", "grassroots_branch", "section", "unassigned")


def stands_in(person: int, on: date) -> int | None:
    """The branch a member is in on a day."""
    return active(on).filter(person_id=person).values_list("organisation_id", flat=True).first()


def committees_above(branch: int) -> list[tuple[int, str]]:
    """The committees above a branch today, the nearest first."""
    today = clock.today()
    above = Closure.objects.filter(descendant_id=branch, valid_from__lte=today, valid_to__gt=today, depth__gt=0)
    depths = dict(above.values_list("ancestor_id", "depth"))
    rows = standing(today).filter(organisation_id__in=depths).exclude(category__in=NO_COMMITTEES)
    found = sorted(rows.values_list("organisation_id", "name"), key=lambda row: depths[row[0]])
    return [(number, name) for number, name in found]
