"""One person's page: whose right opens it, what stands on it, and who read it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from liemchinh.access import scope
from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Reading
from liemchinh.journal.queries import Line, lines
from liemchinh.journal.services import record_reading
from liemchinh.members.models import Card, Person
from liemchinh.members.queries import people_visible_to, place_of
from liemchinh.members.reasons import OPENING, faults_of_reason, words_of
from liemchinh.members.writing import ACT_KINDS
from regulations.answers import Refused

READING = "members.person"
ASKING = "members.see_one_with_reason"
CHOSEN = "chosen"
MOST_ENTRIES = 200


@dataclass(frozen=True, slots=True)
class Opening:
    """By what right a page opens: `own` page, `sees` the register there, or, as neither, a leader who gives a reason first."""

    person: Person
    place: int | None
    own: bool
    sees: bool

    @property
    def asks_reason(self) -> bool:
        """Only a leader's right leads here."""
        return not self.own and not self.sees


def opening_of(actor: Actor, uid: UUID) -> Opening | None:
    """Who may open this page and how; None for everybody else."""
    own = mine(actor)
    if own is not None and own.uid == uid:
        sees = people_visible_to(actor).filter(pk=own.pk).exists()
        return Opening(own, place_of(own.pk), own=True, sees=sees)
    for verb in ("members.see", ASKING):
        found = people_visible_to(actor, verb).filter(uid=uid).first() if actor.may(verb) else None
        if found:
            return Opening(found, place_of(found.pk), own=False, sees=verb == "members.see")
    return None


def mine(actor: Actor) -> Person | None:
    """The person the actor is in the register."""
    if actor.person_id is None or not actor.may("me.see"):
        return None
    return Person.objects.filter(pk=actor.person_id).first()


def note_reading(actor: Actor, opening: Opening, reason: str = "") -> None:
    """Keeps that the page was read, by which office, in which role, and why. Nobody's reading of themselves is kept.

    Refuses a reason that is not on the list.
    """
    if reason and (faults := faults_of_reason(reason, OPENING)):
        raise Refused(faults)
    if opening.own:
        return
    verb = "members.see" if opening.sees else ASKING
    role, office = office_of(actor, verb, opening.place)
    record_reading(actor, READING, opening.person.pk, role=role, organisation=office, reason=reason)


def note_reading_in_case(actor: Actor, person: int, rights: Iterable[tuple[str, int | None]]) -> None:
    """Keeps that a page of another room was read on which the person is named, by one of the `rights` (verb, place) it opens to.

    Nobody's reading of themselves is kept.
    """
    if person != actor.person_id:
        role, office = office_by(actor, rights)
        record_reading(actor, READING, person, role=role, organisation=office)


def note_reading_by_chosen(actor: Actor, person: int) -> None:
    """Keeps that somebody the member chose read their page for them."""
    record_reading(actor, READING, person, role=CHOSEN)


def note_comparison(actor: Actor, people: Sequence[int]) -> None:
    """Whoever compares somebody new with people of the register has read of them too."""
    for person in Person.objects.filter(pk__in=people):
        note_reading(actor, Opening(person, place_of(person.pk), own=person.pk == actor.person_id, sees=True))


def office_of(actor: Actor, verb: str, place: int | None) -> tuple[str, int | None]:
    """In which role and by which office the actor may do this there; ("", None) for neither."""
    for grant in actor.grants:
        root = grant.organisation_id
        if verb in grant.verbs and place and (root is None or scope.within(frozenset({root}), place)):
            return grant.role, root
    return "", None


def office_by(actor: Actor, rights: Iterable[tuple[str, int | None]]) -> tuple[str, int | None]:
    """The same for the first of several rights (verb, place) that the actor holds."""
    held = (office_of(actor, verb, place) for verb, place in rights)
    return next((one for one in held if one[0]), ("", None))


def gave_reason(actor: Actor, person: int) -> bool:
    """Has the leader said within this hour why they open this page?"""
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    kept = Reading.objects.filter(object_kind=READING, object_id=person, hour=hour, account_id=actor.account_id)
    return kept.exclude(reason="").exists()


def card_of(person: int) -> str:
    """The number of the card they carry, "" if none is recorded."""
    numbers = Card.objects.filter(person_id=person, cancelled_by=None).order_by("-pk")
    return numbers.values_list("number", flat=True).first() or ""


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as the page shows it. `stands`: an act that no later entry cancelled; `reason`: why it corrects or cancels."""

    line: Line
    stands: bool
    cancelled: bool
    reason: str


def entries_of(person: int, *, until: int | None = None) -> list[Told]:
    """What the book holds of a person's membership (up to entry `until`), newest first; cases have their own pages."""
    found = Entry.objects.filter(member_id=person, case_id=None, kind__startswith="members.")
    if until is not None:
        found = found.filter(sequence__lte=until)
    entries = list(found.order_by("-sequence")[:MOST_ENTRIES])
    gone = {entry.cancels_id for entry in entries if entry.cancels_id}
    return [
        Told(line, _is_act(line.entry) and line.entry.sequence not in gone, line.entry.sequence in gone, _reason(line.entry))
        for line in _by_day(lines(entries))
    ]  # fmt: skip


def _by_day(told: Sequence[Line]) -> list[Line]:
    def day(line: Line) -> Any:
        return line.entry.effective_on or line.entry.recorded_at.astimezone(clock.LOCAL).date()

    return sorted(told, key=lambda line: (day(line), line.entry.sequence), reverse=True)


def act_of(person: int, sequence: int) -> Line | None:
    """An act about a person that still stands."""
    found = Entry.objects.filter(sequence=sequence, member_id=person, case_id=None, kind__in=ACT_KINDS).first()
    if found is None or Entry.objects.filter(cancels_id=sequence).exists():
        return None
    return lines([found])[0]


def _is_act(entry: Entry) -> bool:
    return entry.kind in ACT_KINDS


def _reason(entry: Entry) -> str:
    code = json.loads(bytes(entry.payload))["data"].get("reason", "")
    return words_of(code) if code else ""
