"""The kind of case of this room: who acts in it by which right, and how a case is called on home pages."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from liemchinh.casework.kinds import CaseKind, Told, register_kind
from liemchinh.casework.models import Case, Party, Step
from liemchinh.members.queries import names

KIND, KEEP, VOTE, DECIDE = "standing", "branch.keep", "branch.vote", "members.decide"
BRANCH, COMMITTEE, REVIEWER, MEMBER = "branch", "committee", "reviewer", "member"
# After these steps the case is about somebody who is no member.
AFTER_LEAVING = frozenset(
    {"leave_decided", "strike_off_decided", "expelled", "delivered", "appealed", "appeal_answered", "appealed_again",
     "readmission_asked", "readmission_considered", "readmission_consented", "readmission_decided"}
)  # fmt: skip


def tell(cases: Iterable[int]) -> Mapping[int, Told]:
    """Cases are called by the person's name: the step says what it is about."""
    rows = Party.objects.filter(case__in=list(cases), role=MEMBER, cancelled_by=None)
    people = dict(rows.values_list("case_id", "person_id"))
    known = names(person for person in people.values() if person)
    return {
        case: Told(known[person], reverse("standing:one", args=[case]))
        for case, person in people.items()
        if person in known
    }


def last_step(case: Case) -> Step | None:
    """The newest step that stands; None for a case that was entered wrongly."""
    return Step.objects.filter(case=case, cancelled_by=None).order_by("-recorded_by").first()


def outlives(case: Case) -> bool:
    """Does the case go on though the person is a member no longer: a strike-off that can be appealed, a readmission that is asked for."""
    last = last_step(case)
    return last is not None and last.code in AFTER_LEAVING


register_kind(CaseKind(KIND, {BRANCH: KEEP, COMMITTEE: DECIDE, REVIEWER: DECIDE}, tell, outlives))
