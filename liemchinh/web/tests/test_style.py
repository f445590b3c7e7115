"""The stylesheets and the templates keep the house's rules: tokens that exist, contrast, no inline style or script."""

import re
from pathlib import Path

import liemchinh

ROOM = Path(__file__).parents[1]
SHEETS = re.findall(r"'web/(\w+\.css)'", (ROOM / "templates" / "web" / "parts" / "sheets.html").read_text())
SHEET = "".join((ROOM / "static" / "web" / name).read_text() for name in SHEETS)
TEMPLATES = [file for file in Path(liemchinh.__file__).parent.rglob("*.html") if "tests" not in file.parts]
TOKENS = dict(re.findall(r"--([\w-]+):\s*([^;]+);", SHEET))


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_every_token_used_exists_and_every_token_is_used() -> None:
    used = set(re.findall(r"var\(--([\w-]+)\)", SHEET))
    assert used == set(TOKENS)


def test_text_is_readable_on_every_ground_it_stands_on() -> None:
    pairs = [
        ("ink", "page"), ("ink", "white"), ("quiet", "page"), ("quiet", "white"), ("quiet", "stripe"), ("white", "accent"),
        ("white", "accent-dark"), ("accent", "white"), ("accent", "page"), ("accent", "accent-tint"), ("late", "white"),
        ("late", "late-tint"), ("good", "good-tint"), ("warn", "warn-tint"), ("unknown", "unknown-tint"), ("unknown", "white"),
    ]  # fmt: skip
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def test_edges_of_fields_and_the_ring_of_focus_can_be_seen() -> None:
    assert contrast("edge", "white") >= 3
    assert contrast("focus", "white") >= 3
    assert contrast("focus", "page") >= 3
    assert contrast("gold", "accent") >= 3


def test_no_template_has_inline_style_or_script_or_an_address_elsewhere() -> None:
    for template in TEMPLATES:
        text = template.read_text()
        assert not re.search(r"\sstyle=|<style|\son\w+=\"|javascript:", text), template
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), template
        assert not re.search(r"(?:src|href|action)=\"https?:", text), template


def test_every_cell_of_a_table_names_its_column_for_phones() -> None:
    nameless = []
    for template in TEMPLATES:
        for table in re.findall(r"<table class=\"data(?! slim)[^>]*>.*?</table>", template.read_text(), re.DOTALL):
            cells = re.findall(r"<td(?:\s[^>]*)?>", table)
            nameless += [(template.name, cell) for cell in cells if "data-label" not in cell and "tools" not in cell]
    assert nameless == []


def test_scripts_stay_small_and_there_is_no_sheet_that_no_page_asks_for() -> None:
    files = {file.name for file in (ROOM / "static" / "web").iterdir()}
    assert SHEETS == ["base.css", "layout.css", "components.css", "screens.css", "print.css"]
    assert files == {"kept-worker.js", "kept.js", "liemchinh.js", "mark.svg", *SHEETS}
    for script in ("kept-worker.js", "kept.js", "liemchinh.js"):
        assert len((ROOM / "static" / "web" / script).read_text().splitlines()) <= 150
    assert "@import" not in SHEET
    assert "url(" not in SHEET
