"""What can be recorded here: values told by others, lines of published reports, and that figures were taken out in a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.figures.declarations import indicators
from liemchinh.figures.models import PublishedLine, ReportedValue
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

FILTERS = ("depth", "category", "unit_type")


@dataclass(frozen=True, slots=True)
class Reported:
    """A value an organisation was told, as of a day."""

    organisation: int
    indicator: str
    on: date
    value: int


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A line of a published report. Either `period` (both ends included) or `as_of` says when; `filters` narrow what is counted.

    `is_change`: it prints by how many percent the number differs from that of the same period before.
    """

    key: str
    report: str
    label: str
    indicator: str
    organisation: int
    period: tuple[date, date] | None
    as_of: date | None
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unit: str = "count"
    printed: Decimal = Decimal(0)
    is_change: bool = False


@transaction.atomic
def report_values(values: Sequence[Reported], *, actor: Actor) -> int:
    """Records values told by others, one entry each; gives how many were new. The same value again changes nothing; another value for the
    same day replaces it, and what was known before stays known.

    Refuses: an indicator that is counted and not told, a negative value, an organisation outside the actor's scope.
    """
    for organisation in {value.organisation for value in values}:
        actor.require("organisations.edit", organisation)
    _refuse([fault for value in values for fault in _value_faults(value)])
    found = ReportedValue.objects.select_for_update().filter(
        organisation_id__in={value.organisation for value in values}, cancelled_by=None
    )
    standing = {(row.organisation_id, row.indicator, row.on): row for row in found}
    new = []
    for value in {(v.organisation, v.indicator, v.on): v for v in values}.values():
        row = standing.get((value.organisation, value.indicator, value.on))
        if row is None or row.value != value.value:
            new.append((value, row))
    entries = [
        NewEntry(
            "figures.value_reported",
            v.on,
            organisation=v.organisation,
            data={"indicator": v.indicator, "value": v.value},
        )
        for v, _row in new
    ]
    sequences = record(entries, actor=actor)
    for (_value, row), sequence in zip(new, sequences, strict=True):
        if row is not None:
            ReportedValue.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    ReportedValue.objects.bulk_create(
        ReportedValue(
            organisation_id=v.organisation, indicator=v.indicator, on=v.on, value=v.value, recorded_by=sequence
        )
        for (v, _row), sequence in zip(new, sequences, strict=True)
    )
    return len(new)


def _value_faults(value: Reported) -> list[Refusal]:
    declared = indicators().get(value.indicator)
    if declared is None or declared.kind != "reported":
        return [Refusal("not-reported", f"“{value.indicator}” không phải số liệu được nhập từ báo cáo của nơi khác.",
                        remedy="Chỉ nhập những số liệu phần mềm không tự đếm được, ví dụ dân số.")]  # fmt: skip
    if value.value < 0:
        return [Refusal("negative", f"{declared.label}: {value.value} là số âm.", remedy="Hãy kiểm tra số đã ghi.")]
    return []


@transaction.atomic
def publish_lines(lines: Sequence[PublishedFigure], *, actor: Actor) -> int:
    """Records lines of published reports, one entry each, to be compared with what the records make; gives how many were new.

    A line whose key stands already is replaced when anything in it differs. Refuses: an unknown indicator, filter or unit; a change that is
    not in percent, or one of a share or mean; a flow without a period, a stock without a day; a period that ends before it begins; an
    organisation outside the actor's scope.
    """
    for organisation in {line.organisation for line in lines}:
        actor.require("organisations.edit", organisation)
    _refuse([fault for line in lines for fault in _line_faults(line)])
    found = PublishedLine.objects.select_for_update().filter(key__in=[line.key for line in lines], cancelled_by=None)
    standing = {row.key: row for row in found}
    rows = {line.key: _row(line) for line in lines}
    new = [
        line for line in {line.key: line for line in lines}.values() if _differs(standing.get(line.key), rows[line.key])
    ]
    sequences = record(
        [NewEntry("figures.line_published", None, organisation=line.organisation, data=_data(line)) for line in new],
        actor=actor,
    )
    for line, sequence in zip(new, sequences, strict=True):
        rows[line.key].recorded_by = sequence
        if line.key in standing:
            PublishedLine.objects.filter(pk=standing[line.key].pk).update(cancelled_by=sequence)
    PublishedLine.objects.bulk_create(rows[line.key] for line in new)
    return len(new)


def _row(line: PublishedFigure) -> PublishedLine:
    depth = line.filters.get("depth")
    return PublishedLine(
        key=line.key,
        report=clean(line.report),
        label=clean(line.label),
        indicator=line.indicator,
        organisation_id=line.organisation,
        starts_on=line.period[0] if line.period else None,
        ends_on=line.period[1] + timedelta(days=1) if line.period else None,
        as_of=line.as_of,
        depth=int(depth[0]) if depth else None,
        category=" ".join(line.filters.get("category", ())),
        unit_type=" ".join(line.filters.get("unit_type", ())),
        unit=line.unit,
        is_change=line.is_change,
        printed=line.printed,
    )


def _differs(old: PublishedLine | None, new: PublishedLine) -> bool:
    left_out = {"id", "recorded_by", "cancelled_by"}
    names = [field.attname for field in PublishedLine._meta.concrete_fields if field.attname not in left_out]
    return old is None or any(getattr(old, name) != getattr(new, name) for name in names)


def _data(line: PublishedFigure) -> dict[str, Plain]:
    return {
        "key": line.key, "report": clean(line.report), "label": clean(line.label), "indicator": line.indicator,
        "period": [day.isoformat() for day in line.period] if line.period else None,
        "as_of": line.as_of.isoformat() if line.as_of else None,
        "filters": {name: list(values) for name, values in line.filters.items()}, "unit": line.unit, "printed": str(line.printed),
        "is_change": line.is_change,
    }  # fmt: skip


def _line_faults(line: PublishedFigure) -> list[Refusal]:
    told = f"Dòng “{line.key}”"
    declared, faults = indicators().get(line.indicator), []
    if declared is None:
        return [
            Refusal("no-indicator", f"{told}: không có chỉ tiêu “{line.indicator}”.", remedy="Xem danh mục chỉ tiêu.")
        ]
    asks_period = declared.kind == "flow"
    if bool(line.period) == bool(line.as_of) or (asks_period and not line.period):
        faults.append(Refusal("when", f"{told}: “{declared.label}” cần {'một kỳ' if asks_period else 'một kỳ hoặc một ngày'}.",
                              remedy="Ghi kỳ cho số phát sinh, ngày cho số tồn."))  # fmt: skip
    if line.period and line.period[1] < line.period[0]:
        faults.append(
            Refusal("ends-before", f"{told}: kỳ kết thúc trước khi bắt đầu.", remedy="Hãy kiểm tra hai ngày.")
        )
    if line.unit not in {"count", "percent", "vnd_million"}:
        faults.append(
            Refusal("unit", f"{told}: không hiểu đơn vị “{line.unit}”.", remedy="Dùng count, percent hoặc vnd_million.")
        )
    if line.is_change and (line.unit != "percent" or declared.kind in {"share", "mean"}):
        faults.append(
            Refusal("change", f"{told}: chỉ số đếm được mới so tăng, giảm theo phần trăm.", remedy="Dùng percent.")
        )
    for name in line.filters.keys() - set(FILTERS):
        faults.append(
            Refusal("filter", f"{told}: không hiểu điều kiện “{name}”.", remedy=f"Dùng {', '.join(FILTERS)}.")
        )
    if any(not value.isdigit() for value in line.filters.get("depth", ())):
        faults.append(Refusal("depth", f"{told}: số cấp phải là số.", remedy="1 là trực thuộc trực tiếp."))
    return faults


def _refuse(faults: list[Refusal]) -> None:
    if faults:
        raise Refused(faults)


def note_export(
    organisation: int, what: str, *, first: date | None, last: date, tree_on: date, known_on: date | None, actor: Actor
) -> int:
    """Writes in the book that figures of an organisation were taken out in a file. Refused without the right to export them."""
    actor.require("figures.export", organisation)
    told: dict[str, Plain] = {
        "what": clean(what), "from": first.isoformat() if first else None, "to": last.isoformat(), "tree_on": tree_on.isoformat(),
        "known_on": known_on.isoformat() if known_on else None,
    }  # fmt: skip
    with transaction.atomic():
        return record([NewEntry("figures.exported", last, organisation=organisation, data=told)], actor=actor)[0]
