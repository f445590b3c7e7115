"""Founding, changing and correcting one organisation: what is written, what the kept closure says, and everything that is refused."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.sentences import sentences
from liemchinh.organisations import closure, recount
from liemchinh.organisations.assigning import Assignment, assign
from liemchinh.organisations.drafts import KEPT, apply_draft, drafts_of, save_draft
from liemchinh.organisations.models import Closure, Draft, SourceId, Version
from liemchinh.organisations.queries import below, counts_by_level_and_kind, find_organisations, standing, subtree
from liemchinh.organisations.reorganisation import apply
from liemchinh.organisations.services import (
    Facts,
    Founding,
    change_organisation,
    correct_organisation,
    facts_of,
    found_organisations,
    refuse_circle,
    standing_version,
    supersede,
)
from liemchinh.organisations.tests.test_reorganisation import DAY, OLD, decision, row, tree
from regulations.answers import Refused

CONSOLE = Actor.at_console("kiểm thử")
pytestmark = pytest.mark.django_db


def codes(refused: Any) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def now(organisation: int) -> Facts:
    return facts_of(standing(date(2026, 3, 3)).get(organisation_id=organisation))


@pytest.fixture
def ids(today: date) -> list[int]:
    return tree()


def test_a_batch_is_founded_with_parents_among_itself_and_known_by_its_ids_in_the_file(ids: list[int]) -> None:
    assert list(SourceId.objects.filter(source="").values_list("organisation_id", flat=True).order_by("id")) == ids
    assert set(subtree([ids[1]], DAY)) == {ids[1], ids[3], ids[4], ids[7], ids[8], ids[11], ids[12]}
    assert below(ids[1], DAY).count() == 7
    assert {row["kind"]: row["count"] for row in counts_by_level_and_kind(ids[1], DAY)} == {
        "đảng bộ cấp huyện": 1, "đảng bộ cơ sở": 2, "chi bộ trực thuộc": 4,
    }  # fmt: skip
    assert list(recount.differences()) == []


def test_every_fault_of_a_batch_is_told_and_nothing_is_written(ids: list[int]) -> None:
    before = Entry.objects.count(), Version.objects.count()
    faulty = [
        Founding(Facts("", "", DAY, ids[0])),
        Founding(Facts("Dài", "k" * 121, DAY, ids[0], valid_to=OLD)),
        Founding(Facts("Mã dài", "chi bộ", DAY, ids[0]), external=("", "x" * 81)),
    ]
    with pytest.raises(Refused) as refused:
        found_organisations(faulty, actor=CONSOLE)
    assert codes(refused) == ["name-missing", "kind-missing", "ends-before", "too-long", "id-long"]
    with pytest.raises(Refused) as refused:
        found_organisations([Founding(Facts("Mồ côi", "chi bộ", DAY, 987654))], actor=CONSOLE)
    assert codes(refused) == ["parent-unknown"]
    assert (Entry.objects.count(), Version.objects.count()) == before


def test_a_change_moves_it_from_its_day_on_and_the_closure_follows(ids: list[int]) -> None:
    change_organisation(ids[3], replace(now(ids[3]), valid_from=DAY, parent=ids[2]), decision="5-QĐ", actor=CONSOLE)
    rows = Closure.objects.filter(descendant_id=ids[7], ancestor_id__in=ids[1:3]).order_by("valid_from")
    assert [(row.ancestor_id, row.depth, row.valid_to) for row in rows] == [(ids[1], 2, DAY), (ids[2], 2, date.max)]
    kept = set(Closure.objects.values_list("descendant_id", "ancestor_id", "depth", "valid_from", "valid_to"))
    closure.refresh_all()
    assert set(Closure.objects.values_list("descendant_id", "ancestor_id", "depth", "valid_from", "valid_to")) == kept
    assert list(recount.differences()) == []


@pytest.mark.parametrize(
    ("on", "parent", "decided", "expected"),
    [
        (DAY, 7, "5-QĐ", ["circle"]), (date(2009, 1, 1), 1, "5-QĐ", ["not-standing"]),
        (DAY, 1, " ", ["decision-missing"]), (DAY, 1, "x" * 301, ["decision-long"]),
    ],
)  # fmt: skip
def test_a_change_that_cannot_be_is_refused(
    ids: list[int], on: date, parent: int, decided: str, expected: list[str]
) -> None:
    with pytest.raises(Refused) as refused:
        change_organisation(
            ids[3], replace(now(ids[3]), valid_from=on, parent=ids[parent]), decision=decided, actor=CONSOLE
        )
    assert codes(refused) == expected


def test_nothing_goes_below_itself_on_a_later_day_either(ids: list[int]) -> None:
    change_organisation(
        ids[4], replace(now(ids[4]), valid_from=date(2026, 1, 1), parent=ids[3]), decision="5-QĐ", actor=CONSOLE
    )
    with pytest.raises(Refused) as refused:
        refuse_circle(ids[3], ids[4], DAY)
    assert codes(refused) == ["circle"]
    refuse_circle(ids[4], ids[5], DAY)
    assert standing_version(ids[4], date(2026, 2, 2)).parent_id == ids[3]


def test_a_correction_replaces_the_first_line_and_keeps_the_end_a_decision_gave(ids: list[int]) -> None:
    apply(decision([], ("o7", "o11", "merge")), actor=CONSOLE)
    (ended,) = Version.objects.filter(organisation_id=ids[7], cancelled_by=None)
    correct_organisation(ids[7], replace(facts_of(ended), name="Tên đúng", valid_to=None), actor=CONSOLE)
    (corrected,) = Version.objects.filter(organisation_id=ids[7], cancelled_by=None)
    assert (corrected.name, corrected.valid_to) == ("Tên đúng", DAY)
    assert list(recount.differences()) == []
    change_organisation(ids[8], replace(now(ids[8]), valid_from=DAY, name="Đã đổi"), decision="5-QĐ", actor=CONSOLE)
    with pytest.raises(Refused) as refused:
        correct_organisation(ids[8], now(ids[8]), actor=CONSOLE)
    assert codes(refused) == ["changed-since"]


def test_what_was_known_before_a_line_was_superseded_stays_in_the_table(ids: list[int]) -> None:
    (version,) = Version.objects.filter(organisation_id=ids[7])
    supersede([version], 999)
    version.refresh_from_db()
    assert version.cancelled_by == 999 and not standing(DAY).filter(organisation_id=ids[7]).exists()


def test_names_find_without_tones_and_what_is_ambiguous_is_told(ids: list[int]) -> None:
    assert [version.organisation_id for version in find_organisations("to chuc 9", CONSOLE)] == [ids[9]]
    found_organisations([Founding(Facts("Tổ chức 9", "chi bộ", OLD, ids[2]))], actor=CONSOLE)
    assert len(find_organisations("Tổ chức 9", CONSOLE)) == 2


def test_an_assignment_is_told_in_the_book(ids: list[int]) -> None:
    told = [row("a", "o1", "Xã A", "đảng bộ cơ sở"), row("b", "o1", "Xã B", "đảng bộ cơ sở")]
    apply(decision(told, ("o3", "a", "split"), ("o3", "b", "split")), actor=CONSOLE)
    place, target = standing(DAY).get(category="unassigned"), standing(DAY).get(name="Xã A")
    (sequence,) = assign(
        place.organisation_id, [Assignment(target.organisation_id, [ids[7]])], decision="6-QĐ", actor=CONSOLE
    )
    entry = Entry.objects.get(sequence=sequence)
    assert (entry.kind, entry.effective_on) == ("organisations.assigned", DAY)
    assert sentences([entry]) == ["Phân bổ về Xã A theo 6-QĐ"]


def test_drafts_are_applied_by_their_author_and_go_after_thirty_days(world: Any) -> None:
    officer = world.actor("nam")
    own, above = f"#{world.places['branch']}", f"#{world.places['commune']}"
    asked = decision([row(own, above, "Tên mới")], (own, own, "rename"), on=date(2026, 2, 2))
    draft = save_draft(asked, actor=officer)
    assert list(drafts_of(officer)) == [draft] and list(drafts_of(world.actor("an"))) == []
    sequence = apply_draft(draft, actor=officer)
    assert Entry.objects.get(sequence=sequence).kind == "organisations.reorganised" and not Draft.objects.exists()
    old = save_draft(asked, actor=officer)
    Draft.objects.filter(pk=old.pk).update(made_at=clock.now() - 10 * KEPT)
    assert list(drafts_of(officer)) == []
    save_draft(asked, actor=officer)
    assert not Draft.objects.filter(pk=old.pk).exists()
    with pytest.raises(Refused):
        save_draft(asked, actor=world.actor("giang"))
