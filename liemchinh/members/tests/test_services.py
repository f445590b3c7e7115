"""Recording in the register: everything through one batch form, each change whole or not at all."""

import pickle
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liemchinh.access.actor import NOBODY
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Personal
from liemchinh.journal.verification import verify
from liemchinh.members import recount
from liemchinh.members.erasing import erase_people
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Card, Details, Person, Spell
from liemchinh.members.moves import moves_now
from liemchinh.members.queries import active, details_of, history_of, people_visible_to, search_visible_to
from liemchinh.members.services import (
    Change,
    NewAct,
    cancel_act,
    correct_person,
    record_act,
    record_changes,
    register_person,
)
from liemchinh.members.working import Ahead, Ground
from liemchinh.members.writing import live_acts
from regulations.answers import Refused

BORN = PersonFacts("Phạm Thị Ánh", "nữ", "1990-05", card_no="84000123", ethnicity="khmer")


def admitted(world, place="branch", on=date(2020, 1, 1)):
    return NewAct("admitted", on, world.places[place])


def test_an_admission_makes_one_person_one_spell_and_two_entries(world):
    before = Entry.objects.count()
    person = register_person(BORN, [admitted(world)], actor=world.actor("an"))
    entries = Entry.objects.filter(sequence__gt=before).order_by("sequence")
    assert [entry.kind for entry in entries] == ["members.registered", "members.admitted"]
    spells = list(history_of(person).values_list("organisation_id", "official", "starts_on", "ends_on", "starts_kind"))
    assert spells == [(world.places["branch"], False, date(2020, 1, 1), None, "admitted")]
    assert details_of(person).birth == "1990-05"
    assert list(recount.differences()) == []


def test_names_stand_beside_the_chain_and_never_in_it(world):
    register_person(BORN, [admitted(world)], actor=world.actor("an"))
    payloads = b"".join(bytes(payload) for payload in Entry.objects.values_list("payload", flat=True))
    assert "Phạm Thị Ánh".encode() not in payloads
    assert b"84000123" not in payloads
    assert "Phạm Thị Ánh" in "".join(Personal.objects.values_list("value", flat=True))


def test_an_act_of_a_day_to_come_is_refused_and_one_of_today_is_not(world):
    person = register_person(BORN, [admitted(world)], actor=world.actor("an"))
    with pytest.raises(Refused, match="“từ trần” ghi ngày 04/03/2026 là ngày chưa đến") as refused:
        record_act(person, NewAct("died", date(2026, 3, 4), world.places["branch"]), actor=world.actor("an"))
    assert [refusal.code for refusal in refused.value.refusals] == ["ahead"]
    assert active(date(2026, 3, 4)).filter(person_id=person).exists()
    record_act(person, NewAct("died", date(2026, 3, 3), world.places["branch"]), actor=world.actor("an"))


def test_a_refused_change_writes_nothing_and_leaves_the_others_standing(world):
    before = Entry.objects.count()
    good = Change(facts=BORN, acts=[admitted(world)])
    bad = Change(facts=PersonFacts("", "lạ"), acts=[NewAct("official", date(2020, 1, 1), world.places["branch"])])
    outcomes = record_changes([bad, good], actor=world.actor("an"))
    assert [refusal.code for refusal in outcomes[0].refusals] == ["name-missing", "gender", "not-yet"]
    assert outcomes[1].refusals == []
    assert Entry.objects.count() == before + 2
    assert verify().ok


def test_somebody_born_after_the_act_is_refused(world):
    with pytest.raises(Refused) as refused:
        register_person(PersonFacts("Trần Mai", birth="2021"), [admitted(world)], actor=world.actor("an"))
    assert [refusal.code for refusal in refused.value.refusals] == ["born-after"]


def test_an_officer_of_one_tree_records_nothing_in_another(world):
    with pytest.raises(Refused):
        register_person(BORN, [admitted(world, "other_branch")], actor=world.actor("an"))
    assert not Details.objects.filter(full_name="Phạm Thị Ánh").exists()


def test_a_person_is_not_in_two_branches(world):
    person = register_person(BORN, [admitted(world)], actor=world.actor("an"))
    with pytest.raises(Refused) as refused:
        record_act(person, NewAct("transferred_in", date(2021, 1, 1), world.places["sibling"]), actor=world.actor("an"))
    assert refused.value.refusals[0].code == "in-branch"
    assert active(date(2022, 1, 1)).filter(person_id=person).count() == 1


def test_a_correction_replaces_the_details_and_keeps_the_old_ones_as_of_their_day(world):
    person = register_person(BORN, [admitted(world)], actor=world.actor("an"))
    sequence = correct_person(
        person,
        PersonFacts("Phạm Thị Ảnh", "nữ", "1990-05-03", card_no="84000124"),
        reason="typing",
        actor=world.actor("an"),
    )
    assert details_of(person).full_name == "Phạm Thị Ảnh"
    assert Details.objects.get(person_id=person, cancelled_by=sequence).full_name == "Phạm Thị Ánh"
    assert list(Card.objects.filter(person_id=person, cancelled_by=None).values_list("number", flat=True)) == [
        "84000124"
    ]


def test_a_cancelled_act_gives_back_what_stood_and_can_be_cancelled_only_once(world):
    an = world.actor("an")
    person = register_person(BORN, [admitted(world)], actor=an)
    wrong = record_act(person, NewAct("died", date(2021, 1, 1), world.places["branch"]), actor=an)
    cancel_act(wrong, reason="wrong_person", actor=an)
    assert [spell.ends_on for spell in history_of(person)] == [None]
    assert Spell.objects.filter(person_id=person, cancelled_by__isnull=False).count() == 2
    with pytest.raises(Refused) as refused:
        cancel_act(wrong, reason="wrong_person", actor=an)
    assert refused.value.refusals[0].code == "cancelled"
    assert list(recount.differences()) == []


def test_whoever_left_is_erased_whole_and_the_chain_stays_true(world):
    an = world.actor("an")
    person = register_person(
        BORN, [admitted(world), NewAct("left", date(2021, 1, 1), world.places["branch"])], actor=an
    )
    assert erase_people([person], actor=an) == 1
    assert details_of(person) is None
    assert not Card.objects.filter(person_id=person).exists()
    assert "Phạm Thị Ánh" not in "".join(Personal.objects.values_list("value", flat=True))
    assert verify().ok
    assert list(recount.differences()) == []


def test_a_member_is_not_erased_and_a_stranger_erases_nobody(world):
    person = world.people["binh"]
    with pytest.raises(Refused) as refused:
        erase_people([person], actor=world.actor("an"))
    assert [refusal.code for refusal in refused.value.refusals] == ["still-member"]
    with pytest.raises(Refused) as refused:
        erase_people([person], actor=world.actor("dung"))
    assert [refusal.code for refusal in refused.value.refusals] == ["access.out_of_scope"]


def test_the_recount_finds_a_spell_changed_behind_the_books_back(world):
    assert list(recount.differences()) == []
    Spell.objects.filter(person_id=world.people["binh"]).update(official=False, starts_on=date(2001, 1, 1))
    assert len(list(recount.differences())) == 1


def test_an_account_without_scope_sees_nobody_and_finds_nobody(world):
    assert people_visible_to(world.actor("an")).count() > 0
    for name in ("lan", "quan", "ha"):
        assert people_visible_to(world.actor(name)).count() == 0
        assert search_visible_to(world.actor(name), "Bình") == []


@pytest.mark.parametrize(
    "typed", ["Trần Văn Bình", "tran van binh", "TRAN  VAN BINH", "bình", "binh tran", "Bình Trần Văn"]
)
def test_a_name_is_found_with_and_without_tones_and_in_any_order(world, typed):
    assert [found.full_name for found in search_visible_to(world.actor("an"), typed)] == ["Trần Văn Bình"]


def test_in_a_large_scope_the_same_names_are_found_and_those_that_begin_as_typed_come_before_others(world, monkeypatch):
    monkeypatch.setattr("liemchinh.members.queries.MANY_PLACES", 0)
    an = world.actor("an")
    for typed in ("Trần Văn Bình", "tran van", "bình", "binh tran"):
        assert [found.full_name for found in search_visible_to(an, typed)] == ["Trần Văn Bình"]
    register_person(PersonFacts("Bình Trần Văn An", "nam", "1991", ethnicity="kinh"), [admitted(world)], actor=an)
    assert [found.full_name for found in search_visible_to(an, "binh tran van")] == [
        "Bình Trần Văn An",
        "Trần Văn Bình",
    ]
    assert [found.full_name for found in search_visible_to(an, "binh tran van", limit=1)] == ["Bình Trần Văn An"]
    assert search_visible_to(world.actor("quan"), "Bình") == []


def test_acts_of_some_are_those_of_everybody_and_found_by_the_person_not_among_all_acts_there_are(world):
    """With thousands asked for piece by piece, going through every act each time is most of the work of a comparison."""
    stays, died = world.people["branch"], world.people["sibling"]
    moved = record_act(stays, NewAct("exempt", date(2026, 2, 1), world.places["branch"]), actor=world.actor("an"))
    record_act(died, NewAct("died", date(2026, 2, 2), world.places["sibling"]), actor=world.actor("an"))
    cancel_act(moved, reason="wrong_day", actor=world.actor("an"))
    with CaptureQueriesContext(connection) as asked:
        found = list(live_acts([stays, died]))
    assert found == [(person, act) for person, act in live_acts() if person in (stays, died)]
    assert [act.kind for _person, act in found] == ["admitted", "official", "admitted", "official", "died"]
    assert len(asked) == 1 and '"kind" ' not in asked[0]["sql"].partition("WHERE")[2]


def newcomer(world, on=date(2026, 2, 1)):
    return Change(facts=BORN, acts=[admitted(world, on=on)])


def test_what_was_worked_out_ahead_is_recorded_like_any_change(world):
    ahead = Ahead.of([newcomer(world)], Ground(moves_now(), clock.today()))
    (outcome,) = record_changes([newcomer(world)], actor=world.actor("an"), ahead=ahead)
    assert list(history_of(outcome.person).values_list("organisation_id", "starts_on")) == [
        (world.places["branch"], date(2026, 2, 1))
    ]
    assert details_of(outcome.person).search_key == "pham thi anh"
    assert list(recount.differences()) == []


def test_what_was_worked_out_ahead_comes_to_another_process_as_it_is(world):
    told = newcomer(world)._replace(external=("vi-du", "7"))
    ahead = Ahead.of([told], Ground(moves_now(), clock.today()))
    there = pickle.loads(pickle.dumps(ahead))  # noqa: S301 (what it has just written)
    assert there == ahead and [type(act) for act in there.prepared[0].change.acts] == [NewAct]
    (outcome,) = record_changes([told], actor=world.actor("an"), ahead=there)
    sealed = Personal.objects.get(sequence=outcome.sequences[0])
    assert (bytes(sealed.salt), sealed.value) == (ahead.prepared[0].sealed.salt, ahead.prepared[0].sealed.value)
    assert Person.objects.get(pk=outcome.person).uid.hex == ahead.prepared[0].uid and verify().ok


def test_people_worked_out_together_have_codes_that_lie_together_and_are_their_own(world):
    ahead = Ahead.of([newcomer(world), None, newcomer(world)], Ground(moves_now(), clock.today()))
    one, nobody, other = ahead.prepared
    assert nobody is None and one.uid[:4] == other.uid[:4] and one.uid[4:] != other.uid[4:]
    assert [UUID(item.uid).version for item in (one, other)] == [4, 4]


def test_where_one_was_not_worked_out_ahead_it_is_worked_out_now(world):
    told = [newcomer(world), newcomer(world, on=date(2026, 2, 2))]
    ahead = Ahead.of([None, told[1]], Ground(moves_now(), clock.today()))
    outcomes = record_changes(told, actor=world.actor("an"), ahead=ahead)
    starts = [history_of(outcome.person).values_list("starts_on", flat=True).get() for outcome in outcomes]
    assert starts == [date(2026, 2, 1), date(2026, 2, 2)]
    assert list(recount.differences()) == []


def test_on_another_day_it_is_worked_out_again(world):
    with clock.at(date(2026, 1, 31)):
        ahead = Ahead.of([newcomer(world)], Ground(moves_now(), clock.today()))
    assert [refusal.code for refusal in ahead.prepared[0].refusals] == ["ahead"]
    (outcome,) = record_changes([newcomer(world)], actor=world.actor("an"), ahead=ahead)
    assert outcome.refusals == []


def test_rights_are_asked_for_when_it_is_recorded(world):
    ahead = Ahead.of([newcomer(world)], Ground(moves_now(), clock.today()))
    (outcome,) = record_changes([newcomer(world)], actor=NOBODY, ahead=ahead)
    assert [refusal.code for refusal in outcome.refusals] == ["access.no_role"]


def test_nobody_who_stands_in_the_register_is_worked_out_ahead(world):
    person = register_person(BORN, [admitted(world)], actor=world.actor("an"))
    with pytest.raises(ValueError, match="new people"):
        Ahead.of([Change(person, acts=[admitted(world)])], Ground(moves_now(), clock.today()))
