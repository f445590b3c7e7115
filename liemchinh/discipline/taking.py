"""Steps of a disciplinary case. What the rules answer *no* to is not done; what was done all the same is history, without effect."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.history import withholds
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case
from liemchinh.casework.opening import faults_of_grant
from liemchinh.casework.settling import is_under_appeal
from liemchinh.casework.steps import NewPaper, Taken, Who, faults_of_step, take_step
from liemchinh.discipline import asking
from liemchinh.discipline.ballots import counted, keep_ballot
from liemchinh.discipline.bodies import body_of, place_on, subject_of
from liemchinh.discipline.cases import BODY, BRANCH, REVIEWER
from liemchinh.discipline.checks import Found, found_against, unvouched, voted_form
from liemchinh.discipline.coming import leads_to
from liemchinh.discipline.effects import day_of_effect, put_into_effect
from liemchinh.discipline.facts import Facts, facts_of, keep_facts
from liemchinh.discipline.given import MEETINGS, Given, faults_of_given, papers_for, voters_of
from liemchinh.discipline.kept import keep_sanction, sanction_of
from liemchinh.discipline.models import Deferral, Discipline, Hearing
from liemchinh.journal.registry import Plain
from regulations.answers import Refusal, Refused
from regulations.rules import lapse


@transaction.atomic
def record_step(case: Case, code: str, given: Given, *, actor: Actor) -> int:
    """The next step of a case; gives its entry. What a decision does to the register is written with it.

    Refuses, all reasons at once: whoever does not hold the case, a step that is not there or not awaited, what is missing in it, what the
    rules answer *no* to, and what they leave unknown until two officers stand behind it. With `given.history` the last two stand beside
    the step instead, and a decision that was out of competence, unheard, out of time or not what was voted has no effect.
    """
    require_grant(case, actor)
    case = hold_case(case.pk)
    if code not in STEPS:
        raise Refused([Refusal("no-step", "Không có bước nào như vậy.", remedy="Hãy mở lại trang.")])
    faults = faults_of_given(case, code, given)
    papers, unnumbered = papers_for(case, code, given)
    # What cannot be asked about is not asked.
    found = Found() if faults else found_against(case, code, given)
    if not given.history:
        faults += faults_of_step(case, code, given.on) + found.refusals
        faults += [] if faults else unvouched(case, code, found.unknown)
    if faults or unnumbered:
        raise Refused([*unnumbered, *faults])
    against = [*found.refusals, *(_unknown(found) if given.history else [])]
    taken = _taken(case, code, given, found, papers.papers, withheld=given.history and withholds(against))
    sequence = take_step(case, replace(taken, history=against if given.history else None), actor=actor)
    _keep(case, code, given, sequence)
    keep_sanction(case)
    if code in ("decided", "announced"):
        put_into_effect(case, sequence, actor=actor)
    papers.issue(case, code, actor=actor)
    return sequence


STEPS = (
    "deferred", "resumed", "taken_over", "self_review", "branch_meeting", "examined", "heard", "body_meeting", "proposed",
    "decided", "not_sanctioned", "no_violation", "put_above", "announced", "delivered", "refused", "reported", "cross_noticed",
    "closed",
)  # fmt: skip
# With these another body acts from then on.
HANDED_ON = ("proposed", "put_above")


def require_grant(case: Case, actor: Actor) -> None:
    """Passes for whoever the case is open to; otherwise Refused."""
    if not Discipline.objects.filter(case=case).exists():
        raise Refused([Refusal("kind", "Việc này không phải việc kỷ luật.", remedy="Hãy mở lại trang.")])
    if faults := faults_of_grant(case, actor):
        raise Refused(faults)


def _unknown(found: Found) -> list[Refusal]:
    return [Refusal("unknown", answer.reason, str(answer.citation or "")) for answer in found.unknown]


def _taken(case: Case, code: str, given: Given, found: Found, papers: Sequence[NewPaper], *, withheld: bool) -> Taken:
    days = {"resumed": given.ask_again_on} if code == "deferred" and given.ask_again_on else {}
    signed = next((one.dated for one in papers if one.dated), given.on)
    data = _data(case, code, given, found, signed, withheld=withheld)
    return Taken(
        code, given.on, data, papers=papers, days=days, parties=_parties(case, code, given),
        leads_to=leads_to(case, code, given.on, withheld=withheld),
    )  # fmt: skip


def _parties(case: Case, code: str, given: Given) -> list[Who]:
    if code in HANDED_ON:
        return [Who(BODY, given.to)]
    if code == "examined":
        return [Who(REVIEWER, given.reviewer)]
    who = subject_of(case)
    place = place_on(who, given.on) if code == "taken_over" and who.person is not None else None
    return [Who(BRANCH, place)] if place is not None else []


def _data(case: Case, code: str, given: Given, found: Found, signed: date, *, withheld: bool) -> dict[str, Plain]:
    if code in MEETINGS:
        return _told_at_meeting(case, code, given)
    if code == "heard":
        return {"heard": given.heard, "by": body_of(case)}
    if code == "deferred":
        return {"clause": given.clause, "ask_again_on": _iso(given.ask_again_on)}
    if code in HANDED_ON:
        return {"allegation": _asked_there(case, given).plain()}
    if code == "decided":
        return _told_of_decision(case, given, signed, unverified=bool(found.unknown), withheld=withheld)
    if code == "announced":
        return _told_of_announcement(case, given.on)
    told: dict[str, dict[str, Plain]] = {
        "not_sanctioned": {"cause": given.cause, "form": voted_form(case)}, "refused": {"told_cost": given.warned},
        "cross_noticed": {"noticed": list(given.noticed)},
    }  # fmt: skip
    return told.get(code, {})


def _asked_there(case: Case, given: Given) -> Facts:
    return replace(facts_of(case), organ=given.organ, authorised=None, temporary=False)


def _told_at_meeting(case: Case, code: str, given: Given) -> dict[str, Plain]:
    told: dict[str, Plain] = {"heard": given.heard, "by": voters_of(case, code)} if given.heard else {}
    if given.ballot is not None:
        is_branch = code == "branch_meeting"
        told["ballot"] = counted(given.ballot, voters_of(case, code), given.on, is_branch=is_branch).plain()
    return told


def _told_of_decision(case: Case, given: Given, signed: date, *, unverified: bool, withheld: bool) -> dict[str, Plain]:
    who, facts, ballot = subject_of(case), facts_of(case), asking.deciding_ballot(case)
    effective = day_of_effect(case, signed, ballot.on if ballot else None)
    posts: list[Plain] = list(given.posts) if given.form == "removal" else []
    return {
        "form": given.form, "organ": facts.organ, "of_person": who.person, "of_organisation": who.organisation,
        "by": body_of(case), "posts": posts, "unverified": unverified, "withheld": withheld,
        "effective_on": None if withheld else _iso(effective),
    }  # fmt: skip


def _told_of_announcement(case: Case, on: date) -> dict[str, Plain]:
    held = sanction_of(case)
    if held is None:
        return {}
    pending = is_under_appeal(case)
    found = lapse.lapses(asking.rules_of(case), held.form, on, appeal_pending=pending).value
    told: dict[str, Plain] = {"effective_on": _iso(held.effective_on or on) if not held.withheld else None}
    if isinstance(found, lapse.Lapse) and not held.withheld:
        told |= {"lapses_on": _iso(found.on), "by_product": found.product_rule}
    return told


def _keep(case: Case, code: str, given: Given, sequence: int) -> None:
    if code in MEETINGS and given.ballot is not None:
        is_branch = code == "branch_meeting"
        keep_ballot(case, code, counted(given.ballot, voters_of(case, code), given.on, is_branch=is_branch), sequence)
    if code in (*MEETINGS, "heard") and given.heard:
        by = body_of(case) if code == "heard" else voters_of(case, code)
        Hearing.objects.create(case=case, organisation_id=by, on=given.on, how=given.heard, recorded_by=sequence)
    if code == "deferred" and given.ask_again_on:
        Deferral.objects.create(
            case=case, clause=given.clause, on=given.on, ask_again_on=given.ask_again_on, recorded_by=sequence
        )
    if code == "resumed":
        Deferral.objects.filter(case=case, cancelled_by=None, ended_by=None).update(ended_by=sequence)
    if code in HANDED_ON:
        keep_facts(case, _asked_there(case, given), sequence)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
