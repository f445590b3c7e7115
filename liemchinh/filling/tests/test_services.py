"""Blank workbooks are kept, their cells chosen, found again, deleted; numbers are those the pages of figures show."""

import json
from datetime import date
from typing import Any

import pytest

from liemchinh.figures.forms import FREE, PRESETS, Asked
from liemchinh.figures.periods import Period
from liemchinh.figures.queries import report_visible_to, shown_indicators
from liemchinh.filling import services
from liemchinh.filling.models import Blank, Slot
from liemchinh.filling.naming import DOWN, indicators_named, line_of, organisations_named
from liemchinh.filling.periods import AS_ASKED, FOLLOWING, When
from liemchinh.filling.queries import blanks_visible_to
from liemchinh.filling.services import (
    Chosen,
    choose_slots,
    delete_blank,
    keep_blank,
    note_filled,
    remove_slot,
    renew_blank,
)
from liemchinh.filling.tests import books
from liemchinh.filling.values import Wish, values
from liemchinh.imports.reading.unreadable import Unreadable
from liemchinh.journal.models import Entry
from liemchinh.members.services import NewAct, record_act
from regulations.answers import Refused
from tests.world import World

TODAY = date(2026, 3, 3)
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
ASKED = Asked(0, YEAR, YEAR.last, None, "", FREE)


def keep(world: World, who: str = "nam", place: str = "commune", data: bytes | None = None) -> int:
    return keep_blank(
        data or books.saved(books.form()), "mau.xlsx", "Biểu tăng giảm", world.places[place], actor=world.actor(who)
    )


def cell(
    world: World, row: int, column: int, key: str = "members", place: str = "commune", when: When = AS_ASKED
) -> Chosen:
    return Chosen(books.SHEET, row, column, Wish(key, world.places[place], when))


def kinds() -> list[tuple[str, dict[str, Any]]]:
    told = [
        (entry.kind, told_of(entry)) for entry in Entry.objects.filter(kind__startswith="filling.").order_by("sequence")
    ]
    return [
        (kind, {key: value for key, value in data.items() if key not in {"blank", "digest"}}) for kind, data in told
    ]


def told_of(entry: Entry) -> dict[str, Any]:
    return json.loads(bytes(entry.payload))["data"]


def reasons(call: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        call()
    return [one.code for one in refused.value.refusals]


def test_a_blank_workbook_is_kept_whole_and_belongs_to_the_office(world: World) -> None:
    data = books.rich()
    pk = keep(world, data=data)
    blank = Blank.objects.get(pk=pk)
    assert [books.parts_of(bytes(blank.content)), blank.title] == [books.parts_of(data), "Biểu tăng giảm"]
    assert [list(blanks_visible_to(world.actor(who)).values_list("pk", flat=True)) for who in ("an", "nam", "chi", "dung")] == [
        [pk], [pk], [], [],
    ]  # fmt: skip
    assert kinds() == [("filling.kept", {})]


def test_a_workbook_without_a_title_and_a_broken_one_are_not_kept(world: World) -> None:
    nam, commune = world.actor("nam"), world.places["commune"]
    assert reasons(lambda: keep_blank(books.by_place(), "a.xlsx", " ", commune, actor=nam)) == ["title"]
    with pytest.raises(Unreadable):
        keep_blank(books.by_place()[:900], "a.xlsx", "Mẫu", commune, actor=nam)
    assert [Blank.objects.count(), kinds()] == [0, []]


def test_what_a_cell_is_to_show_is_kept_with_its_words(world: World) -> None:
    pk = keep(world)
    choose_slots(
        pk,
        [cell(world, 5, 2, "admitted"), cell(world, 5, 3, "admitted", when=When("year", 2024))],
        actor=world.actor("nam"),
    )
    choose_slots(pk, [cell(world, 5, 2, "members")], actor=world.actor("an"))
    told = Slot.objects.order_by("column").values_list(
        "row", "column", "row_words", "column_words", "indicator", "period", "year"
    )
    assert list(told) == [
        (5, 2, "Kết nạp", "Số lượng · Kỳ này", "members", "asked", None),
        (5, 3, "Kết nạp", "Số lượng · Cùng kỳ 2025", "admitted", "year", 2024),
    ]
    assert kinds()[1:] == [("filling.chosen", {"cells": 2}), ("filling.chosen", {"cells": 1})]


def test_everything_wrong_with_chosen_cells_is_told_at_once(world: World) -> None:
    pk, nam = keep(world), world.actor("nam")
    wrong = [
        cell(world, 3, 2), cell(world, 900, 2), cell(world, 5, 2, "nothing"), cell(world, 5, 3, when=When("year")),
        cell(world, 6, 2, place="other"), Chosen("Trang khác", 0, 0, Wish("members", world.places["commune"])),
    ]  # fmt: skip
    assert reasons(lambda: choose_slots(pk, wrong, actor=nam)) == [
        "not-empty",
        "no-cell",
        "no-indicator",
        "when",
        "access.out_of_scope",
    ]
    assert reasons(lambda: choose_slots(pk, [], actor=nam)) == ["nothing"]
    assert Slot.objects.count() == 0


def test_sent_again_with_rows_moved_cells_are_found_and_the_others_wait(world: World) -> None:
    pk, nam = keep(world), world.actor("nam")
    choose_slots(pk, [cell(world, row, 2) for row in (4, 5, 6, 8)], actor=nam)
    new = books.saved(books.form(("Chuyển đến", "Trong đó nữ", "Kết nạp", "Trong đó nữ"), title="Biểu 1 mới"))
    assert renew_blank(pk, new, "moi.xlsx", actor=nam) == services.Renewed(3, 1)
    told = Slot.objects.order_by("pk").values_list("sheet", "row", "column", "row_words")
    assert list(told) == [
        (books.SHEET, None, None, "Đầu kỳ"), ("Biểu 1 mới", 6, 2, "Kết nạp"), ("Biểu 1 mới", 7, 2, "Trong đó nữ"),
        ("Biểu 1 mới", 5, 2, "Trong đó nữ"),
    ]  # fmt: skip
    assert kinds()[-1] == ("filling.renewed", {"found": 3, "lost": 1})
    lost = Slot.objects.get(row=None)
    again = Chosen("Biểu 1 mới", 4, 2, Wish("members", world.places["commune"]))
    choose_slots(pk, [again], instead_of=lost.pk, actor=nam)
    assert Slot.objects.filter(row=None).count() == 0 and Slot.objects.count() == 4


def test_a_cell_is_chosen_no_more_and_a_workbook_is_deleted(world: World) -> None:
    pk, nam = keep(world), world.actor("nam")
    choose_slots(pk, [cell(world, 4, 2)], actor=nam)
    remove_slot(pk, Slot.objects.get().pk, actor=nam)
    remove_slot(pk, 99, actor=nam)
    assert Slot.objects.count() == 0
    delete_blank(pk, actor=nam)
    assert Blank.objects.count() == 0
    assert [kind for kind, _data in kinds()] == ["filling.kept", "filling.chosen", "filling.removed", "filling.deleted"]
    assert reasons(lambda: delete_blank(pk, actor=nam)) == ["gone"]


@pytest.mark.parametrize("place", ["commune", "branch"])
def test_every_indicator_stands_in_a_cell_as_on_its_page(world: World, place: str) -> None:
    actor, number = world.actor("an"), world.places[place]
    record_act(
        world.people["binh"], NewAct("expelled", date(2025, 6, 2), world.places["branch"]), actor=world.actor("console")
    )
    keys = [one.key for one in shown_indicators()]
    sibling = [Wish(key, world.places["sibling"]) for key in keys]
    told = values(actor, [*(Wish(key, number) for key in keys), *sibling], ASKED, TODAY)[: len(keys)]
    report = report_visible_to(actor, _question(number), keys)
    assert report is not None
    shown = {key: (told.number, told.why) for key, told in zip(keys, told, strict=True)}
    assert shown == {
        key: (figure.value, "hidden" if figure.hidden else "nothing" if figure.value is None else "")
        for key, figure in report.figures.items()
    }
    assert shown["members"][0] == (2 if place == "branch" else 4) - 1 and shown["population"] == (None, "nothing")


def _question(number: int) -> Any:
    from liemchinh.figures.asking import question

    return question(number, YEAR.first, YEAR.last)


def test_a_small_number_is_left_out_and_so_is_what_it_could_be_told_from(world: World) -> None:
    record_act(
        world.people["binh"], NewAct("expelled", date(2025, 6, 2), world.places["branch"]), actor=world.actor("console")
    )
    wishes = [Wish("expelled", world.places[place]) for place in ("branch", "sibling", "commune")]
    nam = [(told.number, told.why) for told in values(world.actor("nam"), wishes, ASKED, TODAY)]
    assert nam == [(None, "hidden"), (None, "hidden"), (1, "")]
    khoa = [(told.number, told.why) for told in values(world.actor("khoa"), wishes, ASKED, TODAY)]
    assert khoa == [(1, ""), (0, ""), (1, "")]


def test_unknown_is_not_nought_and_what_is_out_of_reach_or_did_not_stand_stays_empty(world: World) -> None:
    before = When(FREE, None, date(2014, 1, 1), date(2014, 12, 31))
    wishes = [
        Wish("population", world.places["commune"]), Wish("members", world.places["other"]),
        Wish("members", world.places["branch"], before), Wish("dropped", world.places["branch"]),
    ]  # fmt: skip
    told = values(world.actor("nam"), wishes, ASKED, TODAY)
    assert [(one.number, one.why, bool(one.reason), one.shown) for one in told] == [
        (None, "nothing", True, ""), (None, "outside", True, ""), (None, "absent", True, ""), (None, "gone", True, ""),
    ]  # fmt: skip


def test_each_number_opens_the_page_it_comes_from(world: World) -> None:
    wishes = [Wish(key, world.places["commune"], When("year_before")) for key in ("members", "share_official")]
    told = values(world.actor("nam"), wishes, ASKED, TODAY)
    client = world.client("nam")
    assert [client.get(one.url).status_code for one in told] == [200, 200]
    assert (
        "/figures/records/members/" in told[0].url
        and "from=2024-01-01" in told[0].url
        and "/figures/one/" in told[1].url
    )


def test_periods_follow_from_what_is_asked_or_are_fixed() -> None:
    quarter = Period(date(2026, 1, 1), date(2026, 3, 31))
    told = {code: When(code).period(quarter, TODAY) for code in FOLLOWING}
    assert told == {
        "asked": quarter, "year_before": Period(date(2025, 1, 1), date(2025, 3, 31)), "since_january": quarter,
        "start": Period(date(2025, 12, 31), date(2025, 12, 31)),
    }  # fmt: skip
    assert When("year", 2026).period(quarter, TODAY) == Period(date(2026, 1, 1), TODAY)
    assert When("quarter-2", 2025).period(quarter, TODAY) == Period(date(2025, 4, 1), date(2025, 6, 30))
    assert [When(code, 2025).is_whole for code in PRESETS] == [True] * len(PRESETS)
    assert [When("year").is_whole, When(FREE, None, TODAY).is_whole, When("soon", 2025).is_whole] == [
        False,
        False,
        False,
    ]
    with pytest.raises(ValueError, match="year"):
        When("year").period(quarter, TODAY)


def test_organisations_are_named_by_the_words_of_a_line_and_ambiguous_ones_are_asked(world: World) -> None:
    labels = books.opened(books.by_place()).labels("Theo đơn vị")
    assert labels is not None
    named = organisations_named(world.actor("nam"), line_of(labels, (1, 1), DOWN))
    at = {key: str(number) for key, number in world.places.items()}
    assert [(one.words, one.chosen) for one in named] == [
        ("Xã Trà Mây", at["commune"]), ("Chi bộ ấp Gò Cát", at["branch"]), ("Chi bộ ấp Rạch Dừa", at["sibling"]), ("Cộng", ""),
    ]  # fmt: skip
    assert [one.chosen for one in organisations_named(world.actor("dung"), line_of(labels, (1, 1), DOWN))] == [""] * 4


def test_a_name_that_two_organisations_bear_is_offered_and_not_chosen(world: World) -> None:
    from liemchinh.organisations.services import Facts, Founding, found_organisations

    twin = Facts("Chi bộ ấp Gò Cát", "chi bộ trực thuộc", date(2020, 1, 1), world.places["district"], "4")
    found_organisations([Founding(twin)], actor=world.actor("console"))
    labels = books.opened(books.by_place()).labels("Theo đơn vị")
    assert labels is not None
    named = organisations_named(world.actor("an"), line_of(labels, (2, 1), DOWN))[0]
    assert [named.chosen, len(named.offers)] == ["", 2]


def test_indicators_are_named_by_their_labels() -> None:
    labels = books.opened(books.saved(books.form())).labels(books.SHEET)
    assert labels is not None
    named = {one.words: one for one in indicators_named(line_of(labels, (4, 2), DOWN))}
    assert named["Kết nạp"].chosen == "admitted"
    assert named["Chuyển đến"].chosen == "" and "transferred_in_beyond" in {
        one.value for one in named["Chuyển đến"].offers
    }


def test_a_copy_taken_stands_in_the_book_at_the_office_and_at_places_outside_it(world: World) -> None:
    pk, an = keep(world), world.actor("an")
    choose_slots(pk, [cell(world, 4, 2, place="branch"), cell(world, 5, 2, place="province")], actor=an)
    note_filled(Blank.objects.get(pk=pk), Asked(0, YEAR, YEAR.last, None, "", FREE), actor=an)
    told = [
        (one.organisation_id, told_of(one)["what"])
        for one in Entry.objects.filter(kind="figures.exported").order_by("sequence")
    ]
    assert told == [
        (world.places["commune"], f"Mẫu bảng tính số {pk}"),
        (world.places["province"], f"Mẫu bảng tính số {pk}"),
    ]
