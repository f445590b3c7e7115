"""After an annulment: what has to be restored follows from the sanction alone; each is ticked as done on a day."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.appeals.admissibility import decision_of
from liemchinh.appeals.cases import BODY
from liemchinh.appeals.models import Outcome, Redress
from liemchinh.appeals.words import ANNOUNCED, MEMBERSHIP, PAY, POSTS, REDRESS
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case, Step
from liemchinh.casework.opening import faults_of_grant
from liemchinh.casework.settling import ANNULLED
from liemchinh.casework.steps import parties_of
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class ToRestore:
    """One line: its code, in words, and the day it was done; None: it waits."""

    code: str
    words: str
    done_on: date | None


def to_restore(case: Case) -> list[ToRestore]:
    """What has to be restored, once an annulment was announced; nothing otherwise."""
    annulled = Outcome.objects.filter(case=case, outcome=ANNULLED, cancelled_by=None).exists()
    if not annulled or not Step.objects.filter(case=case, code="announced", cancelled_by=None).exists():
        return []
    decided = decision_of(case)
    left_out = {
        *({ANNOUNCED} if decided.announced_on is None else ()),
        *({MEMBERSHIP} if not decided.is_expulsion else ()),
        *({POSTS} if not decided.posts else ()),
        *({PAY} if decided.person is None else ()),
    }
    done = dict(Redress.objects.filter(case=case, cancelled_by=None).values_list("what", "done_on"))
    return [ToRestore(code, str(words), done.get(code)) for code, words in REDRESS.items() if code not in left_out]


@transaction.atomic
def restore(case: Case, what: str, on: date, *, actor: Actor) -> int:
    """Something was restored on a day, also after the case has ended; gives the entry.

    Refuses whoever does not hold the case, what does not have to be restored or has been, and a day to come.
    """
    held = hold_case(case.pk)
    if faults := faults_of_grant(held, actor):
        raise Refused(faults)
    faults = faults_of_day(on, "Phục hồi")
    if what not in {one.code for one in to_restore(held) if one.done_on is None}:
        told = "Việc này không phải phục hồi, hoặc đã ghi rồi."
        faults.append(Refusal("what", told, remedy="Hãy mở lại trang."))
    if faults:
        raise Refused(faults)
    entry = NewEntry(
        "appeals.restored", on, organisation=parties_of(held.pk)[BODY].organisation, case=held.pk, data={"what": what}
    )
    sequence = record([entry], actor=actor)[0]
    Redress.objects.create(case=held, what=what, done_on=on, recorded_by=sequence)
    return sequence
