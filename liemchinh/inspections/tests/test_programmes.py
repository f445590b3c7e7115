"""Programmes: drafted by their organ's own people, adopted and changed by decision, taken back; and what the book says of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from liemchinh.inspections.coverage import coverage, years_until
from liemchinh.inspections.drafting import begin_draft, discard_draft, draft_items, drop_item, forget_drafts, put_item
from liemchinh.inspections.history import Conclusion, cancel_examined, enter_examined
from liemchinh.inspections.models import Draft, Examined, Item, Programme, Subject
from liemchinh.inspections.planning import PlannedItem
from liemchinh.inspections.queries import current, drafts_visible_to, items_of, programmes_visible_to, shown
from liemchinh.inspections.recount import differences
from liemchinh.inspections.services import adopt_programme, withdraw_decision
from liemchinh.inspections.words import SORTS, content_words
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.services import last_sequence
from regulations.answers import Refused
from regulations.catalogue import GROUPS, catalogue
from tests.permissions_of_inspections import CONTENT, DAY, PERIOD, YEAR, adopted, drafted, examined, line
from tests.world import World

pytestmark = pytest.mark.django_db


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return sorted(fault.code for fault in refused.value.refusals)


def test_a_branch_plans_for_itself_and_adopts_by_a_decision(world: World) -> None:
    chi = world.actor("chi")
    before = last_sequence()
    draft = drafted(world, "branch")
    assert last_sequence() == before, "a draft is in no book"
    made = adopt_programme(draft.pk, " 03-CTr/CB ", DAY, actor=chi)
    assert (made.decision, made.decided_on, made.replaced_by) == ("03-CTr/CB", DAY, None)
    assert items_of(made) == [replace(line(world, "branch"), number=1)]
    assert Subject.objects.get().person_id == world.people["binh"] and Item.objects.get().number == 1
    assert Entry.objects.latest("sequence").kind == "inspections.adopted" and not Draft.objects.exists()
    assert list(differences()) == []


def test_a_draft_is_its_organs_own_and_what_was_adopted_is_read_above(world: World) -> None:
    draft = drafted(world, "branch")
    khoa, chi, an = (world.actor(name) for name in ("khoa", "chi", "an"))
    assert khoa.covers("inspection.keep", world.places["branch"])
    assert list(drafts_visible_to(khoa)) == [] and list(drafts_visible_to(chi)) == [draft]
    calls = (
        lambda: put_item(draft.pk, line(world, "branch"), actor=khoa),
        lambda: drop_item(draft.pk, 1, actor=khoa),
        lambda: discard_draft(draft.pk, actor=khoa),
        lambda: adopt_programme(draft.pk, "1", DAY, actor=khoa),
        lambda: begin_draft(world.places["branch"], "committee", YEAR, actor=khoa),
    )
    for call in calls:
        with pytest.raises(Refused) as refused:
            call()
        assert codes(refused) == ["inspections.not_own"]
    programme = adopted(world, "branch")
    assert list(programmes_visible_to(khoa)) == [programme] and list(programmes_visible_to(an)) == []
    with pytest.raises(Refused) as refused:
        withdraw_decision(programme.pk, reason="twice", actor=khoa)
    assert codes(refused) == ["inspections.not_own"]


def test_a_further_decision_changes_it_and_what_was_before_stays_readable(world: World) -> None:
    khoa, first = world.actor("khoa"), adopted(world, "district")
    draft = begin_draft(world.places["district"], "inspection", YEAR, actor=khoa)
    assert draft_items(draft) == items_of(first)
    with pytest.raises(Refused) as refused:
        adopt_programme(draft.pk, "20-CTr", DAY, actor=khoa)
    assert codes(refused) == ["same"]
    drop_item(draft.pk, 1, actor=khoa)
    assert put_item(draft.pk, line(world, "district", month=9), actor=khoa) == 2, "a number is never given again"
    with pytest.raises(Refused) as refused:
        adopt_programme(draft.pk, "", DAY - timedelta(days=1), actor=khoa)
    assert codes(refused) == ["before", "decision"]
    second = adopt_programme(draft.pk, "20-CTr", DAY + timedelta(days=9), actor=khoa)
    first.refresh_from_db()
    assert first.replaced_by == second.recorded_by and current(world.places["district"], "inspection", YEAR) == second
    assert [item.number for item in items_of(first)] == [1] and [item.number for item in items_of(second)] == [2]
    assert [one.change for one in shown(items_of(second), items_of(first))] == ["new"]
    assert Entry.objects.latest("sequence").kind == "inspections.changed" and list(differences()) == []
    with pytest.raises(Refused) as refused:
        withdraw_decision(first.pk, reason="twice", actor=khoa)
    assert codes(refused) == ["changed-since"]
    withdraw_decision(second.pk, reason="wrong_day", actor=khoa)
    assert current(world.places["district"], "inspection", YEAR) == first and list(differences()) == []
    assert Entry.objects.latest("sequence").kind == "inspections.withdrawn"


def test_lines_are_refused_for_every_reason_at_once(world: World) -> None:
    khoa, draft = world.actor("khoa"), drafted(world, "district")
    bad = PlannedItem(
        0, "on_signs", 13, PERIOD[1], PERIOD[0], ("duty.unheard_of",), (world.places["other_branch"], world.places["district"]),
        (world.people["other_branch"],),
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        put_item(draft.pk, bad, actor=khoa)
    wrong = ("content", "month", "not-below", "not-member", "period", "sort")
    assert codes(refused) == [f"item-{code}" for code in wrong]
    about_people = replace(line(world, "district"), sort="finance", people=(world.people["binh"],))
    with pytest.raises(Refused) as refused:
        put_item(draft.pk, about_people, actor=khoa)
    assert codes(refused) == ["item-people"]


def test_unfinished_lines_stand_in_a_draft_and_are_not_adopted(world: World) -> None:
    chi = world.actor("chi")
    draft = begin_draft(world.places["branch"], "committee", YEAR, actor=chi)
    with pytest.raises(Refused) as refused:
        adopt_programme(draft.pk, "1", DAY, actor=chi)
    assert codes(refused) == ["empty"]
    put_item(draft.pk, PlannedItem(0, "topic", 3, *PERIOD), actor=chi)
    with pytest.raises(Refused) as refused:
        adopt_programme(draft.pk, "1", clock.today() + timedelta(days=1), actor=chi)
    assert codes(refused) == ["ahead", "item-no-content", "item-nobody"]


def test_a_branch_has_no_commission_and_nothing_below(world: World) -> None:
    chi = world.actor("chi")
    with pytest.raises(Refused) as refused:
        begin_draft(world.places["branch"], "inspection", 1999, actor=chi)
    assert codes(refused) == ["inspections.organ", "inspections.year"]
    draft = drafted(world, "branch")
    with pytest.raises(Refused) as refused:
        put_item(draft.pk, replace(line(world, "branch"), sort="lower", people=()), actor=chi)
    assert codes(refused) == ["item-sort"]


def test_nobody_plans_an_inspection_on_signs_and_no_sort_is_open() -> None:
    assert set(SORTS) == {"planned", "topic", "lower", "finance", "follow_up"}
    money = [item.code for item in catalogue().values() if item.group == "money"]
    assert content_words(money) == [GROUPS["money"]] and content_words(CONTENT) == [catalogue()[code].text for code in CONTENT]  # fmt: skip


def test_a_draft_is_thrown_away_or_goes_a_year_after_it_was_touched(world: World) -> None:
    draft = drafted(world, "branch")
    discard_draft(draft.pk, actor=world.actor("chi"))
    kept = drafted(world, "branch")
    with clock.at(clock.now() + timedelta(days=364)):
        forget_drafts()
    assert list(Draft.objects.all()) == [kept]
    with clock.at(clock.now() + timedelta(days=366)):
        forget_drafts()
    assert not Draft.objects.exists()


def test_the_book_finds_what_was_changed_beside_it(world: World) -> None:
    programme, row = adopted(world, "branch"), examined(world)
    assert list(differences()) == []
    Item.objects.update(month=6)
    assert len(list(differences())) == 1
    Item.objects.update(month=5)
    Programme.objects.filter(pk=programme.pk).update(replaced_by=1)
    Examined.objects.filter(pk=row.pk).update(number="16-TB")
    assert len(list(differences())) == 2


# What was examined before the software


def test_the_picture_counts_conclusions_of_organisations_and_says_where_none_is_known(world: World) -> None:
    khoa, today = world.actor("khoa"), clock.today()
    [commune] = coverage(khoa, world.places["district"], today)
    assert (commune.version.organisation_id, list(commune.counts), commune.below, commune.without) == (
        world.places["commune"], [0] * 6, 2, 2,
    )  # fmt: skip
    examined(world)
    told = Conclusion(world.places["district"], "committee", "topic", "7-TB", date(2024, 9, 9))
    enter_examined(world.places["branch"], told, actor=khoa)
    [commune] = coverage(khoa, world.places["district"], today)
    assert dict(zip(years_until(today), commune.counts, strict=True))[2024] == 1 and (commune.below, commune.without) == (2, 1)  # fmt: skip
    branch, sibling = coverage(khoa, world.places["commune"], today)
    assert (branch.any, sibling.any) == (True, False)
    assert coverage(world.actor("chi"), world.places["commune"], today) == [], "of others nothing"


def test_what_was_not_there_yet_is_not_counted_as_missing(world: World) -> None:
    [commune] = coverage(world.actor("khoa"), world.places["district"], date(2017, 6, 1))
    assert list(commune.counts) == [None, None, None, 0, 0, 0], "known from 2015 on"


def test_a_conclusion_is_entered_by_its_organ_once_and_taken_back(world: World) -> None:
    khoa, row = world.actor("khoa"), examined(world)
    told = Conclusion(world.places["district"], "inspection", "planned", "15-TB/UBKT", row.concluded_on)
    with pytest.raises(Refused) as refused:
        enter_examined(world.places["commune"], told, actor=khoa)
    assert codes(refused) == ["twice"]
    with pytest.raises(Refused) as refused:
        enter_examined(world.places["district"], replace(told, organ="branch", sort="signs", number=""), actor=khoa)
    assert codes(refused) == ["not-below", "number", "organ", "sort"]
    with pytest.raises(Refused) as refused:
        enter_examined(world.places["commune"], replace(told, by=world.places["commune"]), actor=khoa)
    assert codes(refused) == ["inspections.not_own"]
    cancel_examined(row.pk, reason="twice", actor=khoa)
    assert not Examined.objects.filter(cancelled_by=None).exists() and list(differences()) == []
    assert list(Entry.objects.order_by("-sequence").values_list("kind", flat=True)[:2]) == [
        "inspections.examined_cancelled", "inspections.examined",
    ]  # fmt: skip
