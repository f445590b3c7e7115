"""The regulations as the command and the screens show them: the list, one rule on a day, and whether everything holds together."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from regulations.answers import Answer
from regulations.catalogue import PATH as CATALOGUE
from regulations.catalogue import catalogue
from regulations.charter import SHIPPED, Charter, open_charter
from regulations.documents import Family
from regulations.issuing import open_issuing
from regulations.layouts import open_layouts
from regulations.not_encoded import not_encoded, trespasses
from regulations.procedures import PHASES, Procedure
from regulations.questions import ASKS, TITLES
from regulations.reading import Malformed, Problem, short
from regulations.schema import NATION, UNITS, DatedValue, Parameter
from regulations.wordings import open_wordings
from regulations.words import own
from regulations.worked_examples import failures
from regulations.working_days import add_months

Shown = dict[str, object]


def list_parameters(charter: Charter | None = None) -> list[Shown]:
    """Every parameter by name: what it says, its unit, whom it binds, and its dated values. Ready for JSON."""
    book = (charter or open_charter()).rulebook
    return [_parameter(book.parameters[name]) for name in sorted(book.parameters)]


def show(name: str, on: date, charter: Charter | None = None, *, jurisdiction: str = NATION) -> Shown:
    """One parameter with its answer on a day. Ready for JSON. Raises UnknownParameter."""
    book = (charter or open_charter()).rulebook
    answer = book.parameter(name, on=on, jurisdiction=jurisdiction)
    rule = book.parameters[name]
    return {**_parameter(rule), "on": on.isoformat(), "answer": _answer(rule, answer)}


def list_documents(charter: Charter | None = None) -> list[Shown]:
    """Every family of documents with its documents and their days. Ready for JSON."""
    return [_family(one) for one in (charter or open_charter()).documents.values()]


def list_procedures(charter: Charter | None = None) -> list[Shown]:
    """Every procedure with its steps as the text of each has them. Ready for JSON."""
    return [_procedure(one) for one in (charter or open_charter()).procedures.values()]


def list_calculations() -> list[Shown]:
    """Everything the rules calculate, by the name a worked example asks it by. Ready for JSON."""
    return [{"name": name, "title": own(TITLES[name])} for name in ASKS]


def check(on: date, folder: Path = SHIPPED, *local: Path) -> list[Problem]:
    """Whether the regulations hold together on a day: every file reads, every worked example is answered as expected, nothing left out
    is encoded (errors); and what was last checked more than a year ago (warnings)."""
    try:
        charter = open_charter(folder, *local)
        catalogue()
        not_encoded()
        # How documents are numbered, laid out and worded.
        for read in (open_issuing, open_layouts, open_wordings):
            read(folder)
        problems = failures(charter)
    except Malformed as refused:
        return list(refused.problems)
    texts = [CATALOGUE, *(path for place in (folder, *local) for path in sorted(place.rglob("*.toml")))]
    return problems + trespasses(texts) + list(_stale(charter, on))


def _stale(charter: Charter, on: date) -> Iterable[Problem]:
    for rule in charter.rulebook.parameters.values():
        for row in rule.values:
            if row.valid_to is None and add_months(row.checked_on, 12) < on:
                yield Problem(
                    row.file,
                    rule.name,
                    f"đối chiếu lần cuối ngày {row.checked_on:%d/%m/%Y}, đã quá một năm; "
                    "hãy đối chiếu lại với văn bản và sửa checked_on",
                    "warning",
                )
    if on.year not in charter.calendar.years:
        yield Problem(
            f"{short(charter.folder)}/calendar",
            str(on.year),
            "chưa có lịch nghỉ của năm này: hạn tính bằng ngày làm việc sẽ là “chưa rõ”",
            "warning",
        )


def _family(family: Family) -> Shown:
    rows = [
        {
            "name": one.name,
            "amends": one.amends,
            "valid_from": one.valid_from.isoformat(),
            "valid_to": one.valid_to.isoformat() if one.valid_to else None,
            "confidence": one.confidence,
            "notes": one.notes,
        }
        for one in family.documents
    ]
    return {"name": family.code, "title": family.title, "gloss": family.gloss, "documents": rows}


def _procedure(procedure: Procedure) -> Shown:
    titles = {one.code: one.title for one in procedure.documents}
    steps = [
        {
            "code": step.code,
            "title": step.title,
            "role": step.role,
            "role_title": procedure.role(step.role),
            "after": list(step.after),
            "phase": PHASES.get(step.phase, ""),
            "makes": [titles[code] for code in step.makes],
            "within": step.within,
            "vote": step.vote,
            "forms_vote": step.forms_vote,
            "optional": step.optional,
            "citation": str(step.citation),
            "confidence": step.confidence,
            "valid_from": step.valid_from.isoformat(),
            "valid_to": step.valid_to.isoformat() if step.valid_to else None,
        }
        for step in procedure.steps
    ]
    return {"name": procedure.code, "title": procedure.title, "steps": steps}


def _parameter(rule: Parameter) -> Shown:
    return {
        "name": rule.name,
        "description": rule.description,
        "gloss": rule.gloss,
        "unit": rule.unit,
        "unit_name": UNITS[rule.unit],
        "applies_to": dict(rule.applies_to),
        "values": [_value(rule, row) for row in rule.values],
    }


def _value(rule: Parameter, row: DatedValue) -> Shown:
    return {
        "value": rule.shown(row.value, row.unit),
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "citation": str(row.citation),
        "dated": row.citation.dated,
        "url": row.citation.url,
        "confidence": row.confidence,
        "checked_on": row.checked_on.isoformat(),
        "jurisdiction": row.jurisdiction,
        "notes": row.notes,
        "file": row.file,
    }


def _answer(rule: Parameter, answer: Answer) -> Shown:
    return {
        "verdict": answer.verdict,
        "value": rule.shown(answer.value, answer.unit) if answer.verdict == "yes" else None,
        "reason": answer.reason,
        "citation": str(answer.citation) if answer.citation else "",
        "confidence": answer.confidence,
    }
