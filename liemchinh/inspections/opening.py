"""A case begins: out of a line of an adopted programme, or on signs that a document shows. Nothing else begins one (guards 9)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.steps import Taken, Who, open_case
from liemchinh.inspections.cases import kind_of
from liemchinh.inspections.matter import SUBJECT
from liemchinh.inspections.models import LONGEST_ISSUER, LONGEST_NUMBER, Inspection, Programme
from liemchinh.inspections.organ import require_organ
from liemchinh.inspections.planning import PlannedItem, faults_of_subjects
from liemchinh.inspections.queries import items_of
from liemchinh.inspections.words import SIGNS, SOURCES
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.members.days import faults_of_day
from liemchinh.members.queries import last_places
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import standing
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.of_steps import NO_PAPER, Choice, StepPapers, draw_papers
from liemchinh.papers.organs import organs_of
from liemchinh.rulebook.current import charter
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused
from regulations.catalogue import catalogue
from regulations.rules.inspecting import LOOKBACK, may_look_back


@dataclass(frozen=True, slots=True)
class Start:
    """The first step: its day and papers, and the last day for a conclusion by its plan."""

    on: date
    papers: Choice = NO_PAPER
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The document that shows signs: its kind, number, day, and who issued it."""

    kind: str
    number: str
    dated: date
    issuer: str

    def faults(self) -> list[Refusal]:
        """Every reason why it is no such document."""
        found = faults_of_day(self.dated, "Văn bản")
        if self.kind not in SOURCES:
            told = "Văn bản này không thuộc loại nào nêu được dấu hiệu vi phạm."
            found.append(Refusal("source", told, remedy="Hãy chọn một loại trong danh sách."))
        if not clean(self.number) or len(clean(self.number)) > LONGEST_NUMBER:
            told = "Chưa ghi số của văn bản nêu dấu hiệu vi phạm."
            found.append(
                Refusal("source-number", told, remedy="Kiểm tra khi có dấu hiệu phải dựa vào một văn bản có số.")
            )
        if not clean(self.issuer) or len(clean(self.issuer)) > LONGEST_ISSUER:
            told = "Chưa ghi nơi ban hành văn bản nêu dấu hiệu vi phạm."
            found.append(Refusal("source-issuer", told, remedy="Hãy ghi tên cơ quan như trên văn bản."))
        return found


@dataclass(frozen=True, slots=True)
class Signs:
    """An inspection on signs: which organ, its source, whom it is about, content by code and the period examined."""

    organ: str
    source: Source
    content: tuple[str, ...]
    first: date
    last: date
    organisations: tuple[int, ...] = ()
    people: tuple[int, ...] = field(default=())


@transaction.atomic
def open_planned(
    programme: int,
    number: int,
    subjects: Sequence[Who],
    start: Start,
    *,
    arises_from: Sequence[Case] = (),
    actor: Actor,
) -> Case:
    """A case about subjects of a line of the programme in force. The opener holds its grant.

    Refuses, all at once: a line that does not stand, nobody, somebody who is not in the line, a decision without a number.
    """
    held = Programme.objects.filter(pk=programme, cancelled_by=None, replaced_by=None).first()
    item = next((one for one in items_of(held) if one.number == number), None) if held else None
    if held is None or item is None:
        told = "Mục này không còn trong chương trình đang có hiệu lực."
        raise Refused([Refusal("no-item", told, remedy="Hãy mở chương trình đang có hiệu lực.")])
    place = require_organ(actor, held.organisation_id)
    kind = kind_of(item.sort, place.category)
    inside = {*(Who(SUBJECT, one) for one in item.organisations), *(Who(SUBJECT, None, one) for one in item.people)}
    papers, more = _drawn(kind, held.organ, place, start)
    faults = [*_faults_of_start(start), *more]
    faults += faults_of_lookback(place, item.first, start.on)
    if not subjects:
        faults.append(NOBODY)
    if set(subjects) - inside:
        told = "Có đối tượng không có trong mục của chương trình."
        faults.append(Refusal("not-planned", told, remedy="Sửa chương trình bằng quyết định khác trước."))
    if faults:
        raise Refused(faults)
    origin: dict[str, Plain] = {"programme": held.recorded_by, "number": number}
    data = _told(held.organ, item.sort, item, origin)
    case = _opened(kind, place, subjects, _first(kind, start, data, papers), arises_from, actor)
    papers.issue(case, _code(kind, start), actor=actor)
    Inspection.objects.create(
        case=case, organ=held.organ, sort=item.sort, content=list(item.content), first=item.first, last=item.last,
        programme=held, number=number, recorded_by=case.recorded_by,
    )  # fmt: skip
    return case


@transaction.atomic
def open_on_signs(
    organisation: int, told: Signs, start: Start, *, arises_from: Sequence[Case] = (), actor: Actor
) -> Case:
    """A case on signs that a document shows, about somebody below the organ. The opener holds its grant.

    Refuses, all at once: no such document, nobody or somebody not below, no content, an organ that is not there. There is no way to begin
    one from reports, whatever their number.
    """
    place = require_organ(actor, organisation)
    kind = kind_of(SIGNS, place.category)
    papers, more = _drawn(kind, told.organ, place, start)
    faults = [*told.source.faults(), *faults_of_day(start.on, "Đề xuất"), *more]
    if told.organ not in organs_of(place.category):
        faults.append(Refusal("organ", "Tổ chức này không có cơ quan như vậy.", remedy="Hãy chọn lại cơ quan."))
    item = PlannedItem(0, SIGNS, 1, told.first, told.last, told.content, told.organisations, told.people)
    faults += faults_of_subjects(item, place)
    if not (told.organisations or told.people):
        faults.append(NOBODY)
    if not told.content or set(told.content) - catalogue().keys():
        said = "Chưa chọn nội dung, hoặc có nội dung ngoài danh mục."
        faults.append(Refusal("content", said, remedy="Hãy chọn nội dung trong danh mục."))
    if told.last < told.first:
        said = "Mốc thời gian kết thúc trước khi bắt đầu."
        faults.append(Refusal("period", said, remedy="Hãy xem lại hai ngày của mốc."))
    faults += faults_of_lookback(place, told.first, start.on)
    if faults:
        raise Refused(faults)
    subjects = [*(Who(SUBJECT, one) for one in told.organisations), *(Who(SUBJECT, None, one) for one in told.people)]
    source = told.source
    origin: dict[str, Plain] = {
        "source": source.kind, "source_number": clean(source.number), "source_dated": source.dated.isoformat(),
        "source_issuer": clean(source.issuer),
    }  # fmt: skip
    parties = [*subjects, Who("manager", _manager(subjects, organisation))]
    data = _told(told.organ, SIGNS, item, origin)
    case = _opened(kind, place, parties, _first(kind, start, data, papers), arises_from, actor)
    papers.issue(case, _code(kind, start), actor=actor)
    Inspection.objects.create(
        case=case, organ=told.organ, sort=SIGNS, content=list(told.content), first=told.first, last=told.last,
        source=source.kind, source_number=clean(source.number), source_dated=source.dated,
        source_issuer=clean(source.issuer), recorded_by=case.recorded_by,
    )  # fmt: skip
    return case


NOBODY = Refusal("nobody", "Chưa chọn đối tượng.", remedy="Hãy chọn tổ chức hoặc hội viên.")


def _faults_of_start(start: Start) -> list[Refusal]:
    found = faults_of_day(start.on, "Quyết định")
    if start.until and start.until < start.on:
        told = "Ngày phải kết luận sớm hơn ngày quyết định."
        found.append(Refusal("until", told, remedy="Hãy xem lại kế hoạch."))
    return found


def faults_of_lookback(place: Version, first: date, on: date) -> list[Refusal]:
    """The refusal of a period that a verified rule lets a branch not look back to; what is unknown is asked when it is announced."""
    if place.category not in LOOKBACK:
        return []
    answer = may_look_back(charter(place.organisation_id).rulebook, place.category, first, on=on)
    if answer.verdict != "no":
        return []
    remedy = "Sửa mốc thời gian trong chương trình bằng quyết định khác trước."
    return [Refusal("lookback", answer.reason, str(answer.citation or ""), remedy)]


def _code(kind: str, start: Start) -> str:
    return case_kind(kind).procedure.first(start.on)[0].code


def _drawn(kind: str, organ: str, place: Version, start: Start) -> tuple[StepPapers, list[Refusal]]:
    return draw_papers(kind, _code(kind, start), start.on, start.papers, Issuer(place.organisation_id, organ))


def _told(organ: str, sort: str, item: PlannedItem, origin: dict[str, Plain]) -> dict[str, Plain]:
    return {
        "organ": organ, "sort": sort, "content": list(item.content), "first": item.first.isoformat(),
        "last": item.last.isoformat(), **origin,
    }  # fmt: skip


def _first(kind: str, start: Start, data: dict[str, Plain], papers: StepPapers) -> Taken:
    told = data | ({"until": start.until.isoformat()} if start.until else {})
    return Taken(_code(kind, start), start.on, told, papers=papers.papers)


def _opened(
    kind: str, place: Version, parties: Sequence[Who], first: Taken, arises_from: Sequence[Case], actor: Actor
) -> Case:
    body = Who("body", place.organisation_id)
    return open_case(kind, [body, *parties], first, arises_from=arises_from, actor=actor)


def _manager(subjects: Sequence[Who], body: int) -> int:
    """The organisation that manages the first subject: a member's own branch, an organisation's own superior."""
    first = subjects[0]
    if first.person:
        return last_places([first.person]).get(first.person, body)
    found = standing(clock.today()).filter(organisation_id=first.organisation)
    return found.values_list("parent_id", flat=True).first() or body
