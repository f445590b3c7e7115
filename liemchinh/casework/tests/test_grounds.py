"""Where a rule is unknown one officer states article and document and a second vouches: never the same, and it stays marked."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from liemchinh.casework.grounds import NewGround, ground_of, state_ground, vouch_for_ground
from liemchinh.casework.models import Case, Ground
from liemchinh.casework.queries import course_of
from liemchinh.casework.steps import Taken, Who, open_case, parties_of, take_step
from liemchinh.casework.undoing import cancel_last_step
from liemchinh.journal.models import Entry
from regulations.answers import Refused

ON = date(2026, 2, 2)
GROUND = NewGround("voted", "Điều 4, khoản 2", "Quy định 208-QĐ/TW")


@pytest.fixture
def case(world: Any, tried: str) -> Case:
    parties = [Who("branch", world.places["branch"]), Who("committee", world.places["commune"])]
    with transaction.atomic():
        return open_case(tried, parties, Taken("begun", ON), actor=world.actor("console"))


def state(world: Any, case: Case, name: str, new: NewGround = GROUND) -> int:
    with transaction.atomic():
        return state_ground(case, new, "committee", actor=world.actor(name))


def vouch(world: Any, case: Case, name: str) -> int:
    with transaction.atomic():
        return vouch_for_ground(case, "voted", "committee", actor=world.actor(name))


def test_two_officers_stand_behind_a_ground_and_the_step_shows_it(world: Any, case: Case) -> None:
    state(world, case, "nam")
    with pytest.raises(Refused, match="không tự xác nhận"):
        vouch(world, case, "nam")
    vouch(world, case, "an")
    with transaction.atomic():
        take_step(case, Taken("voted", ON), actor=world.actor("console"))
    shown = course_of(case)[-1].ground
    assert shown is not None and (shown.article, shown.document) == ("Điều 4, khoản 2", "Quy định 208-QĐ/TW")
    kinds = Entry.objects.filter(case_id=case.pk).order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["tests.begun", "casework.ground_stated", "casework.ground_vouched", "tests.voted"]


def test_the_database_itself_wants_a_second_person(world: Any, case: Case) -> None:
    state(world, case, "nam")
    with pytest.raises(IntegrityError), transaction.atomic():
        Ground.objects.update(vouched_by=world.accounts["nam"].pk)


def test_a_ground_stated_anew_must_be_vouched_for_anew(world: Any, case: Case) -> None:
    state(world, case, "nam")
    vouch(world, case, "an")
    state(world, case, "an", NewGround("voted", "mục 3", "Hướng dẫn 01-HD/TW"))
    ground = ground_of(case, "voted")
    assert ground is not None and (ground.article, ground.vouched_by) == ("mục 3", None)


def test_what_a_step_was_taken_on_is_not_changed_afterwards(world: Any, case: Case) -> None:
    state(world, case, "nam")
    vouch(world, case, "an")
    with transaction.atomic():
        take_step(case, Taken("voted", ON), actor=world.actor("console"))
    with pytest.raises(Refused) as refused:
        state(world, case, "an", NewGround("voted", "mục 3", "Hướng dẫn 01-HD/TW"))
    assert [refusal.code for refusal in refused.value.refusals] == ["ground-step"]
    ground = ground_of(case, "voted")
    assert ground is not None and (ground.article, ground.vouched_by) == (GROUND.article, world.accounts["an"].pk)


def test_a_step_taken_back_takes_back_what_was_stated_for_it_and_since(world: Any, case: Case) -> None:
    state(world, case, "nam")
    vouch(world, case, "an")
    with transaction.atomic():
        take_step(case, Taken("voted", ON), actor=world.actor("console"))
    state(world, case, "nam", NewGround("decided", "mục 3", "Hướng dẫn 01-HD/TW"))
    with transaction.atomic():
        cancel_last_step(case, reason="wrong_day", actor=world.actor("console"))
    assert not Ground.objects.filter(cancelled_by=None).exists() and Ground.objects.count() == 2
    state(world, case, "an")
    assert [(row.step, row.vouched_by) for row in Ground.objects.filter(cancelled_by=None)] == [("voted", None)]


def test_nothing_stated_nothing_written_and_nobody_at_the_console(world: Any, case: Case) -> None:
    with pytest.raises(Refused) as refused:
        state(world, case, "nam", NewGround("voted", " ", ""))
    assert [refusal.code for refusal in refused.value.refusals] == ["ground-article", "ground-document"]
    with pytest.raises(Refused, match="tự đăng nhập"):
        state(world, case, "console")
    with pytest.raises(Refused, match="Không có căn cứ"):
        vouch(world, case, "an")
    assert not Ground.objects.exists()


def test_a_step_may_bring_a_party_with_it(world: Any, case: Case) -> None:
    member = Who("member", person=world.people["binh"])
    with transaction.atomic():
        sequence = take_step(case, Taken("voted", ON, parties=[member]), actor=world.actor("console"))
    assert parties_of(case.pk)["member"] == member
    assert Entry.objects.get(pk=sequence).member_id == world.people["binh"]
