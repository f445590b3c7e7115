"""All that the checks find of a report before it is signed: in it, beside the last one, beside what was published, and late from below."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Exists, OuterRef

from liemchinh.access.actor import Actor
from liemchinh.figures.published import published_visible_to
from liemchinh.figures.statistical.asking import forms
from liemchinh.organisations.queries import subtree
from liemchinh.reports.checking import Finding, balances, changed, parts_and_wholes, since_last, worked_out
from liemchinh.reports.content import Content, Paragraph, from_bytes
from liemchinh.reports.handed import Stand, last_signed
from liemchinh.reports.models import Asked, Handing, Report
from liemchinh.reports.sources import Filled, sources_from
from liemchinh.reports.words import SUBMITTED
from liemchinh.returns.models import Call, Respondent, Return
from liemchinh.returns.queries import titles_of


def findings_of(report: Report, filled: Filled, stand: Stand, *, actor: Actor) -> list[Finding]:
    """Everything found, in the order in which it is confirmed: what must be comes before what is only told."""
    found = [*parts_and_wholes(filled), *balances(filled, list(forms().values())), *worked_out(filled)]
    found += unwritten(filled.content)
    earlier = last_signed(report)
    if earlier is not None:
        kept = earlier.snapshot
        found += since_last(filled, Filled(from_bytes(kept.content), sources_from(kept.sources)))
    if stand.sent is not None:
        found += changed(from_bytes(stand.sent.content), filled.content)
    found += _published(report, actor)
    found += [*_late_returns(report.organisation_id, report.first, report.last), *_late_reports(report)]
    return sorted(found, key=lambda one: one.told)


def unwritten(content: Content) -> Iterator[Finding]:
    """Prose that is still to be written."""
    for section in content.sections:
        for part in section.parts:
            if (
                isinstance(part, Paragraph)
                and part.kind == "prose"
                and not any(run.text or run.cell for run in part.runs)
            ):
                yield Finding("unwritten", part.part, part.part)


def _published(report: Report, actor: Actor) -> Iterator[Finding]:
    """Lines the organisation published for periods that end in this one and that the records do not make."""
    for line in published_visible_to(actor, report.organisation_id):
        if report.first <= line.period.last <= report.last and not line.holds:
            yield Finding("published", line.key, line.label, line.printed, line.value)


def _late_returns(organisation: int, first: date, last: date) -> Iterator[Finding]:
    """Numbers asked for periods in this one that organisations below have not sent."""
    sent = Return.objects.filter(respondent=OuterRef("pk"), cancelled_by=None)
    rows = Respondent.objects.filter(
        ~Exists(sent), organisation_id__in=subtree([organisation], last), call__cancelled_by=None, call__first__gte=first,
        call__last__lte=last,
    )  # fmt: skip
    missing = dict(rows.values_list("call_id").annotate(count=Count("pk")).order_by("call_id"))
    titles = titles_of(Call.objects.filter(pk__in=missing))
    for call, count in missing.items():
        yield Finding("late_returns", str(call), titles.get(call, ""), None, count)


def _late_reports(report: Report) -> Iterator[Finding]:
    """Reports this organisation asked for periods in this one that were not sent."""
    sent = Handing.objects.filter(report=OuterRef("report_id"), kind=SUBMITTED, cancelled_by=None)
    rows = Asked.objects.filter(
        ~Exists(sent), call__organisation=report.organisation_id, call__cancelled_by=None, call__first__gte=report.first,
        call__last__lte=report.last,
    ).exclude(organisation=report.organisation_id)  # fmt: skip
    for call, count in rows.values_list("call_id").annotate(count=Count("pk")).order_by("call_id"):
        yield Finding("late_reports", str(call), "", None, count)
