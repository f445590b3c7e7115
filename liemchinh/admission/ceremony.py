"""The ceremony: the candidate becomes a member on probation, by one act of the register in the same transaction."""

from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.admission.facts import Told, told_of
from liemchinh.casework.models import Case, Party, Step
from liemchinh.casework.places import heir_on, moved_to
from liemchinh.casework.steps import Taken, Who, faults_of_step, parties_of, take_step
from liemchinh.members.applying import apply_changes
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.duplicates import probable_duplicates
from liemchinh.members.likeness import Told as Likeness
from regulations.answers import Refusal, Refused


@transaction.atomic
def hold_ceremony(case: Case, on: date, *, compared: bool = False, actor: Actor) -> int:
    """The ceremony of admission: from this day the register has a member on probation. Gives the person.

    The act takes effect on the day of the ceremony, from which probation counts; as the day it happened it keeps the day on the decision,
    from which party age counts. Refuses a person whom the register may already hold, unless somebody has `compared`.
    """
    branch = heir_on(parties_of(case.pk)["branch"].organisation or 0, on)
    faults = actor.refusals("branch.keep", branch) or faults_of_step(case, "ceremony", on)
    if faults:
        raise Refused(faults)
    told, known = told_of(case), _known(case)
    if known is None and not compared:
        faults = _twins(told, branch)
    decided = Step.objects.filter(case=case, code="decided", cancelled_by=None).values_list("on", flat=True).get()
    act = NewAct("admitted", on, branch, happened=decided.isoformat())
    change = Change(known, acts=[act]) if known is not None else Change(facts=told.who, acts=[act])
    if faults:
        raise Refused(faults)
    outcome = apply_changes([change], rights=lambda place: actor.refusals("branch.keep", place), actor=actor)[0]
    if outcome.refusals or outcome.person is None:
        raise Refused(outcome.refusals)
    parties = [Who("member", person=outcome.person), *moved_to(case.pk, branch)]
    take_step(case, Taken("ceremony", on, parties=parties), actor=actor)
    return outcome.person


def _known(case: Case) -> int | None:
    """Who the candidate already became, by a ceremony that was recorded wrongly and cancelled."""
    before = Party.objects.filter(case=case, role="member").order_by("-recorded_by")
    return before.values_list("person_id", flat=True).first()


def _twins(told: Told, branch: int) -> list[Refusal]:
    likely = Likeness(told.who.full_name, told.who.birth, "", told.who.gender, branch)
    if not any(twin.how.likely for twin in probable_duplicates([likely])[0]):
        return []
    return [
        Refusal("may-be-known", "Danh sách hội viên đã có một người cùng họ tên và ngày sinh.",
                remedy="Hãy đối chiếu giấy tờ. Nếu là người khác, đánh dấu “Đã đối chiếu, là người khác” rồi ghi lại. "
                       "Người từng là hội viên thì ghi “kết nạp lại” trong hồ sơ của người đó.")
    ]  # fmt: skip
