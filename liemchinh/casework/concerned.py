"""Whom a case is about, and since when they know of it. No role and no grant is asked: access stays when membership ends (guards 13)."""

from datetime import date

from liemchinh.access.actor import Actor, in_person
from liemchinh.casework.concern import Concern, concern_of
from liemchinh.casework.models import Case, Deadline, Party
from liemchinh.casework.queries import Course, course_of, optional_steps
from regulations.answers import Refusal, Refused

NOT_YOURS = Refusal(
    "not-yours",
    "Việc này không phải việc về người đang đăng nhập, hoặc chưa công bố với người ấy.",
    remedy="Chính người có liên quan tự đăng nhập và làm; nộp bản giấy thì cán bộ ghi nhận đã nhận.",
)


def cases_about(actor: Actor) -> list[Case]:
    """The cases about the actor's own person that were shown to them, the newest first. For whoever is signed in as themselves."""
    if actor.person_id is None or actor.account_id is None:
        return []
    rows = Party.objects.filter(person_id=actor.person_id, cancelled_by=None).order_by("-case")
    found = {row.case_id: row.case for row in rows.select_related("case") if _concerned(row)}
    return [case for case in found.values() if shown_on(case, actor.person_id) is not None]


def case_about_me(actor: Actor, number: int) -> Case | None:
    """That case, if it is about the actor and was shown to them."""
    return next((case for case in cases_about(actor) if case.pk == number), None)


def shown_on(case: Case, person: int) -> date | None:
    """The day from which a case is shown to somebody it is about; None before, for others, and in kinds that show nothing."""
    concern = concern_of(case.kind)
    return concern.shown_on(case, person) if concern and _is_about(case, person, concern) else None


def own_case(case: Case, actor: Actor, what: str = "") -> int:
    """The person the actor is in a case about themselves. Refuses everybody else, the console, and `what` where it is not offered."""
    in_person(actor)
    concern, person = concern_of(case.kind), actor.person_id
    if concern is None or person is None or shown_on(case, person) is None:
        raise Refused([NOT_YOURS])
    if what and what not in concern.offers:
        raise Refused([Refusal("what", "Việc này không có loại văn bản ấy.", remedy="Hãy chọn trong danh sách.")])
    return person


def course_shown(case: Case) -> list[Course]:
    """The steps that those a case is about are told of, oldest first."""
    concern = concern_of(case.kind)
    return [step for step in course_of(case) if concern is None or step.code not in concern.untold]


def waits_for_me(case: Case, actor: Actor) -> list[Deadline]:
    """The steps of a case that wait for the actor as the person it is about, what has a day first."""
    roles = Party.objects.filter(case=case, person_id=actor.person_id or 0, cancelled_by=None).values("role")
    found = Deadline.objects.filter(case=case, role__in=roles, cancelled_by=None)
    found = found.exclude(step__in=optional_steps(case.kind))
    return sorted(found, key=lambda row: (row.due_on is None, row.due_on or row.counted_from))


def people_in(case: Case) -> list[int]:
    """The people a case is about, in the order in which they came."""
    concern = concern_of(case.kind)
    rows = Party.objects.filter(case=case, role__in=concern.roles if concern else (), cancelled_by=None)
    return [row.person_id for row in rows.order_by("pk") if row.person_id is not None]


def _concerned(row: Party) -> bool:
    concern = concern_of(row.case.kind)
    return concern is not None and row.role in concern.roles


def _is_about(case: Case, person: int, concern: Concern) -> bool:
    return Party.objects.filter(case=case, role__in=concern.roles, person_id=person, cancelled_by=None).exists()
