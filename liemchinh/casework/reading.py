"""The door of every page of a granted case: it opens by grant, and the reading is kept before anything of the case is sent."""

from django.http import Http404

from liemchinh.access.actor import Actor
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.opening import acting_in
from liemchinh.casework.queries import cases_visible_to
from liemchinh.journal.models import Entry
from liemchinh.journal.queries import Line, ReadBy, lines, who_read
from liemchinh.journal.services import record_reading
from liemchinh.members.dossier import office_by

READING = "casework.case"


def case_or_404(actor: Actor, number: int, kind: str = "") -> Case:
    """The case, for whoever it is open to, the reading kept already; anybody else gets 404, as for a number that does not exist.

    `kind`: another kind is not found. The first line of every view of a granted kind, of its forms too.
    """
    case = cases_visible_to(actor, *([kind] if kind else [])).filter(pk=number).first()
    if case is None:
        raise Http404
    note_reading(actor, case)
    return case


def note_reading(actor: Actor, case: Case) -> None:
    """Keeps that the case was read, by which office and in which role; lists that name somebody call it for each case they name."""
    rights = case_kind(case.kind).rights
    role, office = office_by(actor, [(rights[role], place) for role, place in acting_in(case)])
    record_reading(actor, READING, case.pk, role=role, organisation=office)


def readings_of(case: Case) -> list[ReadBy]:
    """Who read the case: office, role, day. For the person concerned, once the room's rules let them know of it."""
    return who_read(READING, case.pk)


def book_of(case: Case) -> list[Line]:
    """The entries of a case its page has already let the reader open, newest first."""
    return lines(list(Entry.objects.filter(case_id=case.pk).order_by("-sequence")))
