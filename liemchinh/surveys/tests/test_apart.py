"""The survey feeds nothing (guards 7): no room but figures, example and command line may import it, and no other table is written."""

import ast
from collections.abc import Iterator

from tests.source import product

# Figures count what branches reported, the example records it; the list of addresses and settings name rooms as text.
MAY = ("liemchinh/figures/", "liemchinh/demo/", "liemchinh/surveys/")
NEVER = (
    "discipline",
    "screening",
    "reviews",
    "standing",
    "awards",
    "members",
    "inspections",
    "letters",
    "appeals",
    "emulation",
    "ballots",
)


def imported(tree: ast.AST) -> Iterator[str]:
    """Everything a module imports, by its whole name, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def names_surveys(tree: ast.AST) -> bool:
    """Does a module import surveys, or name one of its tables in a text?"""
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return any(name.startswith("liemchinh.surveys") for name in imported(tree)) or any(
        "surveys_" in text for text in texts
    )


def test_no_other_room_imports_surveys_or_reads_its_tables() -> None:
    sources = [source for source in product() if source.name.startswith("liemchinh/") and "/tests/" not in source.name]
    reading = {source.name for source in sources if "surveys" in source.text and names_surveys(source.tree)}
    assert {name for name in reading if not name.startswith(MAY)} == set()
    assert {source.name.split("/")[1] for source in sources} >= set(NEVER), (
        "the rooms that never may are there to be tried"
    )


def test_figures_read_of_surveys_what_branches_reported_and_nothing_that_names_anybody() -> None:
    sources = [
        source for source in product() if source.name.startswith("liemchinh/figures/") and "surveys_" in source.text
    ]
    texts = [node.value for source in sources for node in source.all(ast.Constant) if isinstance(node.value, str)]
    named = {word for text in texts for word in text.split() if word.startswith("surveys_")}
    assert named == {"surveys_part", "surveys_round", "surveys_report"}


def test_an_import_is_found_wherever_it_stands() -> None:
    hidden = "def f():\n    from liemchinh.surveys.models import Sign\n"
    assert [
        names_surveys(ast.parse(text)) for text in (hidden, "import liemchinh.surveys.queries", 'x = "SELECT * FROM surveys_sign"', "a = 1")
    ] == [True, True, True, False]  # fmt: skip
