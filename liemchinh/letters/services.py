"""The book of letters: a letter is received under the next number, sorted, passed on; a line written wrongly does not stand."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from liemchinh.access.actor import Actor
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.letters.asking import faults_of_anonymous, faults_of_information
from liemchinh.letters.forgetting import erase_identities
from liemchinh.letters.models import LONGEST_NUMBER, Letter, Sorting
from liemchinh.letters.organ import VERB, refusals_of_organ, require_organ
from liemchinh.letters.words import APPEAL, CANCELLING, KINDS, OUTCOMES, OUTSIDE, PASSED_ON, WAYS
from liemchinh.members.days import faults_of_day
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.organisations.queries import standing
from liemchinh.papers.organs import organs_of
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Cover:
    """The paper under which a letter goes from one body to another: an organisation of the tree or a kind of body outside, number, day."""

    organisation: int | None = None
    outside: str = ""
    number: str = ""
    dated: date | None = None

    def faults(self, own: int) -> list[Refusal]:
        """Every reason why it is none."""
        found = faults_of_day(self.dated, "Văn bản chuyển đơn") if self.dated else []
        if (self.organisation is None) == (self.outside == "") or self.organisation == own:
            told = "Chưa chọn đúng một nơi: một tổ chức trong cây, hoặc một loại cơ quan ở ngoài."
            found.append(Refusal("other-body", told, remedy="Hãy chọn lại nơi gửi, nơi nhận."))
        if self.outside and self.outside not in OUTSIDE:
            told = "Loại cơ quan này không có trong danh sách."
            found.append(Refusal("outside", told, remedy="Hãy chọn trong danh sách."))
        if not clean(self.number) or len(clean(self.number)) > LONGEST_NUMBER or self.dated is None:
            told = "Chưa ghi đủ số và ngày của văn bản chuyển đơn."
            found.append(Refusal("cover", told, remedy="Hãy ghi như trên văn bản."))
        return found

    def plain(self, whom: str, kind: str) -> dict[str, Plain]:
        """What the book keeps of it."""
        dated = self.dated.isoformat() if self.dated else None
        return {whom: self.organisation, kind: self.outside, "cover_number": clean(self.number), "cover_dated": dated}


@dataclass(frozen=True, slots=True)
class Received:
    """A letter as it came: the organ, the day, the way, the kind, signed or not; `cover`: of one that another body passed on."""

    organ: str
    on: date
    way: str
    kind: str
    is_anonymous: bool
    cover: Cover | None = None


@transaction.atomic
def receive_letter(organisation: int, told: Received, *, came_from: int | None = None, actor: Actor) -> Letter:
    """A letter gets the next number of the organ's book of the year it was received in; gives its line.

    `came_from`: the line of the book of an organisation of this tree that passed it on here. Refuses, all at once: an organ that is not
    there, a day to come, a way or kind that is not on the list, no paper with a letter passed on, an appeal without a writer, and a letter
    passed on that was received before or was not passed on here.
    """
    place = require_organ(actor, organisation)
    # Whoever takes the passing on back holds the sender's.
    lock_organisations([organisation, *([told.cover.organisation] if told.cover and told.cover.organisation else [])])
    faults = _faults(organisation, told)
    if told.organ not in organs_of(place.category):
        faults.append(Refusal("organ", "Tổ chức này không có cơ quan như vậy.", remedy="Hãy chọn lại cơ quan."))
    if came_from is not None:
        faults += _faults_of_arrival(organisation, came_from, told)
    if faults:
        raise Refused(faults)
    year, cover = told.on.year, told.cover
    used = Letter.objects.filter(organisation_id=organisation, organ=told.organ, year=year)
    number = (used.aggregate(last=Max("number"))["last"] or 0) + 1
    data: dict[str, Plain] = {
        "organ": told.organ, "year": year, "number": number, "way": told.way, "kind": told.kind, "anonymous": told.is_anonymous,
        **(cover.plain("sender", "sender_kind") if cover else {}), **({"came_from": came_from} if came_from else {}),
    }  # fmt: skip
    sequence = record([NewEntry("letters.received", told.on, organisation, data=data)], actor=actor)[0]
    return Letter.objects.create(
        organisation_id=organisation, organ=told.organ, year=year, number=number, received_on=told.on, way=told.way,
        kind=told.kind, is_anonymous=told.is_anonymous, came_from_id=came_from, recorded_by=sequence,
        **({"sender_id": cover.organisation, "sender_kind": cover.outside, "cover_number": clean(cover.number),
            "cover_dated": cover.dated} if cover else {}),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sorted:
    """What becomes of a letter, on which day; passed on: under which paper, and by when an answer is asked for."""

    outcome: str
    on: date
    cover: Cover | None = None
    due_on: date | None = None


@transaction.atomic
def sort_letter(letter: int, told: Sorted, *, actor: Actor) -> int:
    """What becomes of a letter; gives the entry.

    Refuses, all at once: a letter that was sorted, a day before it came or to come, an outcome that is not on the list, one passed on
    without body, number and day; an anonymous denunciation that would be handled, where the text of that day says it is none or nothing
    known; a signed letter that would only be information.
    """
    held = _held(letter, actor)
    faults = faults_of_day(told.on, "Phân loại đơn")
    if told.on < held.received_on:
        said = f"Đơn nhận ngày {held.received_on:%d/%m/%Y}, không phân loại trước ngày ấy được."
        faults.append(Refusal("before", said, remedy="Hãy kiểm tra ngày."))
    if Sorting.objects.filter(letter=held, cancelled_by=None).exists():
        faults.append(Refusal("sorted", "Đơn này đã được phân loại.", remedy="Ghi nhầm thì hủy lần phân loại trước."))
    if told.outcome not in OUTCOMES:
        faults.append(Refusal("outcome", "Hướng xử lý này không có trong danh sách.", remedy="Hãy chọn lại."))
    faults += _faults_of_passing(held, told) + faults_of_information(held.is_anonymous, told.outcome)
    if held.is_anonymous:
        faults += faults_of_anonymous(held.kind, told.outcome, held.organisation_id, told.on)
    if faults:
        raise Refused(faults)
    cover = told.cover
    data: dict[str, Plain] = {
        **_line(held), "outcome": told.outcome, **(cover.plain("to", "to_kind") if cover else {}),
        **({"due_on": told.due_on.isoformat()} if told.due_on else {}),
    }  # fmt: skip
    sequence = record([NewEntry("letters.sorted", told.on, held.organisation_id, data=data)], actor=actor)[0]
    Sorting.objects.create(
        letter=held, outcome=told.outcome, on=told.on, due_on=told.due_on, recorded_by=sequence,
        **({"to_id": cover.organisation, "to_kind": cover.outside, "cover_number": clean(cover.number),
            "cover_dated": cover.dated} if cover else {}),
    )  # fmt: skip
    return sequence


@transaction.atomic
def unsort_letter(letter: int, *, reason: str, actor: Actor) -> int:
    """The last sorting was written wrongly; gives the entry. Refuses a reason that is not on the list, and a letter that arrived since."""
    held = _held(letter, actor)
    row = Sorting.objects.filter(letter=held, cancelled_by=None).first()
    faults = faults_of_reason(reason, CANCELLING)
    if row is None:
        faults.append(Refusal("not-sorted", "Đơn này chưa được phân loại.", remedy="Hãy mở lại trang."))
    if Letter.objects.filter(came_from=held, cancelled_by=None).exists():
        told = "Nơi được chuyển đã nhận đơn này."
        faults.append(Refusal("arrived", told, remedy="Nhờ nơi ấy hủy dòng đã nhận, hoặc chuyển lại."))
    if row is None or faults:
        raise Refused(faults)
    data = {**_line(held), "reason": reason}
    entry = NewEntry("letters.unsorted", row.on, held.organisation_id, cancels=row.recorded_by, data=data)
    sequence = record([entry], actor=actor)[0]
    Sorting.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


@transaction.atomic
def cancel_letter(letter: int, *, reason: str, actor: Actor) -> int:
    """A line was written wrongly and does not stand; its number is never used again, and who wrote it is erased. Gives the entry.

    Refuses a reason that is not on the list, and a letter that was sorted: that is cancelled first.
    """
    held = _held(letter, actor)
    faults = faults_of_reason(reason, CANCELLING)
    if Sorting.objects.filter(letter=held, cancelled_by=None).exists():
        faults.append(Refusal("sorted", "Đơn này đã được phân loại.", remedy="Hãy hủy lần phân loại trước."))
    if faults:
        raise Refused(faults)
    data = {**_line(held), "reason": reason}
    entry = NewEntry("letters.cancelled", held.received_on, held.organisation_id, cancels=held.recorded_by, data=data)
    sequence = record([entry], actor=actor)[0]
    Letter.objects.filter(pk=held.pk).update(cancelled_by=sequence)
    erase_identities([held.pk])
    return sequence


def _held(letter: int, actor: Actor) -> Letter:
    """The letter, its organisation held, for whoever keeps its book."""
    actor.require_somewhere(VERB)
    place = Letter.objects.filter(pk=letter).values_list("organisation_id", flat=True).first()
    if place is not None and (faults := refusals_of_organ(actor, place)):
        raise Refused(faults)
    lock_organisations([place] if place is not None else [])
    held = Letter.objects.filter(pk=letter, cancelled_by=None).first()
    if held is None:
        raise Refused([Refusal("gone", "Dòng này không còn trong sổ đơn thư.", remedy="Hãy mở lại sổ.")])
    return held


def _line(letter: Letter) -> dict[str, Plain]:
    return {"organ": letter.organ, "year": letter.year, "number": letter.number}


def _faults(organisation: int, told: Received) -> list[Refusal]:
    found = faults_of_day(told.on, "Đơn thư")
    if told.way not in WAYS or told.kind not in KINDS:
        said = "Cách nhận hoặc loại đơn không có trong danh sách."
        found.append(Refusal("list", said, remedy="Hãy chọn trong danh sách."))
    if told.is_anonymous and told.kind == APPEAL:
        said = "Khiếu nại kỷ luật phải do chính người hoặc tổ chức bị kỷ luật gửi."
        found.append(Refusal("unsigned-appeal", said, remedy="Hãy xem lại loại đơn, hoặc ghi là đơn có người viết."))
    if (told.way == PASSED_ON) != (told.cover is not None):
        said = "Đơn do nơi khác chuyển đến thì ghi nơi chuyển, số và ngày văn bản; đơn khác thì không."
        found.append(Refusal("cover", said, remedy="Hãy xem lại cách nhận."))
    if told.cover is not None:
        found += told.cover.faults(organisation)
        if (
            told.cover.organisation is not None
            and not standing(told.on).filter(organisation_id=told.cover.organisation).exists()
        ):
            said = "Ngày ấy không có tổ chức chuyển đơn này trong cây."
            found.append(Refusal("sender", said, remedy="Hãy chọn lại nơi chuyển."))
    return found


def _faults_of_arrival(organisation: int, came_from: int, told: Received) -> list[Refusal]:
    sent = (
        Sorting.objects.filter(letter=came_from, to_id=organisation, cancelled_by=None).select_related("letter").first()
    )
    if sent is None:
        return [Refusal("not-sent", "Đơn này không còn được chuyển đến đây.", remedy="Hãy mở lại sổ.")]
    found = []
    if Letter.objects.filter(came_from=came_from, cancelled_by=None).exists():
        found.append(Refusal("twice", "Đơn này đã được nhận vào sổ.", remedy="Không cần ghi lại."))
    if told.cover is None or told.cover.organisation != sent.letter.organisation_id:
        found.append(Refusal("sender", "Nơi chuyển khác với nơi đã ghi chuyển.", remedy="Hãy mở lại trang."))
    if told.on < sent.on:
        said = f"Nơi chuyển ghi chuyển ngày {sent.on:%d/%m/%Y}."
        found.append(Refusal("before", said, remedy="Ngày nhận không sớm hơn ngày chuyển; hãy kiểm tra."))
    return found


def _faults_of_passing(letter: Letter, told: Sorted) -> list[Refusal]:
    if (told.outcome == PASSED_ON) != (told.cover is not None):
        said = "Chuyển đơn thì ghi nơi nhận, số và ngày văn bản chuyển; hướng xử lý khác thì không."
        return [Refusal("cover", said, remedy="Hãy xem lại hướng xử lý.")]
    if told.cover is None:
        said = "Chỉ đơn được chuyển mới có ngày yêu cầu trả lời."
        return [Refusal("due", said, remedy="Hãy bỏ ngày ấy.")] if told.due_on else []
    found = told.cover.faults(letter.organisation_id)
    if (
        told.cover.organisation is not None
        and not standing(told.on).filter(organisation_id=told.cover.organisation).exists()
    ):
        said = "Ngày ấy không có tổ chức nhận này trong cây."
        found.append(Refusal("receiver", said, remedy="Hãy chọn lại nơi nhận."))
    if told.due_on and told.due_on < told.on:
        said = "Ngày yêu cầu trả lời sớm hơn ngày chuyển."
        found.append(Refusal("due", said, remedy="Hãy xem lại văn bản chuyển."))
    return found
