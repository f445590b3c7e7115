"""What stands in the regulations and is left out of the product on purpose, each with its reason (guards 3)."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from regulations.reading import Malformed, Problem, Reader, open_file, short
from regulations.words import own

PATH = Path(__file__).with_name("not_encoded.toml")


@dataclass(frozen=True, slots=True)
class NotEncoded:
    """A rule left out: what it is, where it stands, why; the names and words no charter's data may hold."""

    code: str
    what: str
    gloss: str
    where: str
    reason: str
    names: tuple[str, ...]
    words: tuple[str, ...]


@cache
def not_encoded() -> tuple[NotEncoded, ...]:
    """The shipped list. Raises Malformed if the file does not hold together."""
    problems: list[Problem] = []
    reader = open_file(PATH, problems)
    entries = tuple(_entry(row) for row in reader.tables("entry", named="code")) if reader else ()
    if reader:
        reader.close()
    if problems:
        raise Malformed(problems)
    return entries


def _entry(row: Reader) -> NotEncoded:
    entry = NotEncoded(
        row.text("code"),
        own(row.text("what")),
        own(row.text("gloss")),
        row.text("where"),
        own(row.text("reason")),
        row.texts("names"),
        row.texts("words"),
    )
    row.close()
    return entry


def trespasses(paths: Iterable[Path]) -> list[Problem]:
    """Every place in these files that holds a name or a word of a rule left out. Comments count too: they are read by people."""
    found = []
    for path in paths:
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).lower()
        for entry in not_encoded():
            # A plain look first: most files hold none of them, and a search for whole words is slow.
            barred = [n for n in entry.names if n in text and re.search(rf'"{re.escape(n)}(\.[a-z_]+)*"', text)]
            barred += [w for w in entry.words if w in text and re.search(rf"\b{re.escape(w)}\b", text)]
            found += [Problem(short(path), one, f"không được mã hóa: {entry.what}. {entry.reason}") for one in barred]
    return found
