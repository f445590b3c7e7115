"""The wording of each document of a procedure: blocks of text with fields of a closed list, filled from records alone. No code in them."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from regulations.fields import FIELDS
from regulations.reading import Malformed, Problem, Reader, open_file, toml_files

WORDINGS = "wordings"
BLOCKS = {"abstract": "Trích yếu", "basis": "Căn cứ", "body": "Nội dung", "recipients": "Nơi nhận"}
LONGEST = {"abstract": 300, "basis": 2000, "body": 8000, "recipients": 600}
SIGNERS = ("head", "chair_and_secretary", "three")
UNPRINTABLE = frozenset({"Cc", "Cs", "Cn", "Co"})
_FIELD = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a document says. `type`: its type of document; `basis`, `body`, `recipients`: a paragraph a line; `needs`: fields it must keep.

    In the body a line "Điều 1. …" begins in bold, and one that begins with "= " stands alone in the middle. `signers`: the head of the
    organ, or the two or three of minutes.
    """

    code: str
    title: str
    gloss: str
    group: str
    type: str
    abstract: str
    basis: str
    body: str
    recipients: str
    signers: str
    needs: tuple[str, ...]

    def blocks(self) -> dict[str, str]:
        """The texts an office can change."""
        return {"abstract": self.abstract, "basis": self.basis, "body": self.body, "recipients": self.recipients}

    def with_blocks(self, blocks: Mapping[str, str]) -> "Wording":
        """The same document in other words."""
        return replace(
            self,
            abstract=blocks["abstract"],
            basis=blocks["basis"],
            body=blocks["body"],
            recipients=blocks["recipients"],
        )


def fields_in(text: str) -> list[str]:
    """The names of the fields of a text, in order."""
    return _FIELD.findall(text)


def fill(text: str, facts: Mapping[str, str], blank: str) -> str:
    """The text with every field filled; what the records do not hold is left to be written in by hand. Nothing filled in is read again."""
    return _FIELD.sub(lambda found: facts.get(found[1]) or blank, text)


def faults_of(wording: Wording) -> list[str]:
    """Everything wrong with a wording, a sentence each: block, line, field, and what was probably meant."""
    found = []
    for key, text in wording.blocks().items():
        block = BLOCKS[key]
        if len(text) > LONGEST[key]:
            found.append(f"{block}: dài {len(text)} ký tự, nhiều nhất {LONGEST[key]}.")
        for number, line in enumerate(text.splitlines(), start=1):
            found += [f"{block}, dòng {number}: {said}" for said in _faults_of_line(line)]
    if not wording.body.strip():
        found.append("Nội dung: đang để trống.")
    there = {name for text in wording.blocks().values() for name in fields_in(text)}
    found += [
        f"Thiếu trường “{{{{{name}}}}}” ({FIELDS[name].title}): văn bản này phải có." for name in wording.needs if name not in there
    ]  # fmt: skip
    return found


def _faults_of_line(line: str) -> Iterable[str]:
    for name in fields_in(line):
        if name not in FIELDS:
            near = difflib.get_close_matches(name, FIELDS, n=1)
            meant = f"; có phải “{{{{{near[0]}}}}}”?" if near else "; hãy chọn trong danh sách trường"
            yield f"không có trường “{{{{{name}}}}}”{meant}"
    left = _FIELD.sub("", line)
    if "{" in left or "}" in left:
        yield "dấu ngoặc nhọn không khép đúng; trường viết như “{{so}}”, chữ thường không dấu."
    if any(unicodedata.category(letter) in UNPRINTABLE and letter != "\t" for letter in line):
        yield "có ký tự không in được."


@cache
def open_wordings(charter: Path) -> Mapping[str, Wording]:
    """The wordings a charter ships, by code, kept once read; none where it has no folder of them. Raises Malformed with every mistake."""
    problems: list[Problem] = []
    found: dict[str, Wording] = {}
    folder = charter / WORDINGS
    for path in toml_files(folder, problems) if folder.is_dir() else ():
        reader = open_file(path, problems)
        if reader is None:
            continue
        group = reader.text("group")
        for row in reader.tables("wording", named="code"):
            one = _wording(row, group)
            if one.code in found:
                row.report("văn bản này đã có", "code")
            found[one.code] = one
        reader.close()
    if problems:
        raise Malformed(problems)
    return found


def _wording(row: Reader, group: str) -> Wording:
    texts = {key: row.text(key, required=False).strip() for key in BLOCKS}
    needs = row.texts("needs", required=False)
    one = Wording(
        row.text("code"), row.text("title"), row.text("gloss"), group, row.text("type"), **texts,
        signers=row.text("signers", choices=SIGNERS), needs=tuple(name for name in needs if name in FIELDS),
    )  # fmt: skip
    for name in needs:
        if name not in FIELDS:
            row.report(f"không có trường “{name}”", "needs")
    for said in faults_of(one):
        row.report(said)
    row.close()
    return one
