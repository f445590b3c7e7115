"""The screens of figures: what each kind of reader finds there, and what they do not."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from liemchinh.access.actor import Actor
from liemchinh.access.models import SignedIn
from liemchinh.figures.declarations import indicators
from liemchinh.figures.forms import PRESETS, read
from liemchinh.figures.periods import Period
from liemchinh.figures.queries import Figure
from liemchinh.figures.showing import NOT_SHOWN, show_difference, show_figure, show_percentage, what_it_counts
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.services import NewAct, record_act
from tests.world import PEOPLE, REGISTERED, World

TODAY = date(2026, 3, 3)
YEAR = "period=year&year=2025"


class Given(dict[str, str]):
    """An address's parameters as Django gives them."""

    def getlist(self, name: str) -> list[str]:
        return [self[name]] if name in self else []


def expel(world: World, place: str) -> None:
    act = NewAct("expelled", date(2025, 6, 2), world.places["branch" if place == "binh" else place])
    record_act(world.people[place], act, actor=world.actor("console"))


def body(world: World, who: str, address: str) -> str:
    answer = world.client(who).get(address)
    assert answer.status_code == 200, (who, address, answer.status_code)
    return answer.content.decode()


@contextmanager
def queries() -> Iterator[CaptureQueriesContext]:
    with CaptureQueriesContext(connection) as counted:
        yield counted


def test_the_report_opens_on_the_readers_own_organisation_and_year(world: World) -> None:
    page = body(world, "nam", "/figures/")
    assert [
        "<h1>Đảng bộ xã Trà Mây</h1>" in page,
        "Số liệu đến ngày 03/03/2026" in page,
        "Chi bộ ấp Gò Cát" in page,
    ] == [True] * 3


@pytest.mark.parametrize("who", ["binh", "ha", "quan", "lan"])
def test_who_may_not_see_figures_finds_nothing(world: World, who: str) -> None:
    assert [
        world.client(who).get(f"/figures/{page}").status_code for page in ("", "forms/", "indicators/", "published/")
    ] == [404] * 4


@pytest.mark.parametrize("address", [
    "/figures/?at=999999", "/figures/?at=x", "/figures/?at=99999999999999999999", "/figures/one/no_such/", "/figures/one/members_age_sum/",
    "/figures/forms/99/", "/figures/records/share_women/", "/figures/export/nothing/",
])  # fmt: skip
def test_what_is_not_there_is_not_found(world: World, address: str) -> None:
    assert world.client("an").get(address).status_code == 404


def test_every_number_leads_to_its_records_and_those_to_people(world: World) -> None:
    report = body(world, "chi", f"/figures/?{YEAR}")
    assert f"/figures/records/members/?at={world.places['branch']}&amp;period=year&amp;year=2025" in report
    records = body(world, "chi", f"/figures/records/members/?{YEAR}")
    assert [f"/members/{world.uids[name]}/" in records for name in ("branch", "binh", "sibling")] == [True, True, False]


def test_a_leader_gets_figures_and_places_but_no_name_of_a_person(world: World) -> None:
    page = body(world, "giang", f"/figures/records/members/?{YEAR}")
    assert [
        REGISTERED["branch"] in page,
        PEOPLE["binh"][0] in page,
        "Chi bộ ấp Gò Cát" in page,
        "nêu lý do" in page,
    ] == [False, False, True, True]


def test_ethnicity_ends_at_organisations_for_everyone(world: World) -> None:
    pages = [body(world, who, f"/figures/records/members_minority/?{YEAR}") for who in ("an", "khoa", "chi")]
    assert [name in page for page in pages for name in REGISTERED.values()] == [False] * 9


def test_sanctions_end_at_organisations_without_the_right_and_small_ones_are_not_even_named(world: World) -> None:
    expel(world, "branch")
    inspector, officer = (body(world, who, f"/figures/records/expelled/?{YEAR}") for who in ("khoa", "an"))
    assert (REGISTERED["branch"] in inspector, REGISTERED["branch"] in officer) == (True, False)
    listed = officer[officer.index("<tbody>") : officer.index("</tbody>")]
    assert "Chi bộ ấp Gò Cát" not in listed


def test_a_branch_shows_no_small_number_of_sanctions_anywhere(world: World) -> None:
    expel(world, "branch")
    at = f"at={world.places['branch']}&{YEAR}"
    one = body(world, "chi", f"/figures/one/expelled/?{at}")
    records = body(world, "chi", f"/figures/records/expelled/?{at}")
    form = body(world, "chi", f"/figures/forms/1/?{at}")
    assert [str(NOT_SHOWN) in page for page in (one, records, form)] == [True] * 3
    assert "<h1>Khai trừ</h1>" in records
    assert str(NOT_SHOWN) not in body(world, "khoa", f"/figures/forms/1/?{at}")


def test_siblings_do_not_give_the_small_number_away(world: World) -> None:
    expel(world, "branch")
    page = body(world, "nam", f"/figures/one/expelled/?{YEAR}")
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    assert table.count(f">{NOT_SHOWN}<") == 4


def test_form_one_says_that_it_balances(world: World) -> None:
    expel(world, "sibling")
    for place in ("province", "commune", "branch", "sibling"):
        assert "A + B − C = D: đúng" in body(world, "an", f"/figures/forms/1/?at={world.places[place]}&{YEAR}")


def test_a_form_leaves_as_a_workbook_and_the_book_tells(world: World) -> None:
    before = Entry.objects.filter(kind="figures.exported").count()
    client = world.client("an")
    answer = client.post(f"/figures/export/form/?form=3&{YEAR}", {"as": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert answer["Content-Disposition"].startswith('attachment; filename="form-')
    assert (sheet["A1"].value, Entry.objects.filter(kind="figures.exported").count() - before) == (
        "ĐẢNG BỘ TỈNH BÌNH AN",
        1,
    )


def test_what_is_not_shown_is_not_in_the_file_either(world: World) -> None:
    expel(world, "branch")
    address = "/figures/export/{}/?at={}&key=expelled&show=expelled&" + YEAR
    client, at = world.client("nam"), world.places["commune"]
    answers = [client.post(address.format(what, at), {"as": "csv"}) for what in ("report", "records")]
    told = [answer.content.decode("utf-8-sig") for answer in answers]
    assert f"Chi bộ ấp Gò Cát,{NOT_SHOWN},{NOT_SHOWN},{NOT_SHOWN},{NOT_SHOWN}" in told[0]
    assert [REGISTERED["branch"] in told[1], "Chi bộ ấp Gò Cát" in told[1]] == [False, False]


def test_records_leave_with_names_only_for_who_sees_them(world: World) -> None:
    told = [
        world.client(who).post(f"/figures/export/records/?key=members&{YEAR}", {"as": "csv"}).content.decode()
        for who in ("nam", "giang")
    ]
    assert [REGISTERED["branch"] in one for one in told] == [True, False]


def test_export_asks_again_who_it_is_after_ten_minutes(world: World) -> None:
    client = world.client("an")
    SignedIn.objects.filter(pk=world.sessions["an"]).update(proved_at=clock.now().replace(year=2025))
    answer = client.post(f"/figures/export/report/?{YEAR}", {"as": "xlsx"})
    assert (
        answer.status_code,
        "next=%2Ffigures%2Fexport" in answer["Location"],
        Entry.objects.filter(kind="figures.exported").count(),
    ) == (302, True, 0)


@pytest.mark.parametrize(
    "page", ["", "one/members/", "records/members/", "forms/1/", "forms/5/", "indicators/", "published/"]
)
def test_pages_ask_the_database_the_same_number_of_times_however_much_there_is(world: World, page: str) -> None:
    client = world.client("an")
    counts = []
    for place in ("district", "commune"):
        address = f"/figures/{page}?at={world.places[place]}&period=free&from=2025-01-02&to=2025-12-30"
        client.get(address)
        with queries() as counted:
            client.get(address)
        counts.append(len(counted))
    assert counts[0] == counts[1] < 56


def test_another_tree_and_what_was_known_are_said(world: World) -> None:
    page = body(world, "an", f"/figures/?{YEAR}&tree=2020-01-01&known=03/03/2026")
    assert ["cây tổ chức ngày 01/01/2020" in page, "như đã biết đến hết ngày 03/03/2026" in page] == [True, True]


def test_a_free_period_that_ends_before_it_begins_says_so_and_shows_the_year(world: World) -> None:
    page = body(world, "an", "/figures/?period=free&from=31/12/2025&to=01/01/2025")
    assert ["đứng trước ngày đầu kỳ" in page, "Năm 2026" in page] == [True, True]


@given(st.dictionaries(st.sampled_from(["period", "year", "from", "to", "tree", "known"]), st.text(max_size=12)))
def test_no_address_breaks_the_question(told: dict[str, str]) -> None:
    asked, form = read(Given(told), 1, TODAY)  # type: ignore[arg-type]
    assert asked.period.first <= asked.period.last
    assert form.fields


@given(st.sampled_from(sorted(PRESETS)), st.integers(1931, 2099))
def test_a_question_asks_the_same_through_its_own_address(choice: str, year: int) -> None:
    asked, _form = read(Given(period=choice, year=str(year)), 7, TODAY)  # type: ignore[arg-type]
    again, _form = read(Given(asked.parameters()), 7, TODAY)  # type: ignore[arg-type]
    assert again == asked


def test_a_period_that_is_not_over_ends_today_and_so_does_the_year_before() -> None:
    asked, _form = read(Given(), 1, TODAY)  # type: ignore[arg-type]
    assert (asked.period, asked.period.year_before) == (
        Period(date(2026, 1, 1), TODAY),
        Period(date(2025, 1, 1), date(2025, 3, 3)),
    )


def test_figures_are_written_as_an_office_writes_them() -> None:
    people, share = (
        Figure("members", "", "people", 46214, 45010),
        Figure("share_women", "", "percent", Decimal("57.93"), Decimal("58.00")),
    )
    assert [show(one) for one in (people, share) for show in (show_figure, show_difference, show_percentage)] == [
        "46.214", "+1.204", "102,67%", "57,93%", "−0,07", "–",
    ]  # fmt: skip


def test_every_indicator_says_what_it_counts() -> None:
    assert [one.key for one in indicators().values() if len(what_it_counts(one)) < 15] == []


def test_search_finds_indicators_for_those_who_see_figures(world: World) -> None:
    pages = [world.client(who).get("/search/?q=khai+tru").content.decode() for who in ("chi", "binh")]
    assert ["/figures/one/expelled/" in page for page in pages] == [True, False]


def test_an_organisations_page_leads_to_its_report(world: World) -> None:
    place = world.places["branch"]
    assert f"/figures/?at={place}" in body(world, "chi", f"/organisations/{place}/")


def test_nobody_without_a_role_is_an_actor_of_figures() -> None:
    assert Actor(None, "").roots("figures.see") == frozenset()


def test_the_page_of_an_indicator_of_every_kind_answers(world: World, count: Callable[[int, int], int]) -> None:
    """Daily one of each kind that is told of each thing, in the soak all of them."""
    nam, khoa = world.client("nam"), world.client("khoa")
    shown = {key: one for key, one in indicators().items() if one.shown}
    of_each = {(one.of, one.kind): key for key, one in shown.items()}
    asked = f"?at={world.places['commune']}&{YEAR}"
    chosen = sorted(of_each.values() if count(1, 0) else shown)
    assert {one.of for one in shown.values()} == {shown[key].of for key in chosen}
    for key in chosen:
        address = f"/figures/one/{key}/{asked}"
        status = nam.get(address).status_code
        assert status == 200 or (status, khoa.get(address).status_code) == (404, 200), key
