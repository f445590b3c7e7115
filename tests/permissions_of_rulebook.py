"""Of local values of the rules: the objects that addresses name, and the lines of the tables of addresses and services."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.rulebook import services
from liemchinh.rulebook.changing import begun, ended
from liemchinh.rulebook.models import LocalValue
from liemchinh.rulebook.moving import preview
from liemchinh.rulebook.services import NewValue, NewYear
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Row, act, form, page
from tests.world import World

OPEN = "personal_data.correct_within"
TREES = ("province", "other")
# Who holds the right at the top of each tree; the second officer of each states first, so that these may vouch.
KEPT = "an dung"
SECOND = {"province": "oanh", "other": "phuong"}


def stated(world: World, place: str, start: date = date(2026, 2, 1), until: date | None = None) -> LocalValue:
    """A value that waits for the officer who vouches."""
    new = NewValue(OPEN, world.places[place], 15, start, until, "Quyết định 12-QĐ/TU", "Điều 4", date(2026, 1, 20))
    return services.state_value(new, actor=world.actor(SECOND[place]))


def vouched(world: World, place: str) -> LocalValue:
    """A value that counts, of days before those of the one that waits."""
    value, second = (
        stated(world, place, date(2026, 1, 21), date(2026, 1, 31)),
        world.actor({"province": "an", "other": "dung"}[place]),
    )
    services.vouch_for_value(value.pk, preview(begun(value), second).mark, actor=second)
    return LocalValue.objects.get(pk=value.pk)


def ending(world: World, place: str) -> LocalValue:
    """A value of which the second officer said that it holds no more."""
    value = vouched(world, place)
    services.state_ending(value.pk, actor=world.actor(SECOND[place]))
    return LocalValue.objects.get(pk=value.pk)


def _state(at: At) -> LocalValue:
    new = NewValue(OPEN, at.number, 15, date(2026, 2, 1), None, "Quyết định 12-QĐ/TU", "Điều 4", date(2026, 1, 20))
    return services.state_value(new, actor=at.actor)


def _values(world: World, person: str) -> dict[str, Sequence[Any]]:
    """In each tree a value that waits for the officer who vouches."""

    def at(place: str) -> int:
        found = LocalValue.objects.filter(tree=world.places[place], vouched_in=None, cancelled_by=None).first()
        return (found or stated(world, place)).pk

    return {place: (at(place),) for place in TREES}


def _counting(world: World, person: str) -> dict[str, Sequence[Any]]:
    """In each tree a value that counts."""

    def at(place: str) -> int:
        counts = LocalValue.objects.filter(tree=world.places[place], ending_in=None, cancelled_by=None)
        return (counts.exclude(vouched_in=None).first() or vouched(world, place)).pk

    return {place: (at(place),) for place in TREES}


def _mark(world: World, place: str, person: str) -> Mapping[str, Any]:
    value = LocalValue.objects.get(tree=world.places[place], vouched_in=None, cancelled_by=None)
    return {"shown": preview(begun(value), world.actor(SECOND[place])).mark}


def _rule(world: World, person: str) -> dict[str, Sequence[Any]]:
    return {"": (OPEN,)}


OBJECTS = {"stated value": _values, "counting value": _counting, "rule": _rule}
# Who holds the right anywhere looks at the rules; who holds it at the top of a tree states and vouches.
LOOKS = "an* nam* khoa* dung*"
PAGES: dict[str, Row] = {
    "rulebook:list": page(LOOKS),
    "rulebook:export": page(LOOKS),
    "rulebook:one": page(LOOKS, of="rule"),
    "rulebook:state": form("an* dung*", of="rule"),
    "rulebook:value": page(KEPT, of="stated value"),
    "rulebook:vouch": act(KEPT, of="stated value", form=_mark),
    "rulebook:withdraw": act(KEPT, of="stated value"),
    "rulebook:end": act(KEPT, of="counting value"),
}
ACTS: dict[str, Act] = {
    "rulebook.services.state_value": Act(KEPT, _state, places=TREES),
    "rulebook.services.state_year": Act(
        KEPT,
        lambda at: services.state_year(
            NewYear(2027, at.number, [date(2027, 1, 1)], [], "Thông báo 9-TB/TU", date(2026, 2, 2)), actor=at.actor
        ),
        places=TREES,
    ),
    "rulebook.services.vouch_for_value": Act(
        KEPT,
        lambda at: services.vouch_for_value(at.given.pk, preview(begun(at.given), at.actor).mark, actor=at.actor),
        places=TREES,
        ready=lambda at: stated(at.world, at.place),
    ),
    "rulebook.services.withdraw_value": Act(
        KEPT,
        lambda at: services.withdraw_value(at.given.pk, actor=at.actor),
        places=TREES,
        ready=lambda at: stated(at.world, at.place),
    ),
    "rulebook.services.state_ending": Act(
        KEPT,
        lambda at: services.state_ending(at.given.pk, actor=at.actor),
        places=TREES,
        ready=lambda at: vouched(at.world, at.place),
    ),
    "rulebook.services.vouch_for_ending": Act(
        KEPT,
        lambda at: services.vouch_for_ending(at.given.pk, preview(ended(at.given), at.actor).mark, actor=at.actor),
        places=TREES,
        ready=lambda at: ending(at.world, at.place),
    ),
}
