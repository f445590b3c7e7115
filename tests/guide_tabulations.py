"""The screens of tables of one's own in the guide: two tables kept in the example."""

from typing import Any

from django.urls import reverse

from liemchinh.access.actor import actor_for
from liemchinh.access.models import Account
from liemchinh.tabulations.models import Tabulation
from liemchinh.tabulations.services import keep_tabulation
from liemchinh.tabulations.shape import PERIODS, Shape
from tests.guide import DESK, PHONE, Picture
from tests.guide_directives import place

OFFICER = "to-chuc-tan-phu"


def pictures() -> list[Picture]:
    """In the order of the page."""
    return [
        Picture("tabulations-table", OFFICER, _table),
        Picture("tabulations-what", OFFICER, f"{reverse('tabulations:step', args=['what'])}?show=admitted", (PHONE,)),
        Picture("tabulations-list", OFFICER, _list, (DESK, PHONE)),
        Picture("tabulations-one", OFFICER, _one, (DESK, PHONE)),
    ]


def _kept() -> list[Tabulation]:
    found = list(Tabulation.objects.filter(account__username=OFFICER, cancelled_by=None).order_by("pk"))
    if not found:
        actor, at = actor_for(Account.objects.get(username=OFFICER), second_factor=True), place(OFFICER)
        tables = {
            "Kết nạp 5 năm, theo nhóm tuổi": Shape(at, ("admitted",), cross="age", rows=PERIODS, when="years"),
            "Số có đến hôm nay": Shape(at, ("members", "members_women", "admitted"), when="to_date"),
        }
        found = [
            keep_tabulation(shape, name, shared=shape.rows == PERIODS, actor=actor) for name, shape in tables.items()
        ]
    return found


def _table(page: Any) -> None:
    page.goto(f"{reverse('tabulations:table')}?at={place(OFFICER)}&show=admitted&cross=gender&when=year")


def _list(page: Any) -> None:
    _kept()
    page.goto(reverse("tabulations:list"))


def _one(page: Any) -> None:
    page.goto(reverse("tabulations:one", args=[_kept()[0].pk]))
