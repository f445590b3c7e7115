"""Tables of one's own: any choice gives the figures of the pages, in the reader's own scope; crossings from the declared list alone."""

import io
import json
import re
from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.http import QueryDict
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from liemchinh.figures.asking import question
from liemchinh.figures.crossings import crossings_of, declare_crossing, is_sensitive
from liemchinh.figures.declarations import indicator, indicators
from liemchinh.figures.periods import Period
from liemchinh.figures.queries import report_visible_to, shown_indicators
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import NewAct, record_act, register_person
from liemchinh.tabulations.models import Tabulation, Wish
from liemchinh.tabulations.queries import grid_visible_to, tabulations_visible_to
from liemchinh.tabulations.recount import differences
from liemchinh.tabulations.reminding import send_links
from liemchinh.tabulations.services import ask_for_link, keep_tabulation, remove_tabulation, stop_link
from liemchinh.tabulations.shape import BOTH, MANY, ONE, PERIODS, PLACES, ROWS, Shape, read
from regulations.answers import Refused
from tests.permissions_of_tabulations import kept
from tests.world import CONSOLE, World

TODAY = date(2026, 3, 3)
FREE_YEAR = {"when": "free", "period": Period(date(2025, 1, 1), date(2025, 12, 31))}


@given(
    keys=st.lists(st.sampled_from([one.key for one in shown_indicators()]), unique=True, max_size=10),
    told=st.fixed_dictionaries({
        "cross": st.sampled_from(["", "age", "gender", "ethnicity", "nothing"]), "rows": st.sampled_from([*ROWS, "x"]),
        "when": st.sampled_from([*ONE, *MANY, "x"]), "from": st.sampled_from(["", "2025-01-01", "2026-09-01", "0001-01-01"]),
        "to": st.sampled_from(["", "2025-12-31", "9999-12-31", "31/12/2025"]),
    }),
    only=st.lists(st.sampled_from(["1", "22", "-1", "x", "9" * 19]), max_size=4),
)  # fmt: skip
def test_whatever_stands_in_an_address_is_read_as_something_on_offer_and_written_the_same(
    keys: list[str], told: dict[str, str], only: list[str]
) -> None:
    data = QueryDict(mutable=True)
    data.setlist("show", keys)
    data.setlist("only", only)
    data.update(told)
    shape = read(data, 7)
    assert set(shape.keys) <= set(keys) and len(shape.keys) <= 8 and shape.rows in shape.offered_rows
    assert shape.when in shape.offered_when and (shape.cross == "" or shape.cross in crossings_of(shape.keys[0]))
    assert read(QueryDict(shape.address("at")), 7) == shape
    periods = [period for _name, period in shape.periods(TODAY)]
    assert periods == sorted(periods) and len({period.last for period in periods}) == len(periods)


def test_periods_move_on_with_the_day_and_are_whole() -> None:
    def last(when: str, rows: str = PERIODS) -> list[tuple[str, Period]]:
        return Shape(1, ("members",), rows=rows, when=when).periods(TODAY)

    assert last("month", PLACES) == [("02/2026", Period(date(2026, 2, 1), date(2026, 2, 28)))]
    assert last("quarter", PLACES) == [("Quý IV/2025", Period(date(2025, 10, 1), date(2025, 12, 31)))]
    assert last("to_date", PLACES)[0][1] == Period(date(2026, 1, 1), TODAY)
    months, quarters, years = (last(when) for when in MANY)
    assert [len(one) for one in (months, quarters, years)] == [12, 8, 5]
    assert (months[0][0], months[-1][0]) == ("03/2025", "02/2026") and (years[0][0], years[-1][0]) == (
        "Năm 2021",
        "Năm 2025",
    )
    assert quarters[0][0] == "Quý I/2024"


def test_what_is_sensitive_crosses_with_nothing() -> None:
    guarded = {key for key, one in indicators().items() if is_sensitive(one)}
    assert {
        "struck_off",
        "expelled",
        "left",
        "died",
        "suspended",
        "members_minority",
        "share_minority",
        "survey_assessed",
    } <= guarded
    assert all(one.key in guarded for one in indicators().values() if one.of == "cases")
    crossed = {key: crossings_of(key) for key in indicators() if crossings_of(key)}
    assert len(crossed) >= 9
    assert (
        guarded & {key for whole, ways in crossed.items() for way in ways.values() for key in (whole, *way.parts)}
        == set()
    )
    for whole, part in (
        ("struck_off", "struck_off_probationary"),
        ("members", "members_minority"),
        ("admitted", "admitted_minority"),
    ):
        with pytest.raises(ValueError, match="guards 10"):
            declare_crossing(whole, "tests", "x", (part,))
    with pytest.raises(ValueError, match="no part"):
        declare_crossing("members", "tests", "x", ("admitted_women",))
    with pytest.raises(ValueError, match="twice"):
        declare_crossing("members", "gender", "x", ("members_women",))


@pytest.mark.django_db
def test_a_table_holds_the_figures_of_the_pages(world: World) -> None:
    giang, commune = world.actor("giang"), world.places["commune"]
    shape = Shape(commune, ("members",), cross="gender", **FREE_YEAR)
    grid = grid_visible_to(giang, shape, TODAY)
    seen = report_visible_to(
        giang, question(commune, date(2025, 1, 1), date(2025, 12, 31)), ["members", "members_women"], by_child=True
    )
    assert grid is not None and seen is not None and grid.whole is not None
    assert [(row.organisation, [figure.value for figure, _p in row.cells]) for row in grid.rows] == [
        (line.organisation, [figure.value for figure in line.figures.values()]) for line in seen.lines
    ]
    assert [figure.value for figure, _p in grid.whole.cells] == [4, 0] and not grid.hides
    one = grid_visible_to(giang, Shape(commune, ("members",), chosen=(world.places["branch"],), **FREE_YEAR), TODAY)
    assert one is not None and [row.organisation for row in one.rows] == [world.places["branch"]]
    for rows in (PERIODS, BOTH):
        many = grid_visible_to(giang, Shape(commune, ("admitted",), rows=rows, when="years"), TODAY)
        assert many is not None
        cells = [figure.value for row in many.rows for figure, _period in row.cells]
        assert len(cells) == (5 if rows == PERIODS else 10)
    by_year = grid_visible_to(giang, Shape(commune, ("members",), rows=PERIODS, when="years"), date(2018, 3, 3))
    assert by_year is not None and [row.cells[0][0].value for row in by_year.rows] == [0, 0, 0, 4, 4]


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [PLACES, PERIODS, BOTH])
def test_a_small_number_about_conduct_is_hidden_in_every_period_of_a_table(world: World, rows: str) -> None:
    record_act(world.people["branch"], NewAct("struck_off", date(2025, 5, 5), world.places["branch"]), actor=CONSOLE)
    when = FREE_YEAR if rows == PLACES else {"when": "years"}
    shape = Shape(world.places["branch" if rows == PERIODS else "commune"], ("struck_off",), rows=rows, **when)
    seen = {name: grid_visible_to(world.actor(name), shape, TODAY) for name in ("giang", "khoa")}
    for name, hidden in (("giang", True), ("khoa", False)):
        grid = seen[name]
        assert grid is not None and {figure.hidden for row in grid.rows for figure, _p in row.cells} == {hidden}
    assert seen["khoa"] is not None and 1 in [figure.value for row in seen["khoa"].rows for figure, _p in row.cells]


@pytest.mark.django_db
def test_a_shared_table_shows_each_reader_their_own_scope_and_nobody_elses(world: World) -> None:
    province, commune, branch = (world.places[place] for place in ("province", "commune", "branch"))
    shape = Shape(commune, ("members",), chosen=(branch,), when="to_date")
    mine = keep_tabulation(shape, "Riêng của An", shared=False, actor=world.actor("an"))
    offered = keep_tabulation(shape, "Cho cả huyện", shared=True, actor=world.actor("an"))
    names = ("an", "nam", "giang", "chi", "dung", "binh", "quan")
    found = {name for name in names if offered in tabulations_visible_to(world.actor(name))}
    assert found == {"an", "nam", "giang", "chi"}
    assert not any(mine in tabulations_visible_to(world.actor(name)) for name in ("nam", "giang", "chi"))
    nam, chi = (
        world.client(name).get(reverse("tabulations:one", args=[offered.pk])).content.decode()
        for name in ("nam", "chi")
    )
    assert "Đảng bộ xã Trà Mây" in nam and "Chi bộ ấp Gò Cát" in nam and "Bảng này được chia sẻ" not in nam
    assert (
        "Bảng này được chia sẻ" in chi
        and "Đảng bộ xã Trà Mây" not in chi
        and "Rạch Dừa" not in chi
        and f"at={commune}" not in chi
    )
    assert world.client("dung").get(reverse("tabulations:one", args=[offered.pk])).status_code == 404
    assert world.client("nam").post(reverse("tabulations:remove", args=[offered.pk])).status_code == 404
    wide = keep_tabulation(
        Shape(province, ("members",), when="to_date"), "Cả tỉnh", shared=True, actor=world.actor("an")
    )
    page = world.client("giang").get(reverse("tabulations:one", args=[wide.pk])).content.decode()
    assert "Đảng bộ huyện Sông Thu" in page and "Bình An" not in page


@pytest.mark.django_db
def test_five_decisions_lead_to_a_table_whose_numbers_open_and_it_is_kept(world: World) -> None:
    client, commune = world.client("nam"), world.places["commune"]
    start = client.get(reverse("figures:report"), {"at": commune}).content.decode()
    assert f"{reverse('tabulations:list')}?at={commune}" in start
    asked = {"at": commune, "show": "admitted"}
    steps = [
        client.get(reverse("tabulations:step", args=[step]), asked)
        for step in ("what", "cross", "rows", "places", "when")
    ]
    assert [one.status_code for one in steps] == [200] * 5 and "Nhóm tuổi" in steps[1].content.decode()
    no_way = client.get(reverse("tabulations:step", args=["cross"]), {"at": commune, "show": "struck_off"})
    assert no_way.status_code == 302 and "/rows/" in no_way["Location"]
    wrong = client.get(reverse("tabulations:step", args=["when"]), {**asked, "go": 1, "when": "free"})
    assert wrong.status_code == 200 and "Hãy ghi ngày cuối của kỳ." in wrong.content.decode()
    answer = client.get(
        reverse("tabulations:step", args=["when"]), {**asked, "go": 1, "when": "free", "to": "31/12/2016"}
    )
    page = client.get(answer["Location"]).content.decode()
    assert "Từ 01/01/2016 đến hết 31/12/2016" in page and "<svg" in page
    records = (
        f"/figures/records/admitted/?at={world.places['branch']}&amp;period=free&amp;from=2016-01-01&amp;to=2016-12-31"
    )
    assert records in page and client.get(records.replace("&amp;", "&")).content.decode().count("Thạch Vĩnh Phúc") >= 1
    query = answer["Location"].partition("?")[2]
    made = client.post(f"{reverse('tabulations:keep')}?{query}", {"name": " Kết nạp  2016 "})
    row = Tabulation.objects.get()
    assert (
        made["Location"] == reverse("tabulations:one", args=[row.pk]) and row.name == "Kết nạp 2016" and not row.shared
    )
    assert records in client.get(made["Location"]).content.decode()
    listed = client.get(reverse("tabulations:list")).content.decode()
    assert made["Location"] in listed
    client.post(reverse("tabulations:remove", args=[row.pk]))
    assert client.get(made["Location"]).status_code == 404
    kinds = Entry.objects.filter(kind__startswith="tabulations.").order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["tabulations.kept", "tabulations.removed"]
    assert "Kết nạp 2016" not in json.dumps(
        [bytes(entry.payload).decode() for entry in Entry.objects.all()], ensure_ascii=False
    )


@pytest.mark.django_db
def test_no_list_of_persons_comes_out_of_a_crossing(world: World) -> None:
    facts = PersonFacts("Thạch Sa Rươi", gender="nữ", birth="1990", ethnicity="khmer", card_no="99001")
    register_person(facts, [NewAct("admitted", date(2025, 5, 19), world.places["branch"])], actor=CONSOLE)
    client, asked = (
        world.client("nam"),
        {"at": world.places["commune"], "show": "admitted", "cross": "gender", "when": "year"},
    )
    page = client.get(reverse("tabulations:table"), asked).content.decode()
    ways = sorted(re.findall(r'href="(/figures/records/[^"]+)"', page))
    assert len(ways) == 4 and [way.endswith("crossed=1") for way in ways] == [False, False, True, True]
    texts = [client.get(way.replace("&amp;", "&")).content.decode() for way in ways]
    assert ["Thạch Sa Rươi" in text for text in texts] == [True, True, False, False]
    assert "không mở đến từng người" in texts[-1] and "Chi bộ ấp Gò Cát" in texts[-1]
    taken = client.post(
        f"{reverse('figures:export', args=['records'])}?{ways[-1].partition('?')[2].replace('&amp;', '&')}&key=admitted_women",
        {"as": "csv"},
    )
    assert taken.status_code == 200 and "Thạch" not in taken.content.decode() and "Gò Cát" in taken.content.decode()


@pytest.mark.django_db
def test_what_cannot_be_kept_is_refused_with_every_reason(world: World) -> None:
    nam, commune = world.actor("nam"), world.places["commune"]
    with pytest.raises(Refused) as refused:
        keep_tabulation(Shape(commune), " ", shared=False, actor=nam)
    assert [fault.code for fault in refused.value.refusals] == ["tabulations.empty", "tabulations.name"]
    with pytest.raises(Refused) as refused:
        remove_tabulation(kept(world, "an").pk, actor=nam)
    assert [fault.code for fault in refused.value.refusals] == ["tabulations.none"]


@pytest.mark.django_db
def test_the_workbook_holds_real_numbers_a_print_set_up_and_nothing_that_is_hidden(world: World) -> None:
    facts = PersonFacts("Thạch Sa Rươi", gender="nữ", birth="1990", ethnicity="khmer", card_no="99001")
    register_person(facts, [NewAct("admitted", date(2025, 5, 19), world.places["branch"])], actor=CONSOLE)
    asked = f"at={world.places['commune']}&show=members&show=members_minority&show=share_women&when=free&from=2025-01-01&to=2025-12-31"
    address = f"{reverse('tabulations:export')}?{asked}"
    assert world.client("chi").post(address).status_code == 404, "figures, and no right to take them out"
    answer = world.client("nam").post(address)
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert cells == [
        ["Đơn vị", "Tỷ lệ đảng viên nữ", "Đảng viên", "Đảng viên người dân tộc thiểu số"],
        ["Chi bộ ấp Gò Cát", 33.33, 3, "không hiện"],
        ["Chi bộ ấp Rạch Dừa", 0, 2, "không hiện"],
        ["Toàn bộ", 20, 5, 1],
    ]
    assert sheet.print_title_rows == "$5:$5" and sheet.page_setup.paperSize == 9
    entry = Entry.objects.get(kind="figures.exported")
    assert entry.organisation_id == world.places["commune"] and entry.account_id == world.accounts["nam"].pk


@pytest.mark.django_db
@override_settings(SENDS_MAIL=True, MAIL_DOMAIN="huyen.example", PUBLIC_ADDRESS="https://lc.example")
def test_the_link_comes_once_a_month_to_who_wished_it_with_no_number_and_no_name(world: World) -> None:
    row, nam = kept(world, "nam"), world.actor("nam")
    page = (
        world.client("nam").post(reverse("tabulations:link", args=[row.pk]), {"on": "1"}, follow=True).content.decode()
    )
    assert "Đã bật thư gửi đường dẫn." in page and send_links() == 0
    with pytest.raises(Refused) as refused:
        ask_for_link(row.pk, actor=nam)
    assert [fault.code for fault in refused.value.refusals] == ["tabulations.linked"]
    sent = []
    for day in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 30), date(2026, 5, 2)):
        with clock.at(day):
            sent += [day] * (send_links() + send_links())
    assert sent == [date(2026, 4, 1), date(2026, 5, 2)]
    first = mail.outbox[0]
    assert first.to == ["nam@huyen.example"] and f"https://lc.example/tabulations/{row.pk}/" in first.body
    for word in ("Tổng số", "Trà Mây", "Phan Hoài Nam", "4 "):
        assert word not in first.body and word not in first.subject
    stop_link(row.pk, actor=nam)
    with clock.at(date(2026, 7, 1)):
        assert send_links() == 0
    ask_for_link(row.pk, actor=nam)
    remove_tabulation(row.pk, actor=nam)
    assert not Wish.objects.filter(cancelled_by=None).exists() and list(differences()) == []
    kinds = (
        Entry.objects.filter(kind__startswith="tabulations.link").order_by("sequence").values_list("kind", flat=True)
    )
    assert list(kinds) == ["tabulations.link_asked", "tabulations.link_stopped", "tabulations.link_asked"]
    Wish.objects.update(cancelled_by=7)
    assert len(list(differences())) == 2


@pytest.mark.django_db
def test_without_a_mail_server_no_link_is_asked_for(world: World) -> None:
    row = kept(world, "nam")
    with pytest.raises(Refused) as refused:
        ask_for_link(row.pk, actor=world.actor("nam"))
    assert [fault.code for fault in refused.value.refusals] == ["tabulations.no-mail"] and send_links() == 0
    assert "Thư hằng tháng" not in world.client("nam").get(reverse("tabulations:one", args=[row.pk])).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [PLACES, PERIODS, BOTH])
def test_a_larger_table_asks_no_more_of_the_database(world: World, rows: str) -> None:
    counts = []
    for place in ("branch", "province"):
        shape = Shape(world.places[place], ("members",), rows=rows, when="year" if rows == PLACES else "quarters")
        grid_visible_to(world.actor("an"), shape, TODAY)
        an = world.actor("an")
        with CaptureQueriesContext(connection) as held:
            assert grid_visible_to(an, shape, TODAY) is not None
        counts.append(len(held))
    assert max(counts) <= min(counts) + 1 and max(counts) < 20, counts


def test_a_label_of_a_crossing_is_that_of_its_indicator() -> None:
    assert {str(way.label) for way in crossings_of("admitted").values()} == {"Nhóm tuổi", "Giới tính"}
    assert all(indicator(key).shown for way in crossings_of("members").values() for key in way.parts)
