"""Of local values of the rules: the objects that addresses name, and the lines of the tables of addresses and services."""

from datetime import date

from liemchinh.rulebook import services
from liemchinh.rulebook.changing import begun, ended
from liemchinh.rulebook.models import LocalValue
from liemchinh.rulebook.moving import preview
from liemchinh.rulebook.services import NewValue, NewYear
from tests.permissions_of_services import Act, At
from tests.world import World

OPEN = "personal_data.correct_within"
TREES = ("province", "other")
# Who holds the right at the top of each tree; the second officer of each states first, so that these may vouch.
KEPT = "an dung"
SECOND = {"province": "oanh", "other": "phuong"}


def stated(world: World, place: str, start: date = date(2026, 2, 1)) -> LocalValue:
    """A value that waits for the officer who vouches."""
    new = NewValue(OPEN, world.places[place], 15, start, None, "Quyết định 12-QĐ/TU", "Điều 4", date(2026, 1, 20))
    return services.state_value(new, actor=world.actor(SECOND[place]))


def vouched(world: World, place: str) -> LocalValue:
    """A value that counts."""
    value, second = stated(world, place), world.actor({"province": "an", "other": "dung"}[place])
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
