"""Which document of a family is in force on a day: the map of versions, read from a charter's documents.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from regulations.answers import Answer, Citation
from regulations.reading import Problem, Reader, open_file, show_day
from regulations.rulebook import ASK
from regulations.schema import CONFIDENCES, USABLE


class UnknownFamily(LookupError):
    """No family of that name in the charter: a mistake of the caller."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document and the days it holds (`valid_to` None: still in force). `amends`: the document it changes and holds beside."""

    name: str
    dated: date | None
    amends: str
    valid_from: date
    valid_to: date | None
    confidence: str
    checked_on: date
    notes: str

    def covers(self, on: date) -> bool:
        """Whether it holds on that day; both ends count."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    @property
    def citation(self) -> Citation:
        """How it is cited."""
        return Citation(self.name, dated=self.dated.isoformat() if self.dated else "")


@dataclass(frozen=True, slots=True)
class Family:
    """Documents that replace one another, in order of their first day."""

    code: str
    title: str
    gloss: str
    documents: tuple[Document, ...]


def document_in_force(families: Mapping[str, Family], family: str, *, on: date) -> Answer:
    """The documents of a family in force on a day, the amending ones after those they amend; value: their names.

    Unknown where no document is known for the day, or one of them is doubtful. Raises UnknownFamily.
    """
    if family not in families:
        raise UnknownFamily(f"không có nhóm văn bản tên “{family}”")
    found = families[family]
    rows = sorted(
        (row for row in found.documents if row.covers(on)), key=lambda row: (bool(row.amends), row.valid_from)
    )
    doubtful = [row for row in rows if row.confidence not in USABLE]
    if not rows or doubtful:
        near = doubtful or [row for row in found.documents if row.valid_from <= on][-1:] or list(found.documents[:1])
        told = f"{found.title}: chưa rõ văn bản nào có hiệu lực ngày {show_day(on)}. {ASK}"
        return Answer(
            "unknown", None, told, near[0].citation if near else None, near[0].confidence if doubtful else "open"
        )
    told = f"{found.title}: {'; '.join(row.name for row in rows)}."
    weakest = max((row.confidence for row in rows), key=CONFIDENCES.index)
    return Answer("yes", tuple(row.name for row in rows), told, rows[0].citation, weakest)


def read_documents(path: Path, problems: list[Problem]) -> dict[str, Family]:
    """Read documents.toml. Mistakes are noted: a family named twice, an amendment of what is not there, a last day before the first."""
    reader = open_file(path, problems)
    if reader is None:
        return {}
    found: dict[str, Family] = {}
    for row in reader.tables("family", named="code"):
        family = _family(row)
        if family.code in found:
            row.report("nhóm văn bản ghi hai lần", "code")
        found[family.code] = family
    reader.close()
    return found


def _family(row: Reader) -> Family:
    documents = [one for child in row.tables("documents", named="name") if (one := _document(child))]
    names = {one.name for one in documents}
    for one in documents:
        if one.amends and one.amends not in names:
            row.report(f"“{one.amends}” không có trong nhóm này", f"documents[{one.name}].amends")
    family = Family(
        row.text("code"),
        row.text("title"),
        row.text("gloss"),
        tuple(sorted(documents, key=lambda one: one.valid_from)),
    )
    row.close()
    return family


def _document(row: Reader) -> Document | None:
    name, amends, notes = row.text("name"), row.text("amends", required=False), row.text("notes", required=False)
    dated, end = row.day("dated", required=False), row.day("valid_to", required=False)
    start, checked_on = row.day("valid_from"), row.day("checked_on")
    confidence = row.text("confidence", choices=CONFIDENCES)
    row.close()
    if start and end and end < start:
        row.report("valid_to trước valid_from; valid_to là ngày cuối còn hiệu lực", "valid_to")
    if not (name and start and checked_on and confidence):
        return None
    return Document(name, dated, amends, start, end, confidence, checked_on, notes)
