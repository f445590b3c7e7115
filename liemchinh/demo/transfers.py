"""Transfers of the example: one or a few in each state, between two branches of one commune, counted back from the day asked for."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from liemchinh.access.actor import Actor
from liemchinh.access.models import Account, RoleGrant
from liemchinh.journal import clock
from liemchinh.members.models import Post, Spell
from liemchinh.members.queries import active
from liemchinh.transfers.receiving import note_letter, receive_members, return_letter, withdraw_letter
from liemchinh.transfers.sending import Letter, send_members, send_outside

SECRETARIES = ("bi-thu-chi-bo", "bi-thu-chi-bo-truong")
NEEDED = 8
OUTSIDE = "Chi bộ Cảng vụ (ví dụ)"


@transaction.atomic
def load_transfers(on: date, *, actor: Actor) -> int:
    """Records them through the services; gives how many. Nothing where the two branches are too small."""
    day = min(on, clock.today())
    here, there = (branch_of(name) for name in SECRETARIES)
    ours, theirs = free_members(here, day), free_members(there, day)
    if len(ours) < NEEDED or len(theirs) < NEEDED:
        return 0

    def letter(number: int, ago: int, until: int = 0) -> Letter:
        ends = day + timedelta(days=until) if until else None
        return Letter(f"{number:02}-GGT/CB", day - timedelta(days=ago), ends)

    send_members(theirs[:1], there, here, letter(11, 9), actor=actor)
    presented = send_members(theirs[1:2], there, here, letter(9, 30), actor=actor)
    note_letter(presented[0], day - timedelta(days=12), actor=actor)
    send_members(theirs[2:3], there, here, letter(4, 150), actor=actor)
    send_members(theirs[3:6], there, here, letter(12, 5), actor=actor)
    send_members(ours[:1], here, there, letter(21, 7), actor=actor)
    received = send_members(ours[1:2], here, there, letter(17, 60), actor=actor)
    receive_members(received, day - timedelta(days=40), actor=actor)
    for step, person in ((return_letter, ours[2]), (withdraw_letter, ours[3])):
        step(send_members([person], here, there, letter(18, 50), actor=actor)[0], day - timedelta(days=35), actor=actor)
    staying = send_members(theirs[6:7], there, here, letter(8, 45, until=60), actor=actor)
    receive_members(staying, day - timedelta(days=40), actor=actor)
    send_outside(ours[4:5], here, OUTSIDE, letter(19, 30, until=90), actor=actor)
    return NEEDED + 4


def branch_of(username: str) -> int:
    """The branch whose secretary an account of the example is."""
    account = Account.objects.get(username=username)
    held = RoleGrant.objects.filter(account=account, role="branch_secretary", cancelled_by=None).latest("pk")
    return int(held.organisation_id or 0)


def free_members(branch: int, on: date) -> list[int]:
    """The first members of a branch for half a year who hold no post and no account."""
    return list(free_in(branch, on).values_list("person_id", flat=True)[:NEEDED])


def free_in(branch: int, on: date) -> QuerySet[Spell]:
    """The stays of all of them."""
    long = active(on - timedelta(days=200)).filter(organisation_id=branch).values("person_id")
    found = active(on).filter(organisation_id=branch, official=True, exempt=False, suspended=False, person_id__in=long)
    busy = Post.objects.filter(cancelled_by=None).values("person_id")
    known = Account.objects.exclude(person_id=None).values("person_id")
    return found.exclude(person_id__in=busy).exclude(person_id__in=known).order_by("person_id")
