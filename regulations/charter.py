"""A charter: one folder of data that says whose rules these are. Read whole, refused whole, and closed: no file of an unknown kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from regulations.bodies import BODIES, Bodies, read_bodies
from regulations.code_lists import CodeList, read_code_lists
from regulations.documents import Family, read_documents
from regulations.kinds import Kinds, read_kinds
from regulations.loader import load_parameters
from regulations.procedure_files import load_procedures
from regulations.procedures import Procedure
from regulations.reading import Malformed, Problem, short
from regulations.rulebook import Rulebook
from regulations.sanctions import SANCTIONS, Sanction, read_sanctions
from regulations.words import WORDS
from regulations.working_days import Calendar, load_calendar

SHIPPED = Path(__file__).resolve().parent.parent / "charters" / "vietnam_party"
PARAMETERS, PROCEDURES, CALENDAR, CASES, KINDS = "parameters", "procedures", "calendar", "cases", "kinds.toml"
DOCUMENTS = "documents.toml"
# The words of the files an office brings; read by the import, which knows what they are for.
IMPORT_WORDS = "import_words.toml"
# The layouts of statistical forms; read by the figures, which know what can be counted.
FORMS = "forms"
# Definitions of reports; read by `reports`.
REPORTS = "reports"
# Types of document, organs, layouts and texts of papers; read by `issuing`, `layouts` and `wordings`.
PAPERS = ("document_types.toml", "organs.toml", "layouts", "wordings")
CODE_LISTS = ("unit_types.toml", "education.toml", "ethnic_groups.toml", "help_steps.toml", "posts.toml")
_FOLDERS = (PARAMETERS, PROCEDURES, CALENDAR, CASES, FORMS)
_IGNORED = frozenset({"__init__.py", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Charter:
    """The rules, the calendar and the tables of one kind of organisation, with local layers."""

    folder: Path
    rulebook: Rulebook
    calendar: Calendar
    kinds: Kinds
    lists: Mapping[str, CodeList]
    procedures: Mapping[str, Procedure]
    documents: Mapping[str, Family]
    sanctions: Mapping[str, Sanction]
    bodies: Bodies


@cache
def open_charter(folder: Path = SHIPPED, *local: Path) -> Charter:
    """Read a charter and its local layers (province, then installation; each may hold parameters/ and calendar/). Kept once read.

    Raises Malformed with every mistake of every file, among them any file the product does not know: a charter cannot bring
    a catalogue of conduct of its own.
    """
    problems = _strangers(
        folder, {*_FOLDERS, REPORTS, KINDS, SANCTIONS, BODIES, DOCUMENTS, IMPORT_WORDS, WORDS, *PAPERS, *CODE_LISTS}
    )
    for layer in local:
        problems += _strangers(layer, {PARAMETERS, CALENDAR})
    kinds = read_kinds(folder / KINDS, problems)
    documents = read_documents(folder / DOCUMENTS, problems)
    sanctions, bodies = read_sanctions(folder / SANCTIONS, problems), read_bodies(folder / BODIES, problems)
    lists = read_code_lists((folder / name for name in CODE_LISTS), problems)
    rulebook, calendar = Rulebook({}), Calendar({})
    try:
        rules = load_parameters(*_layers(PARAMETERS, folder, *local))
        effects = {code: one.effect for code, one in sanctions.items()}
        silent = frozenset() if folder == SHIPPED else _names_asked() - rules.keys()
        rulebook = Rulebook(rules, silent, effects)
    except Malformed as refused:
        problems += refused.problems
    try:
        calendar = load_calendar(*_layers(CALENDAR, folder, *local))
    except Malformed as refused:
        problems += refused.problems
    units = {name: parameter.unit for name, parameter in rulebook.parameters.items()}
    there = (folder / PROCEDURES).is_dir() and not problems
    procedures = load_procedures(folder / PROCEDURES, units, problems) if there else {}
    if problems:
        raise Malformed(problems)
    return Charter(folder, rulebook, calendar, kinds, lists, procedures, documents, sanctions, bodies)


@cache
def _names_asked() -> frozenset[str]:
    """Every rule the application asks for: the first charter has them all, as tests hold."""
    return frozenset(load_parameters(SHIPPED / PARAMETERS))


def _layers(what: str, folder: Path, *local: Path) -> list[Path]:
    return [folder / what, *(layer / what for layer in local if (layer / what).is_dir())]


def _strangers(folder: Path, known: set[str]) -> list[Problem]:
    if not folder.is_dir():
        return [Problem(short(folder), "", "không có thư mục này")]
    strangers = sorted(path.name for path in folder.iterdir() if path.name not in known | _IGNORED)
    return [Problem(short(folder), name, _why(name, known)) for name in strangers]


def _why(name: str, known: set[str]) -> str:
    if "catalogue" in name:
        return "điều lệ không được mở rộng danh mục hành vi: danh mục đi cùng sản phẩm và chỉ có một"
    return f"tệp lạ; thư mục này chỉ có {', '.join(sorted(known))}"
