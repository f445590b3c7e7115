"""Documents as PDF for everybody: tagged (PDF/UA-1), so that they are read aloud in order; letters of one family embedded."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import typst

from liemchinh.papers.composing import Document
from liemchinh.papers.fonts import FAMILY, drawable, font_files
from regulations.layouts import Layout

STANDARD: Final = "ua-1"
SHEET = ("width", "height", "top", "bottom", "left", "right", "left_column", "numbered_from")
MARKS = ("size", "bold", "italic", "underline", "caps", "align", "indent", "before", "after", "rule")
Lines = Sequence[tuple[str, str]]


def typeset(package: str, name: str, told: Mapping[str, Any]) -> bytes:
    """The bytes of a document whose text is set by `name` of a package, on the page, between the head and the foot of its layout.

    The same data give the same bytes. Letters the fonts do not have are drawn as “?”.
    """
    source = _source(__package__, "layout.typ") + _source(package, name)
    data = drawable(json.dumps(told, ensure_ascii=False))
    made = typst.Compiler(source, font_paths=_letters()[0], ignore_system_fonts=True).compile(
        sys_inputs={"told": data}, format="pdf", pdf_standards=STANDARD, timestamp=0
    )
    assert isinstance(made, bytes)
    return made


def around(document: Document, *, title: str, footer: Lines | Sequence[str] = ()) -> dict[str, Any]:
    """What stands around the text of a document: `title` for those who listen, `footer` at the bottom of every page, left and right."""
    layout, star = document.layout, document.layout.words["star"]
    corner = [("above", document.above), ("issuer", document.issuer), ("star", star)]
    number = [("number", document.number), *([] if document.type_name else [("letter_abstract", document.abstract)])]
    return {
        **_look(layout), "font": FAMILY, "title": title, "footer": list(footer),
        "head": [corner, [("title", document.title)], number, [("dated", document.dated)]],
        "called": [("type", document.type_name)] if document.type_name else [], "abstract": document.abstract, "foot": _foot(document),
    }  # fmt: skip


def _foot(document: Document) -> list[Lines]:
    """One signature stands right of the recipients, several beside each other."""
    if len(document.signatures) > 1:
        return [[("signer_title", one.title), ("signer_name", one.name)] for one in document.signatures]
    (one,) = document.signatures
    label = [("recipients_label", document.layout.words["recipients"])] if document.recipients else []
    left = [*label, *(("recipients", line) for line in document.recipients)]
    return [left, [("authority", one.authority), ("signer_title", one.title), ("signer_name", one.name)]]


def _look(layout: Layout) -> dict[str, Any]:
    return {
        "sheet": {name: getattr(layout.sheet, name) for name in SHEET},
        "parts": {name: {mark: getattr(part, mark) for mark in MARKS} for name, part in layout.parts.items()},
    }


@cache
def _letters() -> tuple[typst.Fonts, object]:
    """The letters, once for this process, beside the folder that goes with it: a cut is read when a letter of it is first drawn."""
    folder = tempfile.TemporaryDirectory(prefix="liemchinh-letters-")
    for name, data in font_files().items():
        (Path(folder.name) / f"{name}.ttf").write_bytes(data)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder.name])
    return fonts, folder


@cache
def _source(package: str, name: str) -> bytes:
    return files(package).joinpath(name).read_bytes()
