"""Reviews of the example: the year that the report of Cần Thơ counts, decided then, and this year's work of one commune in progress.

What the rules of 2017 say of grades was not seen: the body states on what it stands, a second officer vouches for it (guards 12).
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.models import Account
from liemchinh.demo.disciplines import REVIEWED
from liemchinh.discipline.models import Sanction
from liemchinh.journal import clock
from liemchinh.members.months import branches_under, names_from
from liemchinh.members.queries import active
from liemchinh.organisations.queries import subtree
from liemchinh.remediation.services import Finding, Proof, open_item, prove_item
from liemchinh.reviews.given import Decision, Given
from liemchinh.reviews.handing import Sheet, record_handed
from liemchinh.reviews.periods import of_year
from liemchinh.reviews.queries import list_of, papers_of
from liemchinh.reviews.redeciding import vouch_for_grades
from liemchinh.reviews.services import decide_grades, propose_grades
from liemchinh.reviews.words import COMMITMENT

# The report of Cần Thơ: 17 members and 5 collectives reminded, 4 members "not completed" beside those who were disciplined for it.
REMINDED, REMINDED_COLLECTIVES, NOT_COMPLETED = 17, 5, 4
REVIEWED_YEAR, DECIDED_ON = of_year(2016), date(2017, 1, 20)
NUMBER, BASIS = "15-QĐ/TU", "Điều 5 Quy chế 03-QC/TU (ví dụ)"
OFFICERS = ("to-chuc-can-tho", "to-chuc-can-tho-2")
GOOD, LOWEST = Given("good"), Given("not_completed")
FOUND = ("procedure.resolution_not_carried_out", "office.task_not_done", "procedure.working_rules_breached")
# Of so many members one is graded otherwise, or has not handed in yet.
EVERY = 9


@transaction.atomic
def load_reviews(tops: Mapping[str, int], commune: int, on: date, *, actor: Actor) -> int:
    """Records both; gives how many lists of grades there are. Needs the disciplinary cases of the example."""
    made = _in_progress(commune, on, actor)
    accounts = {
        one.username: actor_for(one, second_factor=True) for one in Account.objects.filter(username__in=OFFICERS)
    }
    if "ct" in tops and accounts.keys() == set(OFFICERS):
        made += _published(tops["ct"], *(accounts[name] for name in OFFICERS), actor=actor)
    return made


def _published(top: int, officer: Actor, second: Actor, *, actor: Actor) -> int:
    """The branches of those disciplined on that ground first, and as many others as are needed for those who were reminded."""
    sanctioned = Sanction.objects.filter(
        cancelled_by=None, decided_by_id__in=subtree([top]), case__allegations__content=list(REVIEWED)
    )
    people = set(sanctioned.exclude(person=None).values_list("person_id", flat=True))
    collectives = set(sanctioned.exclude(organisation=None).values_list("organisation_id", flat=True))
    lists = _lists(top, people, collectives)
    free = [person for members in lists.values() for person in members if person not in people]
    found = dict.fromkeys([*people, *free[:NOT_COMPLETED]], LOWEST)
    found |= {person: Given("completed", reminded=True) for person in free[NOT_COMPLETED:][:REMINDED]}
    reminded = [place for place in lists if place not in collectives][:REMINDED_COLLECTIVES]
    for place, members in lists.items():
        own = LOWEST if place in collectives else Given("good", reminded=place in reminded)
        grades = {person: found.get(person, GOOD) for person in members}
        propose_grades(place, REVIEWED_YEAR, grades, own, actor=actor)
    decide_grades(REVIEWED_YEAR, list(lists), Decision(top, NUMBER, DECIDED_ON, basis=BASIS), actor=officer)
    vouch_for_grades(top, REVIEWED_YEAR.code, NUMBER, actor=second)
    return len(lists)


def _lists(top: int, people: set[int], collectives: set[int]) -> dict[int, Sequence[int]]:
    """The branches whose members are graded: the fewest that hold everybody who is needed, by number."""
    stood: dict[int, list[int]] = {}
    rows = (
        active(REVIEWED_YEAR.last).filter(organisation_id__in=subtree([top])).order_by("organisation_id", "person_id")
    )
    for place, person in rows.values_list("organisation_id", "person_id"):
        stood.setdefault(place, []).append(person)
    chosen = {place: members for place, members in stood.items() if place in collectives or people & set(members)}
    for place, members in stood.items():
        others = sum(person not in people for some in chosen.values() for person in some)
        if others >= NOT_COMPLETED + REMINDED and len(chosen.keys() - collectives) >= REMINDED_COLLECTIVES:
            break
        chosen.setdefault(place, members)
    return chosen


def _in_progress(commune: int, on: date, actor: Actor) -> int:
    """Every branch but the last has recorded who handed in a commitment; every other one has proposed grades."""
    year = of_year(on.year)
    if year.last < names_from(clock.today()):
        return 0
    branches = sorted(branches_under(commune, on))
    for branch in branches[:-1]:
        people = [one.person for one in papers_of(branch, COMMITMENT, year)]
        states = {person: "missing" if place % EVERY == 2 else "handed" for place, person in enumerate(people)}
        record_handed(Sheet(branch, COMMITMENT, year, date(on.year, 1, 20)), states, actor=actor)
    proposing = branches[1::2] if on.month >= 11 else []
    for branch in proposing:
        asked = [one.person for one in list_of(branch, year).lines if not (one.left_out or one.unclear)]
        grades = {person: Given("completed") if place % EVERY == 4 else GOOD for place, person in enumerate(asked)}
        propose_grades(branch, year, grades, Given("good", total=81), actor=actor)
    for place, branch in enumerate(branches[:-1]):
        _put_right(branch, place, on, actor)
    return len(proposing)


def _put_right(branch: int, place: int, on: date, actor: Actor) -> None:
    """Something found short in each branch, of the branch itself or its secretary; in every other one it is shown to be put right."""
    due = clock.today() + timedelta(days=20 + place)
    item = open_item(
        Finding(branch, FOUND[place % len(FOUND)], due, "secretary" if place % 3 == 0 else ""), actor=actor
    )
    if place % 2:
        prove_item(item, Proof(f"{place + 3:02}-BC/CB", min(on, clock.today())), actor=actor)
