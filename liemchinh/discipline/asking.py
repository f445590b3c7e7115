"""What the rules answer before each step: may this body, is it deferred, was the person heard, is it in time, was the vote right.

Asked of a form that somebody has named or a vote has given; nothing here names one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from liemchinh.discipline.bodies import Acting, body_asked, subject_asked
from liemchinh.discipline.facts import Facts
from liemchinh.discipline.folder import Folder, Voted
from liemchinh.discipline.models import Ballot
from liemchinh.discipline.words import AT_MEETING, FORMS, MET, WRITTEN
from regulations.answers import Answer
from regulations.reading import show_day
from regulations.rulebook import Rulebook
from regulations.rules import competence, deferral, limitation, voting
from regulations.sanctions import MEMBERSHIP_ENDS

# How somebody was heard → the rule by which that counts; what is not here is in the list of when a body goes on without.
BY_RULE = {
    MET: "right.heard_before_decision",
    AT_MEETING: "right.heard_at_meeting",
    WRITTEN: "right.written_instead",
}
GOES_ON = "hearing.goes_on_without"


@dataclass(frozen=True, slots=True)
class Asked:
    """The answers about one form on a day, each with its article."""

    form: str
    competence: Answer
    deferral: Answer
    hearing: Answer
    limitation: Answer
    vote: Answer

    def named(self) -> list[tuple[str, Answer]]:
        """Each answer with the group of refusals it belongs to, in the order of the law."""
        return [
            ("competence", self.competence), ("deferral", self.deferral), ("hearing", self.hearing),
            ("limitation", self.limitation), ("vote", self.vote),
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ByForm:
    """What a page may say of a form before anybody votes: may this body decide on it, and would it be in time."""

    form: str
    words: str
    competence: Answer
    limitation: Answer


def asked(case: Folder, form: str, on: date) -> Asked:
    """All answers about a form. Competence, time and vote are those of the day of the deciding meeting; before there is one, of `on`."""
    ballot = deciding_ballot(case)
    day = ballot.row.on if ballot else on
    return Asked(
        form, competence_of(case, form, day), deferral_of(case, on), hearing_of(case, day), limitation_of(case, form, day),
        vote_of(case, form, ballot, day),
    )  # fmt: skip


def by_form(case: Folder, on: date) -> list[ByForm]:
    """Every form the charter has for such a subject, the lightest first, with what the rules say of each: no form is marked."""
    return [
        ByForm(form, str(FORMS[form]), competence_of(case, form, on), limitation_of(case, form, on))
        for form in forms_for(case, on)
    ]


def forms_for(case: Folder, on: date) -> Sequence[str]:
    """The forms the charter has for the subject on a day, the lightest first; none where that is not known."""
    person = case.subject.person
    of_members = (
        "probationary_member" if person is not None and case.register.is_probationary(person, on) else "official_member"
    )
    kind = "organisation" if person is None else of_members
    found = case.book.parameter(f"sanction_forms.{kind}", on=on).value
    return found if isinstance(found, tuple) else ()


def competence_of(case: Folder, form: str, on: date) -> Answer:
    """May the body that acts decide this form on this subject?"""
    facts = case.facts
    return may(case, facts, Acting(case.body, facts.organ), form, on)


def may(case: Folder, facts: Facts, acting: Acting, form: str, on: date) -> Answer:
    """May a body decide this form on the subject of a case? "no" too for an organisation that has no such body."""
    body = body_asked(case.register, acting, facts, on)
    if body is None:
        return Answer("no", reason="Tổ chức này không có cơ quan như vậy vào ngày đó.")
    subject = subject_asked(case.register, case.subject, acting.organisation, facts, on)
    matter = competence.Matter(facts.from_above, facts.task_level, facts.here)
    return competence.may_decide(case.book, body, subject, matter, form, on=on)


def limitation_of(case: Folder, form: str, concluded: date) -> Answer:
    """Is it in time, if the body concluded on that day that discipline is warranted?"""
    facts = case.facts
    act = limitation.Act(
        facts.happened_on, facts.ended_on, facts.continuing, facts.later, facts.established, facts.unlawful_diploma
    )
    about_organisation = case.subject.person is None
    return limitation.in_time(case.book, act, form, concluded=concluded, organisation=about_organisation)


def deferral_of(case: Folder, on: date) -> Answer:
    """May it be considered now? "no" while it is deferred."""
    held = case.deferral
    if held is None:
        return Answer("yes", reason="Không có quyết định nào chưa xem xét kỷ luật.")
    told = deferral.deferred(case.book, held.clause, on=held.on)
    said = f"Đang chưa xem xét kỷ luật; hỏi lại vào ngày {show_day(held.ask_again_on)}."
    if told.verdict == "unknown":
        said = f"{said} {told.reason} Điều chưa rõ không tính bất lợi cho người ấy."
    return replace(told, verdict="no", value=None, reason=said)


def hearing_of(case: Folder, on: date) -> Answer:
    """Was the subject heard by the body that acts, by the day of its meeting, in a way the text knows?"""
    book = case.book
    right = book.parameter("right.heard_before_decision", on=on)
    rows = (row for row in case.hearings if row.organisation_id == case.body and row.on <= on)
    told = [heard_by(book, row.how, row.on) for row in rows]
    best = min(told, key=lambda answer: ("yes", "unknown", "no").index(answer.verdict), default=None)
    if best is not None and best.verdict != "no":
        return best
    said = f"{right.reason} Chưa ghi việc nghe người bị xem xét kỷ luật trình bày."
    return right if right.verdict == "unknown" else replace(right, verdict="no", value=None, reason=said)


def heard_by(book: Rulebook, how: str, on: date) -> Answer:
    """Does this way of hearing, or of going on without, count by the text of a day?"""
    if how in BY_RULE:
        return book.parameter(BY_RULE[how], on=on)
    rule = book.parameter(GOES_ON, on=on)
    if isinstance(rule.value, tuple) and how not in rule.value:
        return replace(rule, verdict="no", value=None, reason=f"{rule.reason} Trường hợp này không có trong đó.")
    return rule


def deciding_ballot(case: Folder) -> Voted | None:
    """The last ballot of the body that acts now, with its votes; a branch's vote below it proposes."""
    wanted = "branch_meeting" if case.facts.organ == "branch" else "body_meeting"
    own = [one for one in case.ballots if one.row.organisation_id == case.body and one.row.step == wanted]
    return own[-1] if own else None


def vote_of(case: Folder, form: str, ballot: Voted | None, on: date) -> Answer:
    """Did the vote of the body that acts give this form?"""
    rule = case.book.parameter("vote.secret_ballot", on=on)
    if ballot is None:
        return replace(
            rule, verdict="no", value=None, reason="Nơi quyết định chưa ghi kết quả bỏ phiếu kín về hình thức."
        )
    found = outcome_of(case, ballot)
    if not isinstance(found.value, voting.Outcome) or found.value.form == form:
        return found
    given = str(FORMS[found.value.form]).lower() if found.value.form else "không hình thức nào"
    return replace(found, verdict="no", reason=f"{found.reason} Bỏ phiếu cho kết quả: {given}.")


def outcome_of(case: Folder, voted: Voted) -> Answer:
    """What a counted ballot gives; value a `voting.Outcome`. Both ends of an unknown whole, and both ends of an unknown competence, are
    tried: unknown only if they differ."""
    ballot, votes = voted.row, voted.votes
    facts = case.facts_at(ballot.recorded_by)
    is_branch = ballot.step == "branch_meeting"
    forms = forms_for(case, ballot.on)
    deciding = _deciding(case, facts, ballot, is_branch)
    found = [
        voting.outcome(case.book, votes, of, forms, branch=is_branch, deciding=decides, on=ballot.on)
        for of in sorted({ballot.least, ballot.whole})
        for decides in deciding
        if of >= sum(votes.values()) and not set(votes) - set(forms)
    ]
    if not found:
        return Answer("unknown", reason="Chưa rõ các hình thức của ngày bỏ phiếu.")
    given = {(one.verdict, one.value.form if isinstance(one.value, voting.Outcome) else "") for one in found}
    if len(given) == 1:
        return found[-1]
    return replace(
        found[-1], verdict="unknown", value=None, reason=f"Chưa rõ tổng số để tính tỷ lệ phiếu. {found[-1].reason}"
    )


def _deciding(case: Folder, facts: Facts, ballot: Ballot, is_branch: bool) -> Sequence[bool]:
    """Whether the vote on the heaviest form decides or proposes; both where the competence is not known."""
    if is_branch:
        return (False,)
    heaviest = case.book.form_that(MEMBERSHIP_ENDS)
    answer = may(case, facts, Acting(ballot.organisation_id, facts.organ), heaviest, ballot.on)
    return {"yes": (True,), "no": (False,)}.get(answer.verdict, (True, False))
