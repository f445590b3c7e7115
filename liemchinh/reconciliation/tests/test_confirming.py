"""A branch confirms its counts of a quarter's end: with the register, against it, again; what it may not say; what the book proves."""

from datetime import date

import pytest

from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Personal
from liemchinh.journal.verification import verify
from liemchinh.members.erasing import erase_people
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import NewAct, cancel_act, record_act, register_person
from liemchinh.reconciliation import recount
from liemchinh.reconciliation.counting import Counts, changed_since, register_on, registers_of
from liemchinh.reconciliation.forgetting import forget
from liemchinh.reconciliation.models import Confirmation, Differing
from liemchinh.reconciliation.quarters import Quarter, ended, quarter_of, read_quarter
from liemchinh.reconciliation.queries import confirmation_of, named_visible_to, overview_visible_to
from liemchinh.reconciliation.rule import how_often, why
from liemchinh.reconciliation.services import Counted, confirm_counts, confirm_many
from liemchinh.reconciliation.waiting import waiting
from regulations.answers import Refused
from tests.world import CONSOLE, REGISTERED

QUARTER = Quarter(2025, 4)
END = date(2025, 12, 31)
TWO = Counts(2, 0, 0)


def confirmed(world, counts=TWO, place="branch", by="chi", quarter=QUARTER, people=None, missing=(), **more):
    said = Counted(counts, {world.people[name]: kind for name, kind in (people or {}).items()}, missing)
    return confirm_counts(world.places[place], quarter, said, actor=world.actor(by), **more)


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def test_a_quarter_is_named_read_and_followed_backwards():
    assert (QUARTER.first, QUARTER.last, QUARTER.before) == (date(2025, 10, 1), END, Quarter(2025, 3))
    assert Quarter(2026, 1).before == QUARTER and quarter_of(date(2026, 3, 31)) == Quarter(2026, 1)
    assert [one.spelled for one in ended(date(2026, 4, 1), 3)] == ["2026-1", "2025-4", "2025-3"]
    assert ended(date(2026, 3, 31), 1) == [QUARTER] and QUARTER.shown == "IV/2025"
    assert [read_quarter(text) for text in ("2025-4", "2025-5", "٢٠٢٥-4", "1999-1", "", None)] == [QUARTER, *[None] * 5]


def test_many_are_confirmed_at_once_beside_what_the_register_says_of_each(world):
    places = [world.places[place] for place in ("branch", "sibling", "commune", "other")]
    assert registers_of([*places, 0], END) == {place: register_on(place, END, END).whole for place in places}
    branch, sibling, *_more = places
    with pytest.raises(Refused) as refused:
        confirm_many(QUARTER, {branch: Counted(TWO), sibling: Counted(Counts(-1, 0, 0))}, actor=CONSOLE)
    assert codes(refused) == ["reconciliation.number"] and not Confirmation.objects.exists()
    with pytest.raises(Refused) as refused:
        confirm_many(QUARTER, {branch: Counted(TWO), sibling: Counted(TWO)}, actor=world.actor("chi"))
    assert codes(refused) == ["access.out_of_scope"]
    first, second = confirm_many(QUARTER, {sibling: Counted(TWO), branch: Counted(TWO)}, actor=CONSOLE)
    assert [confirmation_of(place, END).recorded_by for place in (sibling, branch)] == [first, second]
    assert not any(confirmation_of(place, END).differs for place in (sibling, branch)) and verify().ok


def test_what_agrees_with_the_register_is_one_entry_of_numbers(world):
    sequence = confirmed(world)
    entry = Entry.objects.get(sequence=sequence)
    assert (entry.kind, entry.effective_on, entry.organisation_id) == (
        "reconciliation.confirmed",
        END,
        world.places["branch"],
    )
    row = confirmation_of(world.places["branch"], END)
    assert (row.official, row.register_official, row.women, row.differs, row.recorded_by) == (2, 2, 0, False, sequence)
    assert not Personal.objects.filter(sequence=sequence).exists()
    assert list(recount.differences()) == [] and verify().ok


def test_the_numbers_are_those_of_figures_and_of_the_day(world):
    branch = world.places["branch"]
    acts = [NewAct("admitted", date(2025, 11, 3), branch)]
    register_person(PersonFacts("Danh Thị Sa", gender="nữ"), acts, actor=CONSOLE)
    found = register_on(world.places["commune"], END, QUARTER.first, below=True)
    assert (found.before, found.whole) == (Counts(4, 0, 0), Counts(4, 1, 1))
    assert found.below == {branch: Counts(2, 1, 1), world.places["sibling"]: TWO}


def test_who_is_extra_wrong_or_missing_is_named_beside_the_chain(world):
    sequence = confirmed(world, Counts(2, 0, 0), people={"binh": "extra", "branch": "wrong"}, missing=("84001",))
    data = Personal.objects.get(sequence=sequence).value
    assert all(str(world.people[name]) in data for name in ("binh", "branch", "sibling"))
    payload = bytes(Entry.objects.get(sequence=sequence).payload)
    assert b"people" not in payload
    row = confirmation_of(world.places["branch"], END)
    assert (row.missing, row.extra, row.wrong, row.differs) == (1, 1, 1, True)
    assert list(recount.differences()) == [] and verify().ok


def test_confirmed_again_it_replaces_and_the_older_stays_readable(world):
    first = confirmed(world, Counts(1, 0, 0), people={"binh": "extra"})
    assert confirmed(world, Counts(1, 0, 0), people={"binh": "extra"}) == first
    second = confirmed(world)
    assert Entry.objects.get(sequence=second).kind == "reconciliation.confirmed_again"
    rows = Confirmation.objects.order_by("recorded_by").values_list("recorded_by", "cancelled_by", "official")
    assert list(rows) == [(first, second, 1), (second, None, 2)]
    assert Differing.objects.get().cancelled_by == second
    assert list(recount.differences()) == []
    Confirmation.objects.filter(recorded_by=first).update(official=9)
    assert len(list(recount.differences())) == 1


def test_every_reason_against_it_is_told_at_once(world):
    with pytest.raises(Refused) as refused:
        confirmed(
            world, Counts(1, 0, 2), quarter=Quarter(2031, 1), people={"em": "extra"}, missing=("1234567",), seen=77
        )
    assert codes(refused) == [
        f"reconciliation.{code}" for code in ("not-over", "changed", "women", "stranger", "nobody")
    ]
    with pytest.raises(Refused) as refused:
        confirmed(
            world, Counts(-1, 0, 0), quarter=Quarter(2010, 1), people={"binh": "thief"}, missing=("84002", "84002")
        )
    assert codes(refused) == [
        f"reconciliation.{code}" for code in ("not-standing", "number", "kind", "stranger", "nobody")
    ]
    assert Entry.objects.filter(kind__startswith="reconciliation").count() == 0


def test_names_go_with_the_numbers(world):
    with pytest.raises(Refused) as refused:
        confirmed(world, Counts(1, 0, 0))
    assert codes(refused) == ["reconciliation.arithmetic"] and "còn 1 người" in refused.value.refusals[0].remedy
    confirmed(world, Counts(3, 0, 0))
    assert confirmation_of(world.places["branch"], END).differs


def test_who_is_missing_must_be_one_person_who_is_elsewhere(world):
    acts = [NewAct("admitted", date(2025, 2, 3), world.places["other_branch"])]
    register_person(PersonFacts("Ngô Văn Hai", card_no="84001"), acts, actor=CONSOLE)
    for text, code in (("84001", "nobody"), ("84000", "not-missing"), ("không", "nobody"), ("x" * 36, "nobody")):
        with pytest.raises(Refused) as refused:
            confirmed(world, Counts(3, 0, 0), missing=(text,))
        assert codes(refused) == [f"reconciliation.{code}"]
        assert not any(name in str(refused.value) for name in REGISTERED.values())
    confirmed(world, Counts(3, 0, 0), missing=(str(world.uids["sibling"]),))
    assert Differing.objects.get().person_id == world.people["sibling"]
    with pytest.raises(Refused) as refused:
        confirmed(world, missing=tuple(str(number) for number in range(51)))
    assert codes(refused) == ["reconciliation.too-many"]


def test_the_name_of_who_is_missing_is_told_to_those_alone_who_see_that_person(world):
    confirmed(world, Counts(3, 0, 0), missing=("84001",))
    commune, branch = world.places["commune"], world.places["branch"]
    told = {by: named_visible_to(world.actor(by), branch, END) for by in ("chi", "nam", "giang", "binh")}
    assert [one.name for one in told["chi"]] == [""] and told["chi"][0].uid is None
    assert [one.name for one in told["nam"]] == [REGISTERED["sibling"]]
    assert told["giang"] is None and told["binh"] is None
    assert [one.kind for one in named_visible_to(world.actor("nam"), commune, END)] == ["missing"]


def test_what_the_register_says_otherwise_since_is_told_person_by_person(world):
    branch = world.places["branch"]
    sequence = confirmed(world)
    assert changed_since(branch, END, sequence) == []
    late = register_person(
        PersonFacts("Danh Thị Sa", gender="nữ"), [NewAct("admitted", date(2025, 11, 3), branch)], actor=CONSOLE
    )
    left = record_act(world.people["branch"], NewAct("died", date(2025, 12, 1), branch), actor=CONSOLE)
    record_act(world.people["binh"], NewAct("died", clock.today(), branch), actor=CONSOLE)
    found = {one.person: (one.then is not None, one.now is not None) for one in changed_since(branch, END, sequence)}
    assert found == {late: (False, True), world.people["branch"]: (True, False)}
    cancel_act(left, reason="wrong_person", actor=CONSOLE)
    assert [one.person for one in changed_since(branch, END, sequence)] == [late]


def test_the_picture_above_says_who_confirmed_who_not_and_who_differs(world):
    confirmed(world, Counts(1, 0, 0), people={"binh": "extra"})
    found = overview_visible_to(world.actor("an"), world.places["district"], QUARTER)
    assert {one.name: one.state for one in found.asked} == {
        "Đảng bộ huyện Sông Thu": "", "Đảng bộ xã Trà Mây": "", "Chi bộ ấp Gò Cát": "differs", "Chi bộ ấp Rạch Dừa": "",
    }  # fmt: skip
    assert [(one.name, one.agree, one.differ, one.asked, one.own) for one in found.below] == [
        ("Đảng bộ xã Trà Mây", 0, 1, 3, None)
    ]
    assert overview_visible_to(world.actor("chi"), world.places["commune"], QUARTER) is None


def test_what_began_in_the_quarter_is_asked_from_it_on_and_what_ended_no_more(world):
    first = overview_visible_to(world.actor("an"), world.places["commune"], Quarter(2015, 1))
    assert len(first.asked) == 3 and "Chi bộ ấp Gò Cát" in first.began and first.ended == []
    later = overview_visible_to(world.actor("an"), world.places["commune"], QUARTER)
    assert later.began == [] and later.ended == []


def test_it_waits_for_who_keeps_the_organisation_until_it_is_confirmed(world):
    today = clock.today()
    quarter = ended(today, 1)[0]
    (line,) = waiting(world.actor("chi"), today)
    assert quarter.shown in line.title and line.due_on is None and "Không có hạn ngày" in line.why
    (above,) = waiting(world.actor("nam"), today)
    assert "0 trên 2 tổ chức" in above.why
    confirmed(world, quarter=quarter)
    assert waiting(world.actor("chi"), today) == []
    assert "1 trên 2 tổ chức" in waiting(world.actor("nam"), today)[0].why
    assert waiting(world.actor("giang"), today) == []


@pytest.mark.django_db
def test_the_rule_of_three_months_is_cited_while_it_is_known():
    assert how_often(date(2025, 6, 30)).value == 3 and how_often(END).verdict == "unknown"
    assert "mẫu 7-HSĐV" in why(date(2025, 6, 30)) and "chưa xác minh" in why(END)


def test_names_go_when_the_time_is_over_or_the_person_is_erased_and_counts_stay(world):
    confirmed(world, Counts(2, 0, 0), people={"binh": "extra"}, missing=("84001",))
    old = confirmed(world, Counts(1, 0, 0), quarter=Quarter(2020, 4), people={"binh": "extra"})
    forget()
    assert list(Differing.objects.values_list("on", flat=True).distinct()) == [END]
    assert not Personal.objects.filter(sequence=old).exists()
    record_act(world.people["sibling"], NewAct("died", clock.today(), world.places["sibling"]), actor=CONSOLE)
    erase_people([world.people["sibling"]], actor=CONSOLE)
    assert [row.person_id for row in Differing.objects.all()] == [world.people["binh"]]
    assert confirmation_of(world.places["branch"], END).missing == 1
    assert list(recount.differences()) == [] and verify().ok
