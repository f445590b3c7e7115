"""The screens of inspection and supervision in the guide: what is shown is drafted there as a person would do it."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from liemchinh.access.actor import actor_for
from liemchinh.access.models import Account, RoleGrant
from liemchinh.casework.queries import cases_visible_to
from liemchinh.inspections.models import Draft, Inspection, Programme
from tests.guide import DESK, PHONE, Picture

OFFICER, SECRETARY = "kiem-tra-huyen", "bi-thu-chi-bo-truong"
Walk = Callable[[Any], None]


def pictures() -> list[Picture]:
    """In the order of the page."""
    both = (DESK, PHONE)
    return [
        Picture("inspections", SECRETARY, reverse("inspections:list"), both),
        Picture("inspections-begin", SECRETARY, reverse("inspections:begin", args=[_place(SECRETARY)])),
        Picture("inspections-draft", SECRETARY, _drafted, both),
        Picture("inspections-item", SECRETARY, _first_item),
        Picture("inspections-adopt", SECRETARY, _adopting),
        Picture("inspections-programme", SECRETARY, _adopted, both),
        Picture("inspection-start", SECRETARY, _starting),
        Picture("inspection-case", SECRETARY, _started, both),
        Picture("inspection-signs", OFFICER, reverse("inspections:signs", args=[_place(OFFICER)])),
        Picture("inspections-add-subject", OFFICER, _adding),
        Picture("inspections-coverage", OFFICER, f"{reverse('inspections:coverage')}?at={_place(OFFICER)}"),
    ]


def _place(person: str) -> int:
    grant = RoleGrant.objects.filter(account__username=person).exclude(organisation_id=None).latest("pk")
    return int(grant.organisation_id or 0)


def _begun(page: Any, person: str) -> Draft:
    """The draft of the person's organ, made through the screen if there is none."""
    if not Draft.objects.filter(organisation_id=_place(person)).exists():
        page.goto(reverse("inspections:begin", args=[_place(person)]))
        page.click("main form button.button")
        page.wait_for_url("**/drafts/**")
    return Draft.objects.filter(organisation_id=_place(person)).latest("pk")


def _item(page: Any, draft: Draft) -> None:
    """One line, with the first subject that is offered."""
    page.goto(reverse("inspections:item", args=[draft.pk, 0]))
    page.locator("main [name=sort]").first.check()
    page.select_option("main [name=month]", "5")
    page.fill("main [name=first]", "01/01/2025")
    page.fill("main [name=last]", "31/12/2025")
    page.locator("main [name=people], main [name=organisations]").first.check()
    page.click("main summary:has-text('Nhiệm vụ')")
    page.locator("main [name=content_duty]").nth(3).check()
    page.click("main form button:has-text('Lưu vào bản thảo')")
    page.wait_for_url("**/drafts/**")


def _drafted(page: Any) -> None:
    draft = _begun(page, SECRETARY)
    if not draft.items:
        _item(page, draft)
    page.goto(reverse("inspections:draft", args=[draft.pk]))


def _first_item(page: Any) -> None:
    page.goto(reverse("inspections:item", args=[_begun(page, SECRETARY).pk, 1]))


def _adopting(page: Any) -> None:
    page.goto(reverse("inspections:adopt", args=[_begun(page, SECRETARY).pk]))


def _adopted(page: Any) -> None:
    if not Programme.objects.filter(cancelled_by=None).exists():
        _adopting(page)
        page.fill("main [name=decision]", "03-CTr/CB")
        page.fill("main [name=on]", "16/11/2026")
        page.click("main form button.button:not(.quiet)")
        page.wait_for_url("**/programmes/**")
    page.goto(reverse("inspections:programme", args=[Programme.objects.filter(cancelled_by=None).latest("pk").pk]))


def _adding(page: Any) -> None:
    draft = _begun(page, OFFICER)
    if not draft.items:
        _item(page, draft)
    page.goto(f"{reverse('inspections:add-subject', args=[draft.pk, 1])}?what=organisations")


def _starting(page: Any) -> None:
    programme = Programme.objects.filter(cancelled_by=None).latest("pk").pk
    page.goto(reverse("inspections:start", args=[programme, 1]))


def _started(page: Any) -> None:
    # What is shown is a case that is open to the secretary.
    secretary = actor_for(Account.objects.get(username=SECRETARY), second_factor=True)
    own = Inspection.objects.filter(case__in=cases_visible_to(secretary))
    if not own.exists():
        _starting(page)
        page.locator("main [name=subjects]").first.check()
        page.fill("main [name=on]", "17/11/2026")
        page.click("main form button.button:not(.quiet)")
        page.wait_for_url("**/cases/**")
    page.goto(reverse("inspections:case", args=[own.latest("pk").pk]))
