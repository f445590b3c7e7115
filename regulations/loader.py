"""Reads parameters: dated, cited TOML in layers (centre, province, installation), and refuses what does not hold together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import cast

from regulations.answers import Citation
from regulations.catalogue import catalogue
from regulations.reading import Malformed, Problem, Reader, open_file, show_day, squash, toml_files
from regulations.schema import (
    APPLIES_TO,
    CONFIDENCES,
    DENOMINATORS,
    NATION,
    UNITS,
    WHOLE_NUMBERS,
    Comparator,
    DatedValue,
    Parameter,
    Threshold,
    Value,
)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a dated value inherits from its parameter and its place."""

    unit: str
    options: Mapping[str, str]
    layer: int


def load_parameters(*layers: Path) -> dict[str, Parameter]:
    """Read folders of parameters, the lowest layer first (centre, province, installation).

    A value of a higher layer replaces lower ones on its own dates only. Raises Malformed with every mistake of every file.
    """
    problems: list[Problem] = []
    merged: dict[str, Parameter] = {}
    for layer, folder in enumerate(layers):
        for name, (parameter, row) in _read_layer(folder, layer, problems).items():
            merged[name] = _merge(merged.get(name), parameter, row)
    if problems:
        raise Malformed(problems)
    return merged


def _read_layer(folder: Path, layer: int, problems: list[Problem]) -> dict[str, tuple[Parameter, Reader]]:
    found: dict[str, tuple[Parameter, Reader]] = {}
    for path in toml_files(folder, problems):
        reader = open_file(path, problems)
        if reader is None:
            continue
        for row in reader.tables("parameter", named="name"):
            parameter = _parameter(row, layer)
            if parameter.name in found:
                row.report(
                    f"đã có trong {found[parameter.name][1].file}; mỗi quy định ghi một lần trong một tầng", "name"
                )
            found[parameter.name] = parameter, row
        reader.close()
    return found


def _merge(below: Parameter | None, above: Parameter, row: Reader) -> Parameter:
    if below is None:
        return above
    if above.unit != below.unit:
        row.report(f"tầng dưới dùng đơn vị “{below.unit}”; tầng trên phải dùng cùng đơn vị", "unit")
    if above.options != below.options:
        row.report("các lựa chọn phải giống hệt tầng dưới; tầng trên chỉ thay giá trị", "options")
    return replace(below, values=below.values + above.values)


def _parameter(row: Reader, layer: int) -> Parameter:
    name = row.text("name")
    description, gloss = row.text("description"), row.text("gloss", required=False)
    unit = row.text("unit", choices=UNITS)
    applies = row.table("applies_to")
    applies_to = {key: applies.text(key) for key in APPLIES_TO if applies.has(key)} if applies else {}
    if applies:
        _close_applies(applies, applies_to)
    options = _options(row, unit)
    frame = _Frame(unit, options, layer)
    values = [value for child in row.tables("values", named="valid_from") if (value := _dated(child, frame))]
    row.close()
    _report_overlaps(row, values)
    return Parameter(
        name, description, gloss, unit, applies_to, options, tuple(sorted(values, key=lambda v: v.valid_from))
    )


def _close_applies(applies: Reader, found: Mapping[str, str]) -> None:
    for key in APPLIES_TO:
        applies.raw(key)
    applies.close()
    if not found:
        applies.report(f"phải nói quy định này áp dụng cho ai: một trong {', '.join(APPLIES_TO)}")


def _options(row: Reader, unit: str) -> dict[str, str]:
    if unit == "conduct":
        return {code: item.text for code, item in catalogue().items()}
    if unit not in {"enum", "list"}:
        return {}
    options = row.pairs("options", required=True)
    for code, label in options.items():
        if not label.strip() or squash(label) in {"khac", "other"}:
            row.report(f"lựa chọn “{code}” phải là một nội dung cụ thể; không có mục “khác”", "options")
    return options


def _dated(row: Reader, frame: _Frame) -> DatedValue | None:
    unit = row.text("unit", required=False, choices=UNITS) or frame.unit
    start, end = row.day("valid_from"), row.day("valid_to", required=False)
    confidence = row.text("confidence", choices=CONFIDENCES)
    value = _value(row, frame, unit, confidence)
    citation, checked_on = read_citation(row), row.day("checked_on")
    notes = row.text("notes", required=False)
    jurisdiction = row.text("jurisdiction", required=False) or NATION
    row.close()
    if start and end and end < start:
        row.report(
            f"valid_to {show_day(end)} trước valid_from {show_day(start)}; valid_to là ngày cuối còn hiệu lực",
            "valid_to",
        )
    if not (start and checked_on and citation and confidence):
        return None
    return DatedValue(
        value, unit, start, end, citation, confidence, checked_on, notes, jurisdiction, frame.layer, row.file
    )


def read_value(rule: Parameter, row: Reader, layer: int) -> DatedValue | None:
    """One more value of a rule, of a layer above its own, checked like those of a file; None, with problems noted, if it is not one."""
    return _dated(row, _Frame(rule.unit, rule.options, layer))


def read_citation(row: Reader) -> Citation | None:
    """The table `citation` of a row; None, with problems noted, if it is not one."""
    table = row.table("citation")
    if table is None:
        return None
    document, url = table.text("document"), table.text("url", required=False)
    article, clause = table.text("article", required=False), table.text("clause", required=False)
    dated = table.day("dated", required=False)
    table.close()
    return Citation(document, article, clause, dated.isoformat() if dated else "", url) if document else None


def _value(row: Reader, frame: _Frame, unit: str, confidence: str) -> Value | None:
    raw = row.raw("value")
    if confidence == "open":
        if raw is not None:
            row.report(
                "dòng “open” là dòng chưa có nguyên văn, không ghi giá trị; nếu có giá trị chưa chắc, dùng LOW", "value"
            )
        return None
    if raw is None:
        row.report('thiếu giá trị; nếu chưa có nguyên văn, ghi confidence = "open"', "value")
        return None
    if not unit:
        return None  # already reported: without a unit nothing can be said of the value
    if unit == "fraction":
        return threshold(row)
    if unit in WHOLE_NUMBERS and type(raw) is int and raw >= 0:
        return raw
    if unit == "bool" and isinstance(raw, bool):
        return raw
    if unit == "enum" and isinstance(raw, str):
        return _chosen(row, [raw], frame.options)[0]
    if unit in {"list", "conduct"} and isinstance(raw, list):
        return _chosen(row, list(row.texts("value")), frame.options)
    row.report(f"sai kiểu: đơn vị “{unit}” ({UNITS[unit]}) không nhận {raw!r}", "value")
    return None


def _chosen(row: Reader, codes: Iterable[str], options: Mapping[str, str]) -> tuple[str, ...]:
    chosen = tuple(codes)
    for code in chosen:
        if code not in options:
            row.report(f"“{code}” không có trong danh sách cho phép", "value")
    return chosen


def threshold(row: Reader, key: str = "value") -> Threshold | None:
    """Read { fraction = "2/3", comparator = ">=", of = "official_members" }; None, with problems noted, if it is not one."""
    table = row.table(key)
    if table is None:
        return None
    share, comparator = table.text("fraction"), table.text("comparator", choices=(">=", ">"))
    of = table.text("of", choices=DENOMINATORS)
    table.close()
    try:
        exact = Fraction(share)
    except (ValueError, ZeroDivisionError):
        exact = Fraction(0)
    if "/" not in share or not 0 < exact <= 1:
        table.report(f'“{share}” không phải phân số; viết dạng "2/3"', "fraction")
        return None
    return Threshold(exact, cast(Comparator, comparator), of) if comparator and of else None


def _report_overlaps(row: Reader, values: Iterable[DatedValue]) -> None:
    """Two values may hold on one day only as a conflict of sources: then neither may be usable."""
    places: dict[str, list[DatedValue]] = defaultdict(list)
    for value in values:
        places[value.jurisdiction].append(value)
    for rows in places.values():
        for one, two in combinations(rows, 2):
            start = max(one.valid_from, two.valid_from)
            if start <= min(one.valid_to or date.max, two.valid_to or date.max) and (one.usable or two.usable):
                row.report(
                    f"hai giá trị cùng áp dụng từ {show_day(start)}; hãy ghi valid_to cho giá trị trước, "
                    "hoặc nếu nguồn mâu thuẫn thì cả hai là LOW hoặc open",
                    "values",
                )
