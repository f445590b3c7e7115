"""The other side answers: takes members in, sends letters back; and how a stay for a time ends."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.locking import hold_cases
from liemchinh.casework.models import Case
from liemchinh.casework.steps import Taken, Who, faults_of_step, parties_of, take_step
from liemchinh.members.changes import Change, NewAct
from liemchinh.transfers.cases import KEEP, KIND, MEMBER, RECEIVER, SENDER
from liemchinh.transfers.models import Transfer
from liemchinh.transfers.sending import record_in_register
from liemchinh.transfers.standing import (
    distinct,
    faults_of_people,
    faults_of_receiving,
)
from regulations.answers import Refusal, Refused

_GONE = Refusal("no-transfer", "Không có việc chuyển sinh hoạt này.", remedy="Hãy xem lại danh sách.")


@transaction.atomic
def receive_members(cases: Sequence[int], on: date, *, actor: Actor) -> None:
    """The receiving branch takes in those introduced to it. For good: from the day on they stand in it, in one act with leaving the
    sender's list. For a time: they stay in the sender's list.

    Refuses, all reasons at once and writing nothing: an actor who does not keep the receiving branch, a transfer that has ended,
    somebody who no longer stands in the sender, a day before the letter's or to come.
    """
    held = _held(cases, RECEIVER, actor)
    faults: list[Refusal] = []
    changes, places = [], set()
    for case in held:
        temporary, parties = case.transfer.temporary, parties_of(case.pk)
        faults += faults_of_step(case, "received_temporarily" if temporary else "received", on)
        person, sender = parties[MEMBER].person or 0, parties[SENDER].organisation if SENDER in parties else None
        receiver = parties[RECEIVER].organisation or 0
        faults += faults_of_receiving(receiver, sender, on) + faults_of_people([person], sender or 0, on)
        if not temporary:
            acts = [NewAct("transferred_out", on, sender), NewAct("transferred_in", on, receiver)]
            changes.append(Change(person, acts=acts))
            places |= {sender or 0, receiver}
    if faults:
        raise Refused(distinct(faults))
    if changes:
        record_in_register(changes, sorted(places), actor)
    for case in held:
        until = case.transfer.until
        days = {"went_back": until} if until else {}
        take_step(case, Taken("received_temporarily" if until else "received", on, days=days), actor=actor)


@transaction.atomic
def note_letter(case: int, on: date, *, actor: Actor) -> None:
    """The person has handed the letter in where they go; the branch has yet to take them in. Refuses as the other steps do."""
    _step(case, "presented", RECEIVER, on, actor)


@transaction.atomic
def return_letter(case: int, on: date, *, actor: Actor) -> None:
    """The receiving branch sends the letter back: the person stays where they are, with the sender. Refuses as the other steps do."""
    _step(case, "returned", RECEIVER, on, actor)


@transaction.atomic
def withdraw_letter(case: int, on: date, *, actor: Actor) -> None:
    """The sending branch takes its letter back before anybody received it. Refuses as the other steps do."""
    _step(case, "withdrawn", SENDER, on, actor)


@transaction.atomic
def end_stay(case: int, on: date, *, actor: Actor) -> None:
    """A stay for a time is over: recorded by the place of the stay, or by the sender when that place is outside this list.

    Refuses an actor who does not keep that branch, a stay that is over, a day before the last step or to come.
    """
    outside = Transfer.objects.filter(pk=case, outside__gt="").exists() or not _has(case, RECEIVER)
    _step(case, "came_home" if outside else "went_back", SENDER if outside else RECEIVER, on, actor)


def _has(case: int, role: str) -> bool:
    return role in parties_of(case)


def _step(number: int, code: str, role: str, on: date, actor: Actor) -> None:
    (case,) = _held([number], role, actor)
    faults = faults_of_step(case, code, on)
    if faults:
        raise Refused(distinct(faults))
    take_step(case, Taken(code, on), actor=actor)


def _held(numbers: Sequence[int], role: str, actor: Actor) -> list[Case]:
    """The cases, locked, when the actor keeps the branch that acts in each; who may not see one is told no more than that it is not."""
    actor.require_somewhere(KEEP)
    wanted = sorted(set(numbers))
    hold_cases(wanted)
    held = list(Case.objects.select_related("transfer").filter(pk__in=wanted, kind=KIND).order_by("pk"))
    parties = {case.pk: parties_of(case.pk).get(role) for case in held}
    if not wanted or len(held) < len(wanted):
        raise Refused([_GONE])
    faults = [refusal for who in parties.values() for refusal in _rights(who, actor)]
    if faults:
        raise Refused(distinct(faults))
    return held


def _rights(who: Who | None, actor: Actor) -> list[Refusal]:
    return [_GONE] if who is None else actor.refusals(KEEP, who.organisation)
