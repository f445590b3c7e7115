"""What a decision does: from which day it counts, and in the register only what must follow: expulsion ends membership, removal posts."""

from datetime import date

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case
from liemchinh.casework.places import stands_in
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.kept import data_of, sanction_of
from liemchinh.discipline.models import Sanction
from liemchinh.discipline.words import ends_membership, ends_posts
from liemchinh.journal.models import Entry
from liemchinh.members.applying import apply_changes
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.posting import end_posts_by_decision
from regulations.answers import Refusal, Refused

EXPELLED = "members.expelled"


def day_of_effect(case: Folder, decided_on: date, voted_on: date | None) -> date | None:
    """From which day a decision counts; None while it counts from its announcement only, which is so too where the rule is not known."""
    by_branch = case.facts.organ == "branch"
    rule = case.book.parameter(f"decision.effect.{'branch' if by_branch else 'body'}", on=decided_on)
    if rule.value == "announcement_of_vote":
        return voted_on or decided_on
    return decided_on if rule.value == "signing" else None


def put_into_effect(case: Case, sequence: int, *, actor: Actor) -> None:
    """Writes into the register what the sanction of a case does there, once it counts. `sequence`: the step that made it count."""
    held = sanction_of(case)
    if held is None or held.effective_on is None or held.person_id is None or _in_effect(held, sequence):
        return
    if ends_membership(held.form):
        _expel(held, actor)
    elif ends_posts(held.form) and held.removed_from:
        end_posts_by_decision(held.removed_from, held.effective_on, actor=actor)


def act_of(person: int, sequence: int) -> int | None:
    """The expulsion in the register that a step brought and that still stands: it follows the step's own entry."""
    cancelled = Entry.objects.filter(member_id=person, cancels_id__isnull=False).values("cancels_id")
    found = Entry.objects.filter(kind=EXPELLED, member_id=person, sequence=sequence + 1).exclude(sequence__in=cancelled)
    return found.values_list("sequence", flat=True).first()


def took_effect_with(held: Sanction, sequence: int) -> bool:
    """Did the sanction begin to count with the step of that entry?"""
    decided = held.recorded_by == sequence
    return held.effective_on is not None and (decided or _counted_from_announcement(held))


def _in_effect(held: Sanction, sequence: int) -> bool:
    """Did it count already before this step? Then the register has it."""
    return held.recorded_by != sequence and not _counted_from_announcement(held)


def _counted_from_announcement(held: Sanction) -> bool:
    return data_of(Entry.objects.get(pk=held.recorded_by))["effective_on"] is None


def _expel(held: Sanction, actor: Actor) -> None:
    person, on = held.person_id or 0, held.effective_on
    assert on is not None
    place = stands_in(person, on)
    if place is None:
        told = "Người này không sinh hoạt ở chi hội nào vào ngày quyết định có hiệu lực."
        raise Refused([Refusal("not-member", told, remedy="Hãy xem lại danh sách hội viên và ngày của quyết định.")])
    change = Change(person, acts=[NewAct("expelled", on, place)])
    # Who may was asked of the step itself; the register has the last word on whether the act can be.
    refusals = apply_changes([change], rights=lambda _place: [], actor=actor)[0].refusals
    if refusals:
        raise Refused(refusals)
