"""Of reported figures and the calendar: the lines of the tables, and figures as the tests define, ask, send and approve them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.test import override_settings

from liemchinh.agenda import services as agenda
from liemchinh.journal import clock
from liemchinh.organisations.queries import standing
from liemchinh.returns import approving, calling, defining, sending
from liemchinh.returns.calling import NewCall
from liemchinh.returns.defining import NewQuantity
from liemchinh.returns.models import Call, Quantity, Return
from liemchinh.returns.periods import last_of
from liemchinh.returns.sending import Numbers
from liemchinh.tasks.addressing import To
from tests.permissions_of_directives import above
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Each, Row, act, form, page
from tests.world import CONSOLE, PLACES, World

KEEPERS, SEERS = "an nam chi dung", "an nam giang khoa hien chi dung"
WHO = f"{KEEPERS} console* console-an"


def quantity(world: World, at: str = "province", name: str = "Số buổi tuyên truyền", **told: Any) -> Quantity:
    """One of one's own, by the month."""
    new = NewQuantity(**{"period": "month", "name": name, "unit": "times", "jump": 3, **told})
    return defining.define_quantity(world.places[at], new, actor=CONSOLE)


def month(turn: int) -> tuple[date, date]:
    """A month that is over: the last one, the one before it…"""
    today = clock.today()
    count = today.year * 12 + today.month - 2 - turn
    first = date(count // 12, count % 12 + 1, 1)
    return first, last_of("month", first)


def called(world: World, rows: Sequence[Quantity], to: To, turn: int = 0, due: date | None = None) -> Call:
    """Asked by whoever defined the first, for a month that is over."""
    asked = NewCall(tuple(one.pk for one in rows), *month(turn), due or clock.today())
    return calling.call_for(rows[0].organisation_id, asked, to, actor=CONSOLE)


def alone(world: World, place: str) -> To:
    """The place and nothing below it."""
    row = standing(clock.today()).get(organisation_id=world.places[place])
    return To(row.organisation_id, (row.category,))


def _turn(world: World, place: str, turn: int) -> Call:
    """A call of a place to itself: each line of the tables has one of its own, with a quantity of its own."""
    name = f"Số buổi, {place}, {turn}"
    row = Quantity.objects.filter(organisation_id=world.places[place], name=name, cancelled_by=None).first()
    if row is None:
        row = quantity(world, place, name)
    found = Call.objects.filter(items__quantity=row, cancelled_by=None).first()
    return found or called(world, [row], alone(world, place))


def _sent(world: World, place: str, turn: int) -> Return:
    call = _turn(world, place, turn)
    found = Return.objects.filter(respondent__call=call, cancelled_by=None).first()
    if found is None:
        sending.send_return(call.pk, world.places[place], numbers(call, 5), actor=CONSOLE)
        found = Return.objects.get(respondent__call=call, cancelled_by=None)
    return found


def numbers(call: Call, value: int, **more: Any) -> Numbers:
    """The same number for everything a call asks."""
    return Numbers(dict.fromkeys(call.items.values_list("quantity_id", flat=True), value), **more)


def _everywhere(made: Any) -> Any:
    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        return Each(PLACES, lambda place: made(world, place))

    return found


def _not_above(made: Any) -> Any:
    """What was asked from above is read below too, which is no line of a table of reach."""

    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        return Each(set(PLACES) - above(person), lambda place: made(world, place))

    return found


def _secret(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    return {"": (agenda.open_feed(actor=world.actor("binh")),)}


def _unasked(world: World, place: str) -> Sequence[Any]:
    name = f"Số chưa hỏi, {place}"
    row = Quantity.objects.filter(organisation_id=world.places[place], name=name, cancelled_by=None).first()
    return ((row or quantity(world, place, name)).pk,)


OBJECTS = {
    "own call": _everywhere(lambda world, place: (world.places[place], _turn(world, place, 0).pk)),
    "call": _not_above(lambda world, place: (_turn(world, place, 0).pk,)),
    "call to withdraw": _not_above(lambda world, place: (_turn(world, place, 1).pk,)),
    "call answered": _everywhere(lambda world, place: (world.places[place], _sent(world, place, 2).respondent.call_id)),
    "unasked quantity": _everywhere(_unasked),
    "quantity code": lambda world, person: {place: (number, "handbooks") for place, number in world.places.items()},
    "calendar address": _secret,
}
PAGES: dict[str, Row] = {
    "returns:list": page(SEERS, of="organisation"),
    "returns:define": form(KEEPERS, of="organisation"),
    "returns:cancel": form(KEEPERS, of="unasked quantity"),
    "returns:ask": form(KEEPERS, of="organisation"),
    "returns:enter": form(KEEPERS, of="own call"),
    "returns:approve": form(KEEPERS, of="call answered"),
    "returns:progress": page(SEERS, of="call"),
    "returns:entries": page(SEERS, of="call"),
    "returns:behind": page(SEERS, of="quantity code", query="at"),
    "returns:withdraw": form(KEEPERS, of="call to withdraw"),
    # The calendar is everybody's own; what another calendar reads is public, by its secret.
    "agenda:month": page("everybody"),
    "agenda:feed": form("everybody", post=200),
    "agenda:close": act("everybody"),
    "agenda:remind": act("everybody"),
    "agenda:read": page("everybody", of="calendar address", public=True),
}


def _ready(turn: int) -> Any:
    return lambda at: _turn(at.world, at.place, turn)


def _approve(at: At) -> Any:
    row: Return = at.given
    return approving.approve_returns(row.respondent.call_id, at.number, [row.pk], actor=at.actor)


def asked_for_reminder(actor: Any) -> int:
    """Asked where a mail server is set."""
    with override_settings(SENDS_MAIL=True):
        return agenda.ask_for_reminder(actor=actor)


def _reminded(at: At) -> None:
    if at.name in at.world.accounts:
        asked_for_reminder(at.world.actor(at.name))


def _opened(at: At) -> None:
    if at.name in at.world.accounts:
        agenda.open_feed(actor=at.world.actor(at.name))


ACTS: dict[str, Act] = {
    "returns.defining.define_quantity": Act(
        WHO,
        lambda at: defining.define_quantity(at.number, NewQuantity("year", "", "Số mới", "count"), actor=at.actor),
    ),
    "returns.defining.cancel_quantity": Act(
        WHO,
        lambda at: defining.cancel_quantity(at.given, reason="twice", actor=at.actor),
        ready=lambda at: _unasked(at.world, at.place)[0],
    ),
    "returns.calling.call_for": Act(
        WHO,
        lambda at: calling.call_for(
            at.number, NewCall((at.given,), *month(0), clock.today()), alone(at.world, at.place), actor=at.actor
        ),
        ready=lambda at: _unasked(at.world, at.place)[0],
    ),
    "returns.calling.withdraw_call": Act(
        WHO, lambda at: calling.withdraw_call(at.given.pk, reason="twice", actor=at.actor), ready=_ready(3)
    ),
    "returns.sending.send_return": Act(
        WHO,
        lambda at: sending.send_return(at.given.pk, at.number, numbers(at.given, 7), actor=at.actor),
        ready=_ready(3),
    ),
    "returns.sending.send_returns": Act(
        WHO,
        lambda at: sending.send_returns(at.given.pk, {at.number: numbers(at.given, 7)}, actor=at.actor),
        ready=_ready(3),
    ),
    "returns.approving.approve_returns": Act(WHO, _approve, ready=lambda at: _sent(at.world, at.place, 4)),
    "returns.approving.send_back": Act(
        WHO,
        lambda at: approving.send_back(
            at.given.respondent.call_id, at.number, [at.given.pk], "differs", actor=at.actor
        ),
        ready=lambda at: _sent(at.world, at.place, 4),
    ),
    "agenda.services.open_feed": Act("everybody", lambda at: agenda.open_feed(actor=at.actor), "own", ("own",)),
    "agenda.services.ask_for_reminder": Act(
        "everybody", lambda at: asked_for_reminder(at.actor), "own", ("own",), each=True
    ),
    "agenda.services.stop_reminder": Act(
        "everybody", lambda at: agenda.stop_reminder(actor=at.actor), "own", ("own",), _reminded, each=True
    ),
    "agenda.services.close_feed": Act(
        "everybody", lambda at: agenda.close_feed(actor=at.actor), "own", ("own",), _opened, each=True
    ),
}
