"""What the person concerned sends: by themselves alone, with a receipt, unalterable from then on. A paper is recorded as received."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.concern import concern_of
from liemchinh.casework.concerned import own_case, people_in
from liemchinh.casework.drafts import Evidence, Written
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case, Deadline, Statement, StatementDraft
from liemchinh.casework.opening import acting_in, faults_of_grant
from liemchinh.casework.statement_queries import written_in
from liemchinh.casework.statement_words import EVIDENCE, KEPT_AT, LIES, LONGEST, SENT, WORDLESS
from liemchinh.casework.steps import faults_of_step, take_step
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.reasons import faults_of_reason
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A paper handed in: whose, what it is, on which day, its number in the office's book ("" if none), and where it lies."""

    person: int
    what: str
    on: date
    kept_at: str
    number: str = ""


@transaction.atomic
def send_statement(case: Case, what: str, written: Written, *, actor: Actor) -> Statement:
    """The person concerned sends it; its number, day and code are their receipt. What waited for it is taken with it.

    Refuses whoever the case is not about or not yet shown to, nothing written, and the same words twice. A day that has passed, a day that
    is not known and a case that has ended refuse nothing: what comes late is received, and people rule on it.
    """
    held = hold_case(case.pk)
    person = own_case(held, actor, what)
    faults = faults_of_written(what, written)
    if not faults and _sent_already(held, person, what, written):
        faults.append(Refusal("twice", "Đã gửi đúng văn bản này.", remedy="Xem biên nhận trong danh sách đã gửi."))
    if faults:
        raise Refused(faults)
    _meet(held, person, what, (clock.today(), ""), actor)
    data = _data(person, what, written.evidence)
    sequence = _record("casework.statement_sent", held, clock.today(), data, actor, {"text": written.text})
    StatementDraft.objects.filter(case=held, person_id=person, what=what).delete()
    return Statement.objects.create(
        case=held, person_id=person, what=what, on=clock.today(), on_paper=False, recorded_by=sequence
    )


@transaction.atomic
def receive_on_paper(case: Case, paper: OnPaper, *, actor: Actor) -> Statement:
    """Whoever holds the case records that a paper was handed in: day, number, where it lies; never its words.

    Refuses, all at once: whoever does not hold it, somebody the case is not about, a kind not offered, a day to come, no place.
    """
    held = hold_case(case.pk)
    if faults := faults_of_grant(held, actor):
        raise Refused(faults)
    faults = faults_of_day(paper.on, "Nhận")
    concern, number = concern_of(held.kind), clean(paper.number)
    if paper.person not in people_in(held):
        faults.append(Refusal("person", "Việc này không phải việc về người ấy.", remedy="Hãy chọn lại người nộp."))
    if concern is None or paper.what not in concern.offers:
        faults.append(Refusal("what", "Việc này không có loại văn bản ấy.", remedy="Hãy chọn trong danh sách."))
    if paper.kept_at not in KEPT_AT:
        faults.append(Refusal("kept-at", "Chưa chọn nơi lưu bản giấy.", remedy="Hãy chọn nơi bản giấy đang ở."))
    if len(number) > LONGEST_NUMBER:
        told = f"Số đến dài quá {LONGEST_NUMBER} ký tự."
        faults.append(Refusal("number", told, remedy="Chỉ ghi số trong sổ văn bản đến."))
    if faults:
        raise Refused(faults)
    _meet(held, paper.person, paper.what, (paper.on, paper.kept_at), actor)
    data: dict[str, Plain] = {
        "person": paper.person, "what": paper.what, "kept_at": paper.kept_at, "number": number
    }  # fmt: skip
    sequence = _record("casework.statement_received", held, paper.on, data, actor)
    return Statement.objects.create(
        case=held, person_id=paper.person, what=paper.what, on=paper.on, on_paper=True, recorded_by=sequence
    )


@transaction.atomic
def cancel_received(statement: Statement, *, reason: str, actor: Actor) -> int:
    """A paper was recorded as received by mistake; gives the entry. What a person sent themselves is never cancelled by anybody.

    Refuses whoever does not hold the case, and a reason that is not on the list.
    """
    held = hold_case(statement.case_id)
    row = Statement.objects.filter(pk=statement.pk, case=held, on_paper=True, cancelled_by=None).first()
    faults = faults_of_grant(held, actor) or faults_of_reason(reason)
    if row is None and not faults:
        told = "Không có bản giấy nào như vậy. Văn bản do chính người ấy gửi thì không ai hủy được."
        faults = [Refusal("gone", told, remedy="Hãy mở lại trang.")]
    if row is None or faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"reason": reason}
    sequence = _record("casework.statement_cancelled", held, row.on, data, actor, cancels=row.recorded_by)
    Statement.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


def faults_of_written(what: str, written: Written) -> list[Refusal]:
    """Every reason why what was written cannot be sent; none of them is its day."""
    found = []
    if what not in WORDLESS and not written.text.strip():
        found.append(Refusal("empty", f"Chưa viết gì vào “{SENT[what]}”.", remedy="Hãy viết, hoặc nộp bản giấy."))
    if len(written.text) > LONGEST:
        told = f"Văn bản dài quá {LONGEST} ký tự."
        found.append(Refusal("too-long", told, remedy="Gửi thành hai lần, hoặc nộp bản giấy."))
    if any(one.kind not in EVIDENCE or one.lies not in LIES for one in written.evidence):
        told = "Có chứng cứ không nằm trong danh sách."
        found.append(Refusal("evidence", told, remedy="Hãy chọn trong danh sách."))
    return found


def _sent_already(case: Case, person: int, what: str, written: Written) -> bool:
    rows = Statement.objects.filter(case=case, person_id=person, what=what, on_paper=False, cancelled_by=None)
    last = rows.order_by("-pk").first()
    told = written_in(last) if last else None
    return told is not None and (told.text, list(told.evidence)) == (written.text, list(written.evidence))


def _meet(case: Case, person: int, what: str, came: tuple[date, str], actor: Actor) -> None:
    """Takes the step that waits for it, once everybody the case is about has sent theirs since."""
    concern = concern_of(case.kind)
    if concern is None or what not in concern.meets:
        return
    taken = concern.meets[what](*came)
    waits = Deadline.objects.filter(case=case, step=taken.code, cancelled_by=None).first()
    if waits is None or faults_of_step(case, taken.code, taken.on):
        return
    since = Statement.objects.filter(case=case, what=what, recorded_by__gt=waits.recorded_by, cancelled_by=None)
    if {*people_in(case)} <= {person, *since.values_list("person_id", flat=True)}:
        take_step(case, taken, actor=actor)


def _data(person: int, what: str, evidence: Sequence[Evidence]) -> dict[str, Plain]:
    return {"person": person, "what": what, "evidence": [[one.kind, one.lies] for one in evidence]}


def _record(
    kind: str, case: Case, on: date, data: dict[str, Plain], actor: Actor, personal: dict[str, str] | None = None,
    *, cancels: int | None = None,
) -> int:  # fmt: skip
    places = [place for _role, place in acting_in(case)]
    entry = NewEntry(
        kind, on, organisation=places[0] if places else None, case=case.pk, data=data, personal=personal or {},
        cancels=cancels,
    )  # fmt: skip
    return record([entry], actor=actor)[0]
