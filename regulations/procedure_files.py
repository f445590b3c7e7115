"""Reads procedures: steps, parties, documents and papers of each kind of case, and refuses what does not hold together."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

from regulations.answers import Citation
from regulations.loader import read_citation
from regulations.procedures import PHASES, DocumentKind, FileItem, Procedure, Role, Step
from regulations.reading import Malformed, Problem, Reader, open_file, toml_files
from regulations.rulebook import Rulebook
from regulations.schema import CONFIDENCES, LENGTHS

LONGEST_SHORT = 40


def load_procedures(folder: Path, parameters: Mapping[str, str], problems: list[Problem]) -> dict[str, Procedure]:
    """Reads a folder of procedures; `parameters` gives the unit of each rule a step may name. Mistakes are added to `problems`."""
    found: dict[str, Procedure] = {}
    for path in toml_files(folder, problems):
        reader = open_file(path, problems)
        if reader is None:
            continue
        code, title = reader.text("code"), reader.text("title")
        steps = [_step(row, parameters) for row in reader.tables("step", named="code")]
        file = [
            _file_item(row, {step.code for step in steps})
            for row in reader.tables("file", named="code", required=False)
        ]
        roles = [_role(row) for row in reader.tables("role", named="code", required=False)]
        documents = [_document(row) for row in reader.tables("document", named="code", required=False)]
        reader.close()
        if code in found:
            reader.report(f"thủ tục “{code}” đã có ở tệp khác", "code")
        found[code] = Procedure(code, title, tuple(steps), tuple(file), tuple(roles), tuple(documents))
        _report_gaps(reader, found[code])
        _report_strangers(reader, found[code])
    return found


def open_procedures(folder: Path, book: Rulebook) -> dict[str, Procedure]:
    """The procedures of a folder whose rules stand in `book`. Raises Malformed with every mistake."""
    problems: list[Problem] = []
    units = {name: parameter.unit for name, parameter in book.parameters.items()}
    found = load_procedures(folder, units, problems)
    if problems:
        raise Malformed(problems)
    return found


def _step(row: Reader, parameters: Mapping[str, str]) -> Step:
    citation = read_citation(row) or Citation("")
    valid_from, checked = row.day("valid_from"), row.day("checked_on")
    step = Step(
        code=row.text("code"),
        title=row.text("title"),
        gloss=row.text("gloss"),
        role=row.text("role"),
        after=row.texts("after", required=False),
        opens=row.text("opens", required=False),
        within=row.text("within", required=False),
        counted_from=row.text("counted_from", required=False),
        vote=row.text("vote", required=False),
        papers=row.texts("papers", required=False),
        optional=row.flag("optional"),
        valid_from=valid_from or date.min,
        valid_to=row.day("valid_to", required=False),
        citation=citation,
        confidence=row.text("confidence", choices=CONFIDENCES),
        checked_on=checked or date.min,
        phase=row.text("phase", required=False, choices=PHASES) if row.has("phase") else "",
        forms_vote=row.flag("forms_vote"),
        makes=row.texts("makes", required=False),
        short=row.text("short", required=False),
    )
    if len(step.short) > LONGEST_SHORT:
        row.report(f"dài quá {LONGEST_SHORT} ký tự", "short")
    for key, wanted in (("opens", LENGTHS), ("within", LENGTHS), ("vote", {"fraction"})):
        name = getattr(step, key)
        if name and parameters.get(name) not in wanted:
            row.report(f"“{name}” không phải một quy định có đơn vị {', '.join(sorted(wanted))}", key)
    row.close()
    return step


def _file_item(row: Reader, steps: set[str]) -> FileItem:
    item = FileItem(
        row.text("code"),
        row.text("title"),
        row.text("gloss"),
        row.text("needed_for", required=False),
        row.text("citation"),
    )
    if item.needed_for and item.needed_for not in steps:
        row.report(f"“{item.needed_for}” không phải một bước của thủ tục", "needed_for")
    row.close()
    return item


def _role(row: Reader) -> Role:
    role = Role(row.text("code"), row.text("title"), row.flag("many"))
    row.close()
    return role


def _document(row: Reader) -> DocumentKind:
    document = DocumentKind(
        row.text("code"), row.text("title"), row.text("gloss"), row.text("type", required=False),
        row.texts("to", required=False), row.text("by", required=False),
    )  # fmt: skip
    row.close()
    return document


def _report_strangers(reader: Reader, procedure: Procedure) -> None:
    """A role or document named twice, and documents that a step draws up and the procedure does not name."""
    roles, documents = ([one.code for one in listed] for listed in (procedure.roles, procedure.documents))
    for what, codes in (("role", roles), ("document", documents)):
        for code in {code for code in codes if codes.count(code) > 1}:
            reader.report("ghi hai lần", f"{what}[{code}]")
    for document in procedure.documents:
        for role in sorted({*document.to, document.by} - {"", *roles}):
            reader.report(f"“{role}” không phải một bên của thủ tục", f"document[{document.code}]")
    for step in procedure.steps:
        for code in sorted(set(step.makes) - set(documents)):
            reader.report(f"“{code}” không phải một văn bản của thủ tục", f"step[{step.code}].makes")


def _report_gaps(reader: Reader, procedure: Procedure) -> None:
    codes = {step.code for step in procedure.steps}
    for step in procedure.steps:
        for name in {*step.after, step.counted_from} - {""} - codes:
            reader.report(f"bước “{step.code}” nói tới bước “{name}” không có trong thủ tục", f"step[{step.code}]")
    if not any(not step.after for step in procedure.steps):
        reader.report("không có bước nào để bắt đầu: mọi bước đều có “after”", "step")
    for one, other in combinations(_texts(procedure.steps), 2):
        if one.code == other.code and _overlap(one, other):
            reader.report(f"hai nội dung của bước “{one.code}” cùng có hiệu lực một ngày", f"step[{one.code}]")


def _texts(steps: Iterable[Step]) -> Sequence[Step]:
    return sorted(steps, key=lambda step: (step.code, step.valid_from))


def _overlap(one: Step, other: Step) -> bool:
    return (one.valid_to is None or one.valid_to >= other.valid_from) and (
        other.valid_to is None or other.valid_to >= one.valid_from
    )
