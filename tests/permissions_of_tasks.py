"""Of tasks: the lines of the tables, and tasks as the tests give and answer them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from liemchinh.directives.models import Document
from liemchinh.journal import clock
from liemchinh.tasks import answering, moving, services
from liemchinh.tasks.addressing import To
from liemchinh.tasks.answering import Proof
from liemchinh.tasks.models import Addressee, Answer, Giving, Task
from liemchinh.tasks.moving import NewDay
from liemchinh.tasks.services import NewTask
from tests import permissions_of_study as study
from tests.permissions_of_directives import above, document, numbered
from tests.permissions_of_reports import OBJECTS as REPORTED
from tests.permissions_of_reports import PAGES as REPORT_PAGES
from tests.permissions_of_returns import ACTS as RETURNS
from tests.permissions_of_returns import OBJECTS as RETURNED
from tests.permissions_of_returns import PAGES as RETURN_PAGES
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Each, Row, act, form, page
from tests.world import CONSOLE, PLACES, World

ALL = ("province", "district", "grassroots_committee", "grassroots_branch", "branch")
KEEPERS, SEERS = "an nam chi dung", "an nam giang khoa hien chi dung"
WHO = f"{KEEPERS} console* console-an"


def tasks(due: date | None = None) -> list[NewTask]:
    """One of each way to prove it."""
    day = due or clock.today() + timedelta(days=30)
    return [
        NewTask("I.1", "plan", "Ban hành kế hoạch thực hiện", "plan", day),
        NewTask("II.1", "standing", "Sinh hoạt chuyên đề", "day", day),
        NewTask("II.2", "preventive", "Tự kiểm tra việc nêu gương", "number", day),
        NewTask("", "immediate", "Rà soát việc được giao", "count", day),
    ]


def given(
    world: World, at: str = "province", *, told: Document | None = None, due: date | None = None, **rule: Any
) -> Giving:
    """Four tasks of a document of the place, given to everything at and under it."""
    row = told or document(world, numbered(500 + Giving.objects.count()), at=at)
    return services.give_tasks(row.pk, tasks(due), To(world.places[at], **{"categories": ALL, **rule}), actor=CONSOLE)


def later(days: int = 45) -> NewDay:
    """A day so far from today, by a decision of today."""
    return NewDay(clock.today() + timedelta(days=days), "12-QĐ/TU", clock.today())


def task_of(giving: Giving, number: int) -> Task:
    """A task by its number."""
    return giving.tasks.get(number=number)


def _turn(world: World, place: str, number: int) -> Giving:
    """The giving of that turn at a place: each line of the tables has one of its own."""
    rows = Giving.objects.filter(organisation_id=world.places[place]).order_by("pk")
    while rows.count() <= number:
        given(world, place)
    return rows[number]


def _reported(world: World, place: str, turn: int) -> Answer:
    giving = _turn(world, place, turn)
    found = Answer.objects.filter(task__giving=giving, kind="reported", cancelled_by=None).first()
    if found is None:
        at = task_of(giving, 2).pk, world.places[place]
        answering.report_task(*at, Proof(clock.today()), actor=CONSOLE)
        found = Answer.objects.get(task__giving=giving, kind="reported", cancelled_by=None)
    return found


def _everywhere(made: Any) -> Any:
    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        return Each(PLACES, lambda place: made(world, place))

    return found


def _not_above(made: Any) -> Any:
    """Tasks given from above are read below too, which is no line of a table of reach."""

    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        return Each(set(PLACES) - above(person), lambda place: made(world, place))

    return found


def _own(turn: int, number: int = 0) -> Any:
    def parts(world: World, place: str) -> Sequence[Any]:
        giving = _turn(world, place, turn)
        return (world.places[place], task_of(giving, number).pk if number else giving.pk)

    return _everywhere(parts)


OBJECTS = {
    **study.OBJECTS,
    "own giving": _own(0),
    "own task": _own(0, 2),
    "document to give": _everywhere(lambda world, place: (_turn(world, place, 0).document_id,)),
    "giving": _not_above(lambda world, place: (_turn(world, place, 0).pk,)),
    "given task": _not_above(lambda world, place: (task_of(_turn(world, place, 0), 2).pk,)),
    "own report": _everywhere(lambda world, place: (_reported(world, place, 1).pk,)),
    **REPORTED,
    **RETURNED,
}
PAGES: dict[str, Row] = {
    **study.PAGES,
    "tasks:list": page(SEERS, of="organisation"),
    "tasks:mine": page(SEERS, of="own giving"),
    "tasks:acknowledge": act(KEEPERS, of="own giving"),
    "tasks:plan": form(KEEPERS, of="own task"),
    "tasks:report": form(KEEPERS, of="own task"),
    "tasks:not-applicable": form(KEEPERS, of="own task"),
    "tasks:cancel": form(KEEPERS, of="own report"),
    "tasks:return": form(KEEPERS, of="own report"),
    "tasks:give": form(KEEPERS, of="document to give"),
    "tasks:progress": page(SEERS, of="giving"),
    "tasks:task": page(SEERS, of="given task"),
    "tasks:withdraw": form(KEEPERS, of="giving"),
    "tasks:move": form(KEEPERS, of="given task"),
    **REPORT_PAGES,
    **RETURN_PAGES,
}


def _task(number: int) -> Any:
    return lambda at: (task_of(at.given, number).pk, at.number)


def _ready(at: At) -> Giving:
    return _turn(at.world, at.place, 2)


ACTS: dict[str, Act] = {
    **study.ACTS,
    "tasks.services.give_tasks": Act(
        WHO,
        lambda at: services.give_tasks(at.given.document_id, tasks(), To(at.number, ALL), actor=at.actor),
        ready=_ready,
    ),
    "tasks.services.withdraw_giving": Act(
        WHO, lambda at: services.withdraw_giving(at.given.pk, reason="twice", actor=at.actor), ready=_ready
    ),
    "tasks.moving.move_due": Act(
        WHO, lambda at: moving.move_due(task_of(at.given, 2).pk, later(), actor=at.actor), ready=_ready
    ),
    "tasks.answering.acknowledge_tasks": Act(
        WHO, lambda at: answering.acknowledge_tasks(at.given.pk, at.number, actor=at.actor), ready=_ready
    ),
    "tasks.answering.plan_task": Act(
        WHO,
        lambda at: answering.plan_task(*_task(2)(at), clock.today(), "secretary", actor=at.actor),
        ready=_ready,
    ),
    "tasks.answering.report_task": Act(
        WHO,
        lambda at: answering.report_task(*_task(2)(at), Proof(clock.today()), actor=at.actor),
        ready=_ready,
    ),
    "tasks.answering.say_not_applicable": Act(
        WHO,
        lambda at: answering.say_not_applicable(*_task(2)(at), "done_above", actor=at.actor),
        ready=_ready,
    ),
    "tasks.answering.return_answer": Act(
        WHO,
        lambda at: answering.return_answer(at.given.pk, "other_matter", actor=at.actor),
        ready=lambda at: _reported(at.world, at.place, 3),
    ),
    "tasks.answering.cancel_answer": Act(
        WHO,
        lambda at: answering.cancel_answer(at.given.pk, "twice", actor=at.actor),
        ready=lambda at: _reported(at.world, at.place, 3),
    ),
    **RETURNS,
}


def addressed_names(giving: Giving, world: World) -> set[str]:
    """The places a giving went to, by the names of the world."""
    there = set(Addressee.objects.filter(giving=giving).values_list("organisation_id", flat=True))
    return {name for name, number in world.places.items() if number in there}
