"""What can be seen of declarations: lists by whoever keeps them; one's own by oneself. No search by person across organisations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from liemchinh.access.actor import Actor
from liemchinh.declarations.models import Draw, Duty, HandingIn, Position, Publication, Ticket
from liemchinh.declarations.words import KEEP, LATE, MISSING, ON_TIME, UNCLEAR, WAITS
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.queries import ReadBy, who_read
from liemchinh.journal.services import record_reading
from liemchinh.members.dossier import office_by
from liemchinh.members.queries import names
from liemchinh.organisations.bearing import bearers, carried_by
from liemchinh.organisations.queries import subtree
from liemchinh.web.text import fold

READING, READING_DRAW = "declarations.list", "declarations.draw"
ERASED = "(đã xóa dữ liệu)"


@dataclass(frozen=True, slots=True)
class Line:
    """One declaration on a list, as it stands on a day."""

    duty: Duty
    name: str
    handed: HandingIn | None
    state: str


def bearer_of(organisation: int) -> int:
    """Where an organisation's lists lie today: itself while it stands, afterwards its heir."""
    return bearers([organisation], clock.today()).get(organisation, organisation)


def duties_of(organisation: int, year: int | None = None) -> QuerySet[Duty]:
    """The declarations on an organisation's lists, and on those of ended ones it carries. Call after it was found in the actor's reach."""
    rows = Duty.objects.filter(organisation_id__in=carried_by([organisation], clock.today()), cancelled_by=None)
    return rows if year is None else rows.filter(year=year)


def duties_below(body: int) -> QuerySet[Duty]:
    """The declarations on lists below a body, itself among it, ended organisations under their heirs."""
    return Duty.objects.filter(organisation_id__in=subtree([body]), cancelled_by=None)


def lines(rows: Iterable[Duty], on: date) -> list[Line]:
    """Declarations with names and how each stands, by name."""
    listed = list(rows)
    called = names(row.person_id for row in listed)
    handed = {one.duty_id: one for one in HandingIn.objects.filter(duty__in=listed, cancelled_by=None)}
    found = [
        Line(row, called.get(row.person_id, ERASED), handed.get(row.pk), state_of(row, handed.get(row.pk), on))
        for row in listed
    ]
    return sorted(found, key=lambda line: (fold(line.name.rpartition(" ")[2]), fold(line.name), line.duty.pk))


def state_of(duty: Duty, handed: HandingIn | None, on: date) -> str:
    """How a declaration stands on a day. Without a known last day it is neither late nor missing (guards 12)."""
    if handed is not None:
        return UNCLEAR if duty.due_on is None else ON_TIME if handed.on <= duty.due_on else LATE
    return MISSING if duty.due_on is not None and duty.due_on < on else WAITS


def is_handed_in(duty: int) -> bool:
    """Is it marked as handed in?"""
    return HandingIn.objects.filter(duty_id=duty, cancelled_by=None).exists()


def duty_visible_to(actor: Actor, duty: int) -> Duty | None:
    """A declaration on a list that the actor keeps."""
    row = Duty.objects.filter(pk=duty, cancelled_by=None).first()
    return row if row is not None and actor.covers(KEEP, bearer_of(row.organisation_id)) else None


def position_visible_to(actor: Actor, position: int) -> Position | None:
    """A position in an organisation whose lists the actor keeps."""
    row = Position.objects.filter(pk=position, cancelled_by=None).first()
    return row if row is not None and actor.covers(KEEP, bearer_of(row.organisation_id)) else None


def publication_visible_to(actor: Actor, publication: int) -> Publication | None:
    """A publication of an organisation whose lists the actor keeps."""
    row = Publication.objects.filter(pk=publication, cancelled_by=None).first()
    return row if row is not None and actor.covers(KEEP, bearer_of(row.organisation_id)) else None


def positions_in(organisation: int) -> QuerySet[Position]:
    """Positions held in an organisation today, or ended there. Call after it was found in the actor's reach."""
    rows = Position.objects.filter(organisation_id__in=carried_by([organisation], clock.today()), cancelled_by=None)
    return rows.order_by("ends_on", "-starts_on", "pk")


def publications_of(organisation: int, year: int) -> QuerySet[Publication]:
    """How an organisation's declarations of a year were made public."""
    rows = Publication.objects.filter(organisation_id__in=carried_by([organisation], clock.today()), cancelled_by=None)
    return rows.filter(year=year).order_by("starts_on", "pk")


def unvouched() -> QuerySet[Publication]:
    """Publications whose days rest on what one officer stated, and wait for a second."""
    return Publication.objects.filter(cancelled_by=None, vouched_by=None).exclude(basis="")


def own_of(rows: QuerySet[Publication], actor: Actor) -> set[int]:
    """Those of these publications that the actor recorded: another officer vouches for them."""
    mine = Entry.objects.filter(sequence__in=rows.values("recorded_by"), account_id=actor.account_id or 0)
    return set(rows.filter(recorded_by__in=mine.values("sequence")).values_list("pk", flat=True))


def draws_of(body: int) -> QuerySet[Draw]:
    """The draws a body announced, cancelled ones too, newest first. Call after it was found in the actor's reach."""
    rows = Draw.objects.filter(organisation_id__in=carried_by([body], clock.today()))
    return rows.order_by("-recorded_by")


def draw_visible_to(actor: Actor, draw: int) -> Draw | None:
    """A draw of a body whose lists the actor keeps."""
    row = Draw.objects.filter(pk=draw).first()
    return row if row is not None and actor.covers(KEEP, bearer_of(row.organisation_id)) else None


def drawn_of(duties: Iterable[int]) -> set[int]:
    """Those of the declarations that a draw which stands has drawn."""
    rows = Ticket.objects.filter(duty_id__in=list(duties), drawn=True, draw__cancelled_by=None)
    return set(rows.values_list("duty_id", flat=True))


def own_duties(person: int) -> list[Line]:
    """A person's own declarations, newest first. For themselves."""
    rows = Duty.objects.filter(person_id=person, cancelled_by=None)
    return sorted(lines(rows, clock.today()), key=lambda line: (line.duty.arose_on, line.duty.pk), reverse=True)


def note_reading(actor: Actor, organisation: int) -> None:
    """Keeps that a list with names was opened, by which office and in which role."""
    role, office = office_by(actor, [(KEEP, organisation)])
    record_reading(actor, READING, organisation, role=role, organisation=office)


def note_reading_of_draw(actor: Actor, draw: Draw) -> None:
    """The same of the list of a draw."""
    place = bearer_of(draw.organisation_id)
    role, office = office_by(actor, [(KEEP, place)])
    record_reading(actor, READING_DRAW, draw.pk, role=role, organisation=office)


def readings_of(person: int) -> list[ReadBy]:
    """Who opened lists on which somebody stands, newest first. For themselves."""
    mine = Duty.objects.filter(person_id=person, cancelled_by=None).values_list("organisation_id", flat=True)
    places = set(mine.distinct())
    places |= set(bearers(places, clock.today()).values())
    found = {one for place in places for one in who_read(READING, place)}
    draws = set(Ticket.objects.filter(duty__person_id=person).values_list("draw_id", flat=True))
    found |= {one for draw in draws for one in who_read(READING_DRAW, draw)}
    return sorted(found, key=lambda one: (one.day, one.organisation, one.role), reverse=True)
