"""The team of a case: people of the register, one of them its head; challenged by whom it concerns; leaving it without a reason."""

from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case
from liemchinh.inspections.matter import announced_on, body_of, is_subject, require_grant, subjects
from liemchinh.inspections.models import Challenge, TeamMember
from liemchinh.inspections.queries import place_of
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.models import Spell
from liemchinh.members.queries import people_visible_to
from liemchinh.organisations.categories import BRANCHES
from liemchinh.rulebook.current import charter
from regulations.answers import Refusal, Refused
from regulations.rules.inspecting import may_team_be

GONE = Refusal("not-there", "Người này không có trong tổ.", remedy="Hãy mở lại trang.")
ENDED = Refusal("case-closed", "Việc này đã kết thúc.", remedy="Hãy lập việc mới.")


@transaction.atomic
def join_team(case: Case, person: int, *, leads: bool, actor: Actor) -> int:
    """Somebody of the register joins the team, as its head or not; gives the entry.

    Refuses whoever the case is about, somebody the actor does not see in the register, who is in it already, and a second head.
    """
    held = hold_case(case.pk)
    require_grant(held, actor)
    faults = [ENDED] if held.closed_by is not None else []
    there = Spell.objects.filter(person_id=person, cancelled_by=None, ends_on=None).exists()
    if not there or not people_visible_to(actor).filter(pk=person).exists():
        told = "Không tìm thấy người này trong danh sách hội viên của phạm vi này."
        faults.append(Refusal("not-member", told, remedy="Hãy tìm và chọn lại."))
    if person in {one.who.person for one in subjects(held)}:
        told = "Người này là đối tượng của việc."
        faults.append(Refusal("conflict", told, remedy="Hãy chọn người khác."))
    team = TeamMember.objects.filter(case=held, cancelled_by=None)
    if team.filter(person_id=person).exists():
        faults.append(Refusal("twice", "Người này đã ở trong tổ.", remedy="Không cần ghi lại."))
    if leads and team.filter(leads=True).exists():
        faults.append(Refusal("head", "Tổ đã có tổ trưởng.", remedy="Ghi tổ trưởng trước rời tổ, rồi ghi người mới."))
    faults += _too_many(held, team.count() + 1)
    if faults:
        raise Refused(faults)
    sequence = _record("inspections.team_joined", held, {"person": person, "leads": leads}, actor)
    TeamMember.objects.create(case=held, person_id=person, leads=leads, recorded_by=sequence)
    return sequence


def _too_many(case: Case, people: int) -> list[Refusal]:
    """The refusal of more people than a verified rule gives a branch; what is unknown refuses nobody here, it is asked when announced."""
    place = place_of(body_of(case))
    if place is None or place.category not in BRANCHES:
        return []
    rulebook = charter(place.organisation_id).rulebook
    answer = may_team_be(rulebook, people, on=clock.today())
    if answer.verdict != "no":
        return []
    return [Refusal("team-size", answer.reason, str(answer.citation or ""), "Ghi người khác rời tổ trước.")]


@transaction.atomic
def leave_team(case: Case, person: int, *, actor: Actor) -> int:
    """Somebody leaves the team; no reason is asked. Gives the entry."""
    held = hold_case(case.pk)
    require_grant(held, actor)
    return _left(held, person, actor)


def _left(case: Case, person: int, actor: Actor) -> int:
    rows = TeamMember.objects.filter(case=case, person_id=person, cancelled_by=None)
    if not rows.exists():
        raise Refused([GONE])
    sequence = _record("inspections.team_left", case, {"person": person}, actor)
    rows.update(cancelled_by=sequence)
    return sequence


@transaction.atomic
def challenge_member(case: Case, person: int, *, actor: Actor) -> int:
    """A team member is challenged: by whom the case is about, once it was announced to them, or as received on paper by who holds it.

    Gives the entry. Grounds are not asked here; they stay on the paper, or are said to whoever answers.
    """
    held = hold_case(case.pk)
    if not is_subject(held, actor.person_id if actor.account_id is not None else None):
        require_grant(held, actor)
    faults = [] if TeamMember.objects.filter(case=held, person_id=person, cancelled_by=None).exists() else [GONE]
    if announced_on(held) is None:
        told = "Chưa công bố quyết định với đối tượng."
        faults.append(Refusal("not-announced", told, remedy="Ghi việc công bố trước."))
    if Challenge.objects.filter(case=held, person_id=person, cancelled_by=None, answered_on=None).exists():
        told = "Đã có đề nghị thay đổi người này, đang chờ trả lời."
        faults.append(Refusal("challenged", told, remedy="Chờ cơ quan tiến hành trả lời."))
    if faults:
        raise Refused(faults)
    today = clock.today()
    sequence = _record("inspections.challenged", held, {"person": person}, actor)
    Challenge.objects.create(case=held, person_id=person, on=today, recorded_by=sequence)
    return sequence


@transaction.atomic
def answer_challenge(case: Case, person: int, on: date, *, upheld: bool, actor: Actor) -> int:
    """The organ answers a challenge; upheld, the team member leaves. Gives the entry."""
    held = hold_case(case.pk)
    require_grant(held, actor)
    row = Challenge.objects.filter(case=held, person_id=person, cancelled_by=None, answered_on=None).first()
    faults = faults_of_day(on, "Trả lời")
    if row is None:
        told = "Không có đề nghị nào chờ trả lời về người này."
        faults.append(Refusal("no-challenge", told, remedy="Hãy mở lại trang."))
    if row is None or faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"person": person, "upheld": upheld}
    sequence = _record("inspections.challenge_answered", held, data, actor, on)
    Challenge.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    Challenge.objects.create(
        case=held, person_id=person, on=row.on, answered_on=on, upheld=upheld, recorded_by=sequence
    )
    there = TeamMember.objects.filter(case=held, person_id=person, cancelled_by=None)
    if upheld and there.exists():
        _left(held, person, actor)
    return sequence


def _record(kind: str, case: Case, data: dict[str, Plain], actor: Actor, on: date | None = None) -> int:
    entry = NewEntry(kind, on or clock.today(), organisation=body_of(case), case=case.pk, data=data)
    return record([entry], actor=actor)[0]
