"""How long a line of text is in the letters of the layout, so that a rule below it can be as long."""

import unicodedata

from reportlab.pdfbase.pdfmetrics import stringWidth

from regulations.layouts import Part

SHORT = 110  # points: the rule below an abstract


def width_of(text: str, size: float, *, bold: bool) -> float:
    """In points, by the widths of Times: a letter with marks is as wide as without."""
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return float(stringWidth(letters, "Times-Bold" if bold else "Times-Roman", size))


def rule_length(part: Part, text: str) -> float:
    """How long the rule below a part is, in points."""
    shown = text.upper() if part.caps else text
    return SHORT if part.rule == "short" else width_of(shown, part.size, bold=part.bold)
