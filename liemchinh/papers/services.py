"""Numbers of documents: drawn under a lock, one after another from 01 in each term; used on paper; voided and never used again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max, Q

from liemchinh.access.actor import Actor
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.holders import terms_of
from liemchinh.members.models import Term
from liemchinh.papers.issuers import Issuer, hold_letterheads, issuing, letterhead_on, type_title
from liemchinh.papers.models import Number
from liemchinh.papers.reasons import NOTED_WRONGLY, VOIDING
from liemchinh.web.dates import show
from regulations.answers import Refusal, Refused
from regulations.issuing import write_number

RULE = "Hướng dẫn 36-HD/VPTW, mục I, điểm 1.3"
MOST_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Series:
    """What is numbered in one row: the documents of one type of an organ in one term."""

    issuer: Issuer
    type: str
    term: int

    def told(self) -> dict[str, Plain]:
        """What the book keeps of it beside the organisation."""
        return {"organ": self.issuer.organ, "type": self.type, "term": self.term}

    def rows(self) -> Q:
        """Its numbers that stand."""
        return Q(
            organisation_id=self.issuer.organisation, organ=self.issuer.organ, type=self.type, term=self.term, cancelled_by=None
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """A number that nobody else will get before the transaction ends; nothing is written yet."""

    series: Series
    number: int
    on: date
    written: str


def draw_number(issuer: Issuer, type_code: str, on: date, before: Iterable[Drawn] = ()) -> Drawn:
    """The next number of a type of document of an organ, in the term of `on`. Holds the organ's letterhead until the transaction ends.

    `before`: what the same transaction has drawn already and not written yet. Needs an open transaction; the caller has said who may and
    already holds what comes before in the order of locks (organisations, people, cases). Refuses, with every reason: a type without a
    symbol, an organ whose symbol or term that day is not recorded, a day to come or before the last number's.
    """
    hold_letterheads(Q(organisation_id=issuer.organisation, organ=issuer.organ))
    faults, term, symbol = _where(issuer, type_code, on)
    faults += faults_of_day(on, "Văn bản")
    if faults:
        raise Refused(faults)
    series = Series(issuer, type_code, term)
    last = Number.objects.filter(series.rows()).aggregate(number=Max("number"), dated=Max("dated"))
    if last["dated"] and on < last["dated"]:
        said = f"Số sau cùng của loại này đề ngày {show(last['dated'])}; số tiếp theo không đề ngày trước đó."
        remedy = "Hãy xem lại ngày. Văn bản đã ký và lấy số trên giấy thì ghi là số đã dùng trên giấy."
        raise Refused([Refusal("number-back", said, RULE, remedy)])
    number = max([last["number"] or 0, *(one.number for one in before if one.series == series)]) + 1
    return Drawn(series, number, on, write_number(number, issuing().types[type_code].symbol, symbol))


def keep_number(
    drawn: Drawn, *, case: int | None = None, step: str = "", kind: str = "", secret: bool = False, lies_at: str = "", actor: Actor
) -> Number:  # fmt: skip
    """Writes a drawn number in the book and among the numbers. With a case its entry stands in the book of the case alone."""
    data: dict[str, Plain] = drawn.series.told() | {"number": drawn.number, "written": drawn.written}
    data |= ({"paper": kind} if kind else {}) | ({"step": step} if case is not None else {})
    data |= {"secret": True, "lies_at": lies_at} if secret else {}
    issuer = drawn.series.issuer
    entry = NewEntry("papers.number_taken", drawn.on, issuer.organisation, case=case, data=data)
    sequence = record([entry], actor=actor)[0]
    return Number.objects.create(
        organisation_id=issuer.organisation, organ=issuer.organ, type=drawn.series.type, term=drawn.series.term, number=drawn.number,
        dated=drawn.on, on_paper=False, written=drawn.written, is_secret=secret, lies_at=lies_at, case_id=case, step=step, kind=kind,
        recorded_by=sequence,
    )  # fmt: skip


@transaction.atomic
def take_number(
    issuer: Issuer, type_code: str, on: date, *, secret: bool = False, lies_at: str = "", actor: Actor
) -> Number:
    """The next number for a document that is no paper of a case; refuses what `draw_number` refuses."""
    actor.require("papers.keep", issuer.organisation)
    return keep_number(draw_number(issuer, type_code, on), secret=secret, lies_at=lies_at, actor=actor)


@transaction.atomic
def note_numbers(issuer: Issuer, type_code: str, first: int, last: int, on: date, *, actor: Actor) -> int:
    """Numbers `first` to `last` of the term of `on` were used in the book of paper; gives the entry.

    One number alone is dated `on`; of several only the term is taken from it. Refuses what `draw_number` refuses but the order of days,
    numbers that are used already, and more than MOST_AT_ONCE.
    """
    actor.require("papers.keep", issuer.organisation)
    hold_letterheads(Q(organisation_id=issuer.organisation, organ=issuer.organ))
    faults, term, symbol = _where(issuer, type_code, on)
    faults += faults_of_day(on, "Văn bản")
    if not 1 <= first <= last or last - first >= MOST_AT_ONCE:
        said = f"Ghi từ số 1 trở lên, số đầu không lớn hơn số cuối, mỗi lần không quá {MOST_AT_ONCE} số."
        faults.append(Refusal("numbers", said, remedy="Hãy xem lại hai số."))
    series = Series(issuer, type_code, term)
    used = Number.objects.filter(series.rows(), number__gte=first, number__lte=last).order_by("number")
    if not faults and (taken := [row.written for row in used[:5]]):
        faults.append(Refusal("number-used", f"Đã có trong sổ: {', '.join(taken)}.", remedy="Mỗi số chỉ ghi một lần."))
    if faults:
        raise Refused(faults)
    data = series.told() | {"first": first, "last": last, "symbol": symbol}
    entry = NewEntry("papers.numbers_noted", on, issuer.organisation, data=data)
    sequence = record([entry], actor=actor)[0]
    Number.objects.bulk_create(
        Number(
            organisation_id=issuer.organisation, organ=issuer.organ, type=type_code, term=term, number=number,
            dated=on if first == last else None, on_paper=True, recorded_by=sequence,
            written=write_number(number, issuing().types[type_code].symbol, symbol),
        )
        for number in range(first, last + 1)
    )  # fmt: skip
    return sequence


@transaction.atomic
def void_number(number_id: int, *, reason: str, actor: Actor) -> int:
    """A number is not used; it stays in the book as voided and is never given again. Gives the entry.

    Refuses a reason that is not of the list, a number voided already, and one whose paper stands in a case.
    """
    row, faults = _held(number_id, actor)
    if reason not in VOIDING:
        faults.append(Refusal("reason", "Chưa chọn lý do.", remedy="Hãy chọn một lý do trong danh sách."))
    if row.voided_by is not None:
        faults.append(Refusal("voided", f"Số {row.written} đã được bỏ.", remedy="Hãy mở lại sổ văn bản."))
    if row.case_id is not None and stands(row):
        said = f"Số {row.written} đang ở trên một văn bản có hiệu lực."
        faults.append(Refusal("in-use", said, remedy="Văn bản được hủy ở nơi đã lập nó thì số mới bỏ được."))
    if faults:
        raise Refused(faults)
    sequence = _record("papers.number_voided", row, reason, actor)
    Number.objects.filter(pk=row.pk).update(voided_by=sequence)
    return sequence


@transaction.atomic
def cancel_noted(number_id: int, *, reason: str, actor: Actor) -> int:
    """A number was noted wrongly as used on paper: the line goes, the number is free again. Gives the entry.

    Refuses a number that the software gave, a voided one, and a reason that is not of the list.
    """
    row, faults = _held(number_id, actor)
    if reason not in NOTED_WRONGLY:
        faults.append(Refusal("reason", "Chưa chọn lý do.", remedy="Hãy chọn một lý do trong danh sách."))
    if not row.on_paper or row.voided_by is not None:
        said = f"Số {row.written} không phải số ghi từ sổ giấy, hoặc đã được bỏ."
        faults.append(Refusal("not-noted", said, remedy="Số đã cấp thì bỏ số, không xóa khỏi sổ."))
    if faults:
        raise Refused(faults)
    sequence = _record("papers.noted_cancelled", row, reason, actor)
    Number.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


def _record(kind: str, row: Number, reason: str, actor: Actor) -> int:
    series = Series(Issuer(row.organisation_id, row.organ), row.type, row.term)
    data = series.told() | {"number": row.number, "reason": reason}
    entry = NewEntry(kind, row.dated, row.organisation_id, case=row.case_id, cancels=_cancels(row), data=data)
    return record([entry], actor=actor)[0]


def _cancels(row: Number) -> int | None:
    # Of many noted at once a single one is cancelled: the entry stands for the others.
    alone = Number.objects.filter(recorded_by=row.recorded_by).count() == 1
    return row.recorded_by if alone else None


def _held(number_id: int, actor: Actor) -> tuple[Number, list[Refusal]]:
    row = Number.objects.select_for_update(no_key=True).filter(pk=number_id, cancelled_by=None).first()
    if row is None:
        actor.require_somewhere("papers.keep")
        raise Refused([Refusal("gone", "Số này không còn trong sổ.", remedy="Hãy mở lại sổ văn bản.")])
    actor.require("papers.keep", row.organisation_id)
    return row, []


def stands(row: Number) -> bool:
    """Does the paper of a case stand: has the step it is of not been cancelled?"""
    found = row.case.papers if row.case else None
    return found is not None and found.filter(step=row.step, number=row.written, cancelled_by=None).exists()


def _where(issuer: Issuer, type_code: str, on: date) -> tuple[list[Refusal], int, str]:
    """What speaks against numbering there, the term of the day, and the organ's symbol."""
    found = []
    known = issuing().types.get(type_code)
    if known is None or not known.symbol:
        said = (
            f"Loại “{type_title(type_code)}” không có ký hiệu, nên không cấp số."
            if known
            else "Không có loại văn bản này."
        )
        found.append(Refusal("type", said, "Quy định 399-QĐ/TW", "Hãy chọn loại khác trong danh sách."))
    heading, term = letterhead_on(issuer, on), _term_on(issuer, on)
    found += faults_of_series(issuer, on)
    return found, term.number if term else 0, heading.symbol if heading else ""


def faults_of_series(issuer: Issuer, on: date) -> list[Refusal]:
    """Why an organ numbers nothing on a day: its symbol or the term of the day is not recorded."""
    found = []
    if letterhead_on(issuer, on) is None:
        said = f"Chưa ghi ký hiệu của cơ quan ban hành vào ngày {show(on)}."
        found.append(Refusal("no-symbol", said, remedy="Hãy ghi phần đầu văn bản của cơ quan ấy trước."))
    if _term_on(issuer, on) is None:
        said = f"Chưa ghi nhiệm kỳ của tổ chức vào ngày {show(on)}; số chạy theo nhiệm kỳ."
        found.append(Refusal("no-term", said, RULE, "Nhờ cán bộ tổ chức ghi nhiệm kỳ ở trang chức vụ của tổ chức."))
    return found


def _term_on(issuer: Issuer, on: date) -> Term | None:
    terms = terms_of(issuer.organisation)
    return next((one for one in terms if one.starts_on <= on and (one.ends_on is None or on < one.ends_on)), None)
