"""Setting the agenda of a branch's meeting, and recording what it concluded on each item."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.directives.asking import books_above
from liemchinh.directives.models import Document
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.meetings.items import AGREED, DECIDING, KINDS, NEWS, RESULTS
from liemchinh.meetings.minutes import agenda_on, minutes_of, quorum_of, voters_present
from liemchinh.meetings.models import LONGEST_NUMBER, Agenda, Item, Meeting, Minutes, Outcome
from liemchinh.meetings.queries import meeting_on
from liemchinh.meetings.reasons import CORRECTIONS
from liemchinh.organisations.lifetimes import faults_of_places
from liemchinh.organisations.locking import lock_organisations
from liemchinh.web.dates import show
from regulations.answers import Refusal, Refused

MOST_ITEMS, AHEAD = 12, timedelta(days=60)
# 5-NQ/CB: numbers and letters of a paper's number, nothing in words.
_NUMBER = re.compile(r"[0-9]{1,5}(?:[-/][0-9A-ZĐ]{1,10}){0,4}")


@dataclass(frozen=True, slots=True)
class Planned:
    """An item as it is set: its kind, and the document it is about."""

    kind: str
    document: int | None = None


@dataclass(frozen=True, slots=True)
class Concluded:
    """What was concluded on an item: of the list, the number of the resolution ("": none), the votes (all three, or none)."""

    result: str
    resolution: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None

    @property
    def votes(self) -> tuple[int, ...]:
        """The three counts; empty where nobody voted."""
        given = (self.votes_for, self.votes_against, self.abstained)
        return tuple(one for one in given if one is not None)


@transaction.atomic
def set_agenda(organisation: int, day: date, items: Sequence[Planned], *, actor: Actor) -> int:
    """Sets what a branch's meeting of a day is about; set again, the earlier agenda does not stand. Gives the entry.

    Refuses, all at once: a branch that does not stand, no item or too many, a kind not on the list, spreading a document without naming it,
    a document that is in no book here or above, a day too far ahead, and once conclusions stand on the agenda. The same again is not
    recorded again.
    """
    actor.require("branch.keep", organisation)
    lock_organisations([organisation])
    before = agenda_on(organisation, day)
    if before and [(one.kind, one.document_id) for one in before.items.order_by("number")] == [
        (one.kind, one.document) for one in items
    ]:
        return before.recorded_by
    faults = _faults_of_agenda(organisation, day, items, before)
    if faults:
        raise Refused(faults)
    told: list[Plain] = [asdict(one) for one in items]
    entry = NewEntry(
        "meetings.planned", day, organisation, cancels=before.recorded_by if before else None, data={"items": told}
    )
    sequence = record([entry], actor=actor)[0]
    if before:
        Agenda.objects.filter(pk=before.pk).update(cancelled_by=sequence)
    agenda = Agenda.objects.create(organisation_id=organisation, held_on=day, recorded_by=sequence)
    Item.objects.bulk_create(
        Item(agenda=agenda, number=number, kind=one.kind, document_id=one.document)
        for number, one in enumerate(items, 1)
    )
    return sequence


@transaction.atomic
def conclude_meeting(
    organisation: int, day: date, outcomes: Mapping[int, Concluded], *, reason: str = "", actor: Actor
) -> int:
    """Records what a meeting concluded on each item of its agenda, by number, or corrects it for a reason; gives the entry.

    Refuses, all at once: without an agenda or attendance, an item left out, a conclusion not on the list, a resolution's number of
    something not agreed, more votes than members with a vote were there, and an agreement where the rules say that too few came. Where they
    say nothing verified, it is recorded and stays marked so.
    """
    actor.require("branch.keep", organisation)
    lock_organisations([organisation])
    agenda, meeting = agenda_on(organisation, day), meeting_on(organisation, day)
    faults = _faults_of_meeting(agenda, meeting)
    if agenda is None or meeting is None:
        raise Refused(faults)
    before, items = minutes_of(agenda), {one.number: one for one in agenda.items.all()}
    faults += _faults_of_outcomes(items, outcomes, meeting)
    if before and reason not in CORRECTIONS:
        said = _("Kết luận buổi này đã ghi; chưa chọn vì sao sửa.")
        faults.append(_refusal("reason", said, _("Chọn một lý do trong danh sách.")))
    if faults:
        raise Refused(faults)
    told: list[Plain] = [{"number": number, **asdict(outcomes[number])} for number in sorted(items)]
    data: dict[str, Plain] = {"agenda": agenda.recorded_by, "outcomes": told}
    if before:
        data["reason"] = reason
    entry = NewEntry("meetings.concluded", day, organisation, cancels=before.recorded_by if before else None, data=data)
    sequence = record([entry], actor=actor)[0]
    if before:
        Minutes.objects.filter(pk=before.pk).update(cancelled_by=sequence)
    minutes = Minutes.objects.create(agenda=agenda, recorded_by=sequence)
    Outcome.objects.bulk_create(
        Outcome(minutes=minutes, item=item, **asdict(outcomes[number])) for number, item in sorted(items.items())
    )
    return sequence


def _faults_of_agenda(organisation: int, day: date, items: Sequence[Planned], before: Agenda | None) -> list[Refusal]:
    found = list(faults_of_places([(organisation, min(day, clock.today()))]).values())
    if not 1 <= len(items) <= MOST_ITEMS:
        said = _("Một buổi có từ 1 đến %(most)s nội dung.") % {"most": MOST_ITEMS}
        found.append(_refusal("items", said, _("Hãy chọn ít nhất một nội dung.")))
    if any(one.kind not in KINDS for one in items):
        found.append(_refusal("kind", _("Có nội dung không có trong danh sách."), _("Hãy chọn trong danh sách.")))
    if any(one.kind == NEWS and one.document is None for one in items):
        said = _("Chưa chọn văn bản được phổ biến.")
        found.append(_refusal("news", said, _("Mỗi văn bản là một nội dung; hãy ghi văn bản vào sổ trước.")))
    named = {one.document for one in items if one.document is not None}
    rows = Document.objects.filter(pk__in=named, cancelled_by=None, dated__lte=day)
    if rows.filter(organisation_id__in=books_above(organisation, clock.today())).count() < len(named):
        said = _("Có văn bản không ở trong sổ này và sổ của cấp trên, hoặc ban hành sau ngày họp.")
        found.append(_refusal("document", said, _("Hãy ghi văn bản vào sổ trước, hoặc chọn lại.")))
    if day > clock.today() + AHEAD:
        said = _("Ngày %(day)s còn quá xa.") % {"day": show(day)}
        found.append(_refusal("far", said, _("Hãy ghi nội dung của buổi họp trong sáu mươi ngày tới.")))
    if before and minutes_of(before):
        said = _("Buổi này đã ghi kết luận theo nội dung cũ.")
        found.append(_refusal("concluded", said, _("Nội dung đã có kết luận thì không đổi.")))
    return found


def _faults_of_meeting(agenda: Agenda | None, meeting: Meeting | None) -> list[Refusal]:
    found = []
    if agenda is None:
        found.append(_refusal("no-agenda", _("Buổi này chưa ghi nội dung."), _("Hãy ghi nội dung trước.")))
    if meeting is None:
        found.append(_refusal("no-meeting", _("Buổi này chưa điểm danh."), _("Hãy ghi ai có mặt trước.")))
    return found


def _faults_of_outcomes(
    items: Mapping[int, Item], outcomes: Mapping[int, Concluded], meeting: Meeting
) -> list[Refusal]:
    found = []
    if items.keys() != outcomes.keys():
        said = _("Mỗi nội dung có một kết luận.")
        found.append(_refusal("left-out", said, _("Việc chưa bàn thì chọn “Chưa bàn đến”.")))
    for number, one in sorted(outcomes.items()):
        found += _faults_of_outcome({"number": number}, one, meeting)
    answer = quorum_of(meeting)
    if answer and answer.verdict == "no" and any(one.result == AGREED for one in outcomes.values()):
        said = _("Buổi này chưa đủ số hội viên chính thức: cần %(needed)s người.") % {"needed": answer.value}
        found.append(
            Refusal(
                "meetings.quorum",
                said,
                str(answer.citation or ""),
                _("Hãy bàn tiếp ở buổi sau, hoặc xem lại điểm danh."),
            )
        )
    return found


def _faults_of_outcome(at: dict[str, int], one: Concluded, meeting: Meeting) -> list[Refusal]:
    found = []
    if one.result not in RESULTS:
        said = _("Nội dung %(number)s: chưa chọn kết luận.") % at
        found.append(_refusal("result", said, _("Hãy chọn trong danh sách.")))
    if one.resolution and (
        one.result != AGREED or len(one.resolution) > LONGEST_NUMBER or not _NUMBER.fullmatch(one.resolution)
    ):
        said = _("Nội dung %(number)s: số nghị quyết không đúng, hoặc việc chưa được thống nhất.") % at
        found.append(_refusal("resolution", said, _("Ghi như trên giấy, ví dụ 5-NQ/CB.")))
    there = voters_present(meeting)
    if one.votes and (
        len(one.votes) != 3 or one.result not in DECIDING or min(one.votes) < 0 or sum(one.votes) > there
    ):
        said = _("Nội dung %(number)s: số phiếu không đủ ba ô, hoặc nhiều hơn %(there)s người có mặt được biểu quyết.")
        said = said % (at | {"there": there})
        found.append(_refusal("votes", said, _("Hãy xem lại ba con số, hoặc để trống cả ba.")))
    return found


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"meetings.{code}", said, remedy=remedy)
