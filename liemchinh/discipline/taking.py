"""Steps of a disciplinary case. What the rules answer *no* to is not done; what was done all the same is history, without effect."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Model

from liemchinh.access.actor import Actor
from liemchinh.casework.history import withholds
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.opening import faults_of_grant
from liemchinh.casework.steps import NewPaper, Taken, Who, faults_of_step, take_step_in
from liemchinh.discipline import asking
from liemchinh.discipline.ballots import ballot_rows, counted
from liemchinh.discipline.cases import BODY, BRANCH, KIND, REVIEWER
from liemchinh.discipline.checks import Found, found_against, unvouched, voted_form
from liemchinh.discipline.coming import leads_to
from liemchinh.discipline.effects import day_of_effect, put_into_effect
from liemchinh.discipline.facts import Facts, keep_facts
from liemchinh.discipline.folder import Folder, Voted
from liemchinh.discipline.given import MEETINGS, Given, faults_of_given, papers_for, voters_of
from liemchinh.discipline.kept import OF_SANCTION, keep_sanction
from liemchinh.discipline.models import Deferral, Discipline, Hearing
from liemchinh.discipline.words import ends_posts
from liemchinh.journal.bulk import write_rows
from liemchinh.journal.registry import Plain
from liemchinh.papers.of_steps import StepPapers
from regulations.answers import Refusal, Refused
from regulations.rules import lapse


@transaction.atomic
def record_step(case: Case, code: str, given: Given, *, actor: Actor) -> int:
    """The next step of a case; gives its entry. What a decision does to the register is written with it.

    Refuses, all reasons at once: whoever does not hold the case, a step that is not there or not awaited, what is missing in it, what the
    rules answer *no* to, and what they leave unknown until two officers stand behind it. With `given.history` the last two stand beside
    the step instead, and a decision that was out of competence, unheard, out of time or not what was voted has no effect.
    """
    folder = held_folder(case, actor)
    taken, papers = weigh(folder, code, given)
    sequence = take_step_in(folder, taken, actor=actor)
    _keep(folder, code, given, sequence)
    if code in OF_SANCTION:
        keep_sanction(folder.case)
    if code in ("decided", "announced"):
        put_into_effect(folder.case, sequence, actor=actor)
    papers.issue(folder.case, code, actor=actor)
    return sequence


def weigh(case: Folder, code: str, given: Given) -> tuple[Taken, StepPapers]:
    """A step as it may be recorded, and its papers. Refuses all that `record_step` refuses of a step itself."""
    if code not in STEPS or not case_kind(KIND).procedure.has(code):
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
    return replace(taken, history=against if given.history else None), papers


STEPS = (
    "deferred", "resumed", "taken_over", "self_review", "branch_meeting", "examined", "heard", "body_meeting", "proposed",
    "decided", "not_sanctioned", "no_violation", "put_above", "announced", "delivered", "refused", "reported", "cross_noticed",
    "closed",
)  # fmt: skip
# With these another body acts from then on.
HANDED_ON = ("proposed", "put_above")


def held_folder(case: Case, actor: Actor) -> Folder:
    """The folder of a case, held until the transaction ends; Refused for whoever it is not open to."""
    folder = Folder.held(case.pk)
    require_grant(folder, actor)
    return folder


def require_grant(case: Case | Folder, actor: Actor) -> None:
    """Passes for whoever the case is open to; otherwise Refused."""
    if not Discipline.objects.filter(pk=case.pk).exists():
        raise Refused([Refusal("kind", "Việc này không phải việc kỷ luật.", remedy="Hãy mở lại trang.")])
    if faults := faults_of_grant(case, actor):
        raise Refused(faults)


def _unknown(found: Found) -> list[Refusal]:
    return [Refusal("unknown", answer.reason, str(answer.citation or "")) for answer in found.unknown]


def _taken(case: Folder, code: str, given: Given, found: Found, papers: Sequence[NewPaper], *, withheld: bool) -> Taken:
    days = {"resumed": given.ask_again_on} if code == "deferred" and given.ask_again_on else {}
    signed = next((one.dated for one in papers if one.dated), given.on)
    data = _data(case, code, given, found, signed, withheld=withheld)
    return Taken(
        code, given.on, data, papers=papers, ballot=_ballot(given), days=days, parties=_parties(case, code, given),
        leads_to=leads_to(case, code, given.on, withheld=withheld),
    )  # fmt: skip


def _ballot(given: Given) -> dict[str, int]:
    told = given.ballot
    if told is None:
        return {}
    votes = {f"votes_{form}": votes for form, votes in told.votes.items()}
    return {"issued": told.issued, "returned": told.returned, "valid": told.valid, **votes}


def _parties(case: Folder, code: str, given: Given) -> list[Who]:
    if code in HANDED_ON:
        return [Who(BODY, given.to)]
    if code == "examined":
        return [Who(REVIEWER, given.reviewer)]
    who = case.subject
    place = case.register.place_on(who, given.on) if code == "taken_over" and who.person is not None else None
    return [Who(BRANCH, place)] if place is not None else []


def _data(case: Folder, code: str, given: Given, found: Found, signed: date, *, withheld: bool) -> dict[str, Plain]:
    if code in MEETINGS:
        return _told_at_meeting(case, code, given)
    if code == "heard":
        return {"heard": given.heard, "by": case.body}
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


def _asked_there(case: Folder, given: Given) -> Facts:
    return replace(case.facts, organ=given.organ, authorised=None, temporary=False)


def _told_at_meeting(case: Folder, code: str, given: Given) -> dict[str, Plain]:
    told: dict[str, Plain] = {"heard": given.heard, "by": voters_of(case, code)} if given.heard else {}
    if given.ballot is not None:
        is_branch = code == "branch_meeting"
        told["ballot"] = counted(given.ballot, voters_of(case, code), given.on, is_branch=is_branch).plain()
    return told


def _told_of_decision(
    case: Folder, given: Given, signed: date, *, unverified: bool, withheld: bool
) -> dict[str, Plain]:
    who, facts, ballot = case.subject, case.facts, asking.deciding_ballot(case)
    effective = day_of_effect(case, signed, ballot.row.on if ballot else None)
    posts: list[Plain] = list(given.posts) if ends_posts(given.form) else []
    return {
        "form": given.form, "organ": facts.organ, "of_person": who.person, "of_organisation": who.organisation,
        "by": case.body, "posts": posts, "unverified": unverified, "withheld": withheld,
        "effective_on": None if withheld else _iso(effective),
    }  # fmt: skip


def _told_of_announcement(case: Folder, on: date) -> dict[str, Plain]:
    held = case.sanction
    if held is None:
        return {}
    found = lapse.lapses(case.book, held.form, on, appeal_pending=case.under_appeal).value
    told: dict[str, Plain] = {"effective_on": _iso(held.effective_on or on) if not held.withheld else None}
    if isinstance(found, lapse.Lapse) and not held.withheld:
        told |= {"lapses_on": _iso(found.on), "by_product": found.product_rule}
    return told


def put_in(folder: Folder, code: str, given: Given, sequence: int) -> list[Model]:
    """Puts into the folder what a step tells besides its day, and gives the rows of it, not written yet."""
    case, found = folder.case, list[Model]()
    if code in MEETINGS and given.ballot is not None:
        told = counted(given.ballot, voters_of(folder, code), given.on, is_branch=code == "branch_meeting")
        ballot, votes = ballot_rows(case, code, told, sequence)
        folder.ballots = [*folder.ballots, Voted(ballot, {one.form: one.votes for one in votes})]
        found += [ballot, *votes]
    if code in (*MEETINGS, "heard") and given.heard:
        by = folder.body if code == "heard" else voters_of(folder, code)
        heard = Hearing(case=case, organisation_id=by, on=given.on, how=given.heard, recorded_by=sequence)
        folder.hearings = [*folder.hearings, heard]
        found.append(heard)
    if code == "deferred" and given.ask_again_on:
        clause, again = given.clause, given.ask_again_on
        folder.deferral = Deferral(case=case, clause=clause, on=given.on, ask_again_on=again, recorded_by=sequence)
        found.append(folder.deferral)
    return found


def _keep(folder: Folder, code: str, given: Given, sequence: int) -> None:
    asked = _asked_there(folder, given) if code in HANDED_ON else None
    write_rows(put_in(folder, code, given, sequence))
    if code == "resumed":
        Deferral.objects.filter(case=folder.case, cancelled_by=None, ended_by=None).update(ended_by=sequence)
    if asked is not None:
        keep_facts(folder.case, asked, sequence)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
