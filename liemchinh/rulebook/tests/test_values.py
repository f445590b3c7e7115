"""What an office says of a rule that the charter leaves open: stated by one, vouched for by another, in its own tree."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from liemchinh.access.actor import actor_for
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.verification import recount_state
from liemchinh.requests.deadlines import due_on
from liemchinh.rulebook.changing import begun, ended
from liemchinh.rulebook.current import charter, rules
from liemchinh.rulebook.models import LocalValue
from liemchinh.rulebook.moving import preview
from liemchinh.rulebook.services import (
    NewValue,
    NewYear,
    state_ending,
    state_value,
    state_year,
    vouch_for_ending,
    vouch_for_value,
    withdraw_value,
)
from regulations.answers import Refused

# Open in the charter from 2026 on: nobody has seen the text.
OPEN = "personal_data.correct_within"
pytestmark = pytest.mark.django_db


def stated(world: Any, **other: Any) -> NewValue:
    """Fifteen days to answer, from 1 February 2026, in Bình An."""
    told = NewValue(
        OPEN, world.places["province"], 15, date(2026, 2, 1), None, "Quyết định 12-QĐ/TU", "Điều 4, khoản 2", date(2026, 1, 20)
    )  # fmt: skip
    return replace(told, **other)


def vouched(world: Any, new: NewValue | None = None) -> LocalValue:
    """Stated by An, vouched for by Oanh."""
    value = state_value(new or stated(world), actor=world.actor("an"))
    shown = preview(begun(value), world.actor("oanh")).mark
    vouch_for_value(value.pk, shown, actor=world.actor("oanh"))
    value.refresh_from_db()
    return value


def verdict(world: Any, place: str = "branch", **known: int) -> tuple[str, object]:
    """What the rules of a place answer today about the open rule."""
    answer = charter(world.places[place], **known).rulebook.parameter(OPEN, on=clock.today())
    return answer.verdict, answer.value


def codes(call: Any) -> set[str]:
    """The codes of all reasons of a refusal."""
    with pytest.raises(Refused) as refused:
        call()
    return {refusal.code for refusal in refused.value.refusals}


def test_a_value_counts_only_once_a_second_officer_vouches_for_it(world: Any) -> None:
    value = state_value(stated(world), actor=world.actor("an"))
    assert verdict(world) == ("unknown", None)
    vouch_for_value(value.pk, preview(begun(value), world.actor("oanh")).mark, actor=world.actor("oanh"))
    answer = charter(world.places["branch"]).rulebook.parameter(OPEN, on=clock.today())
    assert (answer.verdict, answer.value, answer.confidence, answer.unit) == ("yes", 15, "HIGH", "d")
    assert "Điều 4, khoản 2, Quyết định 12-QĐ/TU ngày 20/01/2026" in answer.reason


def test_it_counts_on_its_own_days_only(world: Any) -> None:
    vouched(world, stated(world, valid_to=date(2026, 2, 28)))
    book = charter(world.places["branch"]).rulebook
    days = (date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1))
    assert [book.parameter(OPEN, on=day).verdict for day in days] == ["unknown", "yes", "yes", "unknown"]


def test_it_counts_in_its_own_tree_only(world: Any) -> None:
    vouched(world)
    assert [verdict(world, place)[0] for place in ("province", "branch", "other", "other_branch")] == [
        "yes", "yes", "unknown", "unknown"
    ]  # fmt: skip
    assert charter().rulebook.parameter(OPEN, on=clock.today()).verdict == "unknown"


def test_whoever_stated_it_does_not_vouch_for_it(world: Any) -> None:
    value = state_value(stated(world), actor=world.actor("an"))
    mark = preview(begun(value), world.actor("an")).mark
    assert codes(lambda: vouch_for_value(value.pk, mark, actor=world.actor("an"))) == {"rulebook.by-two"}
    assert verdict(world) == ("unknown", None)


def test_the_second_account_of_the_same_person_does_not_vouch_either(world: Any) -> None:
    for name in ("an", "oanh"):
        world.accounts[name].person_id = world.people["branch"]
        world.accounts[name].save()
    value = state_value(stated(world), actor=world.actor("an"))
    mark = preview(begun(value), world.actor("oanh")).mark
    assert codes(lambda: vouch_for_value(value.pk, mark, actor=world.actor("oanh"))) == {"rulebook.by-two"}


def test_it_asks_for_a_second_factor_and_for_the_top_of_the_tree(world: Any) -> None:
    weak = actor_for(world.accounts["an"], second_factor=False)
    assert "access.second_factor" in codes(lambda: state_value(stated(world), actor=weak))
    assert codes(lambda: state_value(stated(world), actor=world.actor("nam"))) == {"access.out_of_scope"}
    commune = stated(world, tree=world.places["commune"])
    assert codes(lambda: state_value(commune, actor=world.actor("nam"))) == {"rulebook.no-tree"}
    assert codes(lambda: state_value(stated(world, tree=None), actor=world.actor("an"))) == {"access.out_of_scope"}
    assert "access.no_role" in codes(lambda: state_value(stated(world), actor=world.actor("quan")))
    assert codes(lambda: state_value(stated(world), actor=world.actor("console"))) == {"access.in_person"}


def test_every_fault_is_told_at_once_with_field_and_remedy(world: Any) -> None:
    wrong = stated(world, value=-1, document=" ", valid_from=None, dated=date(2026, 12, 1))
    with pytest.raises(Refused) as refused:
        state_value(wrong, actor=world.actor("an"))
    told = [str(refusal) for refusal in refused.value.refusals]
    assert [line.split(":")[0] for line in told] == ["Áp dụng từ ngày", "Giá trị", "Số, ký hiệu văn bản"]
    assert all(refusal.remedy for refusal in refused.value.refusals)
    late = stated(world, article="", dated=date(2026, 12, 1))
    assert codes(lambda: state_value(late, actor=world.actor("an"))) == {"rulebook.article", "rulebook.dated"}


@pytest.mark.parametrize("name", ["behalf.longest", "admission.candidate_kept", "requests.keep_after_closing"])
def test_rules_that_protect_people_from_the_office_are_replaced_by_nothing(world: Any, name: str) -> None:
    new = stated(world, name=name, value=1200, valid_from=date(2027, 1, 1))
    assert "rulebook.verified" in codes(lambda: state_value(new, actor=world.actor("an")))


def test_only_rules_of_the_charter_have_values(world: Any) -> None:
    for name in ("members.points", "calendar.", "calendar.27", "calendar.99999", ""):
        assert codes(lambda name=name: state_value(stated(world, name=name), actor=world.actor("an"))) == {
            "rulebook.name"
        }
    assert LocalValue.objects.count() == 0


def test_days_for_which_the_charter_is_sure_are_left_alone(world: Any) -> None:
    sure = stated(world, name="transfer.official.complete_within", value=5)
    assert codes(lambda: state_value(sure, actor=world.actor("an"))) == {"rulebook.verified"}
    younger = replace(sure, valid_from=date(2026, 12, 1))
    assert codes(lambda: state_value(younger, actor=world.actor("an"))) == {"rulebook.verified"}
    with clock.at(date(2026, 12, 2)):
        vouched(world, replace(younger, dated=date(2026, 11, 30)))
        answer = charter(world.places["branch"]).rulebook.parameter(sure.name, on=clock.today())
    assert (answer.value, answer.unit) == (5, "wd")


def test_overlaps_are_refused_also_of_what_only_waits(world: Any) -> None:
    state_value(stated(world), actor=world.actor("an"))
    again = stated(world, valid_from=date(2026, 3, 1))
    assert codes(lambda: state_value(again, actor=world.actor("oanh"))) == {"rulebook.overlap"}
    state_value(stated(world, valid_from=date(2026, 1, 1), valid_to=date(2026, 1, 31)), actor=world.actor("oanh"))


def test_what_was_known_at_an_entry_stays_known(world: Any) -> None:
    before = Entry.objects.latest("sequence").sequence
    value = vouched(world)
    assert (verdict(world, known=before)[0], verdict(world, known=value.vouched_in)[0]) == ("unknown", "yes")  # type: ignore[arg-type]
    state_ending(value.pk, actor=world.actor("oanh"))
    assert verdict(world)[0] == "yes"
    vouch_for_ending(value.pk, preview(ended(value), world.actor("an")).mark, actor=world.actor("an"))
    assert (verdict(world)[0], verdict(world, known=value.vouched_in)[0]) == ("unknown", "yes")  # type: ignore[arg-type]


def test_ending_asks_for_two_as_well(world: Any) -> None:
    value = vouched(world)
    state_ending(value.pk, actor=world.actor("oanh"))
    value.refresh_from_db()
    mark = preview(ended(value), world.actor("oanh")).mark
    assert codes(lambda: vouch_for_ending(value.pk, mark, actor=world.actor("oanh"))) == {"rulebook.by-two"}
    withdraw_value(value.pk, actor=world.actor("an"))
    assert codes(lambda: vouch_for_ending(value.pk, mark, actor=world.actor("an"))) == {"rulebook.gone"}
    assert verdict(world)[0] == "yes"


def test_what_was_withdrawn_counts_never(world: Any) -> None:
    value = state_value(stated(world), actor=world.actor("an"))
    withdraw_value(value.pk, actor=world.actor("oanh"))
    assert codes(lambda: vouch_for_value(value.pk, "", actor=world.actor("oanh"))) == {"rulebook.gone"}
    assert codes(lambda: withdraw_value(value.pk, actor=world.actor("oanh"))) == {"rulebook.gone"}
    assert verdict(world) == ("unknown", None)


def test_a_year_without_verified_days_is_unknown_until_two_officers_say_its_days(world: Any) -> None:
    start = date(2026, 12, 30)
    branch = world.places["branch"]
    assert charter(branch).calendar.add(start, 3) is None
    off = [date(2027, 1, 1), date(2027, 2, 5)]
    new = NewYear(2027, world.places["province"], off, [date(2027, 1, 9)], "Thông báo 9-TB/TU", date(2026, 2, 20))
    value = state_year(new, actor=world.actor("an"))
    vouch_for_value(value.pk, preview(begun(value), world.actor("oanh")).mark, actor=world.actor("oanh"))
    walk = charter(branch).calendar.add(start, 3)
    assert walk is not None and (walk.end, [(day.day, day.name) for day in walk.skipped]) == (
        date(2027, 1, 5), [(date(2027, 1, 1), "Tết Dương lịch")]
    )  # fmt: skip
    assert charter(world.places["other_branch"]).calendar.add(start, 3) is None
    assert charter(branch).calendar.is_working_day(date(2027, 1, 9)) is True


def test_a_year_said_again_takes_the_place_of_the_one_before(world: Any) -> None:
    first = NewYear(2027, world.places["province"], [date(2027, 1, 1)], [], "Thông báo 9-TB/TU", date(2026, 2, 20))
    values = []
    for day in (first.off, [*first.off, date(2027, 1, 4)]):
        value = state_year(replace(first, off=day), actor=world.actor("an"))
        vouch_for_value(value.pk, preview(begun(value), world.actor("oanh")).mark, actor=world.actor("oanh"))
        values.append(LocalValue.objects.get(pk=value.pk))
    assert (values[0].pk, LocalValue.objects.get(pk=values[0].pk).cancelled_by) == (values[0].pk, values[1].vouched_in)
    assert charter(world.places["branch"]).calendar.is_working_day(date(2027, 1, 4)) is False


def test_a_year_names_its_own_days_once_and_its_document(world: Any) -> None:
    day = date(2027, 1, 4)
    wrong = NewYear(2027, world.places["province"], [day, day, date(2026, 1, 2)], [day], "", None)
    with pytest.raises(Refused) as refused:
        state_year(wrong, actor=world.actor("an"))
    assert {str(one).split(":")[0] for one in refused.value.refusals} >= {"Số, ký hiệu văn bản", "Ngày"}
    assert codes(lambda: state_year(replace(wrong, year=99999), actor=world.actor("an"))) == {"rulebook.year"}


def test_the_book_tells_all_values_again(world: Any) -> None:
    value = vouched(world)
    state_ending(value.pk, actor=world.actor("oanh"))
    withdrawn = state_value(
        stated(world, valid_from=date(2026, 1, 1), valid_to=date(2026, 1, 31)), actor=world.actor("an")
    )
    withdraw_value(withdrawn.pk, actor=world.actor("an"))
    assert list(recount_state()) == []
    kinds = Entry.objects.filter(kind__startswith="rulebook.").order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == [
        "rulebook.stated", "rulebook.vouched", "rulebook.ending_stated", "rulebook.stated", "rulebook.withdrawn"
    ]  # fmt: skip
    LocalValue.objects.filter(pk=value.pk).update(row={"value": 90})
    assert list(recount_state()) == [f"Giá trị của cơ quan nêu ở bút toán {value.recorded_by}: đang lưu khác với sổ."]


def test_where_nobody_vouched_for_anything_the_rules_cost_one_query(world: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert rules(world.places["branch"]).entry == 0


def test_what_a_transaction_took_back_is_not_remembered_under_its_number(world: Any) -> None:
    with transaction.atomic():
        first = vouched(world)
        assert verdict(world) == ("yes", 15)
        transaction.set_rollback(True)
    assert verdict(world) == ("unknown", None)
    second = vouched(world, stated(world, value=20))
    assert (second.vouched_in, verdict(world)) == (first.vouched_in, ("yes", 20))


def test_rooms_above_answer_by_the_value_of_their_own_tree(world: Any) -> None:
    assert due_on(date(2026, 3, 3), world.places["branch"]) is None
    vouched(world)
    days = [due_on(date(2026, 3, 3), world.places[place]) for place in ("branch", "other_branch")]
    assert days == [date(2026, 3, 18), None]
