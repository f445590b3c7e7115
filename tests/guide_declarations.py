"""The screens of declarations in the guide: last year's lists of the example, a draw that waits and one that is made, a verification."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from liemchinh.access.actor import actor_for
from liemchinh.access.models import Account, RoleGrant
from liemchinh.casework.models import Case
from liemchinh.declarations.draw_faults import Plan
from liemchinh.declarations.drawing import announce_draw, complete_draw
from liemchinh.declarations.models import Draw, Duty
from liemchinh.journal import clock
from liemchinh.organisations.queries import subtree
from tests.guide import DESK, PHONE, Picture

COMMUNE, OFFICER = "to-chuc-xa", "kiem-tra-ben-tre"


def pictures() -> list[Picture]:
    """In the order of the page."""
    return [
        Picture("declarations-year", COMMUNE, _year, (DESK, PHONE)),
        Picture("declarations-positions", COMMUNE, _positions),
        Picture("declarations-mark", COMMUNE, _mark, (PHONE,)),
        Picture("declarations-draw", OFFICER, _draw, (DESK, PHONE)),
        Picture("declarations-case", OFFICER, _case),
    ]


def last_pictures() -> list[Picture]:
    """Taken after all others: what is made for them is recorded tomorrow."""
    return [Picture("declarations-drawn", OFFICER, _drawn, (DESK, PHONE))]


def _place(username: str) -> int:
    grant = RoleGrant.objects.filter(account__username=username).exclude(organisation_id=None).earliest("pk")
    return int(grant.organisation_id or 0)


def _branch() -> int:
    """A branch of the commune with lists."""
    inside = subtree([_place(COMMUNE)])
    return Duty.objects.filter(organisation_id__in=inside, cancelled_by=None).earliest("pk").organisation_id


def _at(name: str, place: int, year: int) -> str:
    return f"{reverse(f'declarations:{name}', args=[place])}?year={year}"


def _year(page: Any) -> None:
    page.goto(_at("year", _branch(), clock.today().year - 1))


def _positions(page: Any) -> None:
    page.goto(reverse("declarations:positions", args=[_branch()]))


def _mark(page: Any) -> None:
    page.goto(_at("mark", _branch(), clock.today().year))


def _draw(page: Any) -> None:
    page.goto(reverse("declarations:draw", args=[Draw.objects.filter(cancelled_by=None, seed="").latest("pk").pk]))


def _drawn(page: Any) -> None:
    """A draw whose number is known: announced today, made with the clock of this process set to tomorrow."""
    row, today = Draw.objects.filter(cancelled_by=None).exclude(seed="").first(), clock.today()
    if row is None:
        officer = actor_for(Account.objects.get(username=OFFICER), second_factor=True)
        tomorrow = today + timedelta(days=1)
        plan = Plan("09-KH/UBKT", today, "lottery_north", tomorrow, 1, 20)
        row = announce_draw(_place(OFFICER), today.year, plan, actor=officer)
        with clock.at(tomorrow):
            complete_draw(row.pk, "48271", tomorrow, actor=officer)
    page.goto(reverse("declarations:draw", args=[row.pk]))


def _case(page: Any) -> None:
    page.goto(reverse("declarations:case", args=[Case.objects.filter(kind="verification").latest("pk").pk]))
