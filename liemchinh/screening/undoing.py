"""A step, or something of the help, was recorded wrongly: it is cancelled with a reason from the list, in the register too."""

import json

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case, Step
from liemchinh.casework.steps import parties_of
from liemchinh.casework.undoing import cancel_case, cancel_last_step, faults_of_shown
from liemchinh.journal.models import Entry
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.applying import apply_changes
from liemchinh.members.changes import Change
from liemchinh.members.reasons import faults_of_reason
from liemchinh.screening.cases import VERB
from liemchinh.screening.matter import end, member_of
from liemchinh.screening.models import Agreed, Screening, Talk
from liemchinh.screening.words import LEFT, STRUCK_OFF
from regulations.answers import Refusal, Refused

GONE = Refusal(
    "gone", "Việc này đã kết thúc, không còn ở màn hình nào.", remedy="Không mở lại; cần thì ban chi hội nêu tên mới."
)
NO_SUCH = Refusal("no-such", "Không còn điều nào như vậy.", remedy="Hãy mở lại trang.")


@transaction.atomic
def cancel_step(case: Case, reason: str, *, shown: int = 0, actor: Actor) -> int:
    """Cancels the last step of a case; gives the entry. Of the first step the whole case goes. Whoever could record the step may cancel it.

    Refuses a reason that is not on the list, when another step was recorded since the one with the entry `shown` (0: whichever is last),
    the beginning of help while something of the help stands, a decision on whose act others stand, and a case that ended without a
    decision against the member: it is on no screen any more (guards 15).
    """
    case = hold_case(case.pk)
    last = last_step(case)
    if last is None:
        raise Refused([GONE])
    faults = actor.refusals(VERB, _place(case, last)) or faults_of_reason(reason) + faults_of_shown(last, shown)
    if _gone(case):
        faults.append(GONE)
    if last.code == "help" and _helped(case):
        told = "Trong thời gian giúp đỡ đã ghi việc thống nhất hoặc ngày gặp."
        faults.append(Refusal("later-steps", told, remedy="Hãy hủy những điều ấy trước."))
    if faults:
        raise Refused(faults)
    member, act = member_of(case), _act_of(case, last)
    undo = cancel_case if last.recorded_by == case.recorded_by else cancel_last_step
    sequence = undo(case, reason=reason, actor=actor)
    end(case, "")
    if act is not None:
        # What the register told with the case is also taken back with it.
        change = Change(member, cancels=[act.sequence], reason=reason, case=act.case_id)
        refusals = apply_changes([change], rights=lambda _place: [], actor=actor)[0].refusals
        if refusals:
            raise Refused(refusals)
    return sequence


@transaction.atomic
def cancel_agreed(case: Case, agreed: int, reason: str, *, actor: Actor) -> int:
    """Of something agreed, what was recorded last is cancelled: that it was done, else that it was agreed; gives the entry.

    Refuses a reason that is not on the list, what is not there any more, and a case that has ended.
    """
    held, faults = _held(case, reason, actor)
    row = Agreed.objects.filter(case=held, pk=agreed, cancelled_by=None).first()
    if faults or row is None:
        raise Refused(faults or [NO_SUCH])
    kind = "agreed" if row.done_on is None else "done"
    entry = next(one for one in _entries(held, kind) if _data(one) == {"duty": row.duty, "step": row.step})
    sequence = _cancelled(entry, reason, actor)
    Agreed.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    if row.done_on is not None:
        Agreed.objects.create(case=held, duty=row.duty, step=row.step, recorded_by=sequence)
    return sequence


@transaction.atomic
def cancel_talk(case: Case, talk: int, reason: str, *, actor: Actor) -> int:
    """A talk did not take place on that day; gives the entry. Refuses as `cancel_agreed` does."""
    held, faults = _held(case, reason, actor)
    row = Talk.objects.filter(case=held, pk=talk, cancelled_by=None).first()
    if faults or row is None:
        raise Refused(faults or [NO_SUCH])
    entry = next(one for one in _entries(held, "talked") if one.effective_on == row.on)
    sequence = _cancelled(entry, reason, actor)
    Talk.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


def last_step(case: Case) -> Step | None:
    """The newest step that stands; None for a case that was entered wrongly."""
    return Step.objects.filter(case=case, cancelled_by=None).order_by("-recorded_by").first()


def may_cancel(case: Case, actor: Actor) -> bool:
    """Is the last step one that this actor may cancel?"""
    last = last_step(case)
    return last is not None and not _gone(case) and actor.covers(VERB, _place(case, last))


def _place(case: Case, last: Step) -> int | None:
    parties = parties_of(case.pk)
    role = "committee" if last.code == "decided" else "branch"
    return parties[role].organisation if role in parties else None


def _gone(case: Case) -> bool:
    ended = Screening.objects.get(case=case).outcome in (STRUCK_OFF, LEFT)
    return case.closed_by is not None and not ended


def _helped(case: Case) -> bool:
    return any(model._default_manager.filter(case=case, cancelled_by=None).exists() for model in (Agreed, Talk))


def _act_of(case: Case, last: Step) -> Entry | None:
    """The act of the register that the step recorded: the entry after its own, for both were recorded while the book was locked."""
    kinds = [f"members.{kind}" for kind in ("helped", STRUCK_OFF, LEFT)]
    return Entry.objects.filter(sequence=last.recorded_by + 1, kind__in=kinds, member_id=member_of(case)).first()


def _held(case: Case, reason: str, actor: Actor) -> tuple[Case, list[Refusal]]:
    held = hold_case(case.pk)
    parties = parties_of(held.pk)
    actor.require(VERB, parties["branch"].organisation if "branch" in parties else None)
    return held, faults_of_reason(reason) + ([GONE] if held.closed_by is not None else [])


def _entries(case: Case, kind: str) -> list[Entry]:
    cancelled = Entry.objects.filter(case_id=case.pk, cancels_id__isnull=False).values("cancels_id")
    found = Entry.objects.filter(kind=f"screening.{kind}", case_id=case.pk).exclude(sequence__in=cancelled)
    return list(found.order_by("-sequence"))


def _data(entry: Entry) -> object:
    return json.loads(bytes(entry.payload))["data"]


def _cancelled(entry: Entry, reason: str, actor: Actor) -> int:
    told = NewEntry(
        "screening.help_cancelled", entry.effective_on, organisation=entry.organisation_id, member=entry.member_id,
        case=entry.case_id, cancels=entry.sequence, data={"reason": reason},
    )  # fmt: skip
    return record([told], actor=actor)[0]
