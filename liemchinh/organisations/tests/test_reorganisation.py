"""A reorganisation carries everybody along, counts nobody twice, and taken back leaves no trace but in the book."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.services import last_sequence
from liemchinh.members import recount as members_recount
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Spell
from liemchinh.members.queries import active
from liemchinh.members.services import Change, NewAct, record_changes
from liemchinh.organisations import recount
from liemchinh.organisations.models import Version
from liemchinh.organisations.planning import After, Step
from liemchinh.organisations.queries import headcounts, standing, subtree, tops
from liemchinh.organisations.reorganisation import Decision, apply, preview
from liemchinh.organisations.services import Facts, Founding, found_organisations
from liemchinh.organisations.tests.contents import contents
from liemchinh.organisations.undoing import undo
from regulations.answers import Refused

CONSOLE = Actor.at_console("kiểm thử")
OLD, DAY = date(2010, 1, 1), date(2025, 7, 1)
pytestmark = pytest.mark.django_db


def tree(branches: int = 6) -> list[int]:
    """A province, two districts, two communes in each, branches in turn; three members in each branch."""
    kinds = ["đảng bộ tỉnh", *["đảng bộ cấp huyện"] * 2, *["đảng bộ cơ sở"] * 4, *["chi bộ trực thuộc"] * branches]
    places = [None, 0, 0, 1, 1, 2, 2, *(3 + number % 4 for number in range(branches))]
    told = enumerate(zip(kinds, places, strict=True))
    ids = found_organisations(
        [Founding(Facts(f"Tổ chức {n}", kind, OLD), place, ("", f"o{n}")) for n, (kind, place) in told],
        actor=CONSOLE,
    )
    told = [
        Change(facts=PersonFacts(f"Người {branch} {n}"), acts=[NewAct("admitted", date(2015 + n, 3, 3), branch)])
        for branch in ids[7:]
        for n in range(3)
    ]
    assert not any(outcome.refusals for outcome in record_changes(told, actor=CONSOLE))
    return ids


def decision(after: Sequence[After], *steps: tuple[str, str, str], on: date = DAY) -> Decision:
    return Decision("12-QĐ", on, after, [Step(*step, "full", row) for row, step in enumerate(steps, 2)])


def row(external: str, parent: str, name: str, kind: str = "chi bộ trực thuộc") -> After:
    return After(external, parent, Facts(name, kind, DAY), 2)


def counted_once(ids: Sequence[int]) -> None:
    """On every day each fact counts once in the whole, and each organisation is its own facts and its parts."""
    for on in (date(2016, 1, 1), DAY - timedelta(days=1), DAY, date(2026, 3, 3)):
        whole = headcounts(tops(), on)
        assert sum(whole.values()) == active(on).count(), on
        numbers = list(standing(on).values_list("organisation_id", flat=True))
        counts = headcounts(numbers, on)
        children: dict[int | None, int] = {}
        for number, parent in standing(on).values_list("organisation_id", "parent_id"):
            children[parent] = children.get(parent, 0) + counts.get(number, 0)
        for number in numbers:
            assert counts.get(number, 0) >= children.get(number, 0)
        own = active(on).filter(organisation_id__in=numbers).count()
        ended = active(on).exclude(organisation_id__in=numbers).count()
        parts = sum(counts.get(number, 0) - children.get(number, 0) for number in numbers)
        assert parts == own + ended


@st.composite
def decisions(draw: st.DrawFn) -> list[tuple[str, list[int], int]]:
    """A few simple decisions on one day, each about organisations no other one names: places in the tree."""
    free = draw(st.permutations(list(range(3, 13))))
    told = []
    while len(free) >= 3 and len(told) < 3:
        kind = draw(st.sampled_from(["merge", "merge into", "split", "split off", "dissolve", "rename"]))
        take = 2 if kind in {"merge", "merge into"} else 1
        told.append((kind, list(free[:take]), draw(st.integers(0, 2))))
        free = free[take:]
    return told


def lists(told: list[tuple[str, list[int], int]], mark: str, on: date) -> Decision:
    after: list[After] = []
    steps: list[tuple[str, str, str]] = []
    for number, (kind, places, above) in enumerate(told):
        names, new = [f"o{place}" for place in places], f"{mark}{number}"
        kinds = "đảng bộ cơ sở" if places[0] < 7 else "chi bộ trực thuộc"
        if kind == "merge":
            after.append(row(new, f"o{above}", f"Mới {number}", kinds))
            steps += [(name, new, "merge") for name in names]
        elif kind == "merge into":
            steps.append((names[0], names[1], "merge"))
        elif kind in {"split", "split off"}:
            after += [row(f"{new}{half}", f"o{above}", f"Mới {number}{half}", kinds) for half in "ab"]
            steps += [(names[0], f"{new}{half}", "split") for half in "ab"]
            if kind == "split off":
                after.append(row(names[0], f"o{above}", f"Tổ chức {places[0]}", kinds))
        elif kind == "dissolve":
            steps.append((names[0], "", "dissolve"))
        else:
            after.append(row(names[0], f"o{above}", f"Tên mới {number}", kinds))
            steps.append((names[0], names[0], "rename"))
    return decision(after, *steps, on=on)


@given(decisions(), decisions())
def test_random_reorganisations_count_everybody_once_and_are_taken_back_whole(first: Any, second: Any) -> None:
    with transaction.atomic(), clock.at(date(2026, 3, 3)):
        ids = tree()
        before, members = contents(), Spell.objects.filter(cancelled_by=None, ends_on=None).count()
        done = []
        for asked in (lists(first, "n", DAY), lists(second, "m", DAY + timedelta(days=90))):
            if preview(asked, actor=CONSOLE).plan.refusals:
                with pytest.raises(Refused):
                    apply(asked, actor=CONSOLE)
                continue
            done.append(apply(asked, actor=CONSOLE)[0])
            counted_once(ids)
            assert Spell.objects.filter(cancelled_by=None, ends_on=None).count() == members
            assert list(recount.differences()) == [] and list(members_recount.differences()) == []
        assert done, "the first decision names what stands and fits"
        for sequence in reversed(done):
            undo(sequence, actor=CONSOLE)
        assert contents() == before
        assert list(recount.differences()) == [] and list(members_recount.differences()) == []
        transaction.set_rollback(True)


@pytest.fixture
def ids(today: date) -> list[int]:
    return tree()


def test_members_go_with_the_branch_that_merges_and_their_past_stays(ids: list[int]) -> None:
    apply(decision([row("n", "o3", "Chi bộ mới")], ("o7", "n", "merge"), ("o11", "n", "merge")), actor=CONSOLE)
    new = Version.objects.get(name="Chi bộ mới").organisation_id
    assert headcounts([new], DAY) == {new: 6}
    assert headcounts([ids[7]], DAY - timedelta(days=1)) == {ids[7]: 3}
    assert headcounts([ids[0]], DAY) == {ids[0]: 18}


def test_applied_under_the_same_lists_it_does_not_apply_again(ids: list[int]) -> None:
    told = decision([row("n", "o3", "Chi bộ mới")], ("o7", "n", "merge"), ("o11", "n", "merge"))
    apply(told, actor=CONSOLE)
    last = last_sequence()
    with pytest.raises(Refused) as refused:
        apply(told, actor=CONSOLE)
    assert {refusal.code for refusal in refused.value.refusals} == {
        "not-standing",
        "later-change",
    } or refused.value.refusals
    assert last_sequence() == last


def test_it_is_not_done_before_a_change_already_recorded(ids: list[int]) -> None:
    apply(decision([row("o7", "o3", "Tên mới")], ("o7", "o7", "rename"), on=DAY + timedelta(days=30)), actor=CONSOLE)
    with pytest.raises(Refused) as refused:
        apply(decision([row("n", "o3", "Chi bộ mới")], ("o7", "n", "merge"), ("o11", "n", "merge")), actor=CONSOLE)
    assert [refusal.code for refusal in refused.value.refusals] == ["later-change"]


def test_what_another_joins_later_does_not_end_before_that_day(ids: list[int]) -> None:
    joined = decision([], ("o7", "o8", "merge"), ("o8", "o8", "merge"), on=DAY + timedelta(days=2))
    apply(joined, actor=CONSOLE)
    with pytest.raises(Refused) as refused:
        apply(decision([], ("o8", "o9", "merge"), ("o9", "o9", "merge")), actor=CONSOLE)
    assert [(refusal.code, f"{joined.on:%d/%m/%Y}" in refusal.message) for refusal in refused.value.refusals] == [
        ("later-change", True)
    ]
    apply(decision([], ("o8", "o9", "merge"), ("o9", "o9", "merge"), on=joined.on), actor=CONSOLE)
    assert headcounts([ids[9]], joined.on) == {ids[9]: 9} and list(members_recount.differences()) == []


def test_what_ends_later_takes_nobody_in_before_that_day(ids: list[int]) -> None:
    ends = decision([], ("o8", "o9", "merge"), ("o9", "o9", "merge"), on=DAY + timedelta(days=2))
    apply(ends, actor=CONSOLE)
    with pytest.raises(Refused) as refused:
        apply(decision([], ("o7", "o8", "merge"), ("o8", "o8", "merge")), actor=CONSOLE)
    assert [(refusal.code, f"{ends.on:%d/%m/%Y}" in refusal.message) for refusal in refused.value.refusals] == [
        ("later-change", True)
    ]
    assert list(members_recount.differences()) == []


def test_what_took_another_in_and_ended_on_the_same_day_counts_under_its_heir(ids: list[int]) -> None:
    apply(decision([], ("o7", "o8", "merge"), ("o8", "o8", "merge")), actor=CONSOLE)
    apply(decision([], ("o8", "o9", "merge"), ("o9", "o9", "merge")), actor=CONSOLE)
    above = [
        set(subtree([root], DAY).filter(descendant_id__in=ids[7:10]).values_list("descendant_id", flat=True))
        for root in (ids[9], ids[0])
    ]
    assert above == [{ids[7], ids[8], ids[9]}] * 2
    assert headcounts([ids[9]], DAY) == {ids[9]: 9}


def test_whoever_it_would_have_carried_stands_as_before_once_it_is_undone(ids: list[int]) -> None:
    person = Spell.objects.filter(organisation_id=ids[7], cancelled_by=None).values_list("person_id", flat=True)[0]
    died = record_changes([Change(person, acts=[NewAct("died", date(2025, 6, 1), ids[7])])], actor=CONSOLE)[0]
    sequence, _seen = apply(decision([], ("o7", "o8", "merge"), ("o8", "o8", "merge")), actor=CONSOLE)
    record_changes([Change(person, cancels=[died.sequences[-1]], reason="wrong_person")], actor=CONSOLE)
    assert list(active(DAY).filter(person_id=person).values_list("organisation_id", flat=True)) == [ids[8]]
    undo(sequence, actor=CONSOLE)
    assert list(active(DAY).filter(person_id=person).values_list("organisation_id", flat=True)) == [ids[7]]
    assert list(members_recount.differences()) == []


def test_undoing_is_refused_with_the_acts_that_came_after(ids: list[int]) -> None:
    sequence, _seen = apply(
        decision([row("n", "o3", "Chi bộ mới")], ("o7", "n", "merge"), ("o11", "n", "merge")), actor=CONSOLE
    )
    new = Version.objects.get(name="Chi bộ mới").organisation_id
    record_changes([Change(facts=PersonFacts("Người Đến Sau"), acts=[NewAct("admitted", DAY, new)])], actor=CONSOLE)
    later = Entry.objects.filter(kind="members.admitted").latest("sequence")
    with pytest.raises(Refused) as refused:
        undo(sequence, actor=CONSOLE)
    assert [refusal.code for refusal in refused.value.refusals] == ["later-act"]
    assert f"số {later.sequence} " in refused.value.refusals[0].message
    assert "Người Đến Sau" in refused.value.refusals[0].message


def test_an_act_in_a_branch_that_only_changed_its_parent_does_not_stand_in_the_way(ids: list[int]) -> None:
    before = contents()
    with transaction.atomic():
        sequence, _seen = apply(
            decision([row("n", "o1", "Xã mới", "đảng bộ cơ sở")], ("o3", "n", "merge"), ("o4", "n", "merge")),
            actor=CONSOLE,
        )
        record_changes([Change(facts=PersonFacts("Người Khác"), acts=[NewAct("admitted", DAY, ids[7])])], actor=CONSOLE)
        undo(sequence, actor=CONSOLE)
        assert list(recount.differences()) == [] and list(members_recount.differences()) == []
        assert [key for key, rows in contents().items() if rows != before[key]] == [
            "members_details",
            "members_person",
            "members_spell",
        ]
        transaction.set_rollback(True)


def test_what_a_later_reorganisation_took_over_is_in_the_way(ids: list[int]) -> None:
    sequence, _seen = apply(
        decision([row("n", "o3", "Chi bộ mới")], ("o7", "n", "merge"), ("o11", "n", "merge")), actor=CONSOLE
    )
    second, _seen = apply(
        decision([row("m", "o3", "Chi bộ mới hơn")], ("n", "m", "merge"), on=DAY + timedelta(days=9)), actor=CONSOLE
    )
    with pytest.raises(Refused) as refused:
        undo(sequence, actor=CONSOLE)
    assert f"số {second} " in refused.value.refusals[0].message
    undo(second, actor=CONSOLE)
    undo(sequence, actor=CONSOLE)
    with pytest.raises(Refused):
        undo(sequence, actor=CONSOLE)


def test_a_member_who_changed_since_is_in_the_way_even_if_the_act_was_elsewhere(ids: list[int]) -> None:
    sequence, _seen = apply(
        decision([row("n", "o3", "Chi bộ mới")], ("o7", "n", "merge"), ("o11", "n", "merge")), actor=CONSOLE
    )
    old = Entry.objects.filter(kind="members.admitted", organisation_id=ids[7]).earliest("sequence")
    instead = [NewAct("admitted", date(2014, 1, 1), ids[7])]
    record_changes([Change(old.member_id, acts=instead, cancels=[old.sequence], reason="wrong_day")], actor=CONSOLE)
    with pytest.raises(Refused):
        undo(sequence, actor=CONSOLE)


def test_ids_in_lists_are_those_of_the_file_or_our_own_after_a_sign(ids: list[int]) -> None:
    apply(
        decision([row(f"#{ids[7]}", f"#{ids[3]}", "Tên theo số")], (f"#{ids[7]}", f"#{ids[7]}", "rename")),
        actor=CONSOLE,
    )
    assert Version.objects.filter(organisation_id=ids[7], name="Tên theo số", cancelled_by=None).exists()
    # Bare digits are a file's own counting, never our number.
    apply(decision([row(str(ids[8]), "o3", "Chi bộ đánh số")], on=DAY + timedelta(days=1)), actor=CONSOLE)
    assert Version.objects.get(name="Chi bộ đánh số").organisation_id not in ids


def test_two_organisations_of_one_name_are_not_guessed_between(ids: list[int]) -> None:
    found_organisations(
        [Founding(Facts("Chi bộ Trùng", "chi bộ trực thuộc", OLD, parent)) for parent in ids[3:5]], actor=CONSOLE
    )
    seen = preview(decision([], ("Chi bộ Trùng", "o7", "merge")), actor=CONSOLE)
    assert [refusal.code for refusal in seen.plan.refusals] == ["source-unknown"]
    seen = preview(decision([], ("to chuc 8", "o7", "merge")), actor=CONSOLE)
    assert seen.plan.refusals == [] and seen.plan.ends == [ids[8]]
