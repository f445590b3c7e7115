"""What can be recorded of a change of standing: its first step, each later one, a death. Everything wrong is told at once."""

from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case
from liemchinh.casework.places import heir_on, stands_in
from liemchinh.members.applying import apply_changes
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.days import faults_of_day
from liemchinh.members.locking import lock_people
from liemchinh.members.queries import place_of
from liemchinh.standing.cases import KEEP
from liemchinh.standing.matter import Given, subject_of
from liemchinh.standing.recording import begin_matter, branch_of, take_next
from liemchinh.standing.rules import RULES
from liemchinh.standing.words import FIRST
from regulations.answers import Refusal, Refused


@transaction.atomic
def open_matter(code: str, person: int, given: Given, *, actor: Actor) -> Case:
    """The first step of a change of standing, by its code (`words.FIRST`); gives the case. A decision's act is written with it.

    Refuses: a step that begins nothing, a person not in a branch on that day (of who left: not out of the Party), a committee that does
    not stand above, a second case of the same kind beside an open one, and what each kind asks (`rules.RULES`).
    """
    if code not in FIRST:
        raise Refused([Refusal("first-step", "Không có việc nào bắt đầu như vậy.", remedy="Hãy mở lại trang.")])
    rule = RULES[code]
    lock_people([person])
    actor.require(rule.verb, branch_of(code, person, given))
    if given.place is not None:
        # Who readmits in another branch than that of old keeps the person's page too.
        actor.require(rule.verb, heir_on(place_of(person) or 0, given.on))
    return begin_matter(code, person, given, actor=actor)


@transaction.atomic
def record_step(case: Case, code: str, given: Given, *, actor: Actor) -> int:
    """A later step of a change of standing; gives its entry. The register follows in the same transaction.

    Refuses, all reasons at once and writing nothing: whoever may not record it there, a step that is not awaited, a day to come or before
    the last step, a decision without number, what the rules of the day forbid, and what is unknown until two officers stand behind it.
    """
    subject, rule = subject_of(case, given.on), RULES.get(code)
    if rule is None or code in FIRST:
        raise Refused([Refusal("no-step", "Không có bước nào như vậy.", remedy="Hãy mở lại trang.")])
    actor.require(rule.verb, subject.place(rule.at))
    return take_next(case, code, given, actor=actor)


@transaction.atomic
def record_death(person: int, on: date, *, actor: Actor) -> int:
    """Somebody has died; gives the entry. Open cases about them end with it. Nothing else is asked.

    Refuses a day to come, and somebody who is in no branch on that day.
    """
    place = stands_in(person, on) or place_of(person)
    actor.require(KEEP, place)
    faults = faults_of_day(on)
    if faults:
        raise Refused(faults)
    change = Change(person, acts=[NewAct("died", on, place)])
    outcome = apply_changes([change], rights=lambda _place: [], actor=actor)[0]
    if outcome.refusals:
        raise Refused(outcome.refusals)
    return outcome.sequences[-1]
