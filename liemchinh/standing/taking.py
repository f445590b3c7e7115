"""From what is told of a step to what the case keeps of it: its data, its paper, who acts from now on, what is awaited next."""

from datetime import date

from liemchinh.casework.records import records_say
from liemchinh.casework.steps import NewPaper, Taken, Who, parties_of
from liemchinh.casework.voting import counted
from liemchinh.journal.registry import Plain
from liemchinh.rulebook.current import charter
from liemchinh.standing.cases import BRANCH, COMMITTEE, REVIEWER
from liemchinh.standing.matter import Given, Subject, matter_of
from liemchinh.standing.rules import RULES
from liemchinh.standing.words import ANNULLED, STRIKE_OFF

APPEALS = ("appealed", "appealed_again")


def taken(code: str, subject: Subject, given: Given) -> Taken:
    """A step that was asked about and may be taken."""
    data, whole = _data(code, subject, given), 0
    if given.count:
        vote = counted("strike_off.vote", given.count, subject.branch, given.on)
        data["outcome"], whole = vote.outcome, vote.whole
    return Taken(
        code,
        given.on,
        data,
        papers=_papers(code, subject, given),
        count=given.count,
        whole=whole,
        leads_to=_leads_to(code, subject, given),
        days={"extension_lapsed": given.until} if given.until else {},
        parties=_parties(code, subject, given),
    )


def _data(code: str, subject: Subject, given: Given) -> dict[str, Plain]:
    if code == "strike_off_stated":
        proved = records_say(given.ground, subject.person, given.on).verdict == "yes"
        return {"ground": given.ground, "proved": proved}
    if code == "suspension_extended" and given.until:
        return {"until": given.until.isoformat()}
    told: dict[str, dict[str, Plain]] = {
        "delivered": {"card": given.card},
        "appeal_answered": {"outcome": given.outcome},
        "readmission_decided": {"reviewed": given.reviewed},
    }
    return told.get(code, {})


def _papers(code: str, subject: Subject, given: Given) -> list[NewPaper]:
    rule = RULES[code]
    if not rule.paper:
        return []
    issuer = subject.place(rule.issuer) if rule.issuer else None
    return [NewPaper(rule.paper, given.number.strip(), given.dated or given.on, issuer)]


def _parties(code: str, subject: Subject, given: Given) -> list[Who]:
    """Heirs of bodies that a reorganisation ended, and whoever receives an appeal."""
    if subject.case is None:
        return []
    held = parties_of(subject.case.pk)
    now = {BRANCH: subject.branch, COMMITTEE: subject.committee, REVIEWER: subject.reviewer}
    if code in APPEALS:
        now[REVIEWER] = given.body
    return [
        Who(role, place)
        for role, place in now.items()
        if place is not None and (role not in held or held[role].organisation != place)
    ]


def _leads_to(code: str, subject: Subject, given: Given) -> tuple[str, ...] | None:
    """What is awaited next, where that is not all that the procedure lets follow; () ends the case."""
    if code == "delivered" and subject.case and matter_of(subject.case).what != STRIKE_OFF:
        return ()
    if code == "appeal_answered" and given.outcome == ANNULLED:
        return ()
    if code == "readmission_considered":
        return _after_proposal(given.on)
    return None


def _after_proposal(on: date) -> tuple[str, ...]:
    """Where the rules of the day ask for a consent, it is awaited before the decision."""
    rule = charter().rulebook.parameter("readmission.consent", on=on)
    following = "readmission_consented" if rule.verdict == "yes" else "readmission_decided"
    return following, "readmission_declined", "withdrawn"
