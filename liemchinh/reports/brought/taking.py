"""A filled workbook taken in: prose and numbers recorded as if they were typed, the report begun and sent upward, all or nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.organisations.locking import lock_organisations
from liemchinh.reports.brought.blank import TextLine, numbers_of, sent_values, texts_of
from liemchinh.reports.brought.reading import FilledIn
from liemchinh.reports.collecting import begin_asked_report
from liemchinh.reports.handing import submit_report
from liemchinh.reports.models import Asked, Call, Report
from liemchinh.reports.naming import asked_definition
from liemchinh.reports.words import KEEP
from liemchinh.reports.writing import write_prose
from liemchinh.returns.models import Call as NumbersCall
from liemchinh.returns.sending import Numbers, send_return
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Taken:
    """The report a file became. `is_new`: False of a file that was taken before and changed nothing."""

    report: int
    is_new: bool


@transaction.atomic
def take_workbook(call: int, filled: FilledIn, *, actor: Actor) -> Taken:
    """Records what a workbook says for the organisation it was made for, and sends its report upward.

    Refuses, all at once and with nothing written: a file of another call, an organisation that was not asked, cells that cannot be read,
    lines that are missing or strange, whatever the numbers and the prose refuse, and an organisation whose report is in and says
    otherwise. The same file again changes nothing.
    """
    actor.require(KEEP, filled.organisation)
    lock_organisations([filled.organisation])
    asked = (
        Asked.objects.filter(call=call, organisation=filled.organisation, call__cancelled_by=None)
        .select_related("call__edition")
        .first()
    )
    if asked is None or filled.call != call:
        said = _("Tệp này không thuộc lần yêu cầu này.")
        raise Refused(
            [Refusal("reports.file-other", said, remedy=_("Mở đúng lần yêu cầu đã tải bảng tính rồi nạp lại."))]
        )
    if asked.report is not None:
        return _again(asked, asked.report, filled)
    report = begin_asked_report(call, filled.organisation, actor=actor)
    faults = [*filled.faults, *_strange(asked.call, report, filled)]
    faults += [] if faults else [*_write(report, filled, actor), *_send(filled, actor)]
    if faults:
        raise Refused(faults)
    submit_report(report.pk, actor=actor)
    return Taken(report.pk, is_new=True)


def _again(asked: Asked, report: Report, filled: FilledIn) -> Taken:
    stands = {one.part: one.text for one in _texts(asked.call, report)}
    same = not filled.faults and {part: one.text for part, one in filled.texts.items()} == stands
    told = _by_call(filled.numbers)
    calls = NumbersCall.objects.filter(pk__in=told, cancelled_by=None)
    same = (
        same and len(calls) == len(told) and all(sent_values(one, filled.organisation) == told[one.pk] for one in calls)
    )
    if not same:
        said = _("Báo cáo của nơi này đã gửi, và tệp này nói khác.")
        raise Refused(
            [Refusal("reports.file-sent", said, remedy=_("Muốn thay thì đề nghị cấp trên trả lại báo cáo trước."))]
        )
    return Taken(report.pk, is_new=False)


def _texts(call: Call, report: Report) -> list[TextLine]:
    definition = asked_definition(call)
    return texts_of(definition, report) if definition else []


def _by_call(numbers: Mapping[tuple[int, int], int]) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for (call, quantity), value in numbers.items():
        found[call][quantity] = value
    return found


def _strange(call: Call, report: Report, filled: FilledIn) -> Iterator[Refusal]:
    """Lines that were taken out of the file, or that nobody put in."""
    remedy = _("Tải lại bảng tính, chép lời và số sang rồi nạp lại.")
    unread = {fault.code for fault in filled.faults} & {"reports.file-number", "reports.file-formula"}
    parts, asked = (
        {one.part for one in _texts(call, report)},
        {(one.call, one.quantity) for one in numbers_of(call, filled.organisation)},
    )
    gone = len(parts - filled.texts.keys()) + len(asked - filled.numbers.keys())
    more = len(filled.texts.keys() - parts) + len(filled.numbers.keys() - asked)
    if gone and not unread:
        yield Refusal("reports.file-gone", _("Tệp thiếu %(count)s dòng phải điền.") % {"count": gone}, remedy=remedy)
    if more:
        yield Refusal("reports.file-more", _("Tệp có %(count)s dòng không ai hỏi.") % {"count": more}, remedy=remedy)


def _write(report: Report, filled: FilledIn, actor: Actor) -> list[Refusal]:
    faults: list[Refusal] = []
    for part, said in filled.texts.items():
        try:
            write_prose(report.pk, part, said.text, seen=said.seen, actor=actor)
        except Refused as refused:
            faults += [replace(one, message=f"{part}: {one.message}") for one in refused.refusals]
    return faults


def _send(filled: FilledIn, actor: Actor) -> list[Refusal]:
    faults: list[Refusal] = []
    for call, values in _by_call(filled.numbers).items():
        sure = frozenset(quantity for asked, quantity in filled.sure if asked == call)
        try:
            send_return(call, filled.organisation, Numbers(values, sure), actor=actor)
        except Refused as refused:
            faults += refused.refusals
    return faults
