"""Acts of what is ordered from above: documents that direct, the tasks given from them, and figures asked for by period."""

from datetime import timedelta

from liemchinh.directives.models import Document, Ending
from liemchinh.directives.queries import in_force
from liemchinh.directives.services import cancel_document, end_document, record_document, resume_document
from liemchinh.journal import clock
from liemchinh.returns.approving import approve_returns, send_back
from liemchinh.returns.calling import NewCall, call_for, withdraw_call
from liemchinh.returns.defining import NewQuantity, cancel_quantity, define_quantity
from liemchinh.returns.models import Call, Quantity, Respondent, Return
from liemchinh.returns.queries import approvers, asked_of, quantities_for
from liemchinh.returns.sending import Numbers, send_return
from liemchinh.returns.words import CATALOGUE, RETURNS
from liemchinh.tasks.addressing import To
from liemchinh.tasks.answering import (
    Proof,
    acknowledge_tasks,
    cancel_answer,
    plan_task,
    report_task,
    return_answer,
    say_not_applicable,
)
from liemchinh.tasks.models import Answer, Giving, Task
from liemchinh.tasks.moving import NewDay, move_due
from liemchinh.tasks.queries import given_to
from liemchinh.tasks.services import give_tasks, withdraw_giving
from tests.acts.cast import Act, Cast
from tests.permissions_of_directives import numbered
from tests.permissions_of_returns import month
from tests.permissions_of_tasks import ALL, tasks
from tests.world import CONSOLE


def _office(cast: Cast) -> int:
    return cast.world.places[cast.of(("province", "commune", "commune"))]


def _document(cast: Cast) -> Document:
    rows = Document.objects.exclude(organ="")
    return cast.of(list(in_force(rows, clock.today()).order_by("-pk")[:12]))


def issue_document(cast: Cast) -> None:
    carries = (_document(cast).pk,) if Document.objects.exists() and cast.chance(0.5) else ()
    told = numbered(cast.rng.randint(1, 9999), dated=cast.day(9, 1), carries=carries)
    record_document(_office(cast), told, actor=CONSOLE)


def end_issued(cast: Cast) -> None:
    end_document(_document(cast).pk, cast.day(5, 0), actor=CONSOLE)


def resume_issued(cast: Cast) -> None:
    rows = Ending.objects.filter(cancelled_by=None).order_by("-pk")
    resume_document(cast.of(list(rows[:5])).document_id, reason="wrong_day", actor=CONSOLE)


def cancel_issued(cast: Cast) -> None:
    cancel_document(_document(cast).pk, reason="twice", actor=CONSOLE)


def give_to_many(cast: Cast) -> None:
    row, due = _document(cast), clock.today() + timedelta(cast.rng.randint(0, 60))
    levels = ALL if cast.chance(0.5) else ("branch",)
    give_tasks(row.pk, tasks(due)[: cast.rng.randint(1, 4)], To(row.organisation_id, levels), actor=CONSOLE)


def _giving(cast: Cast) -> Giving:
    return cast.of(list(Giving.objects.filter(cancelled_by=None).order_by("-pk")[:6]))


def withdraw_given(cast: Cast) -> None:
    withdraw_giving(_giving(cast).pk, reason="twice", actor=CONSOLE)


def _place(cast: Cast) -> int:
    return cast.branch(near=True) if cast.chance(0.8) else _office(cast)


def _task(cast: Cast) -> tuple[Task, int]:
    """A task, and an organisation that carries it."""
    place = _place(cast)
    giving = cast.of(list(given_to(place)[:4]))
    return cast.of(list(giving.tasks.order_by("number"))), place


def receive_given(cast: Cast) -> None:
    place = _place(cast)
    acknowledge_tasks(cast.of(list(given_to(place)[:4])).pk, place, actor=CONSOLE)


def plan_given(cast: Cast) -> None:
    task, place = _task(cast)
    plan_task(task.pk, place, clock.today() + timedelta(cast.rng.randint(0, 20)), "secretary", actor=CONSOLE)


def report_given(cast: Cast) -> None:
    task, place = _task(cast)
    number, count = ("5-BC/CB" if task.proof == "number" else ""), (3 if task.proof == "count" else None)
    report_task(task.pk, place, Proof(cast.day(8, 0), number, count=count), actor=CONSOLE)


def not_for_us(cast: Cast) -> None:
    task, place = _task(cast)
    say_not_applicable(task.pk, place, "done_above", actor=CONSOLE)


def _answer(cast: Cast) -> Answer:
    rows = Answer.objects.filter(kind__in=("reported", "not_applicable"), cancelled_by=None).order_by("-pk")
    return cast.of(list(rows[:12]))


def send_report_back(cast: Cast) -> None:
    return_answer(_answer(cast).pk, "not_complete", actor=CONSOLE)


def cancel_report(cast: Cast) -> None:
    cancel_answer(_answer(cast).pk, "twice", actor=CONSOLE)


def move_day(cast: Cast) -> None:
    task = cast.of(list(_giving(cast).tasks.order_by("number")))
    until = clock.today() + timedelta(cast.rng.randint(-5, 90))
    move_due(task.pk, NewDay(until, f"{cast.rng.randint(1, 99)}-QĐ/TU", cast.day(3, 0)), actor=CONSOLE)


def define_figure(cast: Cast) -> None:
    code = cast.of(["", *CATALOGUE])
    name = "" if code else f"Số buổi {cast.rng.randint(1, 4)}"
    define_quantity(_office(cast), NewQuantity("month", code, name, "times", cast.of((0, 3))), actor=CONSOLE)


def drop_figure(cast: Cast) -> None:
    rows = Quantity.objects.filter(cancelled_by=None).order_by("-pk")
    cancel_quantity(cast.of(list(rows[:5])).pk, reason="twice", actor=CONSOLE)


def ask_figures(cast: Cast) -> None:
    office = _office(cast)
    some = [one.pk for one in quantities_for(office) if cast.chance(0.5)]
    asked = NewCall(tuple(some), *month(cast.of((0, 0, 1))), clock.today() + timedelta(cast.rng.randint(0, 20)))
    call_for(office, asked, To(office, ("branch",)), actor=CONSOLE)


def _call(cast: Cast) -> Call:
    return cast.of(list(Call.objects.filter(cancelled_by=None).order_by("-pk")[:6]))


def withdraw_asked(cast: Cast) -> None:
    answered = Return.objects.filter(cancelled_by=None).values("respondent__call")
    unanswered = Call.objects.filter(cancelled_by=None).exclude(pk__in=answered).order_by("pk")
    withdraw_call(cast.of(list(unanswered)).pk, reason="twice", actor=CONSOLE)


def send_figures(cast: Cast) -> None:
    place = cast.branch(near=True)
    call = cast.of(list(asked_of(place)[:4]))
    values = {key: cast.rng.randint(0, 30) for key in call.items.values_list("quantity_id", flat=True)}
    sure = frozenset(values) if cast.chance(0.7) else frozenset()
    send_return(call.pk, place, Numbers(values, sure), actor=CONSOLE)


def _sent(cast: Cast) -> tuple[Call, int, list[int]]:
    """A call, one that approves what was sent to it, and some of that."""
    call = _call(cast)
    rows = Return.objects.filter(respondent__call=call, cancelled_by=None).order_by("pk")
    there = {one.pk: Respondent.objects.get(pk=one.respondent_id).organisation_id for one in rows}
    above = approvers(call, there.values(), clock.today())
    by = cast.of(sorted(set(above.values())))
    waits = [key for key, place in there.items() if above[place] == by]
    return call, by, cast.rng.sample(waits, cast.rng.randint(1, len(waits)))


def approve_figures(cast: Cast) -> None:
    call, by, some = _sent(cast)
    approve_returns(call.pk, by, some, actor=CONSOLE)


def open_figures_again(cast: Cast) -> None:
    call, by, some = _sent(cast)
    send_back(call.pk, by, some, cast.of(list(RETURNS)), actor=CONSOLE)


ACTS: dict[Act, int] = {
    issue_document: 4, end_issued: 1, resume_issued: 1, cancel_issued: 1, give_to_many: 3, withdraw_given: 1, receive_given: 3,
    plan_given: 3, report_given: 4, not_for_us: 1, send_report_back: 2, cancel_report: 1, move_day: 2, define_figure: 2, drop_figure: 1,
    ask_figures: 4, withdraw_asked: 1, send_figures: 5, approve_figures: 3, open_figures_again: 2,
}  # fmt: skip
