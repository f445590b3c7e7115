"""Counts of what citizens answered, of offices and never of clerks: entered from paper, or added up of what came through the page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.citizens.models import LONGEST_NUMBER, Rating, Why
from liemchinh.citizens.words import CANCELLING, KEEP, PAPER
from liemchinh.envelopes.words import REASONS
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.organisations.queries import standing
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Answers:
    """How many answered what, and how many of those not satisfied named which reason."""

    satisfied: int = 0
    neutral: int = 0
    not_satisfied: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)

    def plain(self) -> dict[str, Plain]:
        """What the book keeps of it."""
        reasons: list[Plain] = [[code, count] for code, count in sorted(self.reasons.items()) if count]
        counts = {"satisfied": self.satisfied, "neutral": self.neutral, "not_satisfied": self.not_satisfied}
        return {**counts, "reasons": reasons}


@dataclass(frozen=True, slots=True)
class Counted:
    """Answers about an office in a period (both days in it); on paper with the number and day of the paper they stand in.

    `suggestions`: how many forms in the box held one.
    """

    organisation: int
    first: date
    last: date
    answers: Answers
    number: str = ""
    dated: date | None = None
    suggestions: int = 0


@transaction.atomic
def record_papers(counted: Sequence[Counted], *, actor: Actor) -> list[int]:
    """Counts made on paper, each with the number and day of its paper, in one append; gives the entries.

    Refuses, all at once: a period that is not over or whose days are the wrong way round, an office that did not stand on its last day,
    nothing or too much counted, reasons that are not on the list or named more often than there were answers, a paper without number or
    of a day to come, and days of an office that are counted on paper already.
    """
    actor.require_somewhere(KEEP)
    places = sorted({one.organisation for one in counted})
    for place in places:
        actor.require(KEEP, place)
    lock_organisations(places)
    faults = [fault for one in counted for fault in _faults(one)] + _faults_of_twice(counted)
    if faults:
        raise Refused(faults)
    return write(PAPER, counted, actor=actor)


@transaction.atomic
def cancel_paper(rating: int, *, reason: str, actor: Actor) -> int:
    """A count on paper that was entered wrongly does not stand; gives the entry. What came through the page is not cancelled."""
    actor.require_somewhere(KEEP)
    row = Rating.objects.filter(pk=rating, way=PAPER).first()
    if row is None:
        raise Refused([_refusal("gone", _("Không có lần ghi này."), _("Hãy mở lại trang."))])
    actor.require(KEEP, row.organisation_id)
    lock_organisations([row.organisation_id])
    row.refresh_from_db(fields=["cancelled_by"])
    faults = faults_of_reason(reason, CANCELLING)
    if row.cancelled_by is not None:
        faults.append(_refusal("cancelled", _("Lần ghi này đã hủy."), _("Không cần ghi lại.")))
    if faults:
        raise Refused(faults)
    entry = NewEntry(
        "citizens.rating_cancelled", row.last, row.organisation_id, cancels=row.recorded_by, data={"reason": reason}
    )
    sequence = record([entry], actor=actor)[0]
    Rating.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


def write(way: str, counted: Sequence[Counted], *, actor: Actor) -> list[int]:
    """Entries and rows of counts that were checked; inside the transaction of whoever checked them."""
    entries = [
        NewEntry("citizens.rated", one.last, one.organisation, data={
            "way": way, "first": one.first.isoformat(), **one.answers.plain(), "suggestions": one.suggestions,
            "number": clean(one.number), "dated": one.dated.isoformat() if one.dated else None,
        })
        for one in counted
    ]  # fmt: skip
    sequences = list(record(entries, actor=actor))
    rows = Rating.objects.bulk_create(
        Rating(
            organisation_id=one.organisation, way=way, first=one.first, last=one.last, satisfied=one.answers.satisfied,
            neutral=one.answers.neutral, not_satisfied=one.answers.not_satisfied, suggestions=one.suggestions,
            number=clean(one.number), dated=one.dated, recorded_by=sequence,
        )
        for one, sequence in zip(counted, sequences, strict=True)
    )  # fmt: skip
    Why.objects.bulk_create(
        Why(rating=row, reason=code, count=count)
        for row, one in zip(rows, counted, strict=True)
        for code, count in sorted(one.answers.reasons.items())
        if count
    )
    return sequences


def _faults(one: Counted) -> list[Refusal]:
    told, found = one.answers, faults_of_day(one.last, _("Kỳ"))
    if one.first > one.last:
        found.append(_refusal("period", _("Ngày đầu kỳ sau ngày cuối kỳ."), _("Hãy xem lại hai ngày.")))
    elif not standing(one.last).filter(organisation_id=one.organisation).exists():
        found.append(_refusal("office", _("Ngày cuối kỳ không có cơ quan này."), _("Hãy chọn lại cơ quan hoặc kỳ.")))
    numbers = (told.satisfied, told.neutral, told.not_satisfied, one.suggestions, *told.reasons.values())
    if not all(0 <= number <= MOST for number in numbers) or not sum(numbers[:4]):
        found.append(_refusal("counts", _("Chưa có số nào, hoặc có số không đúng."), _("Hãy ghi số đếm từ phiếu.")))
    if set(told.reasons) - set(REASONS) or max(told.reasons.values(), default=0) > told.not_satisfied:
        said = _("Lý do ngoài danh sách, hoặc có lý do nhiều hơn số chưa hài lòng.")
        found.append(_refusal("reasons", said, _("Mỗi lý do trong danh sách đếm số phiếu chưa hài lòng nêu nó.")))
    if not clean(one.number) or len(clean(one.number)) > LONGEST_NUMBER or one.dated is None:
        said = _("Chưa ghi số và ngày của văn bản tổng hợp phiếu.")
        found.append(_refusal("paper", said, _("Hãy ghi như trên văn bản.")))
    elif one.dated < one.first:
        found.append(_refusal("paper-day", _("Văn bản có ngày trước kỳ đếm."), _("Hãy xem lại ngày.")))
    else:
        found += faults_of_day(one.dated, _("Văn bản"))
    return found


def _faults_of_twice(counted: Sequence[Counted]) -> list[Refusal]:
    """No day of an office is counted on paper twice."""
    spans: dict[int, list[tuple[date, date]]] = {}
    stood = Rating.objects.filter(way=PAPER, cancelled_by=None, organisation__in={one.organisation for one in counted})
    for place, first, last in stood.values_list("organisation_id", "first", "last"):
        spans.setdefault(place, []).append((first, last))
    for one in counted:
        spans.setdefault(one.organisation, []).append((one.first, one.last))
    double = Counter[int]()
    for place, told in spans.items():
        until = date.min
        for first, last in sorted(told):
            double[place] += first <= until
            until = max(until, last)
    if not any(double.values()):
        return []
    said = _("Có ngày đã đếm phiếu giấy của cơ quan ấy rồi.")
    return [_refusal("twice", said, _("Hãy xem các lần đã ghi; ghi nhầm thì hủy lần trước."))]


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"citizens.{code}", said, remedy=remedy)
