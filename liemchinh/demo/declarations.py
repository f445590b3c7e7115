"""Declarations of the example: last year's lists with every state, this year's half handed in, a draw that waits, a verification."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle

from django.db import transaction

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.models import Account
from liemchinh.declarations.draw_faults import Plan, faults_of_body
from liemchinh.declarations.drawing import announce_draw
from liemchinh.declarations.handing import Handed, mark_handed_in
from liemchinh.declarations.matter import Why
from liemchinh.declarations.models import Duty
from liemchinh.declarations.positions import Taken, take_position
from liemchinh.declarations.publishing import Shown, publish
from liemchinh.declarations.queries import duties_below
from liemchinh.declarations.services import draw_up_list
from liemchinh.declarations.verifying import Given, open_verification, record_verification_step
from liemchinh.journal import clock
from liemchinh.members.queries import active
from liemchinh.organisations.queries import standing, subtree
from liemchinh.papers.of_steps import typed

OFFICER = "kiem-tra-ben-tre"
BASIS = "Điều 11, Nghị định 130/2020/NĐ-CP"
GROUPS = ("accountant", "inspector", "forest_ranger", "auditor", "listed_field")
CONTROLLED, OF_COMMUNE, PEOPLE = 3, 1, 5


@transaction.atomic
def load_declarations(control: int, commune: int, on: date, *, actor: Actor) -> int:
    """Records them in branches below both; gives how many declarations are owed. Without the officer of the example nobody draws."""
    today = min(on, clock.today())
    for place in sorted({*_branches(control, today)[:CONTROLLED], *_branches(commune, today)[:OF_COMMUNE]}):
        _of_a_branch(place, today, actor)
    account = Account.objects.filter(username=OFFICER).first()
    category = standing(today).filter(organisation_id=control).values_list("category", flat=True).first() or ""
    if account is not None and not faults_of_body(control, category):
        _controlled(control, today, actor_for(account, second_factor=True))
    return Duty.objects.filter(cancelled_by=None).count()


def _branches(top: int, on: date) -> list[int]:
    """The first with members then and now, in which acts of both years can be recorded."""
    since = standing(date(on.year - 1, 1, 1)).filter(organisation_id__in=standing(on).values("organisation_id"))
    rows = active(date(on.year - 1, 1, 1)).filter(organisation_id__in=subtree([top], on)).order_by("organisation_id")
    rows = rows.filter(organisation_id__in=since.values("organisation_id"))
    return list(rows.values_list("organisation_id", flat=True).distinct()[:CONTROLLED])


def _of_a_branch(place: int, today: date, actor: Actor) -> None:
    """Five who hold a position: last year three in time, one late, one not; this year two have handed in already."""
    last = today.year - 1
    there = active(date(last, 1, 5)).filter(organisation_id=place).values_list("person_id", flat=True)
    # Asked of these people alone: members of today are as many as there are members.
    still = active(today).filter(person_id__in=list(there)).order_by("person_id")
    people = list(still.values_list("person_id", flat=True)[:PEOPLE])
    for person, group in zip(people, cycle(GROUPS), strict=False):
        take_position(place, Taken(person, group, date(last, 1, 5), person == people[0]), actor=actor)
    if not people:
        return
    draw_up_list(place, date(last, 11, 20), actor=actor)
    _marked(place, last, slice(0, 3), date(last, 12, 20), actor)
    _marked(place, last, slice(3, 4), date(last + 1, 1, 8), actor)
    publish(place, last, Shown("posted", date(last, 12, 22), date(last + 1, 1, 8), BASIS), actor=actor)
    draw_up_list(place, max(date(today.year, 1, 10), today - timedelta(days=12)), actor=actor)
    _marked(place, today.year, slice(0, 2), today, actor)


def _marked(place: int, year: int, some: slice, on: date, actor: Actor) -> None:
    duties: Sequence[int] = Duty.objects.filter(
        organisation_id=place, year=year, cancelled_by=None
    ).order_by("person_id").values_list("pk", flat=True)[some]  # fmt: skip
    if duties:
        mark_handed_in(place, year, list(duties), Handed(on, "unit"), actor=actor)


def _controlled(control: int, today: date, officer: Actor) -> None:
    """A draw is announced over last year's lists; one declaration is verified because a competent body asked for it."""
    last, plan_on = today.year - 1, today - timedelta(days=3)
    plan = Plan("08-KH/UBKT", plan_on, "lottery_north", clock.today() + timedelta(days=7), 2, 20)
    announce_draw(control, last, plan, actor=officer)
    row = duties_below(control).filter(kind="annual", year=last).order_by("pk").last()
    if row is None:
        return
    why = Why("request", "31-CV/BTV", today - timedelta(days=20))
    decision = Given(today - timedelta(days=9), typed("44-QĐ/UBKT"))
    case = open_verification(control, row.pk, why, decision, actor=officer)
    record_verification_step(case, "explanation_asked", Given(today - timedelta(days=7)), actor=officer)
