"""Candidates of the example: one at each stage before the ceremony, so that nobody is added to the register's published counts."""

from datetime import date, timedelta

from django.db import transaction

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.models import Account
from liemchinh.admission import services
from liemchinh.admission.checks import officials
from liemchinh.admission.facts import KIND, Told
from liemchinh.casework.counting import Count
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.places import committees_above
from liemchinh.demo.transfers import branch_of
from liemchinh.journal import clock
from liemchinh.members.facts import PersonFacts
from liemchinh.members.queries import active

SECRETARY, OFFICER = "bi-thu-chi-bo", "to-chuc-xa"
PREPARING = PersonFacts("Lâm Thị Ngọc Hân", gender="nữ", birth="1999-08-14")
VOTED = PersonFacts("Kim Sa Thương", gender="nam", birth="1996-02-21", ethnicity="khmer")
OVER_SIXTY = PersonFacts("Trần Văn Út", gender="nam", birth="1964-05-03")
DECIDED = PersonFacts("Nguyễn Thị Mỹ Duyên", gender="nữ", birth="2001-11-05")
WITHDRAWN = PersonFacts("Huỳnh Quốc Thái", gender="nam", birth="1998-03-30")


@transaction.atomic
def load_candidates(on: date) -> int:
    """Records them through the services; gives how many. None in an example of another day, or where the branch is too small."""
    accounts = {one.username: one for one in Account.objects.filter(username__in=(SECRETARY, OFFICER))}
    if on != clock.today() or len(accounts) < 2:
        return 0
    branch = branch_of(SECRETARY)
    sponsors = dict.fromkeys(_sponsors(branch, on), on - timedelta(days=700))
    if len(sponsors) < 2:
        return 0
    secretary, officer = actor_for(accounts[SECRETARY]), actor_for(accounts[OFFICER])

    def told(who: PersonFacts) -> Told:
        whole = {item.code: "branch" for item in case_kind(KIND).procedure.file if item.needed_for}
        return Told(who, on - timedelta(days=90), "38/GCN", on - timedelta(days=150), sponsors, whole)

    def entered(facts: Told) -> Case:
        committee = committees_above(branch)[0][0]
        return services.enter_candidate(branch, committee, facts, on - timedelta(days=60), actor=secretary)

    entered(Told(PREPARING, on - timedelta(days=75), sponsors=dict(list(sponsors.items())[:1])))
    for who in (VOTED, OVER_SIXTY):
        _vote(entered(told(who)), branch, on - timedelta(days=12), secretary)
    admitted = entered(told(DECIDED))
    _vote(admitted, branch, on - timedelta(days=40), secretary)
    services.decide_admission(admitted, services.Decision(on - timedelta(days=6), "72-QĐ/ĐU"), actor=officer)
    services.withdraw_candidate(entered(told(WITHDRAWN)), on - timedelta(days=30), actor=secretary)
    return 5


def _sponsors(branch: int, on: date) -> list[int]:
    """Two official members who have been in the branch long enough to introduce somebody."""
    long = active(on - timedelta(days=700)).filter(organisation_id=branch, official=True).values("person_id")
    found = active(on).filter(organisation_id=branch, official=True, exempt=False, person_id__in=long)
    return list(found.order_by("person_id").values_list("person_id", flat=True)[:2])


def _vote(case: Case, branch: int, on: date, actor: Actor) -> None:
    everybody = len(officials(branch, on))
    resolution = services.Decision(on, f"{case.pk:02}-NQ/CB")
    services.vote_on_admission(case, resolution, Count(everybody, everybody, everybody, everybody), actor=actor)
