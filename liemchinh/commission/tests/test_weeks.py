"""A commission's week: what is late, due now and due next, of every kind open to the reader, and of their programmes."""

from datetime import date

import pytest
from django.urls import reverse

from liemchinh.casework.models import Deadline
from liemchinh.casework.queries import optional_steps
from liemchinh.casework.steps import Who
from liemchinh.commission.weeks import week_of, week_shown
from liemchinh.discipline.tests.samples import by_branch
from liemchinh.inspections.drafting import put_item
from liemchinh.inspections.follow_ups import Duty, set_follow_up
from liemchinh.inspections.services import adopt_programme
from liemchinh.journal import clock
from tests.permissions_of_cases_of_inspection import SUBJECT, concluded, on_signs
from tests.permissions_of_inspections import DAY, KEEPS, drafted, line
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_week_goes_from_monday_to_sunday() -> None:
    for day in range(9, 16):
        week = week_of(date(2026, 3, day))
        assert (week.first, week.last, week.next.first) == (date(2026, 3, 9), date(2026, 3, 15), date(2026, 3, 16))


def test_late_this_week_and_the_next_stand_apart_and_show_no_case_of_others(world: World) -> None:
    mine, theirs = by_branch(world), on_signs(world)
    concluded(theirs, world.actor("khoa"))
    for case, day in ((mine, 2), (theirs, 8)):
        first = (
            Deadline.objects.filter(case=case, cancelled_by=None).exclude(step__in=optional_steps(case.kind)).first()
        )
        Deadline.objects.filter(pk=first.pk).update(due_on=date(2026, 3, day))
    who = Who(SUBJECT, None, world.people["binh"])
    for day in (date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)):
        set_follow_up(theirs, Duty(who, "remedy", day), actor=world.actor("khoa"))
    for month, name in ((2, "branch"), (3, "district")):
        draft = drafted(world, name)
        put_item(draft.pk, line(world, name, month=month), actor=world.actor(KEEPS[name]))
        adopt_programme(draft.pk, "12-CTr", DAY, actor=world.actor(KEEPS[name]))
    chi, khoa = (week_shown(world.actor(name), clock.today()) for name in ("chi", "khoa"))
    assert [(one.due_on.day, "mục 2" in one.step) for one in chi.late.rows] == [(28, True), (2, False)]
    assert (chi.now.rows, chi.next.rows, chi.programme) == ([], [], [])
    assert [one.due_on.day for one in khoa.late.rows] == [2], "what the branch keeps is nobody else's"
    assert [one.due_on.day for one in khoa.now.rows] == [8]
    assert [one.due_on.day for one in khoa.next.rows] == [9]
    assert [one.due_on.day for one in khoa.programme] == [31]
    assert [week_shown(world.actor(name), clock.today()).late.rows for name in ("an", "nam", "quan")] == [[], [], []]
    page = world.client("khoa").get(reverse("commission:week")).content.decode()
    assert "Khắc phục khuyết điểm" in page and "Trần Văn Bình" not in page, "who is in a case is read on its own page"
