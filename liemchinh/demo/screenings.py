"""Screenings of the example in one branch: one that rules leave unknown, one in the months of help, one that waits for the committee.

The three published counts of screening (helped, struck off, allowed to leave) are counted from the acts of the register until April 2022;
these cases are of today and add nothing to them.
"""

from datetime import date, timedelta

from django.db import transaction

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.models import Account
from liemchinh.casework.counting import Count, whole_of
from liemchinh.casework.grounds import NewGround
from liemchinh.casework.models import Case, Party
from liemchinh.casework.places import committees_above
from liemchinh.demo.transfers import branch_of, free_in
from liemchinh.journal import clock
from liemchinh.members.queries import active
from liemchinh.screening import deciding, grounding, helping, services
from liemchinh.screening.checking import RATED
from liemchinh.screening.matter import Document

SECRETARY, OFFICER = "bi-thu-chi-bo", "ra-soat-huyen"
CARD, TASKS = "duty.card_returned", "duty.absent_three_months"
NEEDED, EARLIEST = 3, 460


@transaction.atomic
def load_screenings(on: date) -> int:
    """Records them through the services; gives how many. None in an example of another day, or where the branch is too small."""
    accounts = {one.username: one for one in Account.objects.filter(username__in=(SECRETARY, OFFICER))}
    if on != clock.today() or len(accounts) < 2:
        return 0
    branch = branch_of(SECRETARY)
    people = _people(branch, on)
    if len(people) < NEEDED:
        return 0
    secretary, officer = actor_for(accounts[SECRETARY]), actor_for(accounts[OFFICER], second_factor=True)
    committee = committees_above(branch)[0][0]
    services.name_member(branch, people[0], RATED, committee, on - timedelta(days=5), actor=secretary)
    for person, ago in ((people[1], 290), (people[2], 455)):
        case = services.name_member(branch, person, CARD, committee, on - timedelta(days=ago), actor=secretary)
        grounding.state(case, NewGround("named", "Điều 8, khoản 1", "Điều lệ Đảng"), actor=secretary)
        grounding.vouch(case, "named", actor=officer)
        _help(case, branch, on - timedelta(days=ago), secretary)
    _propose(case, branch, on, secretary)
    return NEEDED


def _people(branch: int, on: date) -> list[int]:
    """Members of the branch for long about whom nothing is open."""
    long = active(on - timedelta(days=EARLIEST)).filter(organisation_id=branch).values("person_id")
    open_ones = Party.objects.filter(role="member", cancelled_by=None, case__closed_by=None).values("person_id")
    found = free_in(branch, on).filter(person_id__in=long).exclude(person_id__in=open_ones)
    return list(found.values_list("person_id", flat=True)[:NEEDED])


def _help(case: Case, branch: int, named: date, secretary: Actor) -> None:
    told, voted, begun = (named + timedelta(days=days) for days in (4, 15, 20))
    services.tell_member(case, Document(told, "06-TB/CB"), actor=secretary)
    everybody = _voters(branch, voted)
    services.vote_on_review(case, Document(voted, "15-NQ/CB"), Count(*[everybody] * 4), actor=secretary)
    services.begin_help(case, begun, actor=secretary)
    for duty, step in ((CARD, "task_assigned"), (TASKS, "meetings_attended")):
        helping.agree(case, duty, step, begun, actor=secretary)
    helping.mark_done(
        case, case.agreed.get(cancelled_by=None, duty=CARD).pk, begun + timedelta(days=90), actor=secretary
    )
    for days in (30, 120, 210):
        helping.note_talk(case, begun + timedelta(days=days), actor=secretary)


def _propose(case: Case, branch: int, on: date, secretary: Actor) -> None:
    voted = on - timedelta(days=20)
    everybody = _voters(branch, voted)
    short = Count(everybody, everybody, everybody, everybody // 2)
    deciding.vote_on_progress(case, Document(voted, "21-NQ/CB"), short, actor=secretary)
    deciding.propose(case, Document(on - timedelta(days=9), "17-BC/CB"), actor=secretary)


def _voters(branch: int, on: date) -> int:
    return int(str(whole_of("screening.vote", branch, on).value))
