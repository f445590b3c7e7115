"""What can be seen of tasks: by whoever sees figures of the giver, of an addressee or above it; each within its own scope."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.directives.models import Document
from liemchinh.directives.queries import told_of
from liemchinh.directives.words import SEE
from liemchinh.journal import clock
from liemchinh.members.offices import label_of
from liemchinh.organisations.bearing import bearers
from liemchinh.organisations.queries import names, subtree
from liemchinh.tasks.bearing import borne_by
from liemchinh.tasks.models import Addressee, Answer, Giving, Move, Task
from liemchinh.tasks.words import (
    ACKNOWLEDGED,
    AHEAD,
    EXEMPT,
    EXEMPTIONS,
    LATE,
    NOT_APPLICABLE,
    ON_TIME,
    OVERDUE,
    PLANNED,
    REPORTED,
    RETURNED,
    RETURNS,
)
from liemchinh.web.dates import show
from liemchinh.web.numbers import show_number


@dataclass(frozen=True, slots=True)
class Duty:
    """A task as it stands with the organisation that carries it today: state of today, its plan, its answer, what was sent back.

    `for_ended`: the ended organisations it is carried for. `answer`: the report or "not for us" that stands. `moved`: how its day was moved
    last.
    """

    task: Task
    state: str
    plan: Answer | None
    answer: Answer | None
    returned: str
    for_ended: tuple[str, ...] = ()
    moved: Move | None = None

    @property
    def is_open(self) -> bool:
        """Does it wait for an answer?"""
        return self.state in (AHEAD, OVERDUE)


@dataclass(frozen=True, slots=True)
class Line:
    """One addressee of a task in words: who it was given to, who carries it now where that is another, state, plan and proof."""

    addressee: Addressee
    name: str
    now: str
    state: str
    plan: str
    answer: Answer | None
    proof: str
    proof_document: int | None
    received_on: date | None


def givings_visible_to(actor: Actor) -> QuerySet[Giving]:
    """Givings that stand, of whose giver or of one of whose addressees the actor sees figures."""
    roots = actor.roots(SEE)
    if not roots:
        return Giving.objects.none()
    inside = Addressee.objects.filter(giving=OuterRef("pk"), organisation_id__in=subtree(roots))
    own = Q(organisation_id__in=subtree(roots))
    return Giving.objects.filter(own | Exists(inside), cancelled_by=None).select_related("document")


def place_for(actor: Actor, giving: Giving, asked: int | None) -> int | None:
    """Where progress is looked at: the organisation asked for, else where it was given, else the actor's own; None: nowhere they may."""
    if asked is not None:
        return asked if actor.covers(SEE, asked) else None
    if actor.covers(SEE, giving.place_id):
        return giving.place_id
    return min(actor.roots(SEE), default=None)


def given_to(organisation: int) -> QuerySet[Giving]:
    """The givings whose duties an organisation carries today, the newest first."""
    carried = Addressee.objects.filter(
        giving=OuterRef("pk"), organisation_id__in=borne_by([organisation], clock.today())
    )
    rows = Giving.objects.filter(Exists(carried), cancelled_by=None).select_related("document")
    return rows.order_by("-on", "-pk")


def given_by(organisation: int) -> QuerySet[Giving]:
    """The givings of documents in an organisation's book, the newest first."""
    rows = Giving.objects.filter(organisation_id=organisation, cancelled_by=None).select_related("document")
    return rows.order_by("-on", "-pk")


def is_received(giving: Giving, organisation: int) -> bool:
    """Has whoever carries the duty said that the tasks have arrived, for each addressee it stands for?"""
    mine = Addressee.objects.filter(giving=giving, organisation_id__in=borne_by([organisation], clock.today()))
    said = Answer.objects.filter(addressee=OuterRef("pk"), kind=ACKNOWLEDGED, cancelled_by=None)
    return not mine.filter(~Exists(said)).exists()


def duties(giving: Giving, organisation: int, on: date) -> list[Duty]:
    """The tasks of a giving as an organisation carries them, in three questions. Call after the organisation was found in scope."""
    mine = list(Addressee.objects.filter(giving=giving, organisation_id__in=borne_by([organisation], on)))
    ended = names({one.organisation_id for one in mine if one.organisation_id != organisation})
    answers: dict[tuple[int, int], dict[str, Answer]] = {}
    rows = Answer.objects.filter(addressee__in=mine, task__isnull=False, cancelled_by=None).select_related("document")
    for row in rows:
        answers.setdefault((row.task_id or 0, row.addressee_id), {})[row.kind] = row
    found, moves = [], moves_of(giving)
    for task in giving.tasks.order_by("number"):
        told = [answers.get((task.pk, one.pk), {}) for one in mine]
        finals = [one.get(REPORTED) or one.get(NOT_APPLICABLE) for one in told]
        # Carried for several, it is open while it is for one of them.
        answer = None if None in finals else finals[0] if finals else None
        plan = next((one[PLANNED] for one in told if PLANNED in one), None)
        back = next((one[RETURNED].reason for one in told if RETURNED in one), "")
        state = state_of(answer, task, on)
        told_back, for_ended = str(RETURNS.get(back, back)), tuple(sorted(ended.values()))
        found.append(Duty(task, state, plan, answer, told_back, for_ended, next(iter(moves.get(task.pk, ())), None)))
    return found


def moves_of(giving: Giving) -> dict[int, list[Move]]:
    """How the days of the tasks of a giving were moved, by task, the last one first."""
    found: dict[int, list[Move]] = {}
    for row in Move.objects.filter(task__giving=giving, cancelled_by=None).order_by("-pk"):
        found.setdefault(row.task_id, []).append(row)
    return found


def state_of(answer: Answer | None, task: Task, on: date) -> str:
    """How a task stands with an addressee whose standing answer this is."""
    if answer is None:
        return OVERDUE if task.due_on < on else AHEAD
    if answer.kind == NOT_APPLICABLE:
        return EXEMPT
    return ON_TIME if answer.on <= task.due_on else LATE


def proof_of(answer: Answer | None) -> str:
    """The proof in words: the document, the day, the count; why it does not apply."""
    if answer is None:
        return ""
    if answer.kind == NOT_APPLICABLE:
        return str(EXEMPTIONS.get(answer.reason, answer.reason))
    if answer.document is not None:
        return told_of(answer.document)
    told = [answer.number, show(answer.on)]
    if answer.count is not None:
        told = [show_number(answer.count), show(answer.on)]
    return ", ".join(filter(None, told))


def addressees_of(task: Task, at: int, on: date, state: str = "") -> QuerySet[Addressee]:
    """The addressees of a task that count under an organisation today, in the order they were written; narrowed to a state."""
    rows = Addressee.objects.filter(giving=task.giving_id, organisation_id__in=subtree([at], on)).order_by("pk")
    finals = Answer.objects.filter(
        addressee=OuterRef("pk"), task=task, kind__in=(REPORTED, NOT_APPLICABLE), cancelled_by=None
    )
    if state in (AHEAD, OVERDUE):
        return rows.filter(~Exists(finals)) if (state == OVERDUE) == (task.due_on < on) else rows.none()
    if state == EXEMPT:
        return rows.filter(Exists(finals.filter(kind=NOT_APPLICABLE)))
    if state in (ON_TIME, LATE):
        done = finals.filter(kind=REPORTED)
        return rows.filter(
            Exists(done.filter(on__lte=task.due_on) if state == ON_TIME else done.filter(on__gt=task.due_on))
        )
    return rows


def lines(rows: Iterable[Addressee], task: Task, on: date) -> list[Line]:
    """Addressees of a task in words, in a few questions however many there are."""
    listed = list(rows)
    carrying = bearers({one.organisation_id for one in listed}, on)
    called = names({*(one.organisation_id for one in listed), *carrying.values()})
    answers: dict[int, dict[str, Answer]] = {}
    said = Answer.objects.filter(Q(task=task) | Q(task=None), addressee__in=listed, cancelled_by=None)
    for row in said.select_related("document"):
        answers.setdefault(row.addressee_id, {})[row.kind] = row
    return [_line(one, task, on, answers.get(one.pk, {}), called, carrying) for one in listed]


def _line(
    one: Addressee, task: Task, on: date, told: dict[str, Answer], called: Mapping[int, str], carrying: dict[int, int]
) -> Line:
    answer, plan, received = told.get(REPORTED) or told.get(NOT_APPLICABLE), told.get(PLANNED), told.get(ACKNOWLEDGED)
    now = carrying.get(one.organisation_id, one.organisation_id)
    planned = f"{show(plan.until)}, {label_of(plan.post)}" if plan and plan.until else ""
    return Line(
        one, called.get(one.organisation_id, ""), called.get(now, "") if now != one.organisation_id else "",
        state_of(answer, task, on), planned, answer, proof_of(answer), answer.document_id if answer else None,
        received.on if received else None,
    )  # fmt: skip


def proves(document: Document) -> QuerySet[Answer]:
    """The answers whose proof a document is."""
    rows = Answer.objects.filter(document=document, kind=REPORTED, cancelled_by=None)
    return rows.select_related("task__giving__document", "addressee").order_by("pk")


def open_counts(givings: Sequence[int], organisation: int, on: date) -> dict[int, tuple[int, date]]:
    """For each giving how many of its tasks wait for an answer of an organisation, and the first day one is due."""
    mine = Addressee.objects.filter(giving_id__in=givings, organisation_id__in=borne_by([organisation], on))
    found: dict[int, tuple[int, date]] = {}
    rows = mine.filter(giving__tasks__isnull=False).values_list(
        "giving_id", "pk", "giving__tasks__pk", "giving__tasks__due_on"
    )
    answered = set(
        Answer.objects.filter(addressee__in=mine, kind__in=(REPORTED, NOT_APPLICABLE), cancelled_by=None).values_list(
            "addressee_id", "task_id"
        )
    )
    waits: dict[tuple[int, int], date] = {
        (giving, task): due for giving, one, task, due in rows if (one, task) not in answered
    }
    for (giving, _task), due in waits.items():
        count, first = found.get(giving, (0, due))
        found[giving] = (count + 1, min(first, due))
    return found


def task_of(number: int) -> Task | None:
    """A task with its giving and document; whoever asks then finds out whether the reader may see it."""
    return Task.objects.select_related("giving__document").filter(pk=number, giving__cancelled_by=None).first()


def answer_of(number: int) -> Answer | None:
    """A report, or a "not for us", that stands; whoever asks then finds out whether the reader may see it."""
    rows = Answer.objects.select_related("addressee", "task__giving__document", "document").filter(cancelled_by=None)
    return rows.filter(pk=number, kind__in=(REPORTED, NOT_APPLICABLE)).first()


def plans_of(organisation: int, document: int) -> list[Document]:
    """The organisation's own documents that carry out a document, the newest first."""
    rows = Document.objects.filter(
        organisation_id=organisation, cancelled_by=None, carries__source=document, carries__cancelled_by=None
    )
    return list(rows.exclude(organ="").order_by("-dated", "-pk")[:20])
