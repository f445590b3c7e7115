"""The last step of a case was recorded wrongly: it is cancelled, and what waited before waits again."""

from django.db.models import Model, Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case, Deadline, Ground, Link, Paper, Party, Step, Vote
from liemchinh.casework.opening import faults_of_grant
from liemchinh.journal.models import Entry
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.reasons import faults_of_reason
from regulations.answers import Refusal, Refused

ROWS: tuple[type[Model], ...] = (Step, Deadline, Paper, Vote, Party)


def cancel_case(case: Case, *, reason: str, actor: Actor) -> int:
    """A case whose first step is its only one was entered wrongly: the step is cancelled and the case ends; gives the new entry.

    Refuses a reason that is not on the list, a case with later steps, and one that something else than its step ended. Needs an open
    transaction; the caller has said who may.
    """
    held = _held(case, actor)
    steps = list(Step.objects.filter(case=held, cancelled_by=None))
    if [step.recorded_by for step in steps] != [held.recorded_by]:
        raise Refused(
            [Refusal("later-steps", "Việc này đã có bước sau.", remedy="Hãy hủy lần lượt từ bước ghi sau cùng.")]
        )
    sequence = _cancelled(held, held.recorded_by, reason, actor)
    for model in (Ground, Link):
        model._default_manager.filter(case=held, cancelled_by=None).update(cancelled_by=sequence)
    Case.objects.filter(pk=held.pk).update(closed_by=sequence)
    return sequence


def cancel_last_step(case: Case, *, reason: str, actor: Actor) -> int:
    """Cancels the newest step of a case for a reason from the register's list; gives the new entry, "casework.cancelled".

    The rows of the step stay, marked as cancelled; what had waited before waits again in new rows. What officers stated for it, and since,
    is to be stated and vouched for anew. Refuses a reason that is not on the list, the first step (a case entered wrongly is ended by its
    own room), and a case that something else than its last step ended, a death in the register for one: that is cancelled first. Needs an
    open transaction; the caller has said who may.
    """
    held = _held(case, actor)
    last = Step.objects.filter(case=held, cancelled_by=None).order_by("-recorded_by").first()
    if last is None or last.recorded_by == held.recorded_by:
        raise Refused(
            [Refusal("first-step", "Đây là bước đầu tiên của việc này.", remedy="Hãy kết thúc việc thay vì hủy bước.")]
        )
    undone = last.recorded_by
    sequence = _cancelled(held, undone, reason, actor)
    _stated_for(held, last).update(cancelled_by=sequence)
    # Where a party went since, with the member or in a reorganisation, it stays.
    taken = {_place(row) for row in Party.objects.filter(case=held, cancelled_by=None)}
    parties = [row for row in Party.objects.filter(case=held, cancelled_by=undone) if _place(row) not in taken]
    for row in (*Deadline.objects.filter(case=held, cancelled_by=undone), *parties):
        row.pk, row.recorded_by, row.cancelled_by = None, sequence, None
        row.save(force_insert=True)
    Case.objects.filter(pk=held.pk, closed_by=undone).update(closed_by=None)
    return sequence


def ended_otherwise(case: Case) -> bool:
    """Has the case ended, and not with its last step?"""
    last = Step.objects.filter(case=case, cancelled_by=None).order_by("-recorded_by").first()
    return case.closed_by is not None and (last is None or case.closed_by != last.recorded_by)


def faults_of_shown(last: Step | None, shown: int) -> list[Refusal]:
    """The refusal when the last step is no longer the one with the entry `shown`; 0: whichever is last was meant."""
    if shown == 0 or (last is not None and shown == last.recorded_by):
        return []
    told = "Từ khi mở trang, đã ghi bước khác hoặc đã hủy bước này."
    return [Refusal("moved-on", told, remedy="Hãy mở lại trang để xem bước nào sẽ bị hủy.")]


def _held(case: Case, actor: Actor) -> Case:
    held = hold_case(case.pk)
    if faults := faults_of_grant(held, actor):
        raise Refused(faults)
    if ended_otherwise(held):
        told = "Việc này đã kết thúc không phải bằng một bước của nó."
        remedy = "Nếu điều làm việc này kết thúc đã ghi nhầm, hãy hủy điều ấy trước."
        raise Refused([Refusal("ended-otherwise", told, remedy=remedy)])
    return held


def _stated_for(case: Case, undone: Step) -> QuerySet[Ground]:
    """What officers stated for a step, and what they stated since the step before it."""
    before = Step.objects.filter(case=case, cancelled_by=None).order_by("-recorded_by").first()
    since = Q(recorded_by__gt=before.recorded_by) if before else Q()
    return Ground.objects.filter(Q(step=undone.code) | since, case=case, cancelled_by=None)


def _cancelled(case: Case, undone: int, reason: str, actor: Actor) -> int:
    # Rooms ask it with all their other reasons; none may forget to.
    if faults := faults_of_reason(reason):
        raise Refused(faults)
    entry = Entry.objects.get(pk=undone)
    told = NewEntry(
        "casework.cancelled", entry.effective_on, organisation=entry.organisation_id, member=entry.member_id, case=case.pk,
        cancels=undone, data={"reason": reason},
    )  # fmt: skip
    sequence = record([told], actor=actor)[0]
    for model in ROWS:
        made = model._default_manager.filter(_made_by(case, model, undone), case=case, cancelled_by=None)
        made.update(cancelled_by=sequence)
    return sequence


def _made_by(case: Case, model: type[Model], undone: int) -> Q:
    """The standing rows of a step, also those that stand again because a later step was cancelled before it."""
    if model is Deadline:
        # Each step says anew all that waits: what waits now waits because of the last one.
        return Q()
    if model is not Party:
        return Q(recorded_by=undone)
    standing = Party.objects.filter(case=case, cancelled_by=None)
    return Q(pk__in=[row.pk for row in standing if _first_told(row) == undone])


def _first_told(row: Party) -> int:
    cancelled = Entry.objects.filter(pk=row.recorded_by, kind="casework.cancelled").values_list("cancels_id").first()
    gone = Party.objects.filter(case_id=row.case_id, role=row.role, cancelled_by=cancelled[0]) if cancelled else []
    before = max((one for one in gone if _place(one) == _place(row)), key=lambda one: one.pk, default=None)
    return _first_told(before) if before else row.recorded_by


def _place(row: Party) -> tuple[str, int | None, int | None]:
    """Which place a party takes in its case: its role, and itself where several may hold that."""
    return (row.role, row.organisation_id, row.person_id) if row.many else (row.role, None, None)
