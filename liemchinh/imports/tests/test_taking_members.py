"""Rows about people: new, changed, already there, probably the same, and why not."""

import pytest

from liemchinh.imports.models import RowVerdict, WaitingRow
from liemchinh.imports.services import How
from liemchinh.imports.tests.builders import xlsx
from liemchinh.imports.tests.taking import bring, events_csv, everything, kinds, member, members_csv
from liemchinh.journal.models import Entry
from liemchinh.members.models import Card, Details, Spell

pytestmark = pytest.mark.django_db
Tree = dict[str, int]
AN = member("M1", "Nguyễn Văn An", card_no="84000001")


def details(name: str) -> Details:
    return Details.objects.get(full_name=name, cancelled_by=None)


def test_a_new_person_is_recorded_with_card_spells_and_an_entry_for_each_act(tree: Tree) -> None:
    verdicts = bring(members_csv(AN | {"exempt_from": "2020-01-01"}))
    assert [(v.row, v.kind, v.reason) for v in verdicts] == [(2, "accepted", "Ghi mới.")]
    person = details("Nguyễn Văn An").person_id
    assert Card.objects.get(person_id=person).number == "84000001"
    spells = (
        Spell.objects.filter(person_id=person)
        .order_by("starts_on")
        .values_list("starts_kind", "organisation_id", "official", "exempt")
    )
    assert list(spells) == [
        ("admitted", tree["A"], False, False),
        ("official", tree["A"], True, False),
        ("exempt", tree["A"], True, True),
    ]
    assert list(Entry.objects.filter(member_id=person).values_list("kind", flat=True)) == [
        "members.registered", "members.admitted", "members.official", "members.exempt",
    ]  # fmt: skip


def test_the_same_file_twice_changes_nothing(tree: Tree) -> None:
    data = members_csv(
        AN, member("M2", "Lê Thị Bình", birth="1980", admitted_on="2005", official_on="2006-07", gender="Nữ")
    )
    assert kinds(bring(data)) == ["accepted", "accepted"]
    before = everything()
    assert kinds(bring(data)) == ["unchanged", "unchanged"]
    assert everything() == before


def test_the_same_file_without_ids_twice_changes_nothing(tree: Tree) -> None:
    people = [member("", "Nguyễn Văn An"), member("", "Lê Thị Bình", birth="1980"), member("", "Trần Văn Ân", birth="")]
    data = members_csv(*people)
    assert kinds(bring(data)) == ["accepted"] * 3
    before = everything()
    assert kinds(bring(data)) == ["unchanged"] * 3
    assert everything() == before


def test_another_value_is_a_correction_and_the_old_one_stays_in_the_book(tree: Tree) -> None:
    bring(members_csv(AN))
    verdicts = bring(
        members_csv(AN | {"full_name": "Nguyễn Văn Ân", "education": "12/12", "admitted_on": "1995-06-19"})
    )
    assert [(v.kind, v.reason) for v in verdicts] == [("accepted", "Sửa: education, full_name, ngày kết nạp.")]
    old, new = Details.objects.order_by("id")
    assert (old.full_name, new.full_name, old.cancelled_by) == ("Nguyễn Văn An", "Nguyễn Văn Ân", new.recorded_by)
    assert list(Entry.objects.filter(member_id=new.person_id).order_by("sequence").values_list("kind", flat=True)[3:]) == [
        "members.cancelled", "members.corrected", "members.admitted",
    ]  # fmt: skip


def test_an_empty_cell_tells_nothing_and_erases_nothing(tree: Tree) -> None:
    bring(members_csv(AN))
    before = everything()
    assert kinds(bring(members_csv(AN | {"card_no": "", "gender": "", "ethnicity": "", "official_on": ""}))) == [
        "unchanged"
    ]
    assert everything() == before


def test_an_incomplete_date_does_not_contradict_the_day_that_stands(tree: Tree) -> None:
    bring(members_csv(AN))
    assert kinds(bring(members_csv(AN | {"admitted_on": "1995", "official_on": "05/1996"}))) == ["unchanged"]


def test_somebody_probably_there_already_waits_and_nobody_is_written(tree: Tree) -> None:
    bring(members_csv(AN))
    before = everything()
    typo = member("", "Nguyễn Văn Anh", card_no="84000001")
    verdicts = bring(members_csv(typo))
    assert [(v.kind, v.column, v.reason) for v in verdicts] == [
        ("duplicate", "full_name", "Có thể là người đã có trong danh sách; chờ quyết định.")
    ]
    assert everything() == before
    waiting = WaitingRow.objects.get()
    assert (waiting.content["full_name"], waiting.organisation_id) == ("Nguyễn Văn Anh", tree["A"])


def test_a_row_that_waits_waits_once_however_often_its_file_comes(tree: Tree) -> None:
    bring(members_csv(AN))
    typo = members_csv(member("", "Nguyễn Văn Anh", card_no="84000001"))
    for _ in range(3):
        assert kinds(bring(typo)) == ["duplicate"]
    assert WaitingRow.objects.count() == 1


def test_two_rows_of_one_file_that_look_like_one_person_wait(tree: Tree) -> None:
    verdicts = bring(members_csv(member("", "Nguyễn Văn An"), member("", "Nguyễn Văn Am")))
    assert kinds(verdicts) == ["accepted", "duplicate"]
    assert verdicts[1].reason == "Có thể trùng với dòng 2 của tệp; chờ quyết định."


def test_an_id_given_twice_with_different_content_waits(tree: Tree) -> None:
    verdicts = bring(members_csv(AN, member("M1", "Phạm Thị Hoa", gender="Nữ", birth="1988-01-01")))
    assert [(v.kind, v.column) for v in verdicts] == [("accepted", ""), ("duplicate", "id")]


def test_the_very_same_row_twice_is_told_once(tree: Tree) -> None:
    tu = member("", "Trần Văn Tư", birth="1966-06-06")
    binh = member("M2", "Lê Thị Bình", gender="Nữ", birth="1980-01-01")
    verdicts = bring(members_csv(AN, binh, AN, tu, tu))
    assert kinds(verdicts) == ["accepted", "accepted", "unchanged", "accepted", "unchanged"]
    assert verdicts[2].reason == "Trùng nguyên văn dòng 2 của tệp."


def test_two_namesakes_of_one_year_in_one_branch_are_not_merged(tree: Tree) -> None:
    twins = [member("", "Nguyễn Văn An", birth="1956"), member("", "Nguyễn Văn An", birth="1956")]
    assert kinds(bring(members_csv(*twins))) == ["accepted", "duplicate"]


def test_a_known_id_with_another_name_and_another_birth_is_somebody_else(tree: Tree) -> None:
    bring(members_csv(member("M1", "Nguyễn Văn An")))
    before = everything()
    verdicts = bring(members_csv(member("M1", "Phạm Thị Hoa", birth="1988-01-01")))
    assert kinds(verdicts) == ["duplicate"]
    assert everything() == before


def test_a_rejected_row_names_every_reason(tree: Tree) -> None:
    verdicts = bring(members_csv(member("M1", "Ng4uyễn", birth="31/02/1970", gender="khác", admitted_on="hôm qua")))
    assert kinds(verdicts) == ["rejected"]
    assert all(word in verdicts[0].reason for word in ("Ng4uyễn", "không có ngày 31", "Nam hoặc Nữ", "hôm qua"))


def test_what_is_kept_of_a_reason_quotes_no_cell(tree: Tree) -> None:
    bring(
        members_csv(
            member("M1", "Ng4uyễn", birth="31/02/1970"),
            member("M2", "Lê Văn B", organisation_id="Phật giáo"),
            member("M3", "Võ C", education="bí mật"),
        )
    )
    kept = " ".join(RowVerdict.objects.filter(run__file_name="tep.csv").values_list("reason", flat=True))
    assert not any(word in kept for word in ("Ng4uyễn", "31/02", "Phật", "bí mật"))
    assert "không có ngày 31" in kept and "không có trong danh mục" in kept


@pytest.mark.parametrize(
    ("told", "column", "word"),
    [
        ({"organisation_id": "Z"}, "organisation_id", "Không có đúng một tổ chức"),
        ({"organisation_id": ""}, "organisation_id", "Dòng không ghi tổ chức"),
        ({"admitted_on": "", "official_on": ""}, "admitted_on", "không biết từ khi nào"),
        ({"admitted_on": "2150-01-01", "official_on": ""}, "admitted_on", "tương lai"),
        ({"official_on": "1990-01-01"}, "", "không thể ghi “công nhận chính thức”"),
        ({"birth": "1999-01-01"}, "", "Sinh năm 1999"),
        ({"left_on": "1990-01-01", "left_kind": "died"}, "", "từ trần"),
    ],
)
def test_what_cannot_be_is_rejected(tree: Tree, told: dict[str, str], column: str, word: str) -> None:
    before = everything()
    verdict = bring(members_csv(member("M1", "Nguyễn Văn An", **told)))[0]
    assert (verdict.kind, verdict.column) == ("rejected", column)
    assert word in verdict.reason
    assert everything() == before


def test_one_faulty_row_takes_no_other_with_it(tree: Tree) -> None:
    rows = [
        member(f"M{n}", f"Nguyễn Văn {name}", birth=f"19{50 + n}-01-01", admitted_on="1995-05-19")
        for n, name in enumerate("ABCDE")
    ]
    rows[2]["birth"] = "1996-01-01"
    assert kinds(bring(members_csv(*rows))) == ["accepted", "accepted", "rejected", "accepted", "accepted"]


def test_an_act_after_leaving_is_left_out_and_said(tree: Tree) -> None:
    verdict = bring(members_csv(AN | {"left_on": "1996-01-01", "left_kind": "died"}))[0]
    assert verdict.kind == "accepted"
    assert "Không ghi “công nhận chính thức” ngày 19/05/1996" in verdict.reason


def test_another_branch_without_a_day_of_moving_is_no_correction(tree: Tree) -> None:
    bring(members_csv(AN))
    before = everything()
    verdict = bring(members_csv(AN | {"organisation_id": "B"}))[0]
    assert (verdict.kind, verdict.column) == ("rejected", "organisation_id")
    assert "ngày chuyển đến" in verdict.reason
    assert everything() == before


def test_after_a_transfer_the_old_list_still_changes_nothing(tree: Tree) -> None:
    bring(members_csv(AN))
    moved = events_csv(("M1", "A", "transferred_out", "2010-03-01"), ("M1", "B", "transferred_in", "2010-03-01"))
    assert kinds(bring(moved)) == ["accepted", "accepted"]
    assert kinds(bring(members_csv(AN))) == ["unchanged"]
    assert kinds(bring(members_csv(AN | {"organisation_id": "B"}))) == ["unchanged"]


def test_who_came_from_elsewhere_is_admitted_elsewhere(tree: Tree) -> None:
    head = ["Họ và tên", "Ngày sinh", "Chi bộ", "Ngày vào Đảng", "Ngày chính thức", "Ngày chuyển đến"]
    data = xlsx([head, ["Nguyễn Văn An", "03/02/1970", "Chi bộ ấp Gò Cát", "19/05/1995", "19/05/1996", "01/06/2019"]])
    assert kinds(bring(data, name="ds.xlsx")) == ["accepted"]
    spells = Spell.objects.values_list("organisation_id", "official", "starts_kind", "starts_on__year")
    assert list(spells) == [(tree["A"], True, "transferred_in", 2019)]
    places = Entry.objects.filter(kind__in=["members.admitted", "members.official"]).values_list(
        "organisation_id", flat=True
    )
    assert list(places) == [None, None]
    assert kinds(bring(data, name="ds.xlsx")) == ["unchanged"]


def test_organisations_are_meant_by_id_code_or_full_name(tree: Tree) -> None:
    rows = [member("M1", "Lê An", organisation_id="A", birth="1961"), member("M2", "Võ Bình", organisation_id="8412", birth="1962"),
            member("M3", "Hồ Cư", organisation_id="CHI BỘ ẤP PHÚ MỸ", birth="1963")]  # fmt: skip
    assert kinds(bring(members_csv(*rows))) == ["accepted"] * 3
    places = Spell.objects.filter(ends_on=None).order_by("person_id").values_list("organisation_id", flat=True)
    assert list(places) == [tree["A"], tree["B"], tree["C"]]


def test_rows_without_an_organisation_go_where_they_are_told(tree: Tree) -> None:
    assert kinds(bring(members_csv(member("M1", "Lê An", organisation_id="")), how=How(into=tree["B"]))) == ["accepted"]
    assert Spell.objects.filter(ends_on=None).values_list("organisation_id", flat=True).get() == tree["B"]


def test_what_goes_into_an_organisation_stays_below_it(tree: Tree) -> None:
    verdicts = bring(
        members_csv(member("M1", "Lê An", organisation_id="A"), member("M2", "Võ B", organisation_id="C")),
        how=How(into=tree["H1"]),
    )
    assert [(v.kind, v.column) for v in verdicts] == [("accepted", ""), ("rejected", "organisation_id")]
    assert "không thuộc tổ chức nhận" in verdicts[1].reason


def test_ids_of_different_sources_are_different_people(tree: Tree) -> None:
    into = tree["H1"]
    orgs = {"organisation_id": "8411"}
    assert kinds(bring(members_csv(AN | orgs), how=How("mot", into))) == ["accepted"]
    other = member(
        "M1", "Phạm Thị Hoa", gender="Nữ", birth="1988-01-01", admitted_on="2010-01-01", official_on="", **orgs
    )
    assert kinds(bring(members_csv(other), how=How("hai", into))) == ["accepted"]
    assert kinds(bring(members_csv(AN | orgs), how=How("mot", into))) == ["unchanged"]


def test_an_erased_person_is_not_written_again_under_the_old_id(tree: Tree) -> None:
    bring(members_csv(AN | {"left_on": "2000-01-01", "left_kind": "died"}))
    person = details("Nguyễn Văn An").person_id
    Details.objects.filter(person_id=person).delete()
    assert Details.objects.count() == 0
    from liemchinh.imports.tests import taking

    data = members_csv(AN)
    reading = taking.read(data, "x.csv")
    mappings = taking.chosen_mappings(reading)
    run = taking.open_run(data, "x.csv", How(), {}, actor=taking.CONSOLE)
    verdicts = [v for piece in taking.take(run, taking.Rows(reading, mappings), actor=taking.CONSOLE) for v in piece]
    assert [(v.kind, v.column) for v in verdicts] == [("rejected", "id")]
