"""A commission's quarter and December: from records alone, of what is open to the reader."""

from datetime import date

import pytest
from django.urls import reverse

from liemchinh.casework.models import Step
from liemchinh.casework.steps import Who
from liemchinh.commission.december import checks
from liemchinh.commission.quarters import quarter_of, quarter_shown
from liemchinh.commission.tests.samples import merged
from liemchinh.discipline.tests.samples import by_branch
from liemchinh.inspections.drafting import begin_draft
from liemchinh.inspections.follow_ups import Duty, confirm_follow_up, follow_up_done, set_follow_up
from liemchinh.inspections.models import FollowUp
from liemchinh.inspections.progress import lines_of_year
from tests.permissions_of_cases_of_inspection import SUBJECT, concluded, let_in, on_signs, planned
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 3)


def states(world: World, name: str) -> list[str]:
    return [line.state for line in lines_of_year(world.actor(name), 2026)]


def test_a_line_is_open_to_who_has_its_case_untold_to_others_and_done_once_it_ended(world: World) -> None:
    case = planned(world, "district")
    thu, _duc = (let_in(world, on_signs(world)), None)
    assert (states(world, "khoa"), [line.state for line in lines_of_year(thu, 2026)]) == (["open"], ["untold"])
    case.closed_by = case.recorded_by
    case.save()
    assert states(world, "khoa") == ["done"] and [line.state for line in lines_of_year(thu, 2026)] == ["done"]


def test_a_quarter_counts_lines_ended_cases_and_duties_of_what_is_open(world: World) -> None:
    khoa, case = world.actor("khoa"), on_signs(world)
    concluded(case, khoa)
    thu = let_in(world, case)
    who = Who(SUBJECT, None, world.people["binh"])
    for day in (date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 31), date(2026, 4, 1)):
        set_follow_up(case, Duty(who, "remedy", day), actor=khoa)
    first, second = FollowUp.objects.order_by("due_on")[:2]
    for row in (first, second):
        follow_up_done(case, row.pk, TODAY, actor=khoa)
    confirm_follow_up(case, first.pk, actor=thu)
    last = Step.objects.filter(case=case).latest("recorded_by")
    case.closed_by = last.recorded_by
    case.save()
    shown = quarter_shown(khoa, quarter_of(2026, 1), TODAY)
    assert [duty.state for duty in shown.duties] == ["done", "unconfirmed", "waits"] and shown.duties_done == 1
    assert [(one.called.url, one.on) for one in shown.ended] == [(reverse("inspections:case", args=[case.pk]), last.on)]
    assert quarter_shown(khoa, quarter_of(2026, 2), date(2026, 5, 1)).duties[0].state == "late"
    other = quarter_shown(world.actor("chi"), quarter_of(2026, 1), TODAY)
    assert (other.ended, other.duties) == ([], []), "nothing of cases that are open to others alone"
    page = world.client("khoa").get(f"{reverse('commission:quarter')}?year=2026&quarter=1").content.decode()
    assert "Quý I năm 2026" in page and "1 / 3" in page and "period=quarter-1" in page


def test_december_says_of_each_thing_whether_it_is_done(world: World) -> None:
    khoa = world.actor("khoa")
    planned(world, "district")
    told = {check.title: (check.state, check.says) for check in checks(khoa, 2026, TODAY)}
    commission = "Ủy ban kiểm tra Đảng bộ huyện Sông Thu"
    assert told[f"Chương trình năm 2026 – {commission}"] == ("warn", "0 trong 1 mục đã xong")
    assert told[f"Chương trình năm 2027 – {commission}"] == ("warn", "chưa lập")
    begin_draft(world.places["district"], "inspection", 2027, actor=khoa)
    told = {check.title: (check.state, check.says) for check in checks(khoa, 2026, date(2027, 3, 1))}
    assert told[f"Chương trình năm 2027 – {commission}"] == ("warn", "đã có bản thảo, chưa thông qua")
    assert told["Việc mở quá 12 tháng"] == ("late", "1")
    assert told["Tổ chức đã kết thúc, danh sách tiếp nhận chưa ký"] == ("good", "không có")
    by_branch(world)
    merged(world)
    told = {check.title: (check.state, check.says) for check in checks(world.actor("lien"), 2026, TODAY)}
    assert told["Tổ chức đã kết thúc, danh sách tiếp nhận chưa ký"] == ("warn", "1")
    assert told["Việc mở quá 12 tháng"] == ("good", "không có"), "the case of the branch is open to nobody here"
    page = world.client("khoa").get(reverse("commission:december")).content.decode()
    assert "Việc cuối năm 2026" in page and "chưa thông qua" in page and "period=year" in page
