"""From an act in the register to the tick that it is entered there, and back."""

import io
import json
from datetime import date

import pytest
from openpyxl import load_workbook

from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Reading
from liemchinh.journal.verification import verify
from liemchinh.members.facts import PersonFacts
from liemchinh.members.posting import Seat, take_posts
from liemchinh.members.queries import facts_of
from liemchinh.members.services import Change, NewAct, cancel_act, correct_person, record_act, register_person
from liemchinh.national import recount, services
from liemchinh.national.columns import columns_of
from liemchinh.national.models import Entered, Layout, Taking
from liemchinh.national.queries import changes_of, entered_visible_to, keepers_visible_to
from liemchinh.national.showing import lines_of, whats
from liemchinh.national.tests.books import CHANGES, HEADINGS, workbook
from liemchinh.national.waiting import waiting
from liemchinh.national.workbook import changes_workbook
from regulations.answers import Refused
from tests.world import CONSOLE, REGISTERED


@pytest.fixture
def kept(world):
    services.keep_layout(workbook(), "ds.xlsx", world.places["commune"], actor=world.actor("nam"))
    return world


def waits(world, place="commune"):
    return [act.sequence for act in changes_of(Layout.objects.get(organisation_id=world.places[place])).waiting]


def died(world, name="branch"):
    return record_act(world.people[name], NewAct("died", clock.today(), world.places[name]), actor=CONSOLE)


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def test_what_stood_before_the_beginning_does_not_wait_and_what_comes_after_does(kept):
    assert waits(kept) == []
    sequence = died(kept)
    assert waits(kept) == [sequence]
    record_act(kept.people["other_branch"], NewAct("died", clock.today(), kept.places["other_branch"]), actor=CONSOLE)
    assert waits(kept) == [sequence]


def test_what_is_ticked_waits_no_more_and_a_cancelled_tick_brings_it_back(kept):
    first, second = died(kept), died(kept, "sibling")
    commune, nam = kept.places["commune"], kept.actor("nam")
    assert services.enter_acts(commune, {first}, actor=nam) == 1
    assert waits(kept) == [second]
    tick = Entered.objects.get()
    assert (tick.act, Entry.objects.get(sequence=tick.recorded_by).account_id) == (first, nam.account_id)
    services.cancel_entered(commune, first, actor=nam)
    assert waits(kept) == [first, second] and list(entered_visible_to(nam, commune)) == []
    assert Entry.objects.get(sequence=Entered.objects.get().cancelled_by).kind == "national.not_entered"
    assert list(recount.differences()) == [] and verify().ok


def test_everything_recorded_until_the_page_was_made_is_ticked_at_once_and_nothing_later(kept):
    first = died(kept)
    second = died(kept, "sibling")
    assert services.enter_all(kept.places["commune"], first, actor=kept.actor("nam")) == 1
    assert waits(kept) == [second]
    with pytest.raises(Refused) as refused:
        services.enter_all(kept.places["commune"], first, actor=kept.actor("nam"))
    assert codes(refused) == ["national.nothing"]


def test_a_tick_on_what_waits_no_longer_is_refused_and_nothing_is_written(kept):
    first, second = died(kept), died(kept, "sibling")
    commune, nam = kept.places["commune"], kept.actor("nam")
    services.enter_acts(commune, {first}, actor=nam)
    for acts, code in (({first, second}, "national.gone"), (set(), "national.none"), ({10**9}, "national.gone")):
        with pytest.raises(Refused) as refused:
            services.enter_acts(commune, acts, actor=nam)
        assert codes(refused) == [code]
    with pytest.raises(Refused) as refused:
        services.cancel_entered(commune, second, actor=nam)
    assert codes(refused) == ["national.not-entered"] and waits(kept) == [second]


def test_an_act_cancelled_in_the_register_is_told_only_where_it_was_entered(kept):
    commune, nam = kept.places["commune"], kept.actor("nam")
    cancel_act(died(kept), reason="wrong_person", actor=CONSOLE)
    assert waits(kept) == []
    entered = died(kept, "sibling")
    services.enter_acts(commune, {entered}, actor=nam)
    cancelled = cancel_act(entered, reason="wrong_person", actor=CONSOLE)
    assert waits(kept) == [cancelled]
    services.enter_acts(commune, {cancelled}, actor=nam)
    with pytest.raises(Refused) as refused:
        services.cancel_entered(commune, entered, actor=nam)
    assert codes(refused) == ["national.taken-back"]


def corrected(world, **changed):
    person = world.people["branch"]
    facts = facts_of(person)
    told = {name: getattr(facts, name) for name in PersonFacts._fields}
    return correct_person(person, PersonFacts(**told | changed), reason="typing", actor=CONSOLE)


def test_a_correction_says_what_was_corrected_and_ethnicity_is_told_of_nobody(kept):
    corrected(kept, birth="1970-05-02", card_no="84009")
    corrected(kept, ethnicity="khmer")
    changes = changes_of(Layout.objects.get())
    (sequence,) = [act.sequence for act in changes.waiting]
    assert changes.corrected[sequence] == ["birth", "card_no"]
    assert whats(changes.waiting, changes.corrected)[sequence] == "Sửa thông tin đã ghi: ngày sinh, số thẻ đảng viên"


def test_a_post_waits_by_its_name(kept):
    seat = Seat(kept.people["branch"], kept.places["branch"], "secretary", date(2026, 1, 5))
    take_posts([seat], actor=CONSOLE)
    changes = changes_of(Layout.objects.get())
    assert list(whats(changes.waiting, changes.corrected).values()) == ["Giữ chức vụ: bí thư"]


def test_help_in_screening_and_acts_of_an_open_case_never_wait(kept):
    from liemchinh.casework.models import Case
    from liemchinh.members.applying import apply_changes

    case = Case.objects.create(kind="screening", recorded_by=1)
    person, place = kept.people["branch"], kept.places["branch"]
    from django.db import transaction

    with transaction.atomic():
        for kind in ("helped", "struck_off"):
            change = Change(person, acts=[NewAct(kind, clock.today(), place)], case=case.pk)
            assert apply_changes([change], rights=lambda _place: [], actor=CONSOLE)[0].refusals == []
    assert Entry.objects.filter(case_id=case.pk).count() == 2 and waits(kept) == []
    Case.objects.update(closed_by=2)
    assert Entry.objects.get(sequence=waits(kept)[0]).kind == "members.struck_off" and len(waits(kept)) == 1


def test_an_act_waits_with_the_nearest_office_that_enters(kept):
    services.keep_layout(workbook(), "ds.xlsx", kept.places["province"], actor=kept.actor("an"))
    sequence = died(kept)
    assert (waits(kept), waits(kept, "province")) == ([sequence], [])
    assert keepers_visible_to(kept.actor("an")) == sorted([kept.places["province"], kept.places["commune"]])
    assert keepers_visible_to(kept.actor("nam")) == [kept.places["commune"]]
    services.stop_keeping(kept.places["commune"], actor=kept.actor("nam"))
    assert waits(kept, "province") == [sequence]


def rows(data, sheet):
    return [list(row) for row in load_workbook(io.BytesIO(data)).worksheets[sheet].iter_rows(values_only=True)]


def taken(world):
    layout, changes, before = services.take_changes(world.places["commune"], actor=world.actor("nam"))
    lines, places, _people = lines_of(changes, before, clock.today())
    return changes_workbook(columns_of(layout.columns), lines, places, "tệp")


def test_the_workbook_stands_in_their_columns_cell_by_cell(kept):
    corrected(kept, birth="1970-05-02")
    died(kept)
    data = taken(kept)
    today = f"{clock.today():%d/%m/%Y}"
    headings = [*HEADINGS[:6], "không thu thập", *HEADINGS[7:]]
    name = REGISTERED["branch"]
    assert rows(data, 0) == [
        headings,
        [None, "84000", name, "02/05/1970", "nam", None, None, "Chi bộ ấp Gò Cát", "19/05/2016", "19/05/2017", None],
    ]
    assert [row[3:] for row in rows(data, 1)[1:]] == [
        ["Sửa thông tin đã ghi: ngày sinh", today, "Chi bộ ấp Gò Cát", today, None],
        ["Từ trần", today, "Chi bộ ấp Gò Cát", today, None],
    ]
    taking = Taking.objects.get()
    entry = Entry.objects.get(sequence=taking.recorded_by)
    assert (taking.count, taking.up_to, entry.kind) == (2, entry.sequence - 1, "national.taken")
    assert list(recount.differences()) == []


def test_where_a_column_says_what_it_is_every_act_has_its_row(kept):
    services.keep_layout(workbook(CHANGES), "ds.xlsx", kept.places["commune"], actor=kept.actor("nam"))
    corrected(kept, birth="1970-05-02")
    died(kept)
    told = rows(taken(kept), 0)
    assert [row[2] for row in told[1:]] == ["Sửa thông tin đã ghi: ngày sinh", "Từ trần"] and told[0][
        4
    ] == "không thu thập"


def test_what_was_in_a_file_and_is_not_ticked_comes_again_and_says_so(kept):
    first = died(kept)
    taken(kept)
    second = died(kept, "sibling")
    told = rows(taken(kept), 1)
    assert [row[7] for row in told[1:]] == ["x", None] and waits(kept) == [first, second]
    Taking.objects.update(count=77)
    assert len(list(recount.differences())) == 2


def test_a_file_of_nothing_is_refused_and_who_was_in_one_sees_that_they_were_read(kept):
    with pytest.raises(Refused) as refused:
        services.take_changes(kept.places["commune"], actor=kept.actor("nam"))
    assert codes(refused) == ["national.nothing"]
    died(kept)
    assert kept.client("nam").post(f"/national/{kept.places['commune']}/take/").status_code == 200
    reading = Reading.objects.get(object_id=kept.people["branch"])
    assert (reading.role, reading.organisation_id) == ("organisation_officer", kept.places["commune"])


def test_columns_are_chosen_by_hand_and_stay_chosen_in_the_next_workbook(kept):
    commune, nam = kept.places["commune"], kept.actor("nam")
    services.choose_column(commune, 10, "cv_no", actor=nam)
    services.choose_column(commune, 0, "card_no", actor=nam)
    columns = columns_of(Layout.objects.get().columns)
    assert [columns[place].field for place in (0, 1, 10)] == ["card_no", "", "cv_no"]
    since = Layout.objects.get().since
    services.keep_layout(workbook(HEADINGS[::-1]), "ds.xlsx", commune, actor=nam)
    columns = columns_of(Layout.objects.get().columns)
    assert columns[0].field == "cv_no" and Layout.objects.get().since == since
    for place, field, code in ((99, "birth", "no-column"), (4, "birth", "never"), (3, "faith", "no-field")):
        with pytest.raises(Refused) as refused:
            services.choose_column(commune, place, field, actor=nam)
        assert codes(refused) == [f"national.{code}"]
    assert "Tôn giáo" not in json.dumps(Layout.objects.get().columns, ensure_ascii=False)
    assert [Entry.objects.filter(kind=f"national.{kind}").count() for kind in ("layout_kept", "column_chosen")] == [
        2,
        2,
    ]


def test_it_waits_at_home_for_who_keeps_the_office_itself(kept):
    today = clock.today()
    assert waiting(kept.actor("nam"), today) == []
    died(kept)
    (line,) = waiting(kept.actor("nam"), today)
    assert line.title == "1 thay đổi chưa nhập vào cơ sở dữ liệu quốc gia" and line.due_on is None
    assert [waiting(kept.actor(name), today) for name in ("an", "chi", "giang", "dung")] == [[], [], [], []]


def test_somebody_new_waits_as_admitted(kept):
    acts = [NewAct("admitted", clock.today(), kept.places["branch"])]
    register_person(PersonFacts("Danh Thị Sa", gender="nữ", birth="2000"), acts, actor=CONSOLE)
    assert [act.kind for act in changes_of(Layout.objects.get()).waiting] == ["members.admitted"]


def test_nothing_can_be_done_where_no_layout_is_kept(world):
    for call in (
        lambda: services.take_changes(world.places["commune"], actor=world.actor("nam")),
        lambda: services.stop_keeping(world.places["commune"], actor=world.actor("nam")),
    ):
        with pytest.raises(Refused) as refused:
            call()
        assert codes(refused) == ["national.no-layout"]
