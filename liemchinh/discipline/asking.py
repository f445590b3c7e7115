"""What the rules answer before each step: may this body, is it deferred, was the person heard, is it in time, was the vote right.

Asked of a form that somebody has named or a vote has given; nothing here names one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from liemchinh.casework.models import Case
from liemchinh.discipline.bodies import Acting, body_asked, body_of, is_probationary, subject_asked, subject_of
from liemchinh.discipline.facts import Facts, facts_of
from liemchinh.discipline.models import Ballot, Deferral, Hearing
from liemchinh.discipline.words import AT_MEETING, FORMS, MET, WRITTEN
from liemchinh.rulebook.current import charter
from regulations.answers import Answer
from regulations.reading import show_day
from regulations.rulebook import Rulebook
from regulations.rules import competence, deferral, limitation, voting

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


def rules_of(case: Case) -> Rulebook:
    """The rules in force in the tree of the body that acts."""
    return charter(lambda: body_of(case)).rulebook


def acting_in(case: Case, facts: Facts) -> Acting:
    """Who acts now."""
    return Acting(body_of(case), facts.organ)


def asked(case: Case, form: str, on: date) -> Asked:
    """All answers about a form. Competence, time and vote are those of the day of the deciding meeting; before there is one, of `on`."""
    ballot = deciding_ballot(case)
    day = ballot.on if ballot else on
    return Asked(
        form, competence_of(case, form, day), deferral_of(case, on), hearing_of(case, day), limitation_of(case, form, day),
        vote_of(case, form, ballot, day),
    )  # fmt: skip


def by_form(case: Case, on: date) -> list[ByForm]:
    """Every form the charter has for such a subject, the lightest first, with what the rules say of each: no form is marked."""
    return [
        ByForm(form, str(FORMS[form]), competence_of(case, form, on), limitation_of(case, form, on))
        for form in forms_for(case, on)
    ]


def forms_for(case: Case, on: date) -> Sequence[str]:
    """The forms the charter has for the subject on a day, the lightest first; none where that is not known."""
    person = subject_of(case).person
    of_members = "probationary_member" if person is not None and is_probationary(person, on) else "official_member"
    kind = "organisation" if person is None else of_members
    found = rules_of(case).parameter(f"sanction_forms.{kind}", on=on).value
    return found if isinstance(found, tuple) else ()


def competence_of(case: Case, form: str, on: date) -> Answer:
    """May the body that acts decide this form on this subject?"""
    facts = facts_of(case)
    return may(case, facts, acting_in(case, facts), form, on)


def may(case: Case, facts: Facts, acting: Acting, form: str, on: date) -> Answer:
    """May a body decide this form on the subject of a case? "no" too for an organisation that has no such body."""
    body = body_asked(acting, facts, on)
    if body is None:
        return Answer("no", reason="Tổ chức này không có cơ quan như vậy vào ngày đó.")
    subject = subject_asked(subject_of(case), acting.organisation, facts, on)
    matter = competence.Matter(facts.from_above, facts.task_level, facts.here)
    return competence.may_decide(rules_of(case), body, subject, matter, form, on=on)


def limitation_of(case: Case, form: str, concluded: date) -> Answer:
    """Is it in time, if the body concluded on that day that discipline is warranted?"""
    facts = facts_of(case)
    act = limitation.Act(
        facts.happened_on, facts.ended_on, facts.continuing, facts.later, facts.established, facts.unlawful_diploma
    )
    about_organisation = subject_of(case).person is None
    return limitation.in_time(rules_of(case), act, form, concluded=concluded, organisation=about_organisation)


def deferral_of(case: Case, on: date) -> Answer:
    """May it be considered now? "no" while it is deferred."""
    held = Deferral.objects.filter(case=case, cancelled_by=None, ended_by=None).first()
    if held is None:
        return Answer("yes", reason="Không có quyết định nào chưa xem xét kỷ luật.")
    told = deferral.deferred(rules_of(case), held.clause, on=held.on)
    said = f"Đang chưa xem xét kỷ luật; hỏi lại vào ngày {show_day(held.ask_again_on)}."
    return replace(told, verdict="no", value=None, reason=said)


def hearing_of(case: Case, on: date) -> Answer:
    """Was the subject heard by the body that acts, by the day of its meeting, in a way the text knows?"""
    book = rules_of(case)
    right = book.parameter("right.heard_before_decision", on=on)
    rows = Hearing.objects.filter(case=case, organisation=body_of(case), on__lte=on, cancelled_by=None)
    told = [heard_by(book, row.how, row.on) for row in rows.order_by("on", "pk")]
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


def deciding_ballot(case: Case) -> Ballot | None:
    """The last ballot of the body that acts now; a branch's vote below it proposes."""
    rows = Ballot.objects.filter(case=case, organisation=body_of(case), cancelled_by=None)
    wanted = "branch_meeting" if facts_of(case).organ == "branch" else "body_meeting"
    return rows.filter(step=wanted).order_by("-recorded_by").first()


def vote_of(case: Case, form: str, ballot: Ballot | None, on: date) -> Answer:
    """Did the vote of the body that acts give this form?"""
    rule = rules_of(case).parameter("vote.secret_ballot", on=on)
    if ballot is None:
        return replace(
            rule, verdict="no", value=None, reason="Nơi quyết định chưa ghi kết quả bỏ phiếu kín về hình thức."
        )
    found = outcome_of(ballot)
    if not isinstance(found.value, voting.Outcome) or found.value.form == form:
        return found
    given = str(FORMS[found.value.form]).lower() if found.value.form else "không hình thức nào"
    return replace(found, verdict="no", reason=f"{found.reason} Bỏ phiếu cho kết quả: {given}.")


def outcome_of(ballot: Ballot) -> Answer:
    """What a counted ballot gives; value a `voting.Outcome`. Both ends of an unknown whole, and both ends of an unknown competence, are
    tried: unknown only if they differ."""
    case = ballot.case
    facts = facts_of(case, at=ballot.recorded_by)
    is_branch = ballot.step == "branch_meeting"
    forms, votes = forms_for(case, ballot.on), {row.form: row.votes for row in ballot.forms.all()}
    deciding = _deciding(case, facts, ballot, is_branch)
    found = [
        voting.outcome(rules_of(case), votes, of, forms, branch=is_branch, deciding=decides, on=ballot.on)
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


def _deciding(case: Case, facts: Facts, ballot: Ballot, is_branch: bool) -> Sequence[bool]:
    """Whether the vote on the heaviest form decides or proposes; both where the competence is not known."""
    if is_branch:
        return (False,)
    answer = may(case, facts, Acting(ballot.organisation_id, facts.organ), "expulsion", ballot.on)
    return {"yes": (True,), "no": (False,)}.get(answer.verdict, (True, False))
