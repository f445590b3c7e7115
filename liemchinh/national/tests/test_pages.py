"""The pages of an office that enters: columns shown and corrected, acts ticked person by person."""

import io

from liemchinh.journal import clock
from liemchinh.members.services import NewAct, record_act
from liemchinh.national.models import Entered, Layout
from liemchinh.national.tests.books import HEADINGS, workbook
from tests.world import CONSOLE, REGISTERED


def brought(world, data=None, name="ds.xlsx"):
    file = io.BytesIO(workbook() if data is None else data)
    file.name = name
    return world.client("nam").post(f"/national/{world.places['commune']}/columns/upload/", {"file": file})


def test_a_workbook_is_brought_and_every_column_is_shown(world):
    nam, commune = world.client("nam"), world.places["commune"]
    assert "Nạp bảng mẫu cho Đảng bộ xã Trà Mây" in nam.get("/national/").content.decode()
    answer = brought(world)
    assert (answer.status_code, answer.url) == (302, f"/national/{commune}/columns/")
    page = nam.get(answer.url).content.decode()
    assert all(heading in page for heading in HEADINGS if heading != "Tôn giáo") and "Tôn giáo" not in page
    assert "cột không thu thập" in page and nam.get(f"{answer.url}6/").status_code == 404
    assert nam.post(f"{answer.url}10/", {"field": "cv_no"}).status_code == 302
    assert Layout.objects.get().columns[10]["field"] == "cv_no"
    assert nam.get("/national/").url == f"/national/{commune}/"


def test_a_file_that_is_none_comes_back_with_the_reason(world):
    for data in (b"", b"x", workbook(("Giá", "Hàng"), [(1, "A")])):
        answer = brought(world, data)
        assert answer.status_code == 422 and Layout.objects.count() == 0


def test_acts_are_ticked_person_by_person_and_a_tick_is_taken_back(world):
    brought(world)
    nam, address = world.client("nam"), f"/national/{world.places['commune']}/"
    assert "Không còn việc nào chờ nhập" in nam.get(address).content.decode()
    sequence = record_act(world.people["branch"], NewAct("died", clock.today(), world.places["branch"]), actor=CONSOLE)
    page = nam.get(address).content.decode()
    assert (
        REGISTERED["branch"] in page and f'value="{sequence}"' in page and f"/members/{world.uids['branch']}/" in page
    )
    for sent in ({}, {"act": "x"}, {"act": str(10**30)}):
        assert nam.post(address, sent).status_code == 422
    assert nam.post(address, {"act": sequence}).status_code == 302
    assert Entered.objects.get().act == sequence
    page = nam.get(f"{address}entered/").content.decode()
    assert "Phan Hoài Nam đánh dấu lúc" in page and REGISTERED["branch"] in page
    assert nam.post(f"{address}not-entered/{sequence}/").status_code == 302
    assert f'value="{sequence}"' in nam.get(address).content.decode()
    assert nam.post(f"{address}enter-all/", {"seen": sequence}).status_code == 302
    assert nam.post(f"{address}stop/").status_code == 302 and Layout.objects.count() == 0


def test_more_people_than_a_page_holds_are_all_reached(world, monkeypatch):
    monkeypatch.setattr("liemchinh.national.views.changes.PEOPLE", 1)
    brought(world)
    for place in ("branch", "sibling"):
        record_act(world.people[place], NewAct("died", clock.today(), world.places[place]), actor=CONSOLE)
    nam, address = world.client("nam"), f"/national/{world.places['commune']}/"
    first, second = (
        nam.get(f"{address}{asked}").content.decode() for asked in ("", f"?after={world.people['branch']}")
    )
    assert (REGISTERED["branch"] in first, REGISTERED["sibling"] in first) == (True, False)
    assert (REGISTERED["branch"] in second, REGISTERED["sibling"] in second) == (False, True)
    assert REGISTERED["branch"] in nam.get(f"{address}?before={world.people['sibling']}").content.decode()
    assert REGISTERED["branch"] in nam.get(f"{address}?after=999999").content.decode()


def test_an_organisations_page_leads_there(world):
    page = world.client("nam").get(f"/organisations/{world.places['commune']}/").content.decode()
    assert f"/national/{world.places['commune']}/columns/upload/" in page
    assert "/national/" not in world.client("chi").get(f"/organisations/{world.places['branch']}/").content.decode()
