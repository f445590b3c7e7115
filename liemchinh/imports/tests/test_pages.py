"""The wizard, page by page: what is shown, what is asked, what is kept, and for whom there is nothing."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from liemchinh.imports import uploads
from liemchinh.imports.models import RememberedMapping, Run, WaitingRow
from liemchinh.imports.reading import unreadable
from liemchinh.imports.tests.builders import Grid, xlsx
from liemchinh.jobs.running import run_once
from liemchinh.members.models import Details
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = [
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Dân tộc",
    "Ngày vào Đảng",
    "Số thẻ",
    "Tôn giáo",
    "Ghi chú",
    "Chi bộ",
    "Cột lạ",
]
LIST: Grid = [
    ["DANH SÁCH ĐẢNG VIÊN"], HEAD,
    [1, "Ngô Văn Mới", "1971", "1", "19/5/2016", "84000011", "bí mật", "riêng", "Chi bộ ấp Gò Cát", "abc"],
    [2, "Ngô Thị Sai", "31/02/1972", "5", "2016", "84000012", "", "", "Chi bộ ấp Gò Cát", ""],
    [3, "Thạch Vĩnh Phục", "1970", "5", "19/5/2016", "84000", "", "", "Chi bộ ấp Gò Cát", ""],
    ["Tổng cộng: 3 đồng chí"],
]  # fmt: skip


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(settings, "DATA", tmp_path)
    yield tmp_path / "uploads"


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def upload(client: Client, data: bytes | None = None, name: str = "ds.xlsx") -> str:
    """Uploads a file; gives the address of the draft."""
    answer = client.post("/imports/", {"file": SimpleUploadedFile(name, xlsx(LIST) if data is None else data)})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"].removesuffix("target/")


def targeted(client: Client, world: World, where: str = "commune", data: bytes | None = None) -> str:
    address = upload(client, data)
    answer = client.post(f"{address}target/", {"into": str(world.places[where])})
    assert answer["Location"] == f"{address}tables/"
    return address


def test_a_file_goes_all_the_way(world: World, place: Path) -> None:
    client = world.client("nam")
    address = targeted(client, world)
    listed = text(client, f"{address}tables/")
    assert "danh sách đảng viên" in listed and "3 dòng" in listed and "1 dòng tổng cộng" in listed
    table = text(client, f"{address}tables/0/")
    assert "Ngô Văn Mới" in table and "bí mật" not in table and "riêng" not in table
    assert table.count("không đổi được") == 2 and "Đang tạm hiểu theo danh mục" in table
    tried = text(client, f"{address}practice/")
    assert "tháng 2 năm 1972 không có ngày 31" in tried and "31/02/1972" in tried and "Ghi 1 dòng vào sổ" in tried
    assert not Details.objects.filter(full_name="Ngô Văn Mới").exists()
    assert client.post(f"{address}begin/")["Location"] == address
    assert "0 / 3" in text(client, address) and 'data-refresh="' in text(client, address)
    run_once()
    done = text(client, address)
    assert "3 dòng đọc được = 1 được ghi + 0 đã có + 1 chờ quyết định + 1 bị từ chối" in done
    assert "31/02/1972" not in done and "data-refresh" not in done
    assert Details.objects.filter(full_name="Ngô Văn Mới").exists() and uploads.stray() == []


def test_only_the_part_that_changes_is_sent_again(world: World) -> None:
    client = world.client("nam")
    address = targeted(client, world)
    client.post(f"{address}begin/")
    part = client.get(address, headers={"X-Part": "1"}).content.decode()
    assert part.lstrip().startswith("<div") and "data-refresh" in part and "<html" not in part


def test_what_a_column_means_is_corrected_and_remembered(world: World) -> None:
    client = world.client("nam")
    address = targeted(client, world)
    question = text(client, f"{address}tables/0/columns/9/")
    assert "abc" in question and "đang lấy từ cột “Họ và tên”" in question
    assert client.post(f"{address}tables/0/columns/9/", {"field": "home_place"}).status_code == 302
    assert client.post(f"{address}tables/0/columns/5/", {"field": "none"}).status_code == 302
    assert client.post(f"{address}tables/0/numbers/", {"ethnic_list": "form"}).status_code == 302
    client.post(f"{address}begin/")
    run_once()
    kept = RememberedMapping.objects.get().mapping
    assert (kept["fields"]["9"], "5" in kept["fields"], kept["ethnic_list"]) == ("home_place", False, "form")
    again = targeted(client, world)
    assert "Đọc như lần trước" in text(client, f"{again}tables/0/")
    assert Details.objects.get(full_name="Ngô Văn Mới").home_place == "abc"


def test_a_column_that_is_never_taken_cannot_be_taken(world: World) -> None:
    client = world.client("nam")
    address = targeted(client, world)
    for column in (6, 7):
        assert client.get(f"{address}tables/0/columns/{column}/").status_code == 404
        assert client.post(f"{address}tables/0/columns/{column}/", {"field": "home_place"}).status_code == 404
    for column in (99, 10):
        assert client.get(f"{address}tables/0/columns/{column}/").status_code == 404
    assert client.post(f"{address}tables/0/columns/1/", {"field": "religion"}).status_code == 422


def test_a_table_of_an_unknown_kind_is_explained_by_a_person(world: World) -> None:
    client = world.client("nam")
    grid: Grid = [["Ai", "Lúc nào", "Vào lúc"], ["Ngô Văn Mới", "1971", "2016"]]
    address = targeted(client, world, data=xlsx(grid))
    assert "chưa nhận ra" in text(client, f"{address}tables/")
    client.post(f"{address}tables/0/kind/", {"kind": "members"})
    for column, field in enumerate(("full_name", "birth", "admitted_on")):
        assert client.post(f"{address}tables/0/columns/{column}/", {"field": field}).status_code == 302
    client.post(f"{address}begin/")
    run_once()
    assert Details.objects.filter(full_name="Ngô Văn Mới").exists()


def test_a_table_can_be_left_out(world: World) -> None:
    client = world.client("nam")
    address = targeted(client, world)
    client.post(f"{address}tables/0/", {"take": "no"})
    assert "không nhập" in text(client, f"{address}tables/")
    assert client.post(f"{address}begin/").status_code == 422
    client.post(f"{address}tables/0/", {"take": "yes"})
    assert client.post(f"{address}begin/").status_code == 302


def test_a_list_of_discipline_shows_nothing_of_itself(world: World) -> None:
    client = world.client("nam")
    grid: Grid = [
        ["DANH SÁCH KỶ LUẬT"],
        ["STT", "Họ và tên", "Hình thức kỷ luật", "Nội dung vi phạm"],
        [1, "Ngô Văn Kín", "Khiển trách", "xyz"],
    ]
    address = targeted(client, world, data=xlsx(grid))
    shown = text(client, f"{address}tables/") + text(client, f"{address}practice/")
    assert "danh sách kỷ luật" in shown and "Ngô Văn Kín" not in shown and "xyz" not in shown
    assert client.get(f"{address}tables/0/").status_code == 404


def test_an_upload_can_be_thrown_away(world: World, place: Path) -> None:
    client = world.client("nam")
    address = targeted(client, world)
    assert list(place.iterdir()) != []
    assert client.post(f"{address}discard/")["Location"] == "/imports/"
    assert (Run.objects.count(), list(place.iterdir())) == (0, [])


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [(b"", "a.csv", "rỗng"), (b"%PDF-1.4", "a.pdf", "pdf"), (b"\x00\x01\x02", "a.csv", "văn bản")],
)
def test_what_is_no_table_is_said_at_once(world: World, place: Path, data: bytes, name: str, word: str) -> None:
    client = world.client("nam")
    answer = client.post("/imports/", {"file": SimpleUploadedFile(name, data)})
    assert (answer.status_code, word in answer.content.decode()) == (422, True)
    assert (Run.objects.count(), place.exists()) == (0, False)


def test_no_file_and_too_large_a_file_are_said(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = world.client("nam")
    assert "Hãy chọn một tệp" in client.post("/imports/", {}).content.decode()
    monkeypatch.setattr("liemchinh.imports.uploading.LARGEST_FILE", 1000)
    answer = client.post("/imports/", {"file": SimpleUploadedFile("a.csv", b"a,b\n" * 1000)})
    assert (answer.status_code, "lớn hơn mức nhận được" in answer.content.decode()) == (422, True)
    assert unreadable.LARGEST_FILE > 1000 and Run.objects.count() == 0


def test_the_form_is_refused_without_its_token(world: World) -> None:
    client = world.client("nam")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post("/imports/", {"file": SimpleUploadedFile("a.csv", b"a,b\n1,2\n")}).status_code == 403
    assert Run.objects.count() == 0


def test_a_file_goes_nowhere_its_bearer_may_not_import(world: World) -> None:
    client = world.client("nam")
    address = upload(client)
    for place in ("province", "district", "other", "other_branch"):
        assert client.post(f"{address}target/", {"into": str(world.places[place])}).status_code == 422
    assert client.get(f"{address}tables/")["Location"] == f"{address}target/"
    assert client.get(f"{address}practice/")["Location"] == f"{address}target/"
    assert client.post(f"{address}begin/").status_code == 422
    found = client.post(f"{address}target/", {"into-query": "chi bộ", "into-find": "1"}).content.decode()
    assert "Chi bộ ấp Gò Cát" in found and "Cửa Đại" not in found


def test_runs_are_seen_by_who_began_them_and_by_who_keeps_the_place(world: World) -> None:
    address = targeted(world.client("nam"), world)
    assert {name: world.client(name).get(address).status_code for name in ("nam", "an", "dung", "lan")} == {
        "nam": 302,
        "an": 404,
        "dung": 404,
        "lan": 404,
    }
    world.client("nam").post(f"{address}begin/")
    run_once()
    seen = {
        name: world.client(name).get(address).status_code
        for name in ("nam", "an", "dung", "giang", "khoa", "chi", "quan", "ha", "lan")
    }
    assert {name for name, status in seen.items() if status == 200} == {"nam", "an"}
    assert "ds.xlsx" in text(world.client("an"), "/imports/") and "ds.xlsx" not in text(
        world.client("dung"), "/imports/"
    )


def test_rejected_rows_come_as_a_workbook_of_numbers_and_reasons(world: World) -> None:
    client = world.client("nam")
    address = targeted(client, world)
    client.post(f"{address}begin/")
    run_once()
    answer = client.get(f"{address}rejected.xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert rows == [("Trang", "Dòng", "Cột", "Lý do"), ("DS", 4, "Ngày sinh", "“…”: tháng 2 năm 1972 không có ngày 31")]


def test_who_it_may_be_is_decided_on_one_page(world: World) -> None:
    client = world.client("nam")
    address = targeted(client, world)
    client.post(f"{address}begin/")
    run_once()
    assert "Thạch Vĩnh Phục" in text(client, "/imports/waiting/")
    waiting = WaitingRow.objects.get().pk
    assert f"/imports/waiting/{waiting}/" in text(client, f"{address}?verdict=duplicate")
    page = text(client, f"/imports/waiting/{waiting}/")
    assert "Thạch Vĩnh Phúc" in page and "Là Thạch Vĩnh Phúc đã có trong sổ" in page
    assert client.post(f"/imports/waiting/{waiting}/", {}).status_code == 422
    assert (
        client.post(f"/imports/waiting/{waiting}/", {"decision": f"same-{world.people['sibling']}"}).status_code == 422
    )
    answer = client.post(f"/imports/waiting/{waiting}/", {"decision": f"same-{world.people['branch']}"})
    assert answer["Location"] == "/imports/waiting/"
    assert not Details.objects.filter(cancelled_by=None, full_name="Thạch Vĩnh Phúc").exists()
    assert client.get(f"/imports/waiting/{waiting}/").status_code == 404
    assert "2 được ghi + 0 đã có + 0 chờ quyết định + 1 bị từ chối" in text(client, address)


def test_what_waits_stands_on_the_home_page_of_who_decides(world: World) -> None:
    client = world.client("nam")
    address = targeted(client, world)
    assert "chưa ghi vào sổ" in text(client, "/") and "chưa ghi vào sổ" not in text(world.client("an"), "/")
    client.post(f"{address}begin/")
    run_once()
    waits = {
        name: bool(re.search(r"1 dòng có thể trùng", text(world.client(name), "/")))
        for name in ("nam", "an", "dung", "giang", "lan")
    }
    assert waits == {"nam": True, "an": True, "dung": False, "giang": False, "lan": False}


def test_a_run_can_be_stopped(world: World) -> None:
    client = world.client("nam")
    address = targeted(client, world)
    client.post(f"{address}begin/")
    assert client.post(f"{address}stop/")["Location"] == address
    run_once()
    assert "Đã dừng giữa chừng" in text(client, address) and uploads.stray() == []
    assert client.post(f"{address}stop/").status_code == 422


@pytest.mark.parametrize("name", ["giang", "khoa", "chi", "binh", "ha", "quan", "lan"])
def test_who_imports_nothing_finds_no_such_pages(world: World, name: str) -> None:
    nam = world.client("nam")
    address = targeted(nam, world)
    client = world.client(name)
    for path in (
        "/imports/",
        "/imports/waiting/",
        address,
        f"{address}target/",
        f"{address}tables/",
        f"{address}tables/0/",
        f"{address}practice/",
    ):
        assert client.get(path).status_code == 404, path
    for path in (f"{address}begin/", f"{address}discard/", f"{address}stop/", "/imports/"):
        assert client.post(path, {}).status_code == 404, path
