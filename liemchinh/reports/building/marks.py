"""A sentence as people write it: each figure in it is a number in square brackets, and stands in a list beside. Pure."""

import re
from collections.abc import Sequence

from regulations.report_text import field_text
from regulations.reports import Field, pieces

_MARK = re.compile(r"\[(\d{1,3})\]")


def marked(text: str) -> tuple[str, tuple[Field, ...]]:
    """The words with a mark for each figure, [1], [2], …; and the figures in that order."""
    words, fields = "", []
    for piece in pieces(text):
        if isinstance(piece, Field):
            fields.append(piece)
            piece = f"[{len(fields)}]"
        words += piece
    return words, tuple(fields)


def unmarked(words: str, fields: Sequence[Field]) -> str:
    """The text of the sentence again. A mark of no figure stays as it is written: ask `strange_marks` before."""

    def field(mark: re.Match[str]) -> str:
        number = int(mark[1])
        return field_text(fields[number - 1]) if 1 <= number <= len(fields) else mark[0]

    return _MARK.sub(field, words)


def strange_marks(words: str, fields: Sequence[Field]) -> list[str]:
    """Marks that stand for none of the figures."""
    return [mark[0] for mark in _MARK.finditer(words) if not 1 <= int(mark[1]) <= len(fields)]
