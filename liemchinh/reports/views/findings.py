"""What the checks found, each with the way to the figures it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.reports.checking import Finding
from liemchinh.reports.models import Report
from liemchinh.reports.signing import Checked
from liemchinh.reports.telling import sentence_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding in words. `links`: what opens, and where."""

    sentence: str
    told: bool
    links: list[tuple[str, str]]


def shown_findings(report: Report, made: Checked) -> list[Shown]:
    """All of them, in the order in which they are confirmed."""
    printed = {cell.figure: f"{line}: {cell.text}" for cell, line in made.filled.content.placed()}
    return [Shown(sentence_of(one), one.told, _links(report, one, printed)) for one in made.findings]


def _links(report: Report, one: Finding, printed: Mapping[str, str]) -> list[tuple[str, str]]:
    """The figure itself and those it was compared with; of what is missing the page where it is put right."""
    if one.kind == "unwritten":
        return [(_("Viết phần này"), reverse("reports:write", args=[report.pk, one.figure]))]
    if one.kind == "late_returns":
        at = urlencode({"at": report.organisation_id})
        return [(_("Nơi nào chưa gửi"), f"{reverse('returns:progress', args=[one.figure])}?{at}")]
    if one.kind == "late_reports":
        return [(_("Nơi nào chưa gửi"), reverse("reports:call", args=[one.figure]))]
    if one.kind == "published":
        at = urlencode({"at": report.organisation_id})
        return [(_("Số đã công bố"), f"{reverse('figures:published')}?{at}")]
    there = [code for code in dict.fromkeys((one.figure, *one.beside)) if code in printed]
    return [(printed[code], reverse("reports:open", args=[report.pk, code])) for code in there]
