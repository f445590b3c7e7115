"""The pages of the values an office must confirm: what hangs on each, stating it, vouching for it, taking it as a file."""

import ast
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

import liemchinh
from liemchinh.access.models import SignedIn
from liemchinh.journal import clock
from liemchinh.rulebook.current import charter
from liemchinh.rulebook.export import toml_of
from liemchinh.rulebook.forms import ValueForm
from liemchinh.rulebook.models import LocalValue
from liemchinh.rulebook.queries import unknowns
from liemchinh.rulebook.rows import shipped
from liemchinh.rulebook.tests.test_values import OPEN, vouched
from liemchinh.rulebook.uses import uses_of
from liemchinh.rulebook.waiting import waiting
from liemchinh.web.discovery import providers
from regulations.charter import open_charter
from regulations.working_days import load_calendar

POSTED = {
    "value": "15", "value_unit": "d", "document": "Quyết định 12-QĐ/TU", "article": "Điều 4, khoản 2", "dated": "20/01/2026",
    "valid_from": "01/02/2026",
}  # fmt: skip


def state(world: Any, officer: str = "an", **other: str) -> LocalValue:
    """A value stated on the screen."""
    posted = {**POSTED, "at": str(world.places["province"]), **other}
    answer = world.client(officer).post(reverse("rulebook:state", args=[OPEN]), posted)
    assert answer.status_code == 302, answer.content.decode()
    return LocalValue.objects.latest("pk")


@pytest.mark.django_db
def test_the_page_names_what_is_unknown_today_and_what_hangs_on_it(world: Any) -> None:
    rows = {row.name: row for row in unknowns(world.actor("an"), clock.today())}
    book = shipped().rulebook
    expected = {name for name in book.parameters if book.parameter(name, on=clock.today()).verdict == "unknown"}
    assert rows.keys() == expected | {"calendar.2027"}
    assert [use.title for use in rows[OPEN].uses] == ["Hạn trả lời đề nghị sửa dữ liệu về mình"]
    assert any("Chi bộ nơi đến tiếp nhận đảng viên" in use.title for use in rows["calendar.2027"].uses)
    page = world.client("an").get(reverse("rulebook:list")).content.decode()
    assert all(row.title in page for row in rows.values())


@pytest.mark.django_db
def test_a_value_is_stated_and_vouched_for_on_the_screen_and_then_is_unknown_no_more(world: Any) -> None:
    value = state(world)
    assert [line.title for line in waiting(world.actor("oanh"), clock.today())] == [
        "Xác nhận giá trị: Thời hạn trả lời khi một người đề nghị sửa dữ liệu về mình"
    ]
    assert [waiting(world.actor(name), clock.today()) for name in ("an", "nam", "dung", "quan", "chi")] == [[]] * 5
    page = world.client("oanh").get(reverse("rulebook:value", args=[value.pk]))
    assert "Đã đối chiếu, xác nhận" in page.content.decode()
    shown = page.context["moves"].mark
    world.client("oanh").post(reverse("rulebook:vouch", args=[value.pk]), {"shown": shown})
    assert OPEN not in {row.name for row in unknowns(world.actor("an"), clock.today())}
    assert waiting(world.actor("oanh"), clock.today()) == []
    rule = world.client("nam").get(reverse("rulebook:one", args=[OPEN])).content.decode()
    assert "15 ngày; Điều 4, khoản 2, Quyết định 12-QĐ/TU ngày 20/01/2026" in rule


@pytest.mark.django_db
def test_who_stated_it_is_offered_no_button_to_vouch(world: Any) -> None:
    value = state(world)
    page = world.client("an").get(reverse("rulebook:value", args=[value.pk])).content.decode()
    assert "Đã đối chiếu, xác nhận" not in page and "Người nêu không tự xác nhận được" in page
    answer = world.client("an").post(reverse("rulebook:vouch", args=[value.pk]), {"shown": ""})
    assert (answer.status_code, charter(world.places["branch"])) == (422, shipped())


@pytest.mark.django_db
def test_an_empty_or_strange_form_is_answered_and_writes_nothing(world: Any) -> None:
    client, address = world.client("an"), reverse("rulebook:state", args=[OPEN])
    place = str(world.places["province"])
    for posted in ({}, {**POSTED, "at": "999999999999999999999"}, {**POSTED, "at": place, "value": "9" * 400},
                   {**POSTED, "at": place, "valid_from": "31/02/2026"}, {**POSTED, "at": place, "value_unit": "fraction"}):  # fmt: skip
        assert client.post(address, posted).status_code == 422
    for name in ("calendar.27", "calendar.2o27", "members.points", "behalf.longest"):
        assert client.get(reverse("rulebook:state", args=[name])).status_code == 404
    assert LocalValue.objects.count() == 0


@pytest.mark.django_db
def test_before_anything_is_stated_it_is_asked_once_more_who_one_is(world: Any) -> None:
    client = world.client("an")
    SignedIn.objects.filter(pk=world.sessions["an"]).update(proved_at=clock.now().replace(year=2025))
    answer = client.post(reverse("rulebook:state", args=[OPEN]), POSTED)
    assert (answer.status_code, answer.url.startswith(reverse("access:prove"))) == (302, True)
    assert LocalValue.objects.count() == 0


@pytest.mark.django_db
def test_every_rule_of_the_charter_can_be_asked_for_by_its_unit(world: Any) -> None:
    for rule in shipped().rulebook.parameters.values():
        assert "value" in ValueForm(rule, [("", "x")]).fields or "value_part" in ValueForm(rule, [("", "x")]).fields


@pytest.mark.django_db
def test_a_year_stated_on_the_screen_keeps_its_days_and_says_how_it_differs(world: Any) -> None:
    known = sorted(shipped().calendar.years[2026].off)
    posted = {
        "at": str(world.places["province"]), "document": "Thông báo 3-TB/TU", "dated": "25/02/2026", "off_1": "10/03/2026",
        "worked_1": "14/03/2026", "kept": [day.isoformat() for day in known],
    }  # fmt: skip
    answer = world.client("an").post(reverse("rulebook:state", args=["calendar.2026"]), posted)
    assert answer.status_code == 302
    value = LocalValue.objects.get()
    assert (len(value.row["off"]), [day["day"] for day in value.row["worked"]]) == (len(known) + 1, ["2026-03-14"])
    page = world.client("oanh").get(reverse("rulebook:value", args=[value.pk]))
    assert page.context["differs"] == [
        ("Thêm ngày nghỉ", [date(2026, 3, 10)]), ("Thêm ngày đi làm bù", [date(2026, 3, 14)]),
        ("Bỏ ngày đi làm bù", sorted(shipped().calendar.years[2026].worked)),
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_file_reads_like_one_of_the_charter(world: Any, tmp_path: Path) -> None:
    vouched(world)
    answer = world.client("an").get(reverse("rulebook:export"))
    told = tomllib.loads(answer.content.decode())["parameter"][0]
    assert (told["name"], told["values"][0]["value"], told["values"][0]["valid_from"]) == (OPEN, 15, date(2026, 2, 1))
    (tmp_path / "parameters").mkdir()
    (tmp_path / "parameters" / "local.toml").write_bytes(answer.content)
    book = open_charter(shipped().folder, tmp_path).rulebook
    assert book.parameter(OPEN, on=date(2026, 3, 3)).value == 15
    assert world.client("dung").get(reverse("rulebook:export")).content == b""


@pytest.mark.django_db
def test_a_year_in_the_file_reads_like_one_of_the_calendar(world: Any, tmp_path: Path) -> None:
    row = {"year": 2027, "source": 'Thông báo "3"', "confidence": "HIGH", "checked_on": "2026-03-03",
           "off": [{"day": "2027-01-01", "name": "Tết Dương lịch"}]}  # fmt: skip
    value = LocalValue(name="calendar.2027", row=row, valid_from=date(2027, 1, 1))
    (tmp_path / "2027.toml").write_text(toml_of([value]), encoding="utf-8")
    assert load_calendar(tmp_path).years[2027].source == 'Thông báo "3"'


def _asked_for() -> dict[str, set[str]]:
    """Room → the rules whose names stand in its source."""
    rules, found = set(shipped().rulebook.parameters), dict[str, set[str]]()
    root = Path(liemchinh.__file__).parent
    for path in root.rglob("*.py"):
        room = path.relative_to(root).parts[0]
        if "tests" in path.parts or room in {"demo", "rulebook", "cli", "public"} or path.name == "rule_uses.py":
            continue
        source = path.read_text(encoding="utf-8")
        if rules.isdisjoint(re.findall(r"[\w.]+", source)):
            continue
        tree = ast.parse(source)
        texts = {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        found.setdefault(room, set()).update(texts & rules)
    return {room: names for room, names in found.items() if names}


def test_every_room_says_what_it_asks_the_rules_for() -> None:
    """A rule named in a room's source stands in the room's `rule_uses.py`. What else stands there is a rule, asked by a calculation."""
    declared = {
        provide.__module__.split(".")[1]: {name for name, _words in provide()}
        for provide in providers("rule_uses", "rule_uses")
    }
    asked, rules = _asked_for(), set(shipped().rulebook.parameters)
    assert {room: names - declared.get(room, set()) for room, names in asked.items()} == {room: set() for room in asked}
    assert {name for names in declared.values() for name in names} <= rules


def test_what_calculations_ask_for_is_read_from_them() -> None:
    uses = {
        name: [use.title for use in found]
        for name, found in uses_of(["party_age.start", "behalf.longest", "x.y"]).items()
    }
    assert uses == {
        "party_age.start": ["Tính tuổi đảng"], "behalf.longest": ["Mỗi lần chọn người ghi thay được bao lâu"], "x.y": []
    }  # fmt: skip


def test_rooms_above_ask_the_rulebook_and_never_the_shipped_charter() -> None:
    # The public pages run in a process of their own, without the rulebook.
    below = {"public", "rulebook", "organisations", "web", "access", "jobs", "journal", "cli"}
    root = Path(liemchinh.__file__).parent
    wrong = [
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if path.relative_to(root).parts[0] not in below and "tests" not in path.parts
        and any(word in path.read_text(encoding="utf-8") for word in ("open_charter", "shipped().rulebook", "shipped().calendar"))
    ]  # fmt: skip
    assert wrong == []
