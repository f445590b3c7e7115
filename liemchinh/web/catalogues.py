"""The developers' tool for translations: `python -m liemchinh.web.catalogues`. Needs Babel (a test dependency), no gettext.

Vietnamese is the language of the source. `locale/en` holds the English of every sentence in code and templates: collected again by this
tool, untranslated ones counted. `locale/vi` holds the Vietnamese of what Django says in English: kept by hand. Both are compiled, and the
compiled files are committed, because a fresh machine has neither tool.
"""

import ast
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

HERE = Path(__file__).resolve().parent.parent
LOCALE = HERE / "locale"
SINGLE = {"_", "gettext", "gettext_lazy"}
DOUBLE = {"ngettext", "ngettext_lazy"}
_CALL = re.compile(r"\b(?:n?gettext(?:_lazy)?|_)\(")
_HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""
Message = str | tuple[str, str]


def messages() -> set[Message]:
    """Every sentence of the product that is marked for translation."""
    found: set[Message] = set()
    for file in sorted(HERE.rglob("*.py")):
        # Whatever calls nothing of the kind need not be read as code.
        if "tests" not in file.relative_to(HERE).parts and _CALL.search(text := file.read_text()):
            found |= set(_in_code(ast.parse(text)))
    for file in sorted(HERE.rglob("*.html")):
        found |= set(_in_template(file.read_text()))
    return found


def _in_code(tree: ast.AST) -> Iterator[Message]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = (
            node.func.id
            if isinstance(node.func, ast.Name)
            else node.func.attr
            if isinstance(node.func, ast.Attribute)
            else ""
        )
        texts = [item.value for item in node.args if isinstance(item, ast.Constant) and isinstance(item.value, str)]
        if name in SINGLE and texts:
            yield texts[0]
        elif name in DOUBLE and len(texts) > 1:
            yield texts[0], texts[1]


def _in_template(source: str) -> Iterator[Message]:
    """Django turns its tags into calls among blanked-out text; each call is cut out and read."""
    calls = templatize(source)
    for start in _CALL.finditer(calls):
        for end in re.finditer(r"\)", calls[start.start() :]):
            try:
                tree = ast.parse(calls[start.start() : start.start() + end.end()], mode="eval")
            except SyntaxError:
                continue
            yield from _in_code(tree)
            break


def english() -> Catalog:
    """The English catalogue with exactly the sentences the source has now; known translations are kept, none is guessed."""
    known = read("en")
    fresh = Catalog(locale="en", domain="django", fuzzy=False)
    for message in sorted(messages(), key=str):
        before = known.get(message)
        fresh.add(message, before.string if before else None)
    return fresh


def compiled(language: str) -> bytes:
    """The .mo file of a language as its .po stands. A sentence without translation is left out, and then shown in Vietnamese."""
    catalog = read(language)
    for message in untranslated(catalog):
        catalog.delete(message if isinstance(message, str) else message[0])
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def _folder(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES"


def read(language: str) -> Catalog:
    """The catalogue as it stands in the repository."""
    with (_folder(language) / "django.po").open("rb") as file:
        return read_po(file, locale=language, domain="django")


def untranslated(catalog: Catalog) -> list[Any]:
    """The sentences (a pair where there is a plural) without a translation."""
    found = []
    for item in catalog:
        texts = item.string if isinstance(item.string, tuple | list) else [item.string]
        if item.id and not all(texts):
            found.append(item.id)
    return found


def _write(language: str, catalog: Catalog) -> None:
    """Without dates and program names: the files change only when a sentence does."""
    with (_folder(language) / "django.po").open("wb") as file:
        file.write(_HEADER.format(language=language, plural=catalog.plural_forms).encode())
        write_po(file, catalog, width=140, no_location=True, omit_header=True, ignore_obsolete=True)
    (_folder(language) / "django.mo").write_bytes(compiled(language))


def main() -> int:
    """Writes both languages again and says what has no English yet."""
    _write("en", english())
    _write("vi", read("vi"))
    missing = untranslated(read("en"))
    for message in missing:
        sys.stdout.write(f"{message}\n")
    sys.stdout.write(f"{len(missing)} without English\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
