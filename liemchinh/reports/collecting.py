"""A report asked of all organisations of some categories: whose is in, late, missing; reminded once a day at most; taken back if wrong.

Nobody types again what is recorded: each one's figures fill themselves, and what others told comes through `returns`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.figures.periods import Period
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.organisations.queries import names, subtree
from liemchinh.organisations.within import is_within
from liemchinh.reports.models import Asked, Call, Handing, Report
from liemchinh.reports.naming import asked_definition, title_of_call
from liemchinh.reports.words import KEEP, SEE, SUBMITTED
from liemchinh.reports.writing import begin
from liemchinh.tasks import ranges
from liemchinh.tasks.addressing import To, addressed
from liemchinh.tasks.words import CANCELLING, CATEGORIES
from liemchinh.web.text import sort_key
from regulations.answers import Refusal, Refused


@transaction.atomic
def call_for_reports(report: int, to: To, due_on: date, *, actor: Actor) -> Call:
    """Asks organisations below for a report as this one: the same definition, the same period. Refuses, all at once: a day before today, a
    place not at or under the organisation, categories nobody has there, and the same asked of one of them already."""
    like = Report.objects.filter(pk=report, cancelled_by=None).first()
    actor.require(KEEP, like.organisation_id if like else None)
    if like is None:
        raise Refused([_refusal("gone", _("Không có báo cáo này."), _("Hãy mở lại trang chính."))])
    lock_organisations([like.organisation_id])
    whom = [one for one in addressed(to, clock.today()) if one != like.organisation_id]
    faults = []
    if due_on < clock.today():
        faults.append(_refusal("due", _("Hạn gửi trước hôm nay."), _("Hãy chọn ngày từ hôm nay trở đi.")))
    if (
        not is_within(frozenset([like.organisation_id]), to.place)
        or not set(to.categories) <= CATEGORIES.keys()
        or not whom
    ):
        said = _("Không có tổ chức nào ở cấp đã chọn trong phạm vi này.")
        faults.append(_refusal("nobody", said, _("Hãy chọn nơi ở dưới mình và cấp có tổ chức.")))
    same = Call.objects.filter(
        source=like.source, edition=like.edition, first=like.first, last=like.last, cancelled_by=None
    )
    if Asked.objects.filter(call__in=same, organisation_id__in=whom).exists():
        said = _("Có nơi đã được yêu cầu báo cáo này cho kỳ này.")
        faults.append(_refusal("asked", said, _("Xem lần yêu cầu trước; nhầm thì rút lần ấy.")))
    if faults:
        raise Refused(faults)
    categories = [code for code in CATEGORIES if code in to.categories]
    data: dict[str, Plain] = {
        "place": to.place, "categories": list(categories), "source": like.source,
        "edition": like.edition.recorded_by if like.edition else None, "kind": like.kind, "first": like.first.isoformat(),
        "last": like.last.isoformat(), "due_on": due_on.isoformat(), "asked": ranges.told(whom), "count": len(whom),
    }  # fmt: skip
    sequence = record([NewEntry("reports.called", clock.today(), like.organisation_id, data=data)], actor=actor)[0]
    call = Call.objects.create(
        organisation_id=like.organisation_id, place_id=to.place, categories=" ".join(categories), source=like.source,
        edition=like.edition, kind=like.kind, first=like.first, last=like.last, due_on=due_on, recorded_by=sequence,
    )  # fmt: skip
    Asked.objects.bulk_create(Asked(call=call, organisation_id=one) for one in whom)
    return call


@transaction.atomic
def remind(call: int, *, actor: Actor) -> int:
    """Tells whoever owes, on their home pages, that they were reminded today; gives how many. Refuses a second time on one day."""
    row = _held(call, actor)
    owing = [one for one in lines_of(row, clock.today()) if not one.sent_on]
    faults = []
    if row.reminded_on == clock.today():
        faults.append(_refusal("reminded", _("Hôm nay đã nhắc rồi."), _("Mỗi ngày chỉ nhắc một lần.")))
    if not owing:
        faults.append(_refusal("all-in", _("Mọi nơi đã gửi báo cáo."), _("Không còn ai phải nhắc.")))
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"call": row.recorded_by, "count": len(owing)}
    record([NewEntry("reports.reminded", clock.today(), row.organisation_id, data=data)], actor=actor)
    Call.objects.filter(pk=row.pk).update(reminded_on=clock.today())
    return len(owing)


@transaction.atomic
def withdraw_call(call: int, reason: str, *, actor: Actor) -> int:
    """It was asked wrongly; gives the entry. What was sent meanwhile stays a report of whoever sent it."""
    row = _held(call, actor)
    if faults := faults_of_reason(reason, CANCELLING):
        raise Refused(faults)
    entry = NewEntry(
        "reports.call_withdrawn", clock.today(), row.organisation_id, cancels=row.recorded_by, data={"reason": reason}
    )
    sequence = record([entry], actor=actor)[0]
    Call.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


def _held(call: int, actor: Actor) -> Call:
    row = Call.objects.filter(pk=call, cancelled_by=None).first()
    actor.require(KEEP, row.organisation_id if row else None)
    if row is None:
        raise Refused([_refusal("gone", _("Không có lần yêu cầu này."), _("Hãy mở lại trang chính."))])
    lock_organisations([row.organisation_id])
    return Call.objects.select_for_update(of=("self",)).get(pk=call)


@dataclass(frozen=True, slots=True)
class Line:
    """An organisation that was asked. `sent_on`: the day its report came; `late`: after the last day, or not there and that day is over."""

    organisation: int
    name: str
    report: int | None
    sent_on: date | None
    late: bool


def lines_of(call: Call, on: date, roots: Sequence[int] | None = None) -> list[Line]:
    """Everybody who was asked (only under `roots`, if given), those who owe first."""
    rows = Asked.objects.filter(call=call)
    if roots is not None:
        rows = rows.filter(organisation_id__in=subtree(roots))
    listed = list(rows.order_by("pk"))
    days: dict[int, date] = {}
    steps = Handing.objects.filter(report__in=[one.report_id for one in listed], kind=SUBMITTED, cancelled_by=None)
    for report, day in steps.order_by("-recorded_by").values_list("report_id", "on"):
        days[report] = day
    called = names({one.organisation_id for one in listed})
    found = []
    for one in listed:
        sent = days.get(one.report_id or 0)
        late = (sent or on) > call.due_on
        found.append(Line(one.organisation_id, called.get(one.organisation_id, ""), one.report_id, sent, late))
    return sorted(found, key=lambda line: (line.sent_on is not None, not line.late, sort_key(line.name)))


def calls_visible_to(actor: Actor) -> QuerySet[Call]:
    """Calls that stand, of whose asker or of one of those asked the actor sees figures."""
    inside = Asked.objects.filter(call=OuterRef("pk"), organisation_id__in=subtree(actor.roots(SEE)))
    own = Q(organisation_id__in=subtree(actor.roots(SEE)))
    return Call.objects.filter(own | Exists(inside), cancelled_by=None) if actor.may(SEE) else Call.objects.none()


@dataclass(frozen=True, slots=True)
class Owed:
    """A report an organisation was asked for and has not sent. `report`: the one it began, if it did; `title`: by name and period."""

    call: int
    organisation: int
    asker: int
    report: int | None
    title: str
    due_on: date
    reminded_on: date | None


def owed_by(organisations: Sequence[int], since: date) -> list[Owed]:
    """Reports these organisations were asked for, by a day from this one on, and have not sent; by their days. Two queries."""
    rows = Asked.objects.filter(
        organisation_id__in=organisations, report=None, call__cancelled_by=None, call__due_on__gte=since
    )
    asked = list(rows.select_related("call__edition").order_by("call__due_on", "pk"))
    begun = {
        (one.organisation_id, *_what(one)): one.pk
        for one in Report.objects.filter(organisation_id__in={row.organisation_id for row in asked}, cancelled_by=None)
    }
    return [
        Owed(one.call_id, one.organisation_id, one.call.organisation_id, begun.get((one.organisation_id, *_what(one.call))),
             title_of_call(one.call), one.call.due_on, one.call.reminded_on)
        for one in asked
    ]  # fmt: skip


def _what(one: Report | Call) -> tuple[object, ...]:
    """By what a report answers a call."""
    return one.source, one.edition_id, one.kind, one.first, one.last


def begun_for(call: Call, organisation: int) -> Report | None:
    """The report that an organisation began for a call, the newest."""
    same = Report.objects.filter(
        organisation=organisation, cancelled_by=None, kind=call.kind, first=call.first, last=call.last
    )
    return same.filter(source=call.source, edition=call.edition).order_by("-pk").first()


@transaction.atomic
def begin_asked_report(call: int, organisation: int, *, actor: Actor) -> Report:
    """Begins the report that an organisation was asked for, as it was asked; one that it began already is given back.

    Refuses a call that is gone, one that did not ask this organisation, and a definition the charter lost.
    """
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    row = (
        Call.objects.filter(pk=call, cancelled_by=None, asked__organisation=organisation)
        .select_related("edition")
        .first()
    )
    definition = asked_definition(row) if row else None
    if row is None or definition is None:
        said = _("Không có yêu cầu báo cáo này cho tổ chức này.")
        raise Refused([_refusal("not-asked", said, _("Hãy mở lại trang chính; có thể yêu cầu đã được rút."))])
    return begun_for(row, organisation) or begin(
        organisation, definition, row.edition, row.kind, Period(row.first, row.last), actor
    )


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"reports.{code}", said, remedy=remedy)
