"""What can be seen of the book, by whom, and how it is told."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from liemchinh.journal import clock, names
from liemchinh.journal.changed import changes
from liemchinh.journal.forms import EntryFilter
from liemchinh.journal.models import Entry
from liemchinh.journal.names import provide_names, provide_words
from liemchinh.journal.queries import (
    entries_for_audit,
    entries_visible_to,
    lines,
    months,
    narrowed,
    newest_first,
    recorded_since,
    who_read,
)
from liemchinh.journal.registry import event_kinds
from liemchinh.journal.sentences import day_of, sentences
from liemchinh.journal.services import NewEntry, record, record_reading

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 1)


@pytest.fixture(autouse=True)
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "_namers", dict(names._namers))
    monkeypatch.setattr(names, "_wordings", dict(names._wordings))


def reader(account: int | None = 7, *roots: int, verbs: str = "journal.see", everywhere: bool = False) -> Any:
    return SimpleNamespace(
        account_id=account,
        person_id=None,
        on_behalf_of=None,
        may=lambda verb: verb in verbs.split(),
        roots=lambda verb: frozenset(roots) if verb in verbs.split() else frozenset(),
        everywhere=lambda verb: everywhere,
    )


def noted(**more: Any) -> NewEntry:
    return NewEntry("tests.noted", DAY, **more)


def seen(actor: Any) -> list[int]:
    return sorted(entries_visible_to(actor).values_list("sequence", flat=True))


@pytest.fixture
def book() -> None:
    """1: mine elsewhere; 2: in place 4; 3: a case in place 4; 4: in place 5; 5: in my name; 6: by the console, nowhere; 7: my case."""
    mine, other, console = reader(7), reader(8), SimpleNamespace(account_id=None, person_id=None, on_behalf_of=None)
    record([noted(organisation=9)], actor=mine)
    record([noted(organisation=4), noted(organisation=4, case=1), noted(organisation=5)], actor=other)
    record([noted(organisation=9)], actor=SimpleNamespace(account_id=None, on_behalf_of=7))
    record([noted()], actor=console)
    record([noted(organisation=9, case=2)], actor=mine)


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("many", [200, 1])
def test_own_acts_and_own_organisations_are_seen_and_no_case(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liemchinh.journal.queries.MANY", many)
    monkeypatch.setattr("liemchinh.journal.queries._inside", lambda roots: roots)
    assert seen(reader(7)) == [1, 5, 7]
    assert seen(reader(7, 4)) == [1, 2, 5, 7]
    assert seen(reader(7, 4, 5)) == [1, 2, 4, 5, 7]
    assert seen(reader(7, 4, verbs="members.see")) == [1, 5, 7]
    assert seen(reader(99)) == seen(reader(None)) == []
    assert seen(reader(None, everywhere=True)) == [1, 2, 4, 5, 6]


@pytest.mark.usefixtures("book")
def test_the_auditor_gets_kinds_times_and_hashes_and_nobody_else_does() -> None:
    assert entries_for_audit(reader(7, 4)).count() == 0
    entry = entries_for_audit(reader(7, verbs="journal.audit")).first()
    assert entry is not None and entry.get_deferred_fields() == {
        "happened", "effective_on", "organisation_id", "member_id", "case_id", "account_id", "behalf_id", "cancels_id", "payload",
    }  # fmt: skip


def test_a_sentence_is_made_when_it_is_read_with_the_names_of_today() -> None:
    provide_names("organisation", lambda ids: {4: "Chi bộ Gò Cát"})
    provide_names("member", lambda ids: {9: "Trần Văn Bình"})
    provide_words("word", {"code": "lời"}.get)  # type: ignore[arg-type]
    record([noted(organisation=4, member=9, data={"word": "code"}), noted(organisation=5, member=8)], actor=reader())
    assert sentences(Entry.objects.order_by("sequence")) == [
        "Ghi Trần Văn Bình tại Chi bộ Gò Cát ngày 01/07/2025: lời",
        "Ghi người số 8 tại tổ chức số 5 ngày 01/07/2025: …",
    ]


def test_words_in_data_are_never_a_pattern() -> None:
    record([noted(data={"word": "{member} {organisation.x} %s", "list": list(range(9))})], actor=reader())
    assert sentences(Entry.objects.all()) == ["Ghi … tại … ngày 01/07/2025: {member} {organisation.x} %s"]


def test_a_kind_no_longer_known_is_still_told() -> None:
    record([noted()], actor=reader())
    entry = Entry.objects.get()
    entry.kind = "tests.gone"
    assert sentences([entry]) == ["Việc loại tests.gone (bản phần mềm này không còn ghi loại ấy)"]


@pytest.mark.parametrize(
    ("happened", "told"), [("1956", "1956"), ("1956-05", "05/1956"), ("", "01/07/2025"), ("khoảng", "01/07/2025")]
)
def test_a_day_is_told_as_it_is_known(happened: str, told: str) -> None:
    assert day_of(Entry(happened=happened, effective_on=DAY)) == told


def test_accounts_are_told_by_name_and_by_number_once_the_name_is_gone() -> None:
    provide_names("account", lambda ids: {number: f"Người {number}" for number in ids if number != 3})
    record([NewEntry("tests.granted", DAY, data={"account": 2}), NewEntry("tests.granted", DAY, data={"accounts": [2, 3]})],
           actor=reader())  # fmt: skip
    assert sentences(Entry.objects.order_by("sequence")) == [
        "Giao quyền cho Người 2; Người 2",
        "Giao quyền cho Người 2, tài khoản số 3; Người 2, tài khoản số 3",
    ]


def test_every_kind_has_a_short_label_of_its_own_without_particulars() -> None:
    labels = [str(kind.label) for kind in event_kinds().values()]
    assert [label for label in labels if not 0 < len(label) <= 40 or "{" in label or label[0].islower()] == []
    assert len(set(labels)) == len(labels)


def test_pages_go_back_and_forth_by_key() -> None:
    record([noted() for _ in range(7)], actor=reader())
    entries = entries_visible_to(reader())

    def told(**place: str) -> tuple[list[int], str, str]:
        page = newest_first(entries, size=3, **place)
        return [entry.sequence for entry in page.items], page.previous, page.next

    assert told() == ([7, 6, 5], "", "5")
    assert told(after="5") == ([4, 3, 2], "4", "2")
    assert told(after="2") == ([1], "1", "")
    assert told(before="1") == ([4, 3, 2], "4", "2")
    assert told(before="4") == ([7, 6, 5], "", "5")
    assert told(after="x") == told(before="-1") == told(after="9" * 30) == ([7, 6, 5], "", "5")
    assert told(after="1") == ([], "", "")


def test_entries_are_narrowed_to_a_kind_and_a_month_in_vietnam() -> None:
    moments = ("2025-12-31T16:59:59+00:00", "2025-12-31T17:00:00+00:00", "2026-01-31T17:00:00+00:00")
    for moment in moments:
        with clock.at(datetime.fromisoformat(moment)):
            record([noted()], actor=reader())
    record([NewEntry("tests.other", DAY)], actor=reader())

    def found(**wanted: Any) -> list[int]:
        return sorted(narrowed(Entry.objects.all(), **wanted).values_list("sequence", flat=True))

    assert found(month=date(2026, 1, 1)) == [2] and found(month=date(2025, 12, 1)) == [1]
    assert found(kind="tests.other") == [4] and found() == [1, 2, 3, 4]
    assert months()[-3:] == [date(2026, 2, 1), date(2026, 1, 1), date(2025, 12, 1)]


def test_an_empty_book_has_no_months() -> None:
    assert months() == []


def test_a_choice_that_does_not_exist_narrows_nothing() -> None:
    assert EntryFilter({"kind": "nothing", "month": "x"}).chosen() == {}


def test_what_changed_lately_names_few_acts_and_counts_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liemchinh.journal.queries._inside", lambda roots: roots)
    with clock.at(date(2026, 1, 1)):
        record([noted(organisation=4)], actor=reader(8))
    with clock.at(date(2026, 3, 3)):
        record([NewEntry("tests.other", DAY, organisation=4), noted(organisation=4)], actor=reader(8))
        record([noted(organisation=4)], actor=reader(7))
        since = clock.now() - timedelta(days=7)
    with clock.at(date(2026, 3, 4)):
        record([noted(organisation=4) for _ in range(3)], actor=reader(8))
    told = [(summary.sentence, summary.count) for summary in recorded_since(reader(7, 4), since)]
    assert told == [("Ghi", 4), ("Việc khác ở tổ chức số 4", 1)]
    assert [change.sentence for change in changes(reader(7, 4), since)] == [
        "Ghi: 4 việc",
        "Việc khác ở tổ chức số 4",
    ]
    assert recorded_since(reader(9), since) == []


def test_so_much_was_recorded_that_older_entries_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liemchinh.journal.queries._inside", lambda roots: roots)
    monkeypatch.setattr("liemchinh.journal.queries.NEWEST", 5)
    record([noted(organisation=4) for _ in range(9)], actor=reader(8))
    told = [change.sentence for change in changes(reader(7, 4), clock.now() - timedelta(days=1))]
    assert told == ["Ghi: ít nhất 5 việc"]


def test_a_sensitive_act_names_nobody_to_whoever_lacks_the_role_for_that_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liemchinh.journal.queries._inside", lambda roots: roots)
    provide_names("organisation", lambda ids: {4: "Gò Cát", 5: "Rạch Dừa"})
    provide_names("member", lambda ids: {number: f"Người {number}" for number in ids})
    sanctioned = [NewEntry("tests.sanctioned", DAY, organisation=place, member=place) for place in (4, 5)]
    record(sanctioned, actor=reader(8))
    entries = list(Entry.objects.order_by("sequence"))

    def told(actor: Any) -> list[str]:
        return [line.sentence for line in lines(entries, reader=actor)]

    named, hidden = "Người 4 bị kỷ luật tại Gò Cát", "Một người bị kỷ luật tại Gò Cát"
    assert told(reader(7, 4, 5)) == [hidden, "Một người bị kỷ luật tại Rạch Dừa"]
    assert told(reader(8, 4, 5)) == [named, "Người 5 bị kỷ luật tại Rạch Dừa"]
    assert told(reader(7, 4, verbs="journal.see figures.open_sensitive")) == [
        named,
        "Một người bị kỷ luật tại Rạch Dừa",
    ]
    assert told(None) == told(reader(None, everywhere=True)) == [named, "Người 5 bị kỷ luật tại Rạch Dừa"]
    since = clock.now() - timedelta(days=1)
    assert hidden in [summary.sentence for summary in recorded_since(reader(7, 4, 5), since)]


def test_whoever_keeps_the_register_reads_of_an_expulsion_but_not_whose(world: Any) -> None:
    from liemchinh.members.services import Change, NewAct, record_changes

    for name, day in (("branch", DAY), ("sibling", DAY)):
        act = NewAct("expelled", day, world.places[name])
        record_changes([Change(person=world.people[name], acts=[act])], actor=world.actor("nam"))

    def shown(name: str) -> str:
        return str(world.client(name).get("/journal/", {"kind": "members.expelled"}).content.decode())

    assert "Khai trừ Thạch Vĩnh Phúc" in shown("nam") and "Khai trừ Thạch Vĩnh Phúc" in shown("khoa")
    assert "Khai trừ một người tại Chi bộ ấp Gò Cát" in shown("an") and "Thạch Vĩnh Phúc" not in shown("an")


def test_who_read_is_told_by_office_role_and_day_and_never_by_name() -> None:
    provide_names("organisation", lambda ids: {4: "Ban Tổ chức"})
    for hour in (1, 2):
        with clock.at(datetime.fromisoformat(f"2026-03-03T0{hour}:00:00+00:00")):
            record_reading(reader(7), "member", 12, role="leader", organisation=4, reason="transfer")
    with clock.at(date(2026, 3, 5)):
        record_reading(reader(8), "member", 12, role="organisation_officer")
        record_reading(reader(8), "member", 13)
    told = [(read.day.day, read.organisation, read.role) for read in who_read("member", 12)]
    assert told == [(5, "", "organisation_officer"), (3, "Ban Tổ chức", "leader")]
    assert not hasattr(who_read("member", 12)[0], "account_id")


def test_the_screen_shows_the_acts_in_scope_and_filters_them(world: Any) -> None:
    page = world.client("chi").get("/journal/")
    text = page.content.decode()
    assert page.status_code == 200 and "Kết nạp Trần Văn Bình tại Chi bộ ấp Gò Cát" in text
    assert "Chi bộ ấp Rạch Dừa" not in text and "Chi bộ Cửa Đại" not in text
    narrowed_page = (
        world.client("chi").get("/journal/", {"kind": "members.official", "month": "2026-03"}).content.decode()
    )
    assert "Kết nạp Trần Văn Bình" not in narrowed_page and "Công nhận Trần Văn Bình" in narrowed_page


def test_the_auditor_sees_no_name_and_others_no_audit(world: Any) -> None:
    audit = world.client("ha").get("/journal/audit/")
    text = audit.content.decode()
    assert audit.status_code == 200 and "Kết nạp" in text and bytes(Entry.objects.last().hash).hex()[:16] in text  # type: ignore[union-attr]
    assert [name for name in ("Gò Cát", "Trần Văn Bình", "Thạch Vĩnh Phúc", "Bình An") if name in text] == []
    assert [world.client(name).get("/journal/audit/").status_code for name in ("an", "quan", "lan")] == [404, 404, 404]


def test_a_list_of_entries_needs_a_fixed_number_of_queries(
    world: Any, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    entries = list(entries_visible_to(world.actor("an")).order_by("-sequence"))
    assert len(entries) > 30
    with django_assert_max_num_queries(4):
        lines(entries)
    client = world.client("an")
    with django_assert_max_num_queries(14):
        assert client.get("/journal/").status_code == 200


@pytest.mark.sqlite
@pytest.mark.parametrize("only", [{}, {"kind": "discipline.set_aside"}, {"kind__startswith": "standing."}])
def test_the_acts_of_a_case_are_found_without_a_walk_through_the_book(only: dict[str, str]) -> None:
    plan = Entry.objects.filter(case_id=7, **only).order_by("sequence").explain()
    assert plan.splitlines()[0].endswith("SEARCH journal_entry USING INDEX journal_entry_case (case_id=?)")
