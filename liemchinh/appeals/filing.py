"""An appeal is filed: by the person themselves, or on paper recorded by the receiving body as received. It is always received."""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.appeals.cases import APPELLANT, BODY, DECIDER, FILES, KIND, VERB
from liemchinh.appeals.ladder import next_instance
from liemchinh.appeals.models import LONGEST_NUMBER, Appeal
from liemchinh.casework.concerned import own_case
from liemchinh.casework.drafts import Written
from liemchinh.casework.locking import hold_cases
from liemchinh.casework.models import Case, StatementDraft
from liemchinh.casework.settling import ANNULLED, Decision, decision_of, decisions_about
from liemchinh.casework.statement_words import APPEAL, KEPT_AT
from liemchinh.casework.statements import OnPaper, faults_of_written, receive_on_paper, send_statement
from liemchinh.casework.steps import NewPaper, Taken, Who, open_case
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.members.days import faults_of_day
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class PaperAppeal:
    """An appeal on paper: of whom or of which organisation, against which decision (number and day as on it), sent and received on which
    days, where it lies."""

    person: int | None
    number: str
    dated: date
    sent_on: date
    received_on: date
    kept_at: str
    in_number: str = ""
    organisation: int | None = None


@transaction.atomic
def file_appeal(source: Case, to: int, written: Written, *, actor: Actor) -> Case:
    """The person files against the decision of a case about them, to an organisation above; two officers there give it to somebody.

    Its statement is the receipt. Refuses, all at once: somebody else, a decision that is not there or stands no more, nothing written, an
    organisation that is not above the one that decided, and a second filing while the first waits there. Never for a day or a deadline.
    """
    held = hold_cases([source.pk])[0]
    person, decided = own_case(held, actor), decision_of(held)
    if decided is None or decided.person != person or not can_be_appealed(decided):
        told = "Không có quyết định kỷ luật nào về người này còn đứng trong việc ấy."
        raise Refused([Refusal("no-decision", told, remedy="Hãy mở lại trang.")])
    faults = faults_of_written(APPEAL, written) + _faults_of_place(held, decided, to)
    if faults:
        raise Refused(faults)
    case = _opened(held, decided, to, clock.today(), {"on_paper": False}, clock.today(), filed=True, actor=actor)
    send_statement(case, APPEAL, written, actor=actor)
    StatementDraft.objects.filter(case=held, person_id=person, what=APPEAL).delete()
    return case


@transaction.atomic
def receive_appeal(body: int, paper: PaperAppeal, *, actor: Actor) -> Case:
    """An officer of the receiving body records an appeal on paper; they have the case open from then on.

    Refuses, all at once: somebody without the right there, a decision of that number and day on that person or organisation that this
    installation does not hold, days to come or in the wrong order, no place where it lies, and what `file_appeal` refuses of the
    organisation. Never lateness.
    """
    actor.require(VERB, body)
    faults = faults_of_day(paper.received_on, "Nhận đơn")
    if body not in actor.roots(VERB):
        told = "Đơn gửi một tổ chức do chính người của tổ chức ấy nhận."
        faults.append(Refusal("own", told, remedy="Nhờ người có vai trò ở chính tổ chức ấy."))
    if paper.sent_on > paper.received_on:
        faults.append(Refusal("days", "Đơn gửi sau ngày nhận.", remedy="Hãy xem lại hai ngày."))
    if paper.kept_at not in KEPT_AT:
        faults.append(Refusal("kept-at", "Chưa chọn nơi lưu bản giấy.", remedy="Hãy chọn nơi bản giấy đang ở."))
    decided = decided_as(paper)
    if decided is None:
        told = "Máy này không giữ quyết định kỷ luật có số, ngày ấy về người hoặc tổ chức ấy."
        remedy = "Xem lại số và ngày trên quyết định; quyết định cũ thì ghi vào việc kỷ luật như việc đã có trước."
        raise Refused([*faults, Refusal("no-decision", told, remedy=remedy)])
    held = hold_cases([decided.case])[0]
    faults += _faults_of_place(held, decided, body)
    if faults:
        raise Refused(faults)
    told_of: dict[str, Plain] = {
        "on_paper": True, "kept_at": paper.kept_at, "in_number": clean(paper.in_number)
    }  # fmt: skip
    case = _opened(held, decided, body, paper.received_on, told_of, paper.sent_on, filed=False, actor=actor)
    if paper.person is not None:
        handed_in = OnPaper(paper.person, APPEAL, paper.received_on, paper.kept_at, clean(paper.in_number))
        receive_on_paper(case, handed_in, actor=actor)
    return case


@transaction.atomic
def file_for_organisation(source: Case, to: int, paper: NewPaper, *, actor: Actor) -> Case:
    """An officer of an organisation that was sanctioned files its appeal, under a letter of its own; two officers at the receiving body
    give it to somebody. The letter goes there on paper: the product takes its number and day.

    Refuses, all at once: whoever does not keep discipline in that very organisation, a decision about another or that stands no more, no
    number, a day to come or before the decision, and what `file_appeal` refuses of the place. Never lateness.
    """
    held = hold_cases([source.pk])[0]
    decided = decision_of(held)
    if decided is None or decided.organisation is None or not can_be_appealed(decided):
        told = "Không có quyết định kỷ luật nào về tổ chức này còn đứng trong việc ấy."
        raise Refused([Refusal("no-decision", told, remedy="Hãy mở lại trang.")])
    actor.require(FILES, decided.organisation)
    faults = _faults_of_letter(paper, decided) + _faults_of_place(held, decided, to)
    if faults:
        raise Refused(faults)
    letter = replace(paper, number=clean(paper.number), issuer=decided.organisation)
    today = clock.today()
    return _opened(
        held, decided, to, today, {"on_paper": False}, paper.dated or today, filed=True, letter=letter, actor=actor
    )


def _faults_of_letter(paper: NewPaper, decided: Decision) -> list[Refusal]:
    found = faults_of_day(paper.dated, "Công văn khiếu nại") if paper.dated else []
    if not 0 < len(clean(paper.number)) <= LONGEST_NUMBER:
        told = f"Chưa ghi số công văn khiếu nại, hoặc dài quá {LONGEST_NUMBER} ký tự."
        found.append(Refusal("number", told, remedy="Hãy ghi số như trên công văn của tổ chức mình."))
    if paper.dated is None or paper.dated < decided.decided_on:
        told = "Ngày công văn khiếu nại trước ngày của quyết định kỷ luật."
        found.append(Refusal("dated", told, remedy="Hãy xem lại ngày."))
    return found


def can_be_appealed(decided: Decision) -> bool:
    """Was it announced, and has no ruling annulled it? One without effect, for what was breached, can be appealed too."""
    return decided.announced_on is not None and decided.outcome != ANNULLED


def decided_as(paper: PaperAppeal) -> Decision | None:
    """The decision of that number and day on the one person or organisation that appeals; None where both or neither is named."""
    if (paper.person is None) == (paper.organisation is None):
        return None
    asked = (clean(paper.number), paper.dated)
    known = decisions_about(person=paper.person, organisation=paper.organisation)
    return next((one for one in known if (one.number, one.decided_on) == asked), None)


def _faults_of_place(source: Case, decided: Decision, to: int) -> list[Refusal]:
    found = next_instance(source, decided, clock.today())
    faults = []
    if found.answer.verdict == "no":
        told = "Cấp cao nhất đã kết luận về quyết định này."
        faults.append(Refusal("final", told, str(found.answer.citation or ""), "Hỏi ban điều hành về quyền của mình."))
    elif to not in {place.organisation for place in found.places}:
        where = found.level_words or "cấp trên"
        told = f"Nơi giải quyết tiếp theo là {where}; tổ chức đã chọn không phải nơi ấy."
        faults.append(
            Refusal("place", told, str(found.answer.citation or ""), "Chọn trong danh sách, hoặc gửi bản giấy.")
        )
    waits = Appeal.objects.filter(source=source, case__closed_by=None, sent_to_id=to)
    if waits.exists():
        told = "Đã có đơn khiếu nại quyết định này ở đó, đang giải quyết."
        faults.append(Refusal("twice", told, remedy="Gửi bổ sung trong việc ấy."))
    return faults


def _opened(
    source: Case,
    decided: Decision,
    to: int,
    on: date,
    more: dict[str, Plain],
    sent_on: date,
    *,
    filed: bool,
    letter: NewPaper | None = None,
    actor: Actor,
) -> Case:
    parties = [Who(BODY, to), Who(DECIDER, decided.body), Who(APPELLANT, decided.organisation, decided.person)]
    data: dict[str, Plain] = {
        "source": source.pk, "number": decided.number, "dated": decided.decided_on.isoformat(), "sent_to": to,
        "sent_on": sent_on.isoformat(), **more,
    }  # fmt: skip
    case = open_case(
        KIND,
        parties,
        Taken("received", on, data, papers=[letter] if letter else ()),
        arises_from=[source],
        filed=filed,
        actor=actor,
    )
    Appeal.objects.create(
        case=case, source=source, number=decided.number, dated=decided.decided_on, sent_to_id=to, sent_on=sent_on,
        on_paper=bool(more["on_paper"]), recorded_by=case.recorded_by,
    )  # fmt: skip
    return case
