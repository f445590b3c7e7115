"""How long a line of text is in the letters of the layout, so that a rule below it can be as long."""

import unicodedata

from regulations.layouts import Part

SHORT = 110  # points: the rule below an abstract
# Of Times, from the space to "~", in thousandths of its size: what every program that sets it agrees on.
UPRIGHT = (
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500,
    278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556,
    611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778,
    500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
)  # fmt: skip
BOLD = (
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500,
    333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556,
    667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833,
    556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
)  # fmt: skip
FIRST, OTHER = ord(" "), 500


def width_of(text: str, size: float, *, bold: bool) -> float:
    """In points, by the widths of Times: a letter with marks is as wide as without, a sign it does not have as a figure."""
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    letters = (ord(letter) - FIRST for letter in plain if not unicodedata.combining(letter))
    widths = BOLD if bold else UPRIGHT
    return sum(widths[place] if 0 <= place < len(widths) else OTHER for place in letters) * size / 1000


def rule_length(part: Part, text: str) -> float:
    """How long the rule below a part is, in points."""
    shown = text.upper() if part.caps else text
    return SHORT if part.rule == "short" else width_of(shown, part.size, bold=part.bold)
