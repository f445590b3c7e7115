"""A programme of inspection: the secretary on a phone for the branch, the commission's officer at a desk for the district."""

from typing import Any

import pytest

from liemchinh.inspections.models import Draft, Programme
from liemchinh.inspections.queries import items_of
from tests.journeys.conftest import PHONE, Opens
from tests.walks import fits, refused, send
from tests.world import World

LINE = {"sort": "planned", "month": "5", "first": "01/01/2025", "last": "31/12/2025"}


@pytest.mark.on("2026-03-03")
def test_a_branch_and_a_commission_plan_their_year(as_: Opens, world: World) -> None:
    secretary = as_("chi", size=PHONE)
    _planned_by_the_branch(secretary, world)
    officer = as_("khoa")
    officer.goto(f"/inspections/?at={world.places['commune']}")
    officer.click("text=Chi bộ ấp Gò Cát >> nth=0")
    assert (
        "Trần Văn Bình" in officer.inner_text("main") and officer.locator("text=Sửa bằng quyết định khác").count() == 0
    )
    _planned_by_the_commission(officer, world)
    assert Draft.objects.count() == 0 and Programme.objects.count() == 2


def _planned_by_the_branch(page: Any, world: World) -> None:
    page.goto("/inspections/")
    fits(page)
    page.click("main a.button:has-text('Lập chương trình')")
    send(page, year="2026")
    page.click("text=Thêm mục đầu tiên")
    assert page.locator("main input[type=checkbox]:checked").count() == 0
    send(page, **LINE)
    assert "chưa có đối tượng" in page.inner_text("main") and page.locator("text=Ghi quyết định thông qua").count() == 0
    page.click("text=Mục 1. Kiểm tra theo chương trình")
    page.click("main summary:has-text('Nhiệm vụ của thành viên')")
    send(page, people=str(world.people["binh"]), content_duty="duty.assigned_task_not_done")
    fits(page)
    page.click("main a.button:has-text('Ghi quyết định thông qua')")
    send(page, decision="03-CTr/CB", on="02/03/2026")
    fits(page)
    [item] = items_of(Programme.objects.get())
    assert item.people == (world.people["binh"],) and item.content == ("duty.assigned_task_not_done",)


def _planned_by_the_commission(page: Any, world: World) -> None:
    page.goto("/inspections/")
    page.locator("main a.button:has-text('Lập chương trình')").nth(1).click()
    send(page, organ="inspection")
    page.click("text=Thêm mục đầu tiên")
    page.click("main summary:has-text('Sử dụng tiền')")
    for name, value in {**LINE, "sort": "finance"}.items():
        line = page.locator(f"main [name={name}]")
        if name == "month":
            line.select_option(value)
        elif name == "sort":
            page.check(f"main [name=sort][value={value}]")
        else:
            line.fill(value)
    page.check("main [name=content_money][value='money.dues_mishandled']")
    page.click("main button:has-text('tìm thêm tổ chức')")
    page.check(f"main [name=organisation][value='{world.places['sibling']}']")
    page.click("main form button.button:has-text('Thêm vào mục này')")
    page.goto(f"/inspections/drafts/{Draft.objects.get().pk}/adopt/")
    page.fill("main [name=on]", "02/03/2026")
    page.fill("main [name=decision]", "12-CTr/UBKT")
    page.click("main form button.button:not(.quiet)")
    page.wait_for_url("**/programmes/**")
    fits(page)
    page.goto(f"/inspections/coverage/?at={world.places['commune']}")
    fits(page)
    page.click("main td a, main th a >> nth=0")
    page.click("main a.button:has-text('Ghi kết luận đã có')")
    told = {"by": f"{world.places['district']}-inspection", "sort": "planned", "on": "03/06/2024"}
    send(page, **told, number="15-TB/UBKT")
    page.click("main a.button:has-text('Ghi kết luận đã có')")
    send(page, **told, number="15-TB/UBKT")
    assert refused(page)[0][0] == "Kết luận này đã được ghi cho tổ chức này."
