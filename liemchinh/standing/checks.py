"""What the regulations, the register and the records say of each step: every reason against, and every point on which they are unknown."""

from collections.abc import Callable, Mapping

from liemchinh.casework.models import Deadline, Step
from liemchinh.casework.places import committees_above, stands_in
from liemchinh.casework.records import records_say
from liemchinh.casework.voting import SHORT, UNKNOWN, counted, outcome_of
from liemchinh.members.queries import active
from liemchinh.organisations.queries import names, standing
from liemchinh.rulebook.current import charter
from liemchinh.rulebook.rows import shipped
from liemchinh.standing import readmitting
from liemchinh.standing.matter import Findings, Given, Subject, matter_of
from liemchinh.standing.words import ANSWERS, CARD, grounds_on
from regulations.answers import Answer, Refusal
from regulations.rulebook import Rulebook
from regulations.rules import competence
from regulations.rules.suspension import extension
from regulations.sanctions import MEMBERSHIP_ENDS

Check = Callable[[Findings, Subject, Given], None]


def _book(subject: Subject) -> Rulebook:
    return charter(subject.branch).rulebook


def is_member(found: Findings, subject: Subject, given: Given) -> None:
    """The person is in a branch on that day."""
    if stands_in(subject.person, given.on) is None:
        told = f"Ngày {given.on:%d/%m/%Y} người này không sinh hoạt ở chi hội nào."
        found.refusals.append(
            Refusal("not-member", told, remedy="Hãy kiểm tra ngày, và hồ sơ trong danh sách hội viên.")
        )


def has_committee(found: Findings, subject: Subject, given: Given) -> None:
    """The committee named stands above the branch."""
    if given.body not in dict(committees_above(subject.branch)):
        found.refusals.append(
            Refusal(
                "committee",
                "Ban điều hành đã chọn không ở trên chi hội này.",
                remedy="Hãy chọn ban điều hành có thẩm quyền.",
            )
        )


def may_expel(found: Findings, subject: Subject, given: Given) -> None:
    """No body of the committee named may expel such a member, whatever is not known here: that decision takes no effect (guards 12)."""
    on = given.dated or given.on
    rows = standing(on).filter(organisation_id=given.body).values_list("category", flat=True)
    level = competence.LEVELS.get(rows.first() or "", "")
    official = active(on).filter(person_id=subject.person, official=True).exists()
    member = competence.Member(probationary=not official, post=None, managed_by=None)
    bodies = [competence.Body(kind, level, authorised=None) for kind in shipped().bodies.at(level)]
    book, matter = _book(subject), competence.Matter(None)
    form = book.form_that(MEMBERSHIP_ENDS)
    told = [competence.may_decide(book, body, member, matter, form, on=on) for body in bodies]
    if told and all(answer.verdict == "no" for answer in told):
        remedy = "Phải đưa việc này lên cấp có thẩm quyền; quyết định này không làm thay đổi danh sách."
        found.refusals.append(Refusal("not-competent", told[0].reason, str(told[0].citation or ""), remedy))


def states_ground(found: Findings, subject: Subject, given: Given) -> None:
    """An official member, and a ground of the rules of that day that the records do not contradict."""
    allowed = grounds_on(given.on, subject.branch)
    if not active(given.on).filter(person_id=subject.person, official=True).exists():
        told = f"Ngày {given.on:%d/%m/%Y} người này không phải hội viên chính thức."
        remedy = "Xóa tên hội viên dự bị ghi ở mục Kết nạp, hoặc ở hồ sơ của người đó."
        found.refusals.append(Refusal("not-official", told, remedy=remedy))
    if given.ground not in allowed:
        cited = _book(subject).parameter("strike_off.grounds", on=given.on).citation
        told = f"Ngày {given.on:%d/%m/%Y} quy định không có căn cứ này."
        found.refusals.append(Refusal("ground", told, str(cited or ""), "Hãy chọn một căn cứ trong danh sách."))
        return
    answer = records_say(given.ground, subject.person, given.on)
    if answer.verdict == "no":
        told = f"“{allowed[given.ground]}”: sổ ghi khác. {answer.reason}"
        found.refusals.append(Refusal("ground-no", told, str(answer.citation or ""), "Không xóa tên trên căn cứ này."))


def is_proved(found: Findings, subject: Subject, given: Given) -> None:
    """Where the records do not bear the ground out, two officers of the branch stand behind it before the member is told."""
    if subject.case and not matter_of(subject.case).proved:
        found.unknown.append(Answer("unknown", None, "Sổ không đủ để đối chiếu căn cứ này."))


def is_counted(found: Findings, subject: Subject, given: Given) -> None:
    """The numbers of the vote can be."""
    if given.count is None:
        found.refusals.append(
            Refusal("count-missing", "Chưa ghi số phiếu.", remedy="Hãy ghi như trong biên bản kiểm phiếu.")
        )
        return
    found.refusals += counted("strike_off.vote", given.count, subject.branch, given.on).refusals


def is_proposed(found: Findings, subject: Subject, given: Given) -> None:
    """The branch's vote carries the proposal; where its threshold is unknown the committee answers for it."""
    if subject.case is None:
        return
    outcome, on = outcome_of(subject.case, "strike_off_voted"), subject.day_of("strike_off_voted") or given.on
    rule = _book(subject).parameter("strike_off.vote", on=on)
    if outcome == UNKNOWN:
        told = "Chưa rõ tổng số người được tính khi chi hội biểu quyết."
        found.unknown.append(rule if rule.verdict == "unknown" else Answer("unknown", None, told))
    elif outcome == SHORT:
        found.refusals.append(
            Refusal("vote-short", f"Chi hội không đề nghị xóa tên: chưa đủ tỷ lệ phiếu. {rule.reason}", str(rule.citation or ""),
                    "Ban điều hành chỉ xóa tên theo đề nghị của chi hội.")
        )  # fmt: skip


def has_rule_of_leave(found: Findings, subject: Subject, given: Given) -> None:
    """Who decides on leave, by the rules of the day."""
    found.ask(_book(subject).parameter("leave.application", on=given.on), "leave", "")


def is_within_limits(found: Findings, subject: Subject, given: Given) -> None:
    """An extension: how often, how long, by the rules of the day of its decision."""
    since = subject.day_of("suspended")
    if given.until is None or given.until <= given.on or since is None:
        found.refusals.append(
            Refusal("until", "Ngày hết hạn phải sau ngày gia hạn.", remedy="Hãy ghi ngày như trong quyết định.")
        )
        return
    before = Step.objects.filter(case=subject.case, code="suspension_extended", cancelled_by=None).count()
    answer = extension(_book(subject), since, given.until, before, on=given.on)
    found.ask(answer, "extension", "Hết hạn thì cho trở lại sinh hoạt.")


# What ends a term → the rule of its length, and the step with which the term began.
_TERMS = {
    "suspension_lapsed": ("suspension.initial", "suspended"),
    "extension_lapsed": ("suspension.extension", "suspension_extended"),
}


def is_over(found: Findings, subject: Subject, given: Given) -> None:
    """A suspension lapses on its last day, not before; where that day is unknown nothing speaks against going back."""
    waits = Deadline.objects.filter(case=subject.case, cancelled_by=None, step__in=_TERMS).first()
    if waits and waits.due_on and given.on < waits.due_on:
        term, began = _TERMS[waits.step]
        citation = _book(subject).parameter(term, on=subject.day_of(began) or given.on).citation or ""
        told, remedy = f"Đình chỉ hết hạn ngày {waits.due_on:%d/%m/%Y}.", "Thôi đình chỉ trước hạn thì ghi quyết định."
        found.refusals.append(Refusal("not-over", told, str(citation), remedy))


def limit_by_law(subject: Subject) -> str:
    """What the rules say of the length of a suspension during proceedings, in words; "" for any other matter."""
    since = subject.day_of("suspended_by_law")
    return _book(subject).parameter("suspension.in_proceedings", on=since).reason if since else ""


def has_card(found: Findings, subject: Subject, given: Given) -> None:
    """The card was recovered, or it was not."""
    if given.card not in CARD:
        rule = _book(subject).parameter("card.recover", on=given.on)
        found.refusals.append(
            Refusal("card", "Chưa ghi đã thu lại thẻ hay chưa.", str(rule.citation or ""), "Hãy chọn một dòng.")
        )


def receives_appeal(found: Findings, subject: Subject, given: Given) -> None:
    """The body that receives an appeal is the one that decided, or stands above it. A late appeal is received all the same."""
    if given.body not in bodies_of_appeal(subject.committee or 0):
        found.refusals.append(
            Refusal(
                "reviewer",
                "Nơi nhận đơn không phải cấp đã quyết định hoặc cấp trên của cấp đó.",
                remedy="Hãy chọn một ban điều hành.",
            )
        )
    if subject.case and matter_of(subject.case).what != "strike_off":
        found.refusals.append(
            Refusal("no-appeal", "Việc này không phải xóa tên.", remedy="Khiếu nại kỷ luật ghi ở việc khác.")
        )


def bodies_of_appeal(committee: int) -> Mapping[int, str]:
    """Who can receive an appeal: the committee that decided and those above it, the nearest first."""
    return dict(names([committee])) | dict(committees_above(committee))


def is_answered(found: Findings, subject: Subject, given: Given) -> None:
    """Upheld or annulled."""
    if given.outcome not in ANSWERS:
        found.refusals.append(
            Refusal("answer", "Chưa chọn giữ nguyên hay hủy quyết định.", remedy="Hãy chọn một dòng.")
        )


def once_left(found: Findings, subject: Subject, given: Given) -> None:
    """The person was a member, and is none on that day."""
    readmitting.once_left(found, subject.person, given.on)


def may_be_readmitted(found: Findings, subject: Subject, given: Given) -> None:
    """The conditions of readmission."""
    readmitting.conditions(found, subject, given)
