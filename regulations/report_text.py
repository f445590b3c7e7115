"""A definition of a report written down again, in the form in which it is read, so that it reads the same. Pure."""

import json
import tomllib
from collections.abc import Iterator

from regulations.reading import Problem, Reader
from regulations.reports import (
    Field,
    Named,
    Part,
    ProsePart,
    ReportDefinition,
    Sentence,
    TablePart,
    TableRow,
    read_from,
)

Told = str | int | bool | tuple[str, ...]


def text_of(definition: ReportDefinition) -> str:
    """The definition as TOML: `read_report` gives the same definition again."""
    return "\n".join(_lines(definition)) + "\n"


def read_unfinished(text: str) -> ReportDefinition:
    """One that is still being built: what is missing in it is nothing wrong yet. Raises tomllib.TOMLDecodeError for what is no TOML."""
    noted: list[Problem] = []
    return read_from(Reader(tomllib.loads(text), "", "", noted))


def field_text(field: Field) -> str:
    """A figure as it stands in the text of a sentence."""
    saying = f".{field.saying}" if field.saying else ""
    return f"{{{field.name}{saying}{f':{field.whole}' if field.whole else ''}}}"


def _lines(one: ReportDefinition) -> Iterator[str]:
    yield from _keys(
        code=one.code, number=one.number, name=one.name, source=one.source, confidence=one.confidence, document=one.document,
        organ=one.organ, categories=one.categories, periods=one.periods,
    )  # fmt: skip
    for named in one.figures.values():
        yield "\n[[figure]]"
        yield from _figure(named)
    for section in one.sections:
        yield "\n[[section]]"
        yield from _keys(heading=section.heading)
        for part in section.parts:
            yield "\n[[section.part]]"
            yield from _part(part)


def _figure(one: Named) -> Iterator[str]:
    if one.line:
        yield from _keys(name=one.name, line=one.line)
        return
    yield from _keys(name=one.name, indicator=one.indicator)
    if one.first and one.last:
        yield f"period = [{one.first.isoformat()}, {one.last.isoformat()}]"
    if one.at != "period":
        yield from _keys(at=one.at)
    if one.depth is not None:
        yield f"depth = [{one.depth}]"
    for key, told in (("category", one.category), ("unit_type", one.unit_type)):
        if told:
            yield from _keys(**{key: told})


def _part(one: Part) -> Iterator[str]:
    if isinstance(one, Sentence):
        yield from _keys(kind="sentence", text=one.text)
    elif isinstance(one, ProsePart):
        yield from _keys(kind="prose", code=one.code, title=one.title, hint=one.hint)
    else:
        yield from _table(one)


def _table(one: TablePart) -> Iterator[str]:
    yield from _keys(
        kind="table", code=one.code, title=one.title, unit=one.unit, form=one.form, by=one.by, columns=one.columns,
        share_of=one.share_of, note=one.note, annex=one.annex,
    )  # fmt: skip
    for row in one.rows:
        yield "\n[[section.part.row]]"
        yield from _row(row)


def _row(one: TableRow) -> Iterator[str]:
    told: dict[str, Told] = {"figure": one.figure} if one.figure else {}
    yield from _keys(label=one.label, **told, depth=one.depth, strong=one.strong, why=one.why)


def _keys(**told: Told) -> Iterator[str]:
    for key, value in told.items():
        yield f"{key} = {_value(value)}"


def _value(told: Told) -> str:
    if isinstance(told, bool):
        return "true" if told else "false"
    if isinstance(told, int):
        return str(told)
    if isinstance(told, tuple):
        return f"[{', '.join(map(_value, told))}]"
    # JSON and TOML write a text alike, but for the one sign that JSON leaves as it is.
    return json.dumps(told, ensure_ascii=False).replace("\x7f", "\\u007f")
