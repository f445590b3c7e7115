"""Which screens of what citizens send the guide shows: the answers of Tân Phú, and a district's page whose reports the province reads."""

from typing import Any

from django.urls import reverse

from liemchinh.citizens.models import Office, Report
from liemchinh.demo.citizen_reports import PHRASE
from tests.guide import DESK, PHONE, Picture
from tests.guide_directives import place

OFFICER, KEEPER, READS = "to-chuc-tan-phu", "to-chuc-huyen", "kiem-tra-tinh"


def pictures() -> list[Picture]:
    """In the order of the pages."""
    office = _office()
    asked = Report.objects.get(office=office, state="asked")
    return [
        Picture("citizens-ratings", OFFICER, _year, (DESK, PHONE)),
        Picture("citizens-paper", OFFICER, lambda page: page.goto(reverse("citizens:paper", args=[place(OFFICER)]))),
        Picture("citizens-page", KEEPER, reverse("citizens:page", args=[office.organisation_id]), (DESK, PHONE)),
        Picture("citizens-reports", READS, reverse("citizens:reports"), (DESK, PHONE)),
        Picture("citizens-on-paper", READS, reverse("citizens:on-paper"), (PHONE,)),
        Picture("citizens-report", READS, lambda page: _opened(page, asked.pk), (DESK, PHONE)),
        Picture("citizens-slips", KEEPER, lambda page: _slips(page, office.organisation_id)),
        Picture("citizens-exchange", "quan-tri", _exchange),
        Picture("citizens-keys", READS, reverse("citizens:keys", args=[asked.level_id]), (DESK, PHONE)),
    ]


def _slips(page: Any, organisation: int) -> None:
    page.goto(reverse("citizens:slips", args=[organisation]))
    page.fill("main [name=count]", "8")
    page.click("main form button.button")
    page.locator(".slip img").first.wait_for()


def _exchange(page: Any) -> None:
    """Where the folder lies on the machine of whoever takes the pictures says nothing to a reader."""
    page.goto(reverse("citizens:exchange"))
    page.evaluate("document.querySelector('main .facts code').textContent = '/srv/liemchinh/exchange'")


def _year(page: Any) -> None:
    page.goto(f"{reverse('citizens:ratings')}?at={place(OFFICER)}&year=2018")


def _opened(page: Any, report: int) -> None:
    page.goto(reverse("citizens:report", args=[report]))
    page.fill("input[name=secret]", PHRASE)
    page.click("main button.button")


def _office() -> Office:
    """The page of a district, whose reports the province reads."""
    return Office.objects.get(organisation=place(KEEPER), cancelled_by=None)
