"""A question and its answers: counts become values, shares are worked out where they are asked, what others reported stands beside."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.db.models import Q

from liemchinh.figures.arithmetic import mean, percent
from liemchinh.figures.base import Counted
from liemchinh.figures.counting import counts
from liemchinh.figures.declarations import Indicator, counted, indicator, indicators
from liemchinh.figures.known import known_at
from liemchinh.figures.models import ReportedValue
from liemchinh.figures.periods import Period
from liemchinh.figures.placing import Ground, ground
from liemchinh.figures.sql.counting import NOTHING, Narrowing
from liemchinh.figures.sql.relations import NOW, Relations
from liemchinh.journal.services import known_sequence, last_sequence
from liemchinh.returns.progress import approved_totals

Number = int | Decimal
RETURNED = "returned_"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of which organisation: a period (stocks at its last day), the day whose tree decides, and how it was known on a day
    (None: as known now)."""

    organisation: int
    period: Period
    tree_on: date
    known_on: date | None = None
    narrowing: Narrowing = NOTHING


def question(
    organisation: int,
    first: date,
    last: date,
    tree_on: date | None = None,
    known_on: date | None = None,
    narrowing: Narrowing = NOTHING,
) -> Question:
    """A question as it is typed: the tree is that of the last day unless another is named. ValueError when it ends before it begins."""
    return Question(organisation, Period(first, last), tree_on or last, known_on, narrowing)


@dataclass(slots=True)
class Answer:
    """The values of one period: of the whole, and of each node directly under it. A value is None where there is nothing to tell (a share
    of nothing, a number nobody reported). `own` is what stands under none of the children; only for what adds up."""

    whole: dict[str, Number | None] = field(default_factory=dict)
    nodes: dict[int, dict[str, Number | None]] = field(default_factory=dict)
    own: dict[str, Number] = field(default_factory=dict)


@contextmanager
def relations_of(asked: Question) -> Iterator[Relations]:
    """The tables in which the question is counted: today's, or temporary ones as known on the day."""
    until = known_sequence(asked.known_on) if asked.known_on else None
    if until is None or until >= last_sequence():
        yield NOW
        return
    with known_at(until, asked.organisation) as relations:
        yield relations


def ask(asked: Question, keys: Iterable[str], periods: Sequence[Period], *, by_child: bool = False) -> list[Answer]:
    """The values of `keys` in each of `periods` (the question's own is not added). KeyError for an indicator nobody declared."""
    return ask_with_ground(asked, keys, periods, by_child=by_child)[0]


def ask_with_ground(
    asked: Question, keys: Iterable[str], periods: Sequence[Period], *, by_child: bool
) -> tuple[list[Answer], Ground]:
    """The same, with the organisations the nodes are."""
    wanted = [indicator(key) for key in keys]
    with relations_of(asked) as relations:
        regions = _asks_regions(wanted)
        stands = ground(relations, asked.organisation, asked.tree_on, by_child=by_child, regions=regions)
        answers = _answers(relations, stands, wanted, periods, asked.narrowing)
    return answers, stands


def values_of(
    asked: Question, organisations: Sequence[int], keys: Iterable[str]
) -> dict[int, dict[str, Number | None]]:
    """The values of organisations that stand under the asked one, at whatever depth and none under another, each with what is under it."""
    wanted = [indicator(key) for key in keys]
    with relations_of(asked) as relations:
        stands = ground(relations, asked.organisation, asked.tree_on, by_child=False, regions=_asks_regions(wanted))
        stands = replace(stands, children=tuple(organisations))
        return _answers(relations, stands, wanted, [asked.period], asked.narrowing)[0].nodes


def _asks_regions(wanted: Sequence[Indicator]) -> bool:
    return any(one.is_of_ties for one in counted(one.key for one in wanted))


def _answers(
    relations: Relations, stands: Ground, wanted: Sequence[Indicator], periods: Sequence[Period], narrowing: Narrowing
) -> list[Answer]:
    found = counts(relations, stands, counted(one.key for one in wanted), periods, narrowing)
    reported = _reported(relations, wanted, stands, periods)
    return [_answer(wanted, told, stands, values) for told, values in zip(found, reported, strict=True)]


def _answer(
    wanted: Sequence[Indicator], told: Counted, stands: Ground, reported: Mapping[tuple[int, str], int]
) -> Answer:
    answer = Answer(nodes={node: {} for node in stands.children})
    for one in wanted:
        answer.whole[one.key] = _value(one, told.whole, reported, stands.whole)
        here = told.nodes[one.key]
        for node, row in answer.nodes.items():
            if one.kind in {"stock", "flow"}:
                row[one.key] = here.get(node, 0)
            else:
                parts = {key: told.nodes[key].get(node, 0) for key in one.over or ()}
                row[one.key] = _value(one, parts, reported, node)
        if one.adds_up and stands.children:
            answer.own[one.key] = told.whole[one.key] - sum(here.get(node, 0) for node in stands.children)
    return answer


def _value(
    one: Indicator, counts: Mapping[str, int], reported: Mapping[tuple[int, str], int], at: int
) -> Number | None:
    if one.kind == "reported":
        return reported.get((at, one.key))
    if one.over is None:
        return counts.get(one.key, 0)
    part, whole = (_value(indicator(key), counts, reported, at) for key in one.over)
    if part is None or whole is None:
        return None
    return mean(int(part), int(whole)) if one.kind == "mean" else percent(part, whole)


def _reported(
    relations: Relations, wanted: Sequence[Indicator], stands: Ground, periods: Sequence[Period]
) -> list[dict[tuple[int, str], int]]:
    """For each period the newest value reported by its last day, and what approved returns add up to, of each node, as known."""
    keys = {key for one in wanted for key in (one.over or (one.key,)) if indicators()[key].kind == "reported"}
    returned = {key: indicators()[key].acts[0] for key in keys if indicators()[key].of == "returns"}
    keys -= returned.keys()
    told = _told(relations, keys, stands, periods) if keys else [{} for _period in periods]
    if returned:
        nodes = [stands.whole, *stands.children]
        for values, period in zip(told, periods, strict=True):
            sums = approved_totals(
                set(returned.values()),
                nodes,
                period.first,
                period.last,
                stands.tree_on,
                relations.known,
                relations.closure,
            )
            values |= {(node, f"{RETURNED}{code}"): value for (node, code), value in sums.items()}
    return told


def _told(
    relations: Relations, keys: Collection[str], stands: Ground, periods: Sequence[Period]
) -> list[dict[tuple[int, str], int]]:
    live = Q(cancelled_by__isnull=True)
    if relations.known is not None:
        live = (live | Q(cancelled_by__gt=relations.known)) & Q(recorded_by__lte=relations.known)
    found = ReportedValue.objects.filter(live, indicator__in=keys, organisation_id__in=[stands.whole, *stands.children])
    told = list(found.order_by("on").values_list("organisation_id", "indicator", "on", "value"))
    return [{(number, key): value for number, key, on, value in told if on <= period.last} for period in periods]
