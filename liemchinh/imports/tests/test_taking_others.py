"""Rows about organisations, about what became of them, and about what happened to people."""

import pytest

from liemchinh.imports.services import How
from liemchinh.imports.tests.taking import (
    TREE,
    bring,
    events_csv,
    everything,
    kinds,
    member,
    members_csv,
    organisations_csv,
    successions_csv,
)
from liemchinh.journal.models import Entry
from liemchinh.members.models import Spell
from liemchinh.organisations.models import Succession, Version
from liemchinh.organisations.sources import ids_in_source

pytestmark = pytest.mark.django_db
Tree = dict[str, int]
AN = member("M1", "Nguyễn Văn An")


def test_parents_may_stand_anywhere_in_the_file(today: object) -> None:
    assert kinds(bring(organisations_csv(*reversed(TREE)))) == ["accepted"] * len(TREE)
    parents = dict(Version.objects.filter(cancelled_by=None).values_list("code", "parent__versions__code"))
    assert parents == {row[1]: {"T": "84", "H1": "841", "H2": "842"}.get(row[5]) for row in TREE}


def test_the_same_tree_twice_changes_nothing(tree: Tree) -> None:
    before = everything()
    assert kinds(bring(organisations_csv(*TREE))) == ["unchanged"] * len(TREE)
    assert everything() == before


def test_what_is_told_otherwise_of_an_organisation_is_a_correction(tree: Tree) -> None:
    renamed = ("A", "8411", "Chi bộ ấp Gò Cát Lớn", *TREE[3][3:])
    verdicts = bring(organisations_csv(renamed))
    assert [(v.kind, v.reason) for v in verdicts] == [("accepted", "Sửa thông tin đã ghi.")]
    assert Version.objects.get(organisation_id=tree["A"], cancelled_by=None).name == "Chi bộ ấp Gò Cát Lớn"
    assert Entry.objects.filter(kind="organisations.corrected").count() == 1


def test_a_parent_may_be_named_instead_of_numbered(tree: Tree) -> None:
    row = ("N", "", "Chi bộ mới", "4", "chi bộ cơ sở", "Đảng bộ huyện Sông Thu", "2020-01-01", "")
    assert kinds(bring(organisations_csv(row))) == ["accepted"]
    assert Version.objects.get(name="Chi bộ mới").parent_id == tree["H1"]


def org(
    id: str, parent: str, *, name: str = "X", kind: str = "chi bộ", since: str = "2000-01-01", to: str = ""
) -> tuple[str, ...]:
    return (id, "", name, "4", kind, parent, since, to)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([org("X", "KHONG")], ["rejected"]),
        ([org("X", "Y"), org("Y", "X")], ["rejected", "rejected"]),
        ([org("X", "X")], ["rejected"]),
        ([org("X", "T"), org("X", "T", name="Z")], ["accepted", "rejected"]),
        ([org("X", "T", to="1999-01-01"), org("Y", "X")], ["rejected", "rejected"]),
        ([org("X", "T", name="")], ["rejected"]),
        ([org("X", "T", kind=""), org("Y", "T")], ["rejected", "accepted"]),
        ([org("X", "T", since="2000")], ["rejected"]),
    ],
)
def test_faulty_organisations_take_no_other_with_them(
    tree: Tree, rows: list[tuple[str, ...]], expected: list[str]
) -> None:
    before = len(everything()["organisations_organisation"])
    assert kinds(sorted(bring(organisations_csv(*rows)), key=lambda v: v.row)) == expected
    assert len(everything()["organisations_organisation"]) == before + expected.count("accepted")


def test_an_ancestor_cannot_be_put_below_its_descendant(tree: Tree) -> None:
    assert kinds(bring(organisations_csv((*TREE[1][:5], "A", *TREE[1][6:])))) == ["rejected"]


def test_organisations_told_into_one_stay_below_it(tree: Tree) -> None:
    rows = [("X", "", "X", "4", "chi bộ", "", "2000-01-01", ""), ("Y", "", "Y", "4", "chi bộ", "H2", "2000-01-01", "")]
    assert kinds(bring(organisations_csv(*rows), how=How(into=tree["H1"]))) == ["accepted", "rejected"]
    assert Version.objects.get(name="X").parent_id == tree["H1"]


def test_what_became_of_organisations_is_one_decision_a_day(tree: Tree) -> None:
    bring(members_csv(AN))
    after = ("D", "8413", "Chi bộ liên ấp", "4", "chi bộ cơ sở", "H1", "2025-07-01", "")
    assert kinds(bring(organisations_csv(after))) == ["accepted"]
    merged = successions_csv(("2025-07-01", "A", "D", "merge", "full"), ("2025-07-01", "B", "D", "merge", "full"))
    assert kinds(bring(merged, name="ke-thua.csv")) == ["accepted", "accepted"]
    assert Entry.objects.filter(kind="organisations.reorganised").count() == 1
    new = ids_in_source("", ["D"])["D"]
    assert Spell.objects.filter(ends_on=None, cancelled_by=None).values_list("organisation_id", flat=True).get() == new
    assert Succession.objects.count() == 2
    before = everything()
    assert kinds(bring(merged, name="ke-thua.csv")) == ["unchanged", "unchanged"]
    assert everything() == before


def test_an_organisation_that_goes_on_under_its_id_gets_a_new_version(tree: Tree) -> None:
    """As published lists tell it: before, after, and what became of what; one commune keeps its id under a new parent."""
    bring(members_csv(AN))
    after = [
        ("T2", "", "Đảng bộ tỉnh mới", "1", "đảng bộ tỉnh", "", "2025-07-01", ""),
        (*TREE[3][:5], "T2", "2025-07-01", ""),
    ]
    verdicts = bring(organisations_csv(*after))
    assert [(v.kind, v.reason) for v in verdicts] == [
        ("accepted", "Ghi mới."),
        ("accepted", "Ghi thay đổi từ ngày 01/07/2025."),
    ]
    told = successions_csv(("2025-07-01", "A", "A", "continue", "full"), ("2025-07-01", "T", "T2", "merge", "full"),
                           ("2025-07-01", "H1", "T2", "merge", "full"), ("2025-07-01", "H2", "T2", "merge", "full"))  # fmt: skip
    assert kinds(bring(told)) == ["accepted"] * 4
    new = ids_in_source("", ["T2"])["T2"]
    live = Version.objects.filter(cancelled_by=None, valid_to=None)
    assert dict(live.values_list("organisation_id", "parent_id")) == {
        new: None,
        tree["A"]: new,
        tree["B"]: new,
        tree["C"]: new,
    }
    for _ in range(2):
        assert set(
            kinds(bring(organisations_csv(*TREE))) + kinds(bring(organisations_csv(*after))) + kinds(bring(told))
        ) == {"unchanged"}


def test_a_faulty_succession_is_left_out_and_the_rest_of_its_day_stands(tree: Tree) -> None:
    rows = [("2025-07-01", "A", "B", "merge", "full"), ("2025-07-01", "Z", "B", "merge", "full")]
    assert kinds(bring(successions_csv(*rows))) == ["accepted", "rejected"]


def test_events_are_acts_about_people_already_there(tree: Tree) -> None:
    bring(members_csv(AN))
    told = [("M1", "A", "exempt", "2015-01-01"), ("M1", "A", "died", "2020-02-03"), ("M9", "A", "died", "2020-02-03")]
    verdicts = bring(events_csv(*told))
    assert [(v.kind, v.column) for v in verdicts] == [("accepted", ""), ("accepted", ""), ("rejected", "member_id")]
    last = Spell.objects.filter(cancelled_by=None).latest("starts_on")
    assert (last.starts_kind, last.ends_kind, str(last.ends_on)) == ("exempt", "died", "2020-02-03")


def test_events_and_members_that_tell_the_same_fact_tell_it_once(tree: Tree) -> None:
    bring(members_csv(AN))
    before = everything()
    told = [("M1", "A", "admitted", "1995-05-19"), ("M1", "A", "official", "1996"), ("M1", "A", "official", "05/1996")]
    assert kinds(bring(events_csv(*told))) == ["unchanged"] * 3
    assert everything() == before


def test_the_same_event_twice_in_one_file_is_told_once(tree: Tree) -> None:
    bring(members_csv(AN))
    verdicts = bring(events_csv(("M1", "A", "exempt", "2015-01-01"), ("M1", "A", "exempt", "2015-01-01")))
    assert [(v.kind, v.reason) for v in verdicts] == [
        ("accepted", "Ghi mới."),
        ("unchanged", "Trùng với dòng 2 của tệp."),
    ]


def test_the_same_events_twice_change_nothing(tree: Tree) -> None:
    bring(members_csv(AN))
    data = events_csv(
        ("M1", "A", "exempt", "2015"),
        ("M1", "A", "transferred_out", "2020-01-01"),
        ("M1", "C", "transferred_in", "2020-01-05"),
    )
    assert kinds(bring(data)) == ["accepted"] * 3
    before = everything()
    assert kinds(bring(data)) == ["unchanged"] * 3
    assert everything() == before


def test_a_faulty_event_takes_no_other_of_its_person_with_it(tree: Tree) -> None:
    bring(members_csv(AN))
    told = [("M1", "A", "official", "2001-01-01"), ("M1", "A", "exempt", "2015-01-01"), ("M1", "A", "readmitted", "2016-01-01"),
            ("M1", "A", "died", "2020-01-01")]  # fmt: skip
    assert kinds(bring(events_csv(*told))) == ["rejected", "accepted", "rejected", "accepted"]


def test_events_are_taken_by_day_whatever_their_order_in_the_file(tree: Tree) -> None:
    bring(members_csv(AN))
    told = [("M1", "B", "transferred_in", "2010-03-01"), ("M1", "A", "transferred_out", "2010-03-01"), ("M1", "B", "died", "2019-01-01"),
            ("M1", "B", "exempt", "2018-01-01")]  # fmt: skip
    assert kinds(bring(events_csv(*told))) == ["accepted"] * 4


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("M1", "Z", "exempt", "2015-01-01"), "organisation_id"),
        (("M1", "A", "exempt", "2150-01-01"), "date"),
        (("M1", "A", "died", "1980-01-01"), "date"),
        (("M1", "A", "admitted", "1999-01-01"), "date"),
    ],
)
def test_an_event_that_cannot_be_is_rejected(tree: Tree, row: tuple[str, ...], column: str) -> None:
    bring(members_csv(AN))
    before = everything()
    verdicts = bring(events_csv(row))
    assert [(v.kind, v.column) for v in verdicts] == [("rejected", column)]
    assert everything() == before


def test_one_workbook_may_hold_everything_in_any_order(today: object) -> None:
    import openpyxl

    from liemchinh.imports.tests.builders import xlsx
    from liemchinh.imports.tests.taking import EVENTS, MEMBERS, ORGANISATIONS

    def more(book: openpyxl.Workbook) -> None:
        for title, head, rows in (
            ("DV", MEMBERS, [[AN.get(name, "") for name in MEMBERS]]),
            ("TC", ORGANISATIONS, TREE),
        ):
            page = book.create_sheet(title)
            for row in (head, *rows):
                page.append(list(row))

    events = [EVENTS, ("E1", "M1", "A", "exempt", "2015-01-01")]
    verdicts = bring(xlsx(events, sheet="BD", more=more), name="tat-ca.xlsx")
    assert [(v.sheet, v.kind) for v in verdicts] == [*[("TC", "accepted")] * 6, ("DV", "accepted"), ("BD", "accepted")]


def test_each_row_in_an_organisation_that_ended_says_since_when_and_who_followed(tree: Tree) -> None:
    bring(members_csv(AN, member("M2", "Lê Thị Bưởi", organisation_id="B")))
    bring(successions_csv(("2010-01-01", "A", "B", "merge", "full")))
    ended = "Chi bộ ấp Gò Cát không còn từ ngày 01/01/2010, nên không ghi được việc ngày {} ở đó."
    heir = "Hãy ghi ở tổ chức kế thừa: Chi bộ ấp Rạch Dừa."
    events = [
        ("M1", "A", "helped", "2011-03-03"),
        ("M2", "B", "helped", "2011-03-03"),
        ("M1", "A", "helped", "2009-03-03"),
    ]
    said = {verdict.row: (verdict.kind, verdict.reason) for verdict in bring(events_csv(*events))}
    assert [said[row][0] for row in sorted(said)] == ["rejected", "accepted", "accepted"]
    assert said[min(said)][1] == f"{ended.format('03/03/2011')} {heir}"
    (new,) = bring(members_csv(member("M3", "Ngô Văn Mới", admitted_on="2012-05-19", official_on="2013-05-19")))
    assert (new.kind, new.kept_reason) == (
        "rejected",
        f"{ended.format('19/05/2012')} {heir} {ended.format('19/05/2013')} {heir}",
    )
    (below,) = bring(organisations_csv(org("X", "A", since="2015-01-01")))
    assert (below.kind, below.reason) == ("rejected", f"{ended.format('01/01/2015')} {heir}")
