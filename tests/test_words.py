"""The application knows no word and no number of a charter: those of words.toml and of the parameters, in all but the charters themselves.

What it can find: a word of the first charter anywhere in code, templates, the data beside code and both catalogues, comments included; a
number of a rule written as a constant among the calculations; a neutral word left on a page is found by `tests/pages/test_every_screen.py`.
What it cannot find: the same thought in other words, a number put together from others, one in the application outside `regulations/rules`.
"""

import ast
from collections.abc import Iterator

import pytest

from regulations.charter import open_charter
from regulations.words import in_words_of
from tests.source import ROOT, tracked
from tests.spoken import FIRST, NEUTRAL, OWN, SPOKEN, any_of, told

# The example is the example of the first charter; tests say what people of the example read.
ITS_OWN = ("liemchinh/demo/",)
ENDINGS = (".py", ".html", ".toml", ".js", ".css", ".svg", ".po")
# Numbers too small to tell a rule from a count or an index, and the months of a year.
SMALL, MONTHS = 3, 12
# Numbers that a parameter has too and that are no constant in its place: file → number → what it is.
OTHERWISE = {
    "regulations/rules/competence.py": {5: "the place of the topmost level among the levels"},
    "regulations/rules/surveys.py": {5: "a guard of the product: fewer answers are not shown"},
    "regulations/rules/inspecting.py": {30: "the number in the name of the choice `over_30_members`"},
    "regulations/rules/membership.py": {60: "the number in the name of the rule `admission.age_over_60.decider`"},
}


# In English "party" is also whoever takes part in a case, and "badge" a name of files and code: only what is translated is looked at.
OWN_IN_ENGLISH = any_of(SPOKEN.own - {"party"})


def application() -> Iterator[tuple[str, str]]:
    """Every file of the application that holds words: its name and its text."""
    for name in tracked(*ENDINGS):
        ours = name.startswith(("liemchinh/", "regulations/")) and "/tests/" not in name
        if ours and not name.startswith(ITS_OWN) and "/locale/vi/" not in name:
            yield name, (ROOT / name).read_text()


def test_no_word_of_the_first_charter_stands_in_the_application() -> None:
    found = [
        f"{name}:{fault}"
        for name, text in application()
        for fault in told(text, OWN_IN_ENGLISH if name.endswith(".po") else OWN)
    ]
    assert found == []


def test_the_words_can_be_found() -> None:
    assert told('x = _("Đảng viên dự bị")\ny = "CHI BỘ"', OWN) == ["1: Đảng viên", "2: CHI BỘ"]
    assert told("hội viên", OWN) == [] and told("Hội viên", NEUTRAL) == ["1: Hội viên"]


@pytest.mark.parametrize(
    "text", ["Đảng viên", "đảng viên chính thức của chi bộ", "ỦY BAN KIỂM TRA", "tổ chức đảng", "PARTY"]
)
def test_each_word_leads_there_and_back(text: str) -> None:
    own = in_words_of(SPOKEN.instead)
    neutral = in_words_of({theirs: ours for ours, theirs in SPOKEN.instead.items()})
    assert neutral(text) != text and own(neutral(text)) == text


def numbers_of(text: str) -> set[int]:
    """The whole numbers written in a file of calculations."""
    nodes = ast.walk(ast.parse(text))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and type(node.value) is int}


def test_no_number_of_a_rule_stands_among_the_calculations() -> None:
    rows = [row for rule in open_charter(FIRST).rulebook.parameters.values() for row in rule.values]
    ruled = {row.value for row in rows if type(row.value) is int and row.value > SMALL} - {MONTHS}
    found = {
        name: sorted(written)
        for name, text in application()
        if name.startswith("regulations/rules/")
        and (written := numbers_of(text) & ruled - OTHERWISE.get(name, {}).keys())
    }
    assert ruled and found == {}
