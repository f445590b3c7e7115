"""Changes of standing of the example that have begun and changed nothing yet, so that no published count of the register is touched."""

from datetime import date, timedelta

from django.db import transaction

from liemchinh.access.actor import actor_for
from liemchinh.access.models import Account
from liemchinh.casework.grounds import NewGround
from liemchinh.casework.places import committees_above
from liemchinh.demo.candidates import OFFICER, SECRETARY
from liemchinh.demo.transfers import branch_of, free_members
from liemchinh.journal import clock
from liemchinh.standing import grounding
from liemchinh.standing.matter import Given
from liemchinh.standing.services import open_matter, record_step

# Behind those of the branch whom the example's transfers are about.
NEEDED = 8


@transaction.atomic
def load_matters(on: date) -> int:
    """Records them through the services; gives how many. None in an example of another day, or where the branch is too small."""
    accounts = {one.username: one for one in Account.objects.filter(username__in=(SECRETARY, OFFICER))}
    if on != clock.today() or len(accounts) < 2:
        return 0
    branch = branch_of(SECRETARY)
    people = free_members(branch, on)
    if len(people) < NEEDED:
        return 0
    secretary, officer = actor_for(accounts[SECRETARY]), actor_for(accounts[OFFICER])
    committee = committees_above(branch)[0][0]
    exempted, leaving, returned = people[-3:]
    open_matter("exemption_asked", exempted, Given(on - timedelta(days=11)), actor=secretary)
    leave = open_matter("leave_asked", leaving, Given(on - timedelta(days=40), body=committee), actor=secretary)
    record_step(leave, "leave_considered", Given(on - timedelta(days=20), "14-NQ/CB"), actor=secretary)
    stated = Given(on - timedelta(days=6), ground="duty.card_returned", body=committee)
    case = open_matter("strike_off_stated", returned, stated, actor=secretary)
    new = NewGround("strike_off_told", "Điều 8, khoản 1", "Điều lệ Đảng")
    grounding.state(case, new, actor=secretary)
    grounding.vouch(case, new.step, actor=officer)
    return 3
