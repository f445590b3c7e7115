"""Vietnamese text: one spelling stored, one key to search by, one key to sort by, the same on every database."""

import re
import unicodedata
from functools import lru_cache

from regulations.words import lists_by_family_name

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_KEY = {letter: chr(0x41 + place) for place, letter in enumerate(LETTERS)}
# Dictionary order of tones: level, huyền, hỏi, ngã, sắc, nặng.
_TONE_KEY = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPE = {
    ("a", "\u0306"): "ă",
    ("a", "\u0302"): "â",
    ("e", "\u0302"): "ê",
    ("o", "\u0302"): "ô",
    ("o", "\u031b"): "ơ",
    ("u", "\u031b"): "ư",
}
_WORD = re.compile(r"\d+|[^\W\d_]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad\x00"))
# Old lists write the Icelandic eth for đ; both look alike and sort apart.
_STORED = _INVISIBLE | {0x00D0: "Đ", 0x00F0: "đ"}


class _Plain(dict[int, int | str | None]):
    """For `str.translate`: takes combining marks away; what stands for a character is worked out when it is first met."""

    def __missing__(self, code: int) -> int | str | None:
        plain = None if unicodedata.combining(chr(code)) else code
        if code < 0x3000:
            self[code] = plain
        return plain


_PLAIN = _Plain({ord("đ"): "d"})


def clean(text: str) -> str:
    """Text as it is stored: NFC, no invisible characters, single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_STORED).split())


@lru_cache(maxsize=8192)  # a name being recorded is asked for several times over
def fold(text: str) -> str:
    """The key to search by: lower case, no tones or marks, đ as d, single spaces. "Đặng Đức" and "dang duc" agree."""
    return " ".join(unicodedata.normalize("NFD", text.lower().translate(_STORED)).translate(_PLAIN).split())


@lru_cache(maxsize=65536)
def _word_key(word: str) -> str:
    if word.isdecimal():
        number = "".join(str(unicodedata.decimal(digit)) for digit in word).lstrip("0")
        return f"!{chr(0x41 + min(len(number), 40))}{number}"
    letters: list[str] = []
    tone = "0"
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONE_KEY:
            tone = _TONE_KEY[char]
        elif unicodedata.combining(char):
            if letters:
                letters[-1] = _SHAPE.get((letters[-1], char), letters[-1])
        else:
            letters.append(char)
    return "".join(_LETTER_KEY.get(letter, "z") for letter in letters) + tone


def sort_key(text: str) -> str:
    """The key to sort by, compared byte by byte: Vietnamese dictionary order, letters before tones in each word, numbers by value."""
    return " ".join(_word_key(word) for word in _WORD.findall(unicodedata.normalize("NFC", text)))


def name_sort_key(full_name: str) -> str:
    """The key to sort people by: given name (the last word), then the middle names, then the family name; as written where the charter
    lists by family name."""
    if lists_by_family_name():
        return sort_key(full_name)
    words = full_name.split()
    return sort_key(" ".join([words[-1], *words[1:-1], words[0]])) if len(words) > 1 else sort_key(full_name)


def given_key(full_name: str) -> str:
    """The folded name with the given name first: "duc nguyen van"."""
    words = fold(full_name).split()
    return " ".join([words[-1], *words[:-1]]) if words else ""
