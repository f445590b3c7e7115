"""An office's own words hold for it and below it from a day on; what is wrong with them is said line by line; nothing else changes."""

from datetime import date
from typing import Any

import pytest

from liemchinh.journal.models import Entry
from liemchinh.journal.verification import recount_state
from liemchinh.papers.models import Wording
from liemchinh.papers.wordings import set_wording, shipped, withdraw_wording, wording_on
from regulations.answers import Refused

CODE, ON, LATER = "appeal_receipt", date(2026, 2, 2), date(2026, 2, 20)


def words(abstract: str) -> dict[str, str]:
    return {**shipped()[CODE].blocks(), "abstract": abstract}


def abstract(place: int, on: date = LATER) -> str:
    return wording_on(place, CODE, on).abstract


def test_the_nearest_office_above_that_has_words_of_its_own_is_taken_from_its_day_on(world: Any) -> None:
    places, console = world.places, world.actor("console")
    set_wording(places["province"], CODE, words("lời của tỉnh"), ON, actor=console)
    set_wording(places["commune"], CODE, words("lời của xã"), LATER, actor=console)
    assert [abstract(places[place]) for place in ("province", "district", "commune", "branch", "other")] == [
        "lời của tỉnh", "lời của tỉnh", "lời của xã", "lời của xã", "nhận đơn khiếu nại kỷ luật",
    ]  # fmt: skip
    assert abstract(places["branch"], ON) == "lời của tỉnh"
    assert abstract(places["branch"], date(2026, 2, 1)) == "nhận đơn khiếu nại kỷ luật"
    assert list(recount_state()) == []


def test_words_are_changed_again_and_withdrawn(world: Any) -> None:
    place, console = world.places["commune"], world.actor("console")
    for told, on in (("một", ON), ("hai", LATER), ("ba", LATER)):
        set_wording(place, CODE, words(told), on, actor=console)
    assert [abstract(place, on) for on in (ON, LATER)] == ["một", "ba"]
    withdraw_wording(place, CODE, date(2026, 2, 25), actor=console)
    assert [abstract(place, on) for on in (date(2026, 2, 24), date(2026, 2, 25))] == [
        "ba",
        "nhận đơn khiếu nại kỷ luật",
    ]
    with pytest.raises(Refused, match="không có lời văn riêng"):
        withdraw_wording(place, CODE, date(2026, 2, 25), actor=console)
    assert list(recount_state()) == [] and Entry.objects.filter(kind="papers.wording_withdrawn").count() == 1


def test_wrong_words_are_refused_line_by_line_and_nothing_is_kept(world: Any) -> None:
    place, console = world.places["commune"], world.actor("console")
    with pytest.raises(Refused) as refused:
        set_wording(place, CODE, {**words("x"), "body": "{{so_don}}\n{{quyet_dinh"}, ON, actor=console)
    assert [one.message for one in refused.value.refusals] == [
        "Nội dung, dòng 1: không có trường “{{so_don}}”; hãy chọn trong danh sách trường",
        "Nội dung, dòng 2: dấu ngoặc nhọn không khép đúng; trường viết như “{{so}}”, chữ thường không dấu.",
        "Thiếu trường “{{quyet_dinh}}” (số, ký hiệu quyết định được nói tới): văn bản này phải có.",
        "Thiếu trường “{{ngay_nhan_don}}” (ngày nhận đơn): văn bản này phải có.",
    ]
    with pytest.raises(Refused, match="Không có văn bản này"):
        set_wording(place, "nothing", words("x"), ON, actor=console)
    assert not Wording.objects.exists() and not Entry.objects.filter(kind="papers.wording_set").exists()


def test_the_book_keeps_a_digest_of_the_words_and_sees_when_they_were_changed_behind_its_back(world: Any) -> None:
    set_wording(world.places["commune"], CODE, words("một"), ON, actor=world.actor("console"))
    entry = Entry.objects.get(kind="papers.wording_set")
    assert b"m\xe1\xbb\x99t" not in bytes(entry.payload)
    Wording.objects.update(body="khác")
    assert list(recount_state()) == [f"Tổ chức số {world.places['commune']}: lời văn riêng đang lưu khác với sổ."]
