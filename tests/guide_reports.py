"""The screens of reports in the guide: a half-year report of the example's district is begun."""

from datetime import date
from typing import Any

from django.urls import reverse

from liemchinh.access.actor import actor_for
from liemchinh.access.models import Account
from liemchinh.figures.periods import Period
from liemchinh.reports.models import Report
from liemchinh.reports.writing import start_report
from tests.guide import DESK, PHONE, Picture
from tests.guide_directives import place
from tests.guide_returns import OFFICER

DEFINITION = "s:members_work"


def pictures() -> list[Picture]:
    """In the order of the pages."""
    return [
        Picture("reports-start", OFFICER, _starting, (PHONE,)),
        Picture("reports-one", OFFICER, _one, (DESK, PHONE)),
        Picture("reports-write", OFFICER, _writing, (PHONE,)),
        Picture("reports-list", OFFICER, reverse("reports:list"), (DESK,)),
        Picture("reports-way", OFFICER, _way, (DESK, PHONE)),
        Picture("reports-take", OFFICER, _taking, (PHONE,)),
        Picture("reports-code", OFFICER, reverse("reports:code"), (PHONE,)),
    ]


def _starting(page: Any) -> None:
    page.goto(reverse("reports:start", args=[place(OFFICER)]))


def _report() -> Report:
    at = place(OFFICER)
    found = Report.objects.filter(organisation_id=at, source="members_work", cancelled_by=None).first()
    half = Period(date(2026, 1, 1), date(2026, 6, 30))
    return found or start_report(at, DEFINITION, "half", half, actor=actor_for(Account.objects.get(username=OFFICER)))


def _one(page: Any) -> None:
    page.goto(reverse("reports:one", args=[_report().pk]))


def _writing(page: Any) -> None:
    page.goto(reverse("reports:write", args=[_report().pk, "II.1"]))


def _way(page: Any) -> None:
    page.goto(reverse("reports:way", args=[_report().pk]))


def _taking(page: Any) -> None:
    page.goto(reverse("reports:take", args=[_report().pk]))
