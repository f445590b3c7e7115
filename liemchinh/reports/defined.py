"""Which reports there are for an organisation: those of the charter and those that it, or an office above it, built; and what each says."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _

from liemchinh.figures.declarations import indicators
from liemchinh.journal import clock
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import standing
from liemchinh.reports.models import Edition, Report
from regulations.answers import Refusal, Refused
from regulations.reports import Named, ReportDefinition, TablePart, names_in, read_report, reports_of


@dataclass(frozen=True, slots=True)
class Choice:
    """A report that can be started. `code`: what a form sends ("s:" and a code of the charter, "e:" and the number of an edition)."""

    code: str
    definition: ReportDefinition
    edition: Edition | None = None


def shipped() -> Mapping[str, ReportDefinition]:
    """Those of the charter in their newest edition, by code."""
    return {code: one for (code, _number), one in reports_of(settings.CHARTER).items()}


@lru_cache(maxsize=256)
def read_edition(text: str) -> ReportDefinition:
    """An office's own edition from its text; the text was read before it was kept."""
    return read_report(text)


def definition_of(report: Report) -> ReportDefinition:
    """The definition in the edition with which the report was started. Refuses where the charter lost it."""
    if report.edition is not None:
        return read_edition(report.edition.text)
    found = reports_of(settings.CHARTER).get((report.source, report.source_number))
    if found is None:
        said = _("Bộ quy định đang dùng không còn mẫu báo cáo này.")
        raise Refused([Refusal("reports.definition-gone", said, remedy=_("Hãy cài lại bộ quy định có mẫu ấy."))])
    return found


def name_of(report: Report) -> str:
    """What a report is called, also where the charter lost its definition."""
    if report.edition is not None:
        return read_edition(report.edition.text).name
    found = reports_of(settings.CHARTER).get((report.source, report.source_number))
    return found.name if found else report.source


def choices_of(organisation: int) -> list[Choice]:
    """What an organisation may report: the charter's for its category, and the newest edition of what it or an office above it built."""
    version = standing(clock.today()).filter(organisation_id=organisation).first()
    if version is None:
        return []
    own = [Choice(f"e:{one.pk}", read_edition(one.text), one) for one in newest_editions(organisation)]
    found = [*(Choice(f"s:{code}", one) for code, one in shipped().items()), *own]
    return [one for one in found if version.category in one.definition.categories]


def newest_editions(organisation: int) -> list[Edition]:
    """The newest edition of each definition that the organisation or one above it built and did not give up."""
    above = Closure.objects.filter(
        descendant_id=organisation, valid_from__lte=clock.today(), valid_to__gt=clock.today()
    ).values("ancestor_id")
    rows = Edition.objects.filter(
        definition__organisation_id__in=above, definition__cancelled_by=None, cancelled_by=None
    )
    newest = {row.definition_id: row for row in rows.select_related("definition").order_by("number")}
    return sorted(newest.values(), key=lambda one: one.definition.name)


def unknown_names(definition: ReportDefinition, names: set[str]) -> list[str]:
    """Those of `names` that neither the definition nor any indicator has."""
    return sorted(one for one in names if one not in definition.figures and one not in indicators())


def faults_of_prose(definition: ReportDefinition, text: str) -> list[Refusal]:
    """Figures asked for in a text that do not exist."""
    remedy = _("Hãy chọn số liệu trong danh sách bên cạnh, hoặc xóa dấu ngoặc.")
    return [
        Refusal("reports.no-figure", _("Không có số liệu {%(name)s}.") % {"name": name}, remedy=remedy)
        for name in unknown_names(definition, names_in(text))
    ]


def child_names(definition: ReportDefinition) -> list[Named]:
    """What is asked for each organisation directly below."""
    tables = [part for part in definition.parts() if isinstance(part, TablePart) and part.by == "child"]
    return [definition.named(row.figure) for table in tables for row in table.rows if row.figure]
