"""Screens of the rules an office must confirm, for the guide."""

from datetime import date

from django.urls import reverse

from liemchinh.access.actor import actor_for
from liemchinh.access.models import Account
from liemchinh.casework.models import Deadline
from liemchinh.journal import clock
from liemchinh.rulebook.models import LocalValue
from liemchinh.rulebook.places import places_of
from liemchinh.rulebook.rows import shipped
from liemchinh.rulebook.services import NewYear, state_year
from tests.guide import DESK, PHONE, Picture

FIRST, SECOND, BOTH = "to-chuc-tinh", "to-chuc-tinh-2", (DESK, PHONE)
RULE = "personal_data.correct_within"


def pictures() -> list[Picture]:
    """The list, one rule, a value and a year being stated, and what the second officer sees."""
    value = reverse("rulebook:value", args=[_stated().pk])
    return [
        Picture("rulebook", FIRST, reverse("rulebook:list"), BOTH),
        Picture("rulebook-rule", FIRST, reverse("rulebook:one", args=[RULE]), BOTH),
        Picture("rulebook-state", FIRST, reverse("rulebook:state", args=[RULE])),
        Picture("rulebook-year", FIRST, reverse("rulebook:state", args=[f"calendar.{clock.today().year + 1}"])),
        Picture("rulebook-value", SECOND, value, BOTH),
        Picture("rulebook-why", SECOND, reverse("casework:why", args=[_working_days().pk]), BOTH),
    ]


def _stated() -> LocalValue:
    """This year's days off with one more, stated by the first officer and waiting for the second."""
    actor = actor_for(Account.objects.get(username=FIRST), second_factor=True)
    year, today = clock.today().year, clock.today()
    found = LocalValue.objects.filter(name=f"calendar.{year}", vouched_in=None, cancelled_by=None).first()
    known = shipped().calendar.years[year]
    more = next(day for day in _days_after(today) if day.weekday() < 5 and day not in known.off)
    new = NewYear(year, places_of(actor)[0], [*known.off, more], sorted(known.worked), "Thông báo 15-TB/TU", today)
    return found or state_year(new, actor=actor)


def _working_days() -> Deadline:
    """An open deadline of a transfer, counted in working days."""
    rows = Deadline.objects.filter(case__kind="transfers", step="received", cancelled_by=None, due_on__isnull=False)
    return rows.order_by("-due_on", "pk")[0]


def _days_after(day: date) -> list[date]:
    return [date.fromordinal(day.toordinal() + ahead) for ahead in range(2, 9)]
