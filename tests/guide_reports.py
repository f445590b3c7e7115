"""The screens of reports in the guide: a half-year report of the example's district is begun."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from liemchinh.access.actor import actor_for
from liemchinh.access.models import Account
from liemchinh.figures.periods import Period
from liemchinh.journal import clock
from liemchinh.papers.issuers import Issuer
from liemchinh.reports.documents.word import blank_template
from liemchinh.reports.models import Call, Report, Template
from liemchinh.reports.own_templates import keep_template
from liemchinh.reports.writing import start_report
from regulations.layouts import layout_on
from tests.guide import DESK, PHONE, Picture
from tests.guide_directives import COMMUNE, place
from tests.guide_returns import OFFICER

DEFINITION = "s:members_work"


def pictures() -> list[Picture]:
    """In the order of the pages."""
    return [
        Picture("reports-start", OFFICER, _starting, (PHONE,)),
        Picture("reports-one", OFFICER, _one, (DESK, PHONE)),
        Picture("reports-open", OFFICER, _opened, (DESK, PHONE)),
        Picture("reports-prepare", OFFICER, _preparing, (PHONE,)),
        Picture("reports-write", OFFICER, _writing, (PHONE,)),
        Picture("reports-list", OFFICER, reverse("reports:list"), (DESK,)),
        Picture("reports-way", OFFICER, _way, (DESK, PHONE)),
        Picture("reports-take", OFFICER, _taking, (PHONE,)),
        Picture("reports-templates", OFFICER, _templates, (DESK, PHONE)),
        Picture("reports-template-new", OFFICER, _new_template, (DESK,)),
        Picture("reports-project", OFFICER, _projecting, (DESK,)),
        Picture("reports-ask", OFFICER, _asking, (PHONE,)),
        Picture("reports-call", COMMUNE, _called("reports:call"), (DESK, PHONE)),
        Picture("reports-sums", COMMUNE, _called("reports:sums"), (DESK, PHONE)),
        Picture("reports-blank", COMMUNE, _blank, (PHONE,)),
        Picture("reports-bring", COMMUNE, _called("reports:bring"), (PHONE,)),
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


def _templates(page: Any) -> None:
    at = place(OFFICER)
    if not Template.objects.filter(organisation_id=at).exists():
        blank = blank_template(layout_on(settings.CHARTER, clock.today()))
        actor = actor_for(Account.objects.get(username=OFFICER))
        keep_template(Issuer(at, "committee"), blank, clock.today(), actor=actor)
    page.goto(reverse("reports:templates", args=[at]))


def _new_template(page: Any) -> None:
    page.goto(reverse("reports:template-new", args=[place(OFFICER), "committee"]))


def _projecting(page: Any) -> None:
    page.goto(f"{reverse('reports:project', args=[_report().pk])}#p3")


def _opened(page: Any) -> None:
    page.goto(reverse("reports:open", args=[_report().pk, "B1.1.1"]))


def _preparing(page: Any) -> None:
    page.goto(reverse("reports:prepare", args=[_report().pk]))


def _asking(page: Any) -> None:
    page.goto(reverse("reports:ask", args=[_report().pk]))


def _call() -> Call:
    return Call.objects.filter(organisation_id=place(COMMUNE), cancelled_by=None).earliest("pk")


def _called(name: str) -> Callable[[Any], None]:
    return lambda page: page.goto(reverse(name, args=[_call().pk]))


def _blank(page: Any) -> None:
    missing = _call().asked.filter(report=None).earliest("organisation_id")
    page.goto(reverse("reports:blank", args=[missing.call_id, missing.organisation_id]))
