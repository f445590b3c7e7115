"""The screens of declarations in the guide: last year's lists of the example, a draw that waits for its number, a verification."""

from typing import Any

from django.urls import reverse

from liemchinh.access.models import RoleGrant
from liemchinh.casework.models import Case
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
    page.goto(reverse("declarations:draw", args=[Draw.objects.filter(cancelled_by=None).latest("pk").pk]))


def _case(page: Any) -> None:
    page.goto(reverse("declarations:case", args=[Case.objects.filter(kind="verification").latest("pk").pk]))
