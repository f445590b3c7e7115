"""Inspection and supervision of an organisation as the statistical form has it: who acts, which work, about whom, how far it came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.kinds import Told
from liemchinh.casework.queries import cases_visible_to
from liemchinh.casework.work import cases_called
from liemchinh.figures.arithmetic import percentages
from liemchinh.figures.asking import Question, relations_of
from liemchinh.figures.declarations import Indicator
from liemchinh.figures.indicators.cases import FUNNEL, OBJECTS, ORGANS, RESULTS, WORK, key_of, objects_of, stages_of
from liemchinh.figures.indicators.sanctions import FORMS, FORMS_OF
from liemchinh.figures.placing import ground
from liemchinh.figures.queries import Figure, may_see, report_visible_to
from liemchinh.figures.reading import column
from liemchinh.figures.sql.cases import rows_of

# Lines that stand there though nothing happened: the sums of an organ.
ALWAYS = {(work, about) for work in ("inspected", "supervised") for about in ("orgs", "members")}
MOST_CASES = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of work about one kind of object; a cell for each stage, None where the work is not followed so far.

    `shares`: beside each stage that is part of the concluded its percentage of them; None beside the others, and where one is hidden.
    """

    work: str
    about: str
    is_sum: bool
    cells: Sequence[Figure | None]
    shares: Sequence[Decimal | None]


@dataclass(frozen=True, slots=True)
class Block:
    """What one kind of organ did."""

    organ: str
    rows: Sequence[Row]


def stages() -> dict[str, str]:
    """The columns, by code, in words."""
    return {code: str(told[0]) for code, told in FUNNEL.items()}


def case_table_visible_to(actor: Actor, asked: Question) -> list[Block] | None:
    """A block for each kind of organ, beside the same period before. None: not in the actor's scope. A fixed number of queries."""
    keys = [key_of(*line, stage, about) for line, about in _lines() for stage in stages_of(line[1])]
    found = report_visible_to(actor, asked, keys)
    if found is None:
        return None
    return [Block(str(ORGANS[organ]), list(_rows(organ, found.figures))) for organ in ORGANS]


def sanctions_visible_to(actor: Actor, asked: Question) -> list[tuple[str, dict[str, Figure | None]]] | None:
    """Each form of discipline, and all together: organisations and members beside the same period before. None: not in scope."""
    keys = [f"sanctioned_{about}{_of(form)}" for about, forms in FORMS_OF.items() for form in ("", *forms)]
    found = report_visible_to(actor, asked, keys)
    if found is None:
        return None
    told = {"": _("Tổng số"), **FORMS}
    return [
        (str(words), {about: found.figures.get(f"sanctioned_{about}{_of(form)}") for about in FORMS_OF})
        for form, words in told.items()
    ]


def shares_of_forms(
    imposed: Sequence[tuple[str, dict[str, Figure | None]]],
) -> dict[tuple[str, str], Decimal | None]:
    """(Form in words, object) → its percentage of all sanctions on such objects; nothing beside the total itself."""
    found: dict[tuple[str, str], Decimal | None] = {}
    for about in FORMS_OF:
        parts = [(form, cells[about]) for form, cells in imposed[1:] if cells[about] is not None]
        found |= {
            (form, about): share
            for (form, _cell), share in zip(parts, shares_of([cell for _form, cell in parts]), strict=True)
        }
    return found


def _of(form: str) -> str:
    return f"_{form}" if form else ""


def _lines() -> Iterator[tuple[tuple[str, str], str]]:
    for organ in ORGANS:
        for work in WORK:
            for about in objects_of(work):
                yield (organ, work), about


def _rows(organ: str, figures: object) -> Iterator[Row]:
    told = dict(figures)  # type: ignore[call-overload]
    for (of, work), about in _lines():
        if of != organ:
            continue
        cells = [told[key_of(organ, work, stage, about)] if stage in stages_of(work) else None for stage in FUNNEL]
        if (work, about) in ALWAYS or any(cell and (cell.value or cell.before) for cell in cells):
            parts = shares_of([cell for stage, cell in zip(FUNNEL, cells, strict=True) if stage in RESULTS])
            shares = [dict(zip(RESULTS, parts, strict=True)).get(stage) for stage in FUNNEL]
            yield Row(str(WORK[work][0]), str(OBJECTS[about][0]), (work, about) in ALWAYS, cells, shares)


def shares_of(parts: Sequence[Figure | None]) -> list[Decimal | None]:
    """The parts of a whole as percentages that come to 100,00 together; none where one of them is hidden, or all are nothing."""
    values = [part.value for part in parts if part is not None and not part.hidden]
    whole = [value for value in values if isinstance(value, int)]
    if len(whole) < len(parts) or not any(whole):
        return [None] * len(parts)
    return list(percentages(whole))


def cases_behind(actor: Actor, asked: Question, one: Indicator) -> list[Told]:
    """Of the cases a number counts, those open to the actor by their grant; called as on home pages, by nobody's name."""
    if not may_see(actor, asked.organisation):
        return []
    with relations_of(asked) as relations:
        stands = ground(relations, asked.organisation, asked.tree_on, by_child=False, regions=False)
        counted = rows_of(
            relations, stands.as_one(relations), one, asked.period.first, asked.period.last, asked.narrowing
        )
        numbers = column(f"SELECT DISTINCT k.case_id FROM ({counted}) k WHERE k.case_id IS NOT NULL")
    mine = cases_visible_to(actor).filter(pk__in=numbers).order_by("-pk").values_list("pk", "kind")[:MOST_CASES]
    called = cases_called(mine)
    return [called[number] for number, _kind in mine if number in called]
