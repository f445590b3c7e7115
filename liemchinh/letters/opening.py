"""A denunciation is opened out of one letter that somebody signed and that is handled here. Nothing else opens one (guards 9)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case, Deadline, Party
from liemchinh.casework.queries import cases_visible_to
from liemchinh.casework.steps import Taken, Who, change_party, open_case, subjects_of
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.letters.asking import faults_of_anonymous, faults_of_kind
from liemchinh.letters.cases import BODY, KIND, SUBJECT
from liemchinh.letters.matter import allegations_of, body_of, require_grant
from liemchinh.letters.models import Allegation, Denunciation, Letter
from liemchinh.letters.organ import require_organ
from liemchinh.letters.queries import letters_visible_to, sorting_of
from liemchinh.letters.words import COMPETENT
from liemchinh.members.days import faults_of_day
from liemchinh.members.models import Spell
from liemchinh.organisations.queries import subtree
from regulations.answers import Refusal, Refused
from regulations.catalogue import catalogue

FIRST = "received"


@dataclass(frozen=True, slots=True)
class Denounced:
    """Somebody who is denounced, an organisation or a person, and what of the catalogue is alleged of them."""

    organisation: int | None
    person: int | None
    items: tuple[str, ...]

    @property
    def who(self) -> Who:
        """The same as a party."""
        return Who(SUBJECT, self.organisation, self.person)

    def plain(self) -> list[Plain]:
        """What the book keeps of it."""
        return [{"organisation": self.organisation, "person": self.person, "item": item} for item in self.items]


@transaction.atomic
def open_denunciation(letter: int, about: Denounced, on: date, *, actor: Actor) -> Case:
    """A case out of a letter of one's own book; the opener holds its grant. The book of letters does not say that there is one.

    Refuses, all at once: a letter that is not sorted as handled here, another kind, an anonymous one where the text of that day says that
    it is no denunciation (or nothing known), nobody or somebody who is not under the organ, nothing alleged, a day to come or before the
    sorting, and the same person twice for the same letter as far as the opener has that case open.
    """
    held = letters_visible_to(actor).filter(pk=letter, cancelled_by=None).first()
    if held is None:
        raise Refused([Refusal("no-letter", "Không có đơn này trong sổ của cơ quan.", remedy="Hãy mở lại sổ đơn thư.")])
    require_organ(actor, held.organisation_id)
    faults = faults_of_day(on, "Việc giải quyết tố cáo") + _faults_of_letter(held, on) + faults_of_denounced(
        held.organisation_id, about, on
    ) + _faults_of_twice(held, about, actor)  # fmt: skip
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"letter": held.pk, "organ": held.organ, "allegations": about.plain()}
    parties = [Who(BODY, held.organisation_id), about.who]
    case = open_case(KIND, parties, Taken(FIRST, on, data), actor=actor)
    Denunciation.objects.create(case=case, letter=held, organ=held.organ, recorded_by=case.recorded_by)
    _write(case, about, case.recorded_by)
    return case


@transaction.atomic
def add_denounced(case: Case, about: Denounced, *, actor: Actor) -> int:
    """Somebody else is denounced in the same letter, or something else is alleged; gives the entry.

    Refuses once the team and plan are decided, what is alleged already, and what `open_denunciation` refuses of the denounced.
    """
    require_grant(case, actor)
    held = hold_case(case.pk)
    faults = _faults_of_time(held) + faults_of_denounced(body_of(held), about, clock.today())
    there = {(row.organisation_id, row.person_id, row.item) for row in allegations_of(held)}
    if any((about.organisation, about.person, item) in there for item in about.items):
        faults.append(Refusal("alleged", "Nội dung này đã có.", remedy="Hãy bỏ nội dung đã ghi ra."))
    if faults:
        raise Refused(faults)
    sequence = _record("letters.allegations_added", held, {"allegations": about.plain()}, actor)
    if about.who not in subjects_of(held.pk, SUBJECT):
        change_party(held, about.who, sequence)
    _write(held, about, sequence)
    return sequence


@transaction.atomic
def drop_allegation(case: Case, allegation: int, *, actor: Actor) -> int:
    """An allegation was entered wrongly; gives the entry. Whoever nothing is alleged of any more is a party no longer.

    Refuses once the team and plan are decided, and the last one of the case.
    """
    require_grant(case, actor)
    held = hold_case(case.pk)
    rows, faults = allegations_of(held), _faults_of_time(held)
    row = next((one for one in rows if one.pk == allegation), None)
    if row is None:
        faults.append(Refusal("gone", "Nội dung này không còn.", remedy="Hãy mở lại trang."))
    if len(rows) < 2:
        told = "Việc này chỉ có một nội dung."
        faults.append(Refusal("last", told, remedy="Ghi nhầm cả việc thì hủy bước đầu tiên."))
    if row is None or faults:
        raise Refused(faults)
    who = Denounced(row.organisation_id, row.person_id, (row.item,))
    sequence = _record("letters.allegation_dropped", held, {"allegations": who.plain()}, actor)
    Allegation.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    if not any(
        (one.organisation_id, one.person_id) == (row.organisation_id, row.person_id) for one in rows if one != row
    ):
        Party.objects.filter(
            case=held, role=SUBJECT, organisation_id=row.organisation_id, person_id=row.person_id, cancelled_by=None
        ).update(cancelled_by=sequence)  # fmt: skip
    return sequence


def may_change(case: Case) -> bool:
    """Can what is alleged still be changed: no team and plan decided, no end?"""
    return Deadline.objects.filter(case=case, step__in=("classified", "accepted"), cancelled_by=None).exists()


def faults_of_denounced(body: int, about: Denounced, on: date) -> list[Refusal]:
    """Nobody or two at once, somebody who is not under the body on that day, nothing alleged or something outside the catalogue."""
    found = []
    if (about.person is None) == (about.organisation is None):
        told = "Chưa chọn đúng một hội viên hoặc một tổ chức bị tố cáo."
        found.append(Refusal("subject", told, remedy="Hãy chọn lại; mỗi lần ghi một người hoặc một tổ chức."))
    elif not _is_below(body, about, on):
        told = "Người, tổ chức bị tố cáo không thuộc cấp này quản lý."
        found.append(Refusal("not-below", told, remedy="Hãy xem lại đối tượng, hoặc chuyển đơn đến nơi có thẩm quyền."))
    if not about.items or set(about.items) - catalogue().keys():
        told = "Chưa chọn nội dung tố cáo, hoặc có nội dung ngoài danh mục."
        remedy = "Hãy chọn nội dung trong danh mục; việc ngoài danh mục xử lý trên giấy."
        found.append(Refusal("content", told, remedy=remedy))
    return found


def _is_below(body: int, about: Denounced, on: date) -> bool:
    below = subtree([body], on)
    if about.organisation is not None:
        return about.organisation != body and below.filter(descendant_id=about.organisation).exists()
    spells = Spell.objects.filter(cancelled_by=None, person_id=about.person, ends_on=None, organisation_id__in=below)
    return spells.exists()


def _faults_of_letter(letter: Letter, on: date) -> list[Refusal]:
    sorting = sorting_of(letter)
    found = faults_of_kind(letter.kind, letter.organisation_id, on)
    if sorting is None or sorting.outcome != COMPETENT:
        told = "Đơn này chưa được phân loại là thuộc thẩm quyền giải quyết tại đây."
        found.append(Refusal("not-competent", told, remedy="Hãy phân loại đơn trong sổ đơn thư trước."))
    elif on < sorting.on:
        told = f"Đơn được phân loại ngày {sorting.on:%d/%m/%Y}."
        found.append(Refusal("before", told, remedy="Ngày nhận giải quyết không sớm hơn; hãy kiểm tra."))
    if letter.is_anonymous:
        found += faults_of_anonymous(letter.kind, COMPETENT, letter.organisation_id, on)
    return found


def _faults_of_twice(letter: Letter, about: Denounced, actor: Actor) -> list[Refusal]:
    # Of a case the actor does not have open nothing is told, not even that there is one.
    mine = cases_visible_to(actor, KIND).filter(denunciation__letter=letter, closed_by=None).values("pk")
    same = Party.objects.filter(
        case__in=mine, role=SUBJECT, person_id=about.person, organisation_id=about.organisation, cancelled_by=None
    )  # fmt: skip
    if not same.exists():
        return []
    told = "Đã có một việc đang mở từ đơn này về người, tổ chức ấy."
    return [Refusal("open-before", told, remedy="Hãy ghi thêm nội dung vào việc đang mở.")]


def _faults_of_time(case: Case) -> list[Refusal]:
    if may_change(case):
        return []
    told = "Đã quyết định lập tổ và kế hoạch, hoặc việc này đã kết thúc."
    return [Refusal("decided", told, remedy="Nội dung mới thì ghi thành một việc khác từ chính đơn ấy.")]


def _record(kind: str, case: Case, data: dict[str, Plain], actor: Actor) -> int:
    entry = NewEntry(kind, clock.today(), organisation=body_of(case), case=case.pk, data=data)
    return record([entry], actor=actor)[0]


def _write(case: Case, about: Denounced, sequence: int) -> None:
    Allegation.objects.bulk_create(
        Allegation(
            case=case, organisation_id=about.organisation, person_id=about.person, item=item, recorded_by=sequence
        )
        for item in about.items
    )  # fmt: skip
