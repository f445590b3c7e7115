"""The thirteen numbers Tân Phú published of surveys and answered files: counted from the example's records, walked by tap to them."""

import re
from typing import Any

from liemchinh.demo.citizens import load_citizens
from liemchinh.demo.published import published_lines
from liemchinh.demo.surveys import load_surveys
from liemchinh.figures.declarations import indicator
from liemchinh.figures.services import PublishedFigure, publish_lines
from liemchinh.journal import clock
from tests.journeys.conftest import PHONE, Opens
from tests.walks import fits
from tests.world import World

LINES = [one for one in published_lines() if indicator(one.indicator).of in ("surveys", "citizens")]


def recorded(world: World) -> None:
    """The example's records, and its printed lines at the province; those of surveys at the district too, which is all of it."""
    places, console = world.places, world.actor("console")
    load_citizens({"tp": places["province"]}, actor=console)
    load_surveys({"tp": places["province"]}, places["commune"], places["branch"], clock.today(), actor=console)
    publish_lines(
        [
            PublishedFigure(
                f"{line.key}-{place}", line.report, line.label, line.indicator, places[place], line.period, line.as_of, line.filters,
                line.unit, line.printed, line.is_change,
            )
            for place in ("province", "district") for line in LINES
            if place == "province" or indicator(line.indicator).of == "surveys"
        ], actor=console,
    )  # fmt: skip


def number(text: str) -> int:
    """A count as it is printed."""
    return int(re.sub(r"\D", "", text))


def lines_shown(page: Any, place: int) -> dict[tuple[str, str], tuple[str, str, str]]:
    """What the page of published numbers holds: line and days → printed, counted, where the counted one leads."""
    page.goto(f"/figures/published/?at={place}")
    fits(page)
    found = {}
    for row in page.locator("main tbody tr").all():
        label, (when, printed, counted, holds) = row.locator("th").inner_text(), row.locator("td").all_inner_texts()
        assert "khớp" in holds, label
        link = row.locator("td a")
        found[label, when] = (printed, counted, link.get_attribute("href") if link.count() else "")
    return found


def places_behind(page: Any) -> dict[str, int]:
    """Each organisation that makes a number, page after page, and how much of it."""
    found = {}
    while True:
        fits(page)
        for row in page.locator("main table tbody tr").all():
            found[row.locator("th, td").first.inner_text()] = number(row.locator("td").last.inner_text())
        following = page.locator("main a[rel=next]")
        if not following.count():
            return found
        following.first.click()


def test_each_number_leads_by_tap_to_the_papers_and_minutes_it_is_added_up_from(as_: Opens, world: World) -> None:
    recorded(world)
    an = as_("an", size=PHONE)
    shown = lines_shown(an, world.places["province"])
    assert len(shown) == len(LINES) == 13
    for (label, when), (printed, counted, leads) in shown.items():
        assert printed == counted and leads, label
        an.goto(leads)
        fits(an)
        if "%" not in printed:
            assert sum(places_behind(an).values()) == number(printed), (label, when)
        else:
            assert printed.rstrip("% ").strip() in an.inner_text("main"), label


def test_a_survey_number_ends_at_minutes_of_branches_and_opens_to_who_leads_surveys_alone(
    as_: Opens, world: World
) -> None:
    recorded(world)
    an, giang = as_("an", size=PHONE), as_("giang", size=PHONE)
    an.goto(f"/organisations/{world.places['province']}/")
    an.click("main >> text=Khảo sát bằng phiếu kín")
    for period, concluded in (("Nửa cuối năm 2017", 116), ("Nửa đầu năm 2018", 27), ("Nửa cuối năm 2018", 20)):
        an.click(f"main a:has-text('{period}')")
        fits(an)
        told = re.findall(r"(\d[\d.]*) trên (\d[\d.]*)", an.inner_text("main"))
        assert sum(number(one) for one, _of in told) == concluded and "biên bản số 01-BB/KS" in an.inner_text("main")
        an.click("nav.crumbs a:has-text('Khảo sát bằng phiếu kín')")
    seen, led = (lines_shown(page, world.places["district"]) for page in (giang, an))
    assert seen.keys() == led.keys() and len(seen) == 6
    assert {leads for _printed, _counted, leads in seen.values()} == {""}, "published, and no way behind it"
    for _printed, _counted, leads in led.values():
        assert an.goto(leads).status == 200
        assert "/records/" not in leads or giang.goto(leads).status == 404


def test_the_answers_end_at_the_number_of_the_paper_they_stand_in(as_: Opens, world: World) -> None:
    recorded(world)
    an = as_("an", size=PHONE)
    an.goto(f"/organisations/{world.places['province']}/")
    an.click("main >> text=Người dân đánh giá")
    an.click("main a:has-text('2018')")
    fits(an)
    told = an.inner_text("main")
    assert "12.989" in told and "99,51" in told
    an.click("main summary:has-text('lần ghi phiếu giấy')")
    assert "Số 12/TH-2018: từ 01/12/2018 đến 31/12/2018" in an.inner_text("main")
