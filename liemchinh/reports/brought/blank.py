"""What stands in the workbook of one organisation: what is recorded, to look at; numbers that others asked and prose, to be filled in."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.reports.collecting import begun_for
from liemchinh.reports.content import Content
from liemchinh.reports.filling import Filling
from liemchinh.reports.models import Call, Prose, Report
from liemchinh.reports.naming import asked_definition, title_of_call
from liemchinh.returns.models import Amount, Return
from liemchinh.returns.models import Call as NumbersCall
from liemchinh.returns.queries import asked_of, carried_by, last_times, title_of
from liemchinh.returns.sending import open_ones
from regulations.answers import Refusal, Refused
from regulations.reports import ProsePart, ReportDefinition


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A number that was asked for: of which call and quantity, what was sent before (`last`) and what stands (`value`)."""

    call: int
    quantity: int
    title: str
    last: int | None
    value: int | None

    @property
    def code(self) -> str:
        """By which it is found again in the file."""
        return f"N.{self.call}.{self.quantity}"


@dataclass(frozen=True, slots=True)
class TextLine:
    """A part of prose; `seen`: the entry of the text that stood there when the file was made, so that no edit is lost."""

    part: str
    title: str
    hint: str
    text: str
    seen: int

    @property
    def code(self) -> str:
        """By which it is found again in the file."""
        return f"P.{self.seen}.{self.part}"


@dataclass(frozen=True, slots=True)
class Blank:
    """A workbook to be filled in."""

    call: int
    organisation: int
    name: str
    title: str
    due: str
    content: Content
    numbers: Sequence[NumberLine]
    texts: Sequence[TextLine]

    @property
    def code(self) -> str:
        """Of which call and organisation it is."""
        return f"BC.{self.call}.{self.organisation}"


def blank_of(call: Call, organisation: int) -> Blank:
    """The workbook of an organisation that was asked. Ask for the right to take its figures out first. Refuses where the charter lost the
    definition."""
    definition = asked_definition(call)
    if definition is None:
        said = _("Bộ quy định đang dùng không còn mẫu báo cáo này.")
        raise Refused([Refusal("reports.definition-gone", said, remedy=_("Hãy cài lại bộ quy định có mẫu ấy."))])
    report = begun_for(call, organisation)
    like = report or Report(
        organisation_id=organisation, source=call.source, edition=call.edition, kind=call.kind, first=call.first, last=call.last
    )  # fmt: skip
    content = Filling(like, definition, {}).filled().content
    name = names([organisation]).get(organisation, "")
    due = f"{call.due_on:%d/%m/%Y}"
    texts, numbers = texts_of(definition, report), numbers_of(call, organisation)
    return Blank(call.pk, organisation, name, title_of_call(call), due, content, numbers, texts)


def texts_of(definition: ReportDefinition, report: Report | None) -> list[TextLine]:
    """The parts of prose, with what stands in them."""
    rows = Prose.objects.filter(report=report, cancelled_by=None) if report else Prose.objects.none()
    stand = {one.part: one for one in rows}
    return [
        TextLine(part.code, part.title, part.hint, stand[part.code].text if part.code in stand else "",
                 stand[part.code].recorded_by if part.code in stand else 0)
        for part in definition.parts() if isinstance(part, ProsePart)
    ]  # fmt: skip


def numbers_of(call: Call, organisation: int) -> list[NumberLine]:
    """The numbers that organisations above asked of it for periods within the report's, and that are not approved yet."""
    within = asked_of(organisation).filter(first__gte=call.first, last__lte=call.last)
    found = []
    for one in within.order_by("first", "pk"):
        if open_ones(carried_by(one, organisation, clock.today()), organisation):
            found += lines_of_call(one, organisation)
    return found


def lines_of_call(asked: NumbersCall, organisation: int) -> list[NumberLine]:
    """The numbers of one call, with what the organisation sent before and now."""
    items = [item.quantity for item in asked.items.select_related("quantity__whole").order_by("number")]
    last, stands = last_times(asked, [organisation], items)[organisation], sent_values(asked, organisation)
    period = f"{asked.first:%d/%m/%Y} – {asked.last:%d/%m/%Y}"
    return [
        NumberLine(asked.pk, one.pk, f"{title_of(one)}, {period}", last.get(one.pk), stands.get(one.pk)) for one in items
    ]  # fmt: skip


def sent_values(asked: NumbersCall, organisation: int) -> dict[int, int]:
    """What stands as sent, by quantity."""
    sent = Return.objects.filter(respondent__call=asked, respondent__organisation=organisation, cancelled_by=None)
    return dict(Amount.objects.filter(sent__in=sent).values_list("quantity_id", "value"))
