"""Deciding what a split or a dissolution left: branches and members go from the place where they wait to an organisation that stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.journal.bulk import insert_rows
from liemchinh.journal.services import NewEntry, record
from liemchinh.organisations import closure
from liemchinh.organisations.following import Assigned, followers
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import standing, subtree
from liemchinh.organisations.services import (
    LONGEST_DECISION,
    VERSION_COLUMNS,
    Facts,
    facts_of,
    refuse_circle,
    supersede,
)
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Assignment:
    """What goes to one organisation: the branches and the people, by number."""

    target: int
    branches: Sequence[int] = ()
    members: Sequence[int] = ()


@transaction.atomic
def assign(place: int, assignments: Sequence[Assignment], *, decision: str, actor: Actor) -> list[int]:
    """Assigns from a waiting place, all of it or nothing; gives the entries' sequences, one for each target.

    From the day they came to the place, branches stand under the target and members in it. A place that is left empty is no more.
    Refuses, all reasons at once: what does not wait there, a target that does not stand under the same parent, the same thing
    twice, a missing decision, an actor without the right.
    """
    decision = clean(decision)
    own = Version.objects.select_for_update().filter(organisation_id=place, cancelled_by=None).first()
    if own is None or own.category != "unassigned":
        raise Refused([Refusal("no-place", "Nơi chờ phân bổ này không còn.", remedy="Xem lại danh sách chưa phân bổ.")])
    waiting = _waiting_versions(place)
    refusals = _refusals(own, assignments, waiting, decision, actor)
    if refusals:
        raise Refused(refusals)
    branches = {branch for assignment in assignments for branch in assignment.branches}
    members = {person for assignment in assignments for person in assignment.members}
    emptied = branches == waiting.keys() and members >= _waiting_members(place)
    versions = [(assignment, _moved(assignment, waiting)) for assignment in assignments]
    sequences = record(
        [
            NewEntry(
                "organisations.assigned",
                own.valid_from,
                organisation=assignment.target,
                data={
                    "decision": decision,
                    "place": place,
                    "branches": list(assignment.branches),
                    "members": len(assignment.members),
                    "versions": [{"organisation": number} | facts.data() for number, facts in moved],
                    "emptied": emptied and assignment is assignments[-1],
                },
            )
            for assignment, moved in versions
        ],
        actor=actor,
    )
    for (assignment, moved), sequence in zip(versions, sequences, strict=True):
        supersede([version for branch in assignment.branches for version in waiting[branch]], sequence)
        insert_rows(Version, VERSION_COLUMNS, [facts.row(number, sequence) for number, facts in moved])
    for assignment, sequence in zip(assignments, sequences, strict=True):
        for follower in followers():
            told = Assigned(sequence, place, assignment.target, own.valid_from, decision)
            follower.assign(assignment.members, told, actor)
    if emptied:
        supersede([own], sequences[-1])
    closure.refresh(branches | {place} if emptied else branches)
    return list(sequences)


def _waiting_versions(place: int) -> dict[int, list[Version]]:
    found: dict[int, list[Version]] = {}
    rows = Version.objects.select_for_update().filter(parent_id=place, cancelled_by=None).order_by("valid_from")
    for version in rows:
        found.setdefault(version.organisation_id, []).append(version)
    return found


def _waiting_members(place: int) -> set[int]:
    return {person for follower in followers() for person in follower.people(place)}


def _moved(assignment: Assignment, waiting: dict[int, list[Version]]) -> list[tuple[int, Facts]]:
    return [
        (branch, replace(facts_of(version), parent=assignment.target))
        for branch in assignment.branches
        for version in waiting[branch]
    ]


def _refusals(
    own: Version, assignments: Sequence[Assignment], waiting: dict[int, list[Version]], decision: str, actor: Actor
) -> list[Refusal]:
    found = []
    if not decision:
        found.append(
            Refusal("decision-missing", "Chưa ghi quyết định phân bổ.", remedy="Hãy ghi số, ngày và cơ quan ban hành.")
        )
    elif len(decision) > LONGEST_DECISION:
        found.append(
            Refusal(
                "decision-long",
                f"Tên quyết định dài quá {LONGEST_DECISION} ký tự.",
                remedy="Chỉ ghi số, ngày và cơ quan ban hành.",
            )
        )
    if not any(assignment.branches or assignment.members for assignment in assignments):
        found.append(Refusal("nothing", "Chưa chọn chi hội hay hội viên nào.", remedy="Hãy chọn ít nhất một dòng."))
    chosen = [("branch", branch) for assignment in assignments for branch in assignment.branches]
    chosen += [("member", person) for assignment in assignments for person in assignment.members]
    there = {("branch", branch) for branch in waiting} | {
        ("member", person) for person in _waiting_members(own.organisation_id)
    }
    if len(chosen) != len(set(chosen)):
        found.append(Refusal("twice", "Có dòng được phân bổ hai lần.", remedy="Mỗi chi hội, mỗi người chỉ về một nơi."))
    if set(chosen) - there:
        found.append(
            Refusal("not-waiting", "Có dòng không còn chờ phân bổ ở đây.", remedy="Hãy xem lại danh sách rồi chọn lại.")
        )
    found += actor.refusals("organisations.reorganise", own.organisation_id)
    for assignment in assignments:
        found += _refusals_of_target(own, assignment, actor)
    return list({refusal.message: refusal for refusal in found}.values())


def _refusals_of_target(own: Version, assignment: Assignment, actor: Actor) -> list[Refusal]:
    target = standing(own.valid_from).filter(organisation_id=assignment.target).exclude(category="unassigned")
    if own.parent_id is not None:
        target = target.filter(organisation_id__in=subtree([own.parent_id], own.valid_from))
    if not target.exists():
        words = "Hãy chọn một tổ chức có từ ngày sắp xếp, dưới cùng cấp trên."
        return [Refusal("target", "Nơi nhận không có vào ngày sắp xếp, hoặc không cùng cấp trên.", remedy=words)]
    try:
        for branch in assignment.branches:
            refuse_circle(branch, assignment.target, own.valid_from)
    except Refused as refused:
        return list(refused.refusals)
    return actor.refusals("organisations.reorganise", assignment.target)
