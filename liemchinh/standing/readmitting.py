"""The conditions of readmission: asked of the rules of the day, answered from the register where it can tell, else by the committee."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from liemchinh.casework.models import Party, Step
from liemchinh.casework.places import stands_in
from liemchinh.members.models import Spell
from liemchinh.rulebook.current import charter
from liemchinh.standing.cases import KIND, MEMBER
from liemchinh.standing.matter import Findings, Given, Subject
from liemchinh.standing.models import Matter
from liemchinh.standing.words import ABANDONED, ANNULLED, STRIKE_OFF
from regulations.answers import Answer, Refusal
from regulations.rulebook import Rulebook
from regulations.rules.membership import readmission_from

LEFT, STRUCK_OFF, EXPELLED = "left", "struck_off", "expelled"
# What bars from readmission and the register can tell; the others the committee answers on paper.
RESIGNED, ABANDONED_ACTIVITY = "resigned", "abandoned_activity"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition, as a page shows it: its answer, and what to do where that is "no"."""

    code: str
    title: str
    answer: Answer
    remedy: str


def last_leaving(person: int) -> tuple[date, str] | None:
    """The day on which somebody last ceased to be a member, and by what act; None for who never did."""
    rows = Spell.objects.filter(
        person_id=person, cancelled_by=None, ends_kind__in=(LEFT, STRUCK_OFF, EXPELLED), ends_on__isnull=False
    )
    last = rows.order_by("-ends_on").values_list("ends_on", "ends_kind").first()
    return (last[0], last[1]) if last and last[0] else None


def once_left(found: Findings, person: int, on: date) -> None:
    """The person was a member, and is none on that day."""
    last = last_leaving(person)
    if last is None or stands_in(person, on) is not None or last[0] > on:
        told = f"Ngày {on:%d/%m/%Y} sổ không ghi người này đã ra khỏi Hiệp hội."
        found.refusals.append(Refusal("not-left", told, remedy="Hãy kiểm tra ngày, và hồ sơ của người đó."))


def conditions_of(subject: Subject, on: date) -> Sequence[Condition]:
    """What the rules of a day ask of a readmission, each with its answer. Unknown is never read against the person."""
    book, last = charter(subject.branch).rulebook, last_leaving(subject.person)
    found = [
        Condition(
            "readmission-wait", _("Thời gian từ khi ra khỏi Hiệp hội"), _wait(book, last, on), "Hãy chờ đến ngày đó."
        )
    ]
    found.append(Condition("readmission-barred", _("Không thuộc trường hợp không xét kết nạp lại, theo sổ"),
                           _barred(book, subject.person, last, on), "Không kết nạp lại."))  # fmt: skip
    found.append(
        Condition(
            "readmission-once", _("Chỉ kết nạp lại một lần"), _once(book, subject.person, on), "Không kết nạp lại."
        )
    )
    found.append(Condition("readmission-consent", _("Văn bản đồng ý của ban thường vụ ban điều hành trực thuộc Trung ương"),
                           _consent(book, subject, on), "Hãy ghi số, ngày của văn bản đồng ý trước."))  # fmt: skip
    return found


def conditions(found: Findings, subject: Subject, given: Given) -> None:
    """Every condition at once; what the register cannot tell the committee has to have looked at on paper."""
    once_left(found, subject.person, given.on)
    for condition in conditions_of(subject, given.on):
        found.ask(condition.answer, condition.code, condition.remedy)
    rest, rule = told_on_paper(given.on)
    if rest and not given.reviewed:
        told = f"Ban điều hành chưa xác nhận đã xét trên giấy: {'; '.join(rest)}."
        found.refusals.append(
            Refusal("readmission-reviewed", told, str(rule.citation or ""), "Xét trên giấy, rồi đánh dấu ở biểu này.")
        )


def told_on_paper(on: date) -> tuple[list[str], Answer]:
    """What bars from readmission on a day and no register tells, in words; and the rule."""
    book = charter().rulebook
    rule = book.parameter("readmission.barred", on=on)
    codes = rule.value if isinstance(rule.value, tuple) else ()
    options = book.options("readmission.barred")
    return [options[code] for code in codes if code not in (RESIGNED, ABANDONED_ACTIVITY)], rule


def _wait(book: Rulebook, last: tuple[date, str] | None, on: date) -> Answer:
    if last is None:
        return Answer("unknown", None, "Sổ không ghi ngày ra khỏi Hiệp hội.")
    answer = readmission_from(book, last[0], on=on)
    if not isinstance(answer.value, date):
        return answer
    return replace(answer, verdict="yes" if on >= answer.value else "no")


def _barred(book: Rulebook, person: int, last: tuple[date, str] | None, on: date) -> Answer:
    rule = book.parameter("readmission.barred", on=on)
    codes = rule.value if isinstance(rule.value, tuple) else ()
    kind = last[1] if last else ""
    if rule.verdict == "unknown":
        return rule
    if kind == LEFT and RESIGNED in codes:
        told = "Người này đã xin ra khỏi Hiệp hội: không xét kết nạp lại, trừ khi cấp có thẩm quyền xét trên giấy."
        return Answer("unknown", None, told, rule.citation)
    if kind == STRUCK_OFF and ABANDONED_ACTIVITY in codes:
        ground = _ground_of(person)
        if ground == ABANDONED:
            return Answer("no", None, "Người này bị xóa tên vì bỏ sinh hoạt: không xét kết nạp lại.", rule.citation)
        if not ground:
            return Answer("unknown", None, "Sổ không ghi căn cứ xóa tên người này.", rule.citation)
    return replace(rule, reason="Theo sổ thì không thuộc trường hợp nào.", value=True)


def _ground_of(person: int) -> str:
    """The ground of the last strike-off that stands; "" where no case tells."""
    cases = Party.objects.filter(role=MEMBER, person_id=person, cancelled_by=None, case__kind=KIND).values("case_id")
    decided = Step.objects.filter(case_id__in=cases, code="strike_off_decided", cancelled_by=None).values("case_id")
    found = Matter.objects.filter(case_id__in=decided, what=STRIKE_OFF).exclude(outcome=ANNULLED)
    return found.order_by("-pk").values_list("ground", flat=True).first() or ""


def _once(book: Rulebook, person: int, on: date) -> Answer:
    rule = book.parameter("readmission.once_only", on=on)
    if not Spell.objects.filter(person_id=person, cancelled_by=None, starts_kind="readmitted").exists():
        return Answer("yes", None, "Sổ không ghi lần kết nạp lại nào trước đây.", rule.citation)
    if rule.verdict == "unknown":
        return replace(rule, reason=f"{rule.reason} Người này đã được kết nạp lại một lần.")
    return Answer("no", None, f"{rule.reason} Người này đã được kết nạp lại một lần.", rule.citation)


def _consent(book: Rulebook, subject: Subject, on: date) -> Answer:
    rule = book.parameter("readmission.consent", on=on)
    given = subject.day_of("readmission_consented")
    if given is not None:
        return Answer("yes", given, f"Đã ghi văn bản đồng ý ngày {given:%d/%m/%Y}.", rule.citation)
    if rule.verdict == "unknown":
        return rule
    return Answer("no", None, f"{rule.reason} Chưa ghi văn bản đồng ý.", rule.citation)
