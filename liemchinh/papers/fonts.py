"""The letters of printed documents: a free serif with every Vietnamese letter, cut from the variable font of its package."""

import io
from functools import cache
from importlib.resources import files

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FAMILY = "Noto Serif"
PACKAGE = "fontpkg_noto_serif"
UPRIGHT, SLANTED = "NotoSerif[wdth,wght].ttf", "NotoSerif-Italic[wdth,wght].ttf"
# As wide as Times, or nearly; what a layout asks for, and nothing more, for a cut takes a second of the processor.
WIDTH, CUTS = 85, ((UPRIGHT, "", 400), (UPRIGHT, "-Bold", 700), (SLANTED, "-Italic", 400))
# Latin with Vietnamese and the letters of Ê Đê, Gia Rai and Ba Na names, punctuation, the sign of the currency.
LETTERS = (*range(0x20, 0x7F), *range(0xA0, 0x181), 0x1A0, 0x1A1, 0x1AF, 0x1B0, 0x243, *range(0x300, 0x324), *range(0x1EA0, 0x1EFA),
           *range(0x2010, 0x2027), 0x20AB, 0x2212, 0x2264, 0x2265)  # fmt: skip
_HELD = frozenset(LETTERS)


def drawable(text: str) -> str:
    """The text with “?” for every letter these fonts do not have: a paper for everybody may hold none that is not drawn."""
    return "".join(letter if ord(letter) in _HELD or letter == "\n" else "?" for letter in text)


@cache
def font_files() -> dict[str, bytes]:
    """The cut letters by name, as files: made once for this process."""
    return {f"{FAMILY}{name}": _cut(_only_letters(file), weight, f"{FAMILY}{name}") for file, name, weight in CUTS}


@cache
def _only_letters(file: str) -> bytes:
    font = TTFont(io.BytesIO(files(PACKAGE).joinpath("files", file).read_bytes()))
    # Nothing here sets ligatures or kerns pairs; only to read the rules for them takes longer than all the rest.
    for table in ("GSUB", "GPOS", "GDEF"):
        del font[table]
    subset = Subsetter(Options())
    subset.populate(unicodes=LETTERS)
    subset.subset(font)
    return _bytes(font)


def _cut(font: bytes, weight: int, called: str) -> bytes:
    cut = instantiateVariableFont(TTFont(io.BytesIO(font)), {"wdth": WIDTH, "wght": weight}, inplace=True)
    # A file of letters is known by this name inside a PDF: each weight has its own.
    for entry in cut["name"].names:
        if entry.nameID in (4, 6):
            entry.string = called.replace(" ", "")
    return _bytes(cut)


def _bytes(font: TTFont) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
