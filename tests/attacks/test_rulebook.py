"""Claims: nobody changes a rule alone; no office lengthens what protects people from it; what would move names no case that is closed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from liemchinh.casework import moved_deadlines
from liemchinh.casework.models import Case
from liemchinh.rulebook import faults, services
from liemchinh.rulebook.changing import begun
from liemchinh.rulebook.current import charter
from liemchinh.rulebook.models import LocalValue
from liemchinh.rulebook.moving import preview
from liemchinh.rulebook.services import NewValue, NewYear, state_value, state_year, vouch_for_value
from regulations.answers import Refused
from tests.granted_kind import open_one, registered

pytestmark = [pytest.mark.attack, pytest.mark.sqlite, pytest.mark.django_db]
OPEN, DAY = "personal_data.correct_within", date(2026, 3, 3)
KNOWN = [date(2026, 2, day) for day in (16, 17, 18, 19, 20)]


def alone(world: Any, new: NewValue) -> object:
    """An states a value and vouches for it too; what the rules then answer."""
    value = state_value(new, actor=world.actor("an"))
    vouch_for_value(value.pk, preview(begun(value), world.actor("an")).mark, actor=world.actor("an"))
    return charter(world.places["branch"]).rulebook.parameter(new.name, on=DAY).value


def fifteen(world: Any) -> NewValue:
    """Fifteen days to answer, in Bình An."""
    return NewValue(OPEN, world.places["province"], 15, date(2026, 2, 1), None, "01-QĐ/TU", "Điều 1", date(2026, 1, 2))


def test_nobody_changes_a_rule_alone(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as weak, transaction.atomic():
        weak.setattr(services, "second_faults", lambda actor, first: [])
        with pytest.raises(IntegrityError):  # the database itself refuses it still
            alone(world, fifteen(world))
        transaction.set_rollback(True)
    with pytest.raises(Refused, match="không tự xác nhận"):
        alone(world, fifteen(world))
    assert charter(world.places["branch"]).rulebook.parameter(OPEN, on=DAY).verdict == "unknown"


def test_no_office_keeps_a_candidate_s_data_longer_than_the_product_lets_it(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ever = replace(fifteen(world), name="admission.candidate_kept", value=1200, valid_from=date(2027, 1, 1))
    with monkeypatch.context() as weak, transaction.atomic():
        weak.setattr(faults, "against_verified", lambda rule, value: [])
        assert state_value(ever, actor=world.actor("an")).row["value"] == 1200
        transaction.set_rollback(True)
    with pytest.raises(Refused, match="không cơ quan nào thay được"):
        state_value(ever, actor=world.actor("an"))
    assert LocalValue.objects.count() == 0


def test_what_would_move_names_no_case_that_is_closed_to_the_reader(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with registered():
        case = open_one(world)
        new = NewYear(2026, world.places["province"], [*KNOWN, date(2026, 3, 10)], [], "03-TB/TU", date(2026, 2, 25))
        address = reverse("rulebook:value", args=[state_year(new, actor=world.actor("oanh")).pk])
        title = f"Vụ thử {case.pk}"
        with monkeypatch.context() as weak:
            weak.setattr(moved_deadlines, "cases_visible_to", lambda actor, kind: Case.objects.filter(kind=kind))
            assert title in world.client("an").get(address).content.decode()
        page = world.client("an").get(address)
        assert title not in page.content.decode()
        assert (page.context["moves"].others, list(page.context["moves"].shown)) == (1, [])
