"""Vietnamese text from before Unicode: TCVN3 (ABC), VNI and windows-1258, and UTF-8 that was read as Western text.

All four arrive as characters of the Western set (U+0080–U+00FF and what windows-1252 puts there), whether they stood in the bytes of a
text file or in the cells of a workbook, so one set of functions serves both. Layouts: TCVN 5712:1993 (VN3), the VNI-Windows fonts,
Microsoft's code page 1258.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

import ftfy
from ftfy import TextFixerConfig

# A bold attempt at the sentence "what would a person have meant" is not wanted here: only the encoding is put right.
_FTFY = TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
    replace_lossy_sequences=True,
    explain=False,
)

_TCVN3_BYTES = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",  # A1–AE, in this order
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_TCVN3 = {start + place: letter for start, letters in _TCVN3_BYTES.items() for place, letter in enumerate(letters)}

# VNI writes a letter and behind it a second character that carries shape and tone together.
_VNI_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX = {"â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    pairs = {
        base + mark: shape + tone
        for base, shape in (("a", "a"), ("e", "e"), ("o", "o"), ("u", "u"), ("y", "y"), ("ô", "ơ"), ("ö", "ư"))
        for mark, tone in _VNI_TONES.items()
    }
    pairs |= {base + mark: base + "\u0302" + tone for base in "aeo" for mark, tone in _VNI_CIRCUMFLEX.items()}
    pairs |= {"a" + mark: "a\u0306" + tone for mark, tone in _VNI_BREVE.items()}
    pairs |= _VNI_SINGLE
    lower = {key: unicodedata.normalize("NFC", value) for key, value in pairs.items()}
    upper = {key.upper(): value.upper() for key, value in lower.items()}
    # A capital with a small mark ("Ñaø" is clean, but "Aù" is common at the start of a word) keeps the capital.
    mixed = {key[0].upper() + key[1]: value.upper() for key, value in lower.items() if len(key) == 2}
    return mixed | upper | lower


_VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_INNER_CAPITAL = re.compile(r"[^\W\d_][A-Z]")
_SMALL = re.compile("[a-z]")


def from_tcvn3(text: str) -> str:
    """TCVN3 to Unicode. The fonts ending in H show small toned letters as capitals: among nothing but capitals they are made capitals."""
    converted = text.translate(_TCVN3)
    return converted.upper() if _INNER_CAPITAL.search(converted) and not _SMALL.search(text) else converted


def from_vni(text: str) -> str:
    """VNI-Windows to Unicode, the longest match first."""
    return _VNI_PATTERN.sub(lambda match: _VNI[match.group()], text)


@cache
def _cp1258() -> dict[int, str]:
    table = {}
    for byte in range(0x80, 0x100):
        western = bytes([byte]).decode("cp1252", "replace")
        vietnamese = bytes([byte]).decode("cp1258", "replace")
        if "\ufffd" not in western + vietnamese and western != vietnamese:
            table[ord(western)] = vietnamese
    return table


def from_cp1258(text: str) -> str:
    """windows-1258 that was read as windows-1252, composed."""
    return unicodedata.normalize("NFC", text.translate(_cp1258()))


def from_misread_utf8(text: str) -> str:
    """UTF-8 that was read as Western text once or several times; what is not, stays."""
    for _ in range(3):
        try:
            again = text.encode("sloppy-windows-1252").decode("utf-8")
        except UnicodeError:
            break
        if again == text:
            return text
        text = again
    return ftfy.fix_encoding(text, _FTFY)


def western(data: bytes) -> str:
    """Every byte as one character: windows-1252, and where that has none, the control character of the same number."""
    return data.decode("sloppy-windows-1252")


CHARACTER_SETS: dict[str, tuple[str, Callable[[str], str]]] = {
    "utf8-misread": ("UTF-8 bị đọc nhầm", from_misread_utf8),
    "tcvn3": ("TCVN3 (ABC)", from_tcvn3),
    "vni": ("VNI", from_vni),
    "cp1258": ("Windows-1258", from_cp1258),
}
