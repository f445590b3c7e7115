"""A report with its figures in: the definition, the figures and what people wrote become the one content that everything draws."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from liemchinh.access.actor import Actor
from liemchinh.figures.periods import Period
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import names, standing
from liemchinh.reports.content import Content, Paragraph, Row, Run, Section, Table
from liemchinh.reports.defined import child_names, definition_of
from liemchinh.reports.figures_of import Figures, Told
from liemchinh.reports.form_tables import form_table
from liemchinh.reports.models import Prose, Report
from liemchinh.reports.periods import words_of
from liemchinh.reports.printing import HEADINGS, LANGUAGE, Printer
from liemchinh.reports.sources import Filled
from liemchinh.reports.words import SEE
from regulations.reports import (
    Field,
    Part,
    ProsePart,
    ReportDefinition,
    Sentence,
    TablePart,
    TableRow,
    names_in,
    pieces,
)


def fill(report: Report, *, actor: Actor) -> Content:
    """The content of a report as it is now. Refuses whoever may not see figures of its organisation."""
    return filled_report(report, actor).content


def filled_report(report: Report, actor: Actor) -> Filled:
    """The same, with where each figure comes from."""
    actor.require(SEE, report.organisation_id)
    with override(LANGUAGE):
        return Filling(report, definition_of(report), written_in(report)).filled()


def written_in(report: Report) -> dict[str, str]:
    """What people wrote, by part."""
    return dict(Prose.objects.filter(report=report, cancelled_by=None).values_list("part", "text"))


def issued(report: Report) -> tuple[str, str]:
    """The organ that signs it and its type of document."""
    definition = definition_of(report)
    return definition.organ, definition.document


class Filling:
    """Fills one report once. Nothing of it is kept."""

    def __init__(self, report: Report, definition: ReportDefinition, prose: Mapping[str, str]) -> None:
        self.report, self.definition, self.prose = report, definition, prose
        wanted = definition.mentions() | {name for text in prose.values() for name in names_in(text)}
        below = child_names(definition)
        self.figures = Figures(report, [definition.named(name) for name in sorted(wanted)], below)
        self.printer = Printer()

    def filled(self) -> Filled:
        """The content and the source of each figure."""
        report, period = self.report, Period(self.report.first, self.report.last)
        sections = tuple(
            Section(section.heading, tuple(made for place, part in enumerate(section.parts, start=1)
                                           for made in self._part(part, f"{number}.{place}")))
            for number, section in enumerate(self.definition.sections, start=1)
        )  # fmt: skip
        content = Content(
            self.definition.name, report.organisation_id, _name_on(report), words_of(report.kind, period),
            period.first.isoformat(), period.last.isoformat(), period.last.isoformat(), sections,
        )  # fmt: skip
        return Filled(content, self.printer.sources)

    def _part(self, part: Part, at: str) -> Sequence[Paragraph | Table]:
        if isinstance(part, Sentence):
            return [Paragraph("sentence", at, self._runs(part.text, at))]
        if isinstance(part, ProsePart):
            text = self.prose.get(part.code, "")
            title = Paragraph("sentence", at, (Run(part.title),))
            return [title, Paragraph("prose", part.code, self._runs(text, at))]
        if part.form:
            return [form_table(part, self.report, self.figures.reader, self.printer)]
        return [self._below(part) if part.by else self._table(part)]

    def _runs(self, text: str, at: str) -> tuple[Run, ...]:
        runs, number = [], 0
        for piece in pieces(text):
            if isinstance(piece, str):
                runs.append(Run(piece))
                continue
            number += 1
            told = self.figures.of(self.definition.named(piece.name))
            cell = self.printer.cell(f"{at}.{number}", told, piece.saying or "value", self._whole(piece))
            runs.append(Run(cell.text, cell))
        return tuple(runs)

    def _whole(self, piece: Field) -> Told | None:
        return self.figures.of(self.definition.named(piece.whole)) if piece.whole else None

    def _table(self, part: TablePart) -> Table:
        told = [self.figures.of(self.definition.named(row.figure)) if row.figure else None for row in part.rows]
        whole = self.figures.of(self.definition.named(part.share_of)) if part.share_of else None
        keys = [self.definition.named(row.figure) for row in part.rows if row.figure]
        self.printer.share_out(part.code, part.rows, keys, told, whole)
        rows = [
            Row(_label(row, one), self.printer.row(part, number, one, row.why, whole), row.depth, row.strong)
            for number, (row, one) in enumerate(zip(part.rows, told, strict=True), start=1)
        ]
        heads = tuple(str(HEADINGS[column]) for column in part.columns)
        return Table(part.code, part.title, part.unit, heads, tuple(rows), part.note, part.annex)

    def _below(self, part: TablePart) -> Table:
        rows = [row for row in part.rows if row.figure]
        named = [self.definition.named(row.figure) for row in rows]
        totals = [self.figures.of(one) for one in named]
        heads = tuple(map(_label, rows, totals))
        lines = [(_("Tổng số"), totals, True)]
        for line, told in self.figures.below(named):
            lines.append((line.name or _("Trực tiếp, không qua tổ chức nào ở trên"), told, False))
        made = [
            Row(label, tuple(self.printer.cell(f"{part.code}.{number}.{column}", one) for column, one in enumerate(told, start=1)),
                0 if strong else 1, strong)
            for number, (label, told, strong) in enumerate(lines, start=1)
        ]  # fmt: skip
        return replace(Table(part.code, part.title, part.unit, heads, tuple(made)), note=part.note, annex=part.annex)


def _label(row: TableRow, told: Told | None) -> str:
    """A line is called as its figure is where the definition gives it no name of its own."""
    return row.label or (str(told.figure.label) if told else "")


def _name_on(report: Report) -> str:
    """What the organisation was called at the end of the period; of one that did not stand then, its last name."""
    version: Version | None = standing(report.last).filter(organisation_id=report.organisation_id).first()
    return version.name if version else names([report.organisation_id]).get(report.organisation_id, "")
