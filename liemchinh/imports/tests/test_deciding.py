"""Rows that are probably somebody already there: never merged silently, decided by a person within their scope."""

import json

import pytest

from liemchinh.imports.comparing import comparison
from liemchinh.imports.deciding import Decision, decide
from liemchinh.imports.models import RowVerdict, Run, WaitingRow
from liemchinh.imports.queries import candidates_of, hidden_candidates, waiting_visible_to
from liemchinh.imports.services import How
from liemchinh.imports.tests.builders import xlsx
from liemchinh.imports.tests.taking import CONSOLE, assert_whole, bring, everything, kinds, member, members_csv
from liemchinh.journal.models import Entry, Reading
from liemchinh.members.models import Card, Details, Person, SourceId
from regulations.answers import Refused
from tests.world import World

pytestmark = pytest.mark.django_db
Tree = dict[str, int]
AN = member("M1", "Nguyễn Văn An", card_no="84000001")
# The card of somebody whom the world has in the register of the branch, and nearly the name.
PHUC = xlsx([("Họ và tên", "Ngày sinh", "Số thẻ", "Ngày vào Đảng"), ("Thạch Vĩnh Phục", "1970", "84000", "19/5/2016")])
TYPO = member("K7", "Nguyễn Văn Anh", card_no="84000001", education="12/12")


@pytest.fixture
def waiting(tree: Tree) -> WaitingRow:
    """An stands in the register; another file's row with An's card waits."""
    bring(members_csv(AN))
    assert kinds(bring(members_csv(TYPO))) == ["duplicate"]
    return WaitingRow.objects.get()


def person_named(name: str) -> int:
    return Details.objects.get(full_name=name, cancelled_by=None).person_id


def counts() -> tuple[int, int, int, int]:
    run = Run.objects.latest("id")
    assert run.read == run.total or run.total == 0
    return run.accepted, run.unchanged, run.duplicate, run.rejected


def test_the_same_person_is_corrected_and_carries_the_files_id(waiting: WaitingRow) -> None:
    an = person_named("Nguyễn Văn An")
    said = decide(waiting.id, Decision("same", an), actor=CONSOLE)
    assert (said.kind, said.reason) == ("accepted", "Sửa: education, full_name.")
    assert (Person.objects.count(), person_named("Nguyễn Văn Anh")) == (1, an)
    assert dict(SourceId.objects.values_list("external_id", "person_id")) == {"M1": an, "K7": an}
    assert (WaitingRow.objects.count(), counts()) == (0, (1, 0, 0, 0))
    assert kinds(bring(members_csv(TYPO))) == ["unchanged"]
    assert_whole()


def test_the_same_person_told_alike_only_gets_the_id(tree: Tree) -> None:
    bring(members_csv(AN))
    assert kinds(bring(members_csv(AN | {"id": "K7"}))) == ["duplicate"]
    said = decide(WaitingRow.objects.get().id, Decision("same", person_named("Nguyễn Văn An")), actor=CONSOLE)
    assert (said.kind, said.reason) == ("accepted", "Ghi mã của tệp cho người đã có.")
    assert kinds(bring(members_csv(AN | {"id": "K7"}))) == ["unchanged"]
    assert_whole()


def test_somebody_else_is_a_new_person(waiting: WaitingRow) -> None:
    said = decide(waiting.id, Decision("other"), actor=CONSOLE)
    assert (said.kind, Person.objects.count(), counts()) == ("accepted", 2, (1, 0, 0, 0))
    assert list(Card.objects.values_list("number", flat=True)) == ["84000001", "84000001"]
    assert kinds(bring(members_csv(TYPO))) == ["unchanged"]
    assert_whole()


def test_a_row_left_out_leaves_nothing(waiting: WaitingRow) -> None:
    before = everything(without={"journal_entry", "imports_run", "imports_row_verdict", "imports_waiting_row"})
    said = decide(waiting.id, Decision("left_out"), actor=CONSOLE)
    assert (said.kind, counts(), WaitingRow.objects.count()) == ("rejected", (0, 0, 0, 1), 0)
    assert everything(without={"journal_entry", "imports_run", "imports_row_verdict", "imports_waiting_row"}) == before


def test_each_decision_is_one_entry_without_names(waiting: WaitingRow) -> None:
    an = person_named("Nguyễn Văn An")
    decide(waiting.id, Decision("same", an), actor=CONSOLE)
    entry = Entry.objects.get(kind="imports.decided")
    assert (entry.member_id, json.loads(bytes(entry.payload))["data"]["choice"]) == (an, "same")
    assert "Anh" not in bytes(entry.payload).decode()


def test_a_decision_is_made_once(waiting: WaitingRow) -> None:
    decide(waiting.id, Decision("left_out"), actor=CONSOLE)
    with pytest.raises(Refused):
        decide(waiting.id, Decision("other"), actor=CONSOLE)
    assert Person.objects.count() == 1


def test_only_somebody_who_may_be_meant_can_be_chosen(waiting: WaitingRow) -> None:
    bring(members_csv(member("M2", "Thạch Thị Hoa", gender="Nữ", birth="1988-08-08")))
    with pytest.raises(Refused) as refused:
        decide(waiting.id, Decision("same", person_named("Thạch Thị Hoa")), actor=CONSOLE)
    assert [refusal.code for refusal in refused.value.refusals] == ["not-a-candidate"]
    assert WaitingRow.objects.count() == 1


def test_what_the_register_refuses_goes_on_waiting(tree: Tree) -> None:
    bring(members_csv(AN))
    bring(members_csv(TYPO | {"organisation_id": "B"}))
    waiting = WaitingRow.objects.get()
    before = everything()
    with pytest.raises(Refused) as refused:
        decide(waiting.id, Decision("same", person_named("Nguyễn Văn An")), actor=CONSOLE)
    assert "ngày chuyển đến" in str(refused.value.refusals[0])
    assert (everything(), WaitingRow.objects.count()) == (before, 1)


def test_two_rows_of_one_file_can_both_be_decided(tree: Tree) -> None:
    twins = [member("", "Nguyễn Văn An", birth="1956")] * 3
    assert kinds(bring(members_csv(*twins))) == ["accepted", "duplicate", "duplicate"]
    waiting = WaitingRow.objects.get()  # one row for two that are alike
    decide(waiting.id, Decision("other"), actor=CONSOLE)
    assert Person.objects.count() == 2
    assert (
        RowVerdict.objects.filter(verdict="duplicate").values_list("reason", flat=True).get()
        == "Chờ quyết định ở dòng sau, giống hệt dòng này."
    )


def test_an_id_given_to_two_people_can_be_told_apart(tree: Tree) -> None:
    bring(members_csv(member("M1", "Nguyễn Văn An")))
    bring(
        members_csv(
            member("M1", "Phạm Thị Hoa", gender="Nữ", birth="1988-01-01", admitted_on="2010-01-01", official_on="")
        )
    )
    waiting = WaitingRow.objects.get()
    assert [candidate.person for candidate in candidates_of(waiting, CONSOLE)] == [person_named("Nguyễn Văn An")]
    decide(waiting.id, Decision("other"), actor=CONSOLE)
    assert SourceId.objects.get(external_id="M1").person_id == person_named("Nguyễn Văn An")
    assert_whole()


def test_side_by_side_what_differs_is_marked(waiting: WaitingRow) -> None:
    shown = comparison(waiting, CONSOLE)
    differing = [label for label, said in shown.lines if any(each.differs for each in said)]
    assert (differing, [other.name for other in shown.others]) == (["Họ và tên"], ["Nguyễn Văn An"])


def test_who_waits_is_seen_and_decided_in_scope_only(world: World) -> None:
    place = {name: world.places[name] for name in ("branch", "other_branch")}
    for number in place.values():
        assert kinds(bring(PHUC, name="ds.xlsx", how=How(into=number))) == ["duplicate"]
    seen = {name: set(waiting_visible_to(world.actor(name)).values_list("organisation_id", flat=True))
            for name in ("an", "nam", "dung", "giang", "khoa", "chi", "em", "ha", "quan", "lan")}  # fmt: skip
    assert seen == {"an": {place["branch"]}, "nam": {place["branch"]}, "dung": {place["other_branch"]},
                    "giang": set(), "khoa": set(), "chi": set(), "em": set(), "ha": set(), "quan": set(), "lan": set()}  # fmt: skip
    theirs = WaitingRow.objects.get(organisation_id=place["other_branch"])
    for name in ("an", "nam", "chi", "lan"):
        with pytest.raises(Refused):
            decide(theirs.id, Decision("left_out"), actor=world.actor(name))
    assert WaitingRow.objects.count() == 2


def test_somebody_out_of_scope_is_counted_not_told_of(world: World) -> None:
    bring(
        PHUC,
        name="ds.xlsx",
        how=How(into=world.places["other_branch"]),
    )
    waiting, dung = WaitingRow.objects.get(), world.actor("dung")
    assert (candidates_of(waiting, dung), hidden_candidates(waiting, dung)) == ([], 1)
    shown = comparison(waiting, dung)
    assert (list(shown.others), shown.hidden) == ([], 1)
    with pytest.raises(Refused):
        decide(waiting.id, Decision("same", world.people["branch"]), actor=dung)


def test_looking_at_somebody_beside_a_row_is_kept(world: World) -> None:
    bring(PHUC, name="ds.xlsx", how=How(into=world.places["branch"]))
    assert Reading.objects.count() == 0
    comparison(WaitingRow.objects.get(), world.actor("nam"))
    kept = Reading.objects.get()
    assert (kept.object_id, kept.account_id, kept.role) == (
        world.people["branch"],
        world.accounts["nam"].pk,
        "organisation_officer",
    )
