"""What can be seen of figures. Nothing outside the reader's scope of today; numbers stand on the tree of the day asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from liemchinh.access.actor import Actor
from liemchinh.figures.arithmetic import percent
from liemchinh.figures.asking import Answer, Number, Question, ask_with_ground
from liemchinh.figures.declarations import Indicator, indicator, indicators
from liemchinh.figures.hiding import hidden_parts, hides_whole, is_small
from liemchinh.figures.periods import Period
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import standing

OPEN = "open"
# What stands under none of the lines, beside the numbers of organisations.
OWN = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """One value beside that of the same period before. `hidden`: too small to be shown to this reader (then all values are None)."""

    key: str
    label: str
    unit: str
    value: Number | None
    before: Number | None
    hidden: bool = False

    @property
    def difference(self) -> Number | None:
        """This period less the one before."""
        return None if self.value is None or self.before is None else self.value - self.before

    @property
    def percentage(self) -> Decimal | None:
        """This period as a percentage of the one before; None of nothing."""
        return None if self.value is None or self.before is None else percent(self.value, self.before)


@dataclass(frozen=True, slots=True)
class Line:
    """What stands directly under the asked organisation (`organisation` None: everything that stands under none of those)."""

    organisation: int | None
    name: str
    category: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Report:
    """Figures of an organisation, in the order asked for, and of what stands directly under it."""

    asked: Question
    before: Period
    figures: Mapping[str, Figure]
    lines: Sequence[Line] = field(default_factory=tuple)


def shown_indicators() -> list[Indicator]:
    """The indicators people choose from."""
    return [one for one in indicators().values() if one.shown]


def may_see(actor: Actor, organisation: int) -> bool:
    """Does the organisation lie in the scope whose figures this actor may see today?"""
    return actor.covers("figures.see", organisation)


def report_visible_to(
    actor: Actor,
    asked: Question,
    keys: Iterable[str] | None = None,
    *,
    by_child: bool = False,
    before: Period | None = None,
) -> Report | None:
    """The figures of a question beside those of the same period before (or of `before`). None: not in the actor's scope.

    A fixed number of queries. KeyError for an indicator nobody declared.
    """
    if not may_see(actor, asked.organisation):
        return None
    wanted = [one.key for one in shown_indicators()] if keys is None else list(keys)
    earlier = before or asked.period.year_before
    beside = {
        "branches",
        *(part for key in wanted if _sensitivity(indicator(key)) for part in indicator(key).over or ()),
    }
    needed = [*wanted, *sorted(beside - set(wanted))]
    answers, ground = ask_with_ground(asked, needed, [asked.period, earlier], by_child=by_child)
    versions = _versions([asked.organisation, *ground.children], asked.tree_on)
    rest = any(answer.own.get(key) for answer in answers for key in wanted)
    veil = _Veil(actor, asked.organisation, versions, answers[0], rest=rest)
    told = {key: _figures(key, answers, veil) for key in wanted}
    figures = {key: whole for key, (whole, _nodes) in told.items()}
    lines = [
        _line(number, versions, {key: nodes[number] for key, (_w, nodes) in told.items()}) for number in ground.children
    ]
    if rest:
        lines.append(Line(None, "", "", {key: nodes[OWN] for key, (_w, nodes) in told.items()}))
    return Report(asked, earlier, figures, tuple(lines))


def series_visible_to(
    actor: Actor, asked: Question, keys: Sequence[str], periods: Sequence[Period], *, by_child: bool = False
) -> list[Report] | None:
    """The same figures in each of `periods`, with nothing before. None: not in the actor's scope.

    What is too small to be shown in one of them is shown in none, so that no difference tells it. A fixed number of queries.
    """
    if not may_see(actor, asked.organisation):
        return None
    beside = {"branches", *(part for key in keys if _sensitivity(indicator(key)) for part in indicator(key).over or ())}
    needed = [*keys, *sorted(beside - set(keys))]
    answers, ground = ask_with_ground(asked, needed, periods, by_child=by_child)
    versions = _versions([asked.organisation, *ground.children], asked.tree_on)
    rest = any(answer.own.get(key) for answer in answers for key in keys)
    veil = _Veil(actor, asked.organisation, versions, answers[0], rest=rest)
    hidden = {key: _hidden(key, answers, veil) for key in keys}
    return [
        _of_period(asked, period, answer, versions, hidden, rest=rest)
        for period, answer in zip(periods, answers, strict=True)
    ]


def _of_period(
    asked: Question, period: Period, answer: Answer, versions: Mapping[int, Version],
    hidden: Mapping[str, tuple[bool, frozenset[int]]], *, rest: bool,
) -> Report:  # fmt: skip
    def told(key: str, value: Number | None, hides: bool) -> Figure:
        figure = _figure(key, value, None)
        return _hide(figure) if hides else figure

    figures = {key: told(key, answer.whole[key], whole) for key, (whole, _nodes) in hidden.items()}
    lines = [
        _line(number, versions, {key: told(key, row[key], number in nodes) for key, (_w, nodes) in hidden.items()})
        for number, row in answer.nodes.items()
    ]
    if rest:
        own = {key: told(key, answer.own.get(key), OWN in nodes) for key, (_w, nodes) in hidden.items()}
        lines.append(Line(None, "", "", own))
    return Report(asked, period, figures, tuple(lines))


def _versions(organisations: Sequence[int], on: date) -> dict[int, Version]:
    """What stands on the day; of what does not, the newest version."""
    found = {version.organisation_id: version for version in standing(on).filter(organisation_id__in=organisations)}
    missing = [number for number in organisations if number not in found]
    if missing:
        rows = Version.objects.filter(cancelled_by=None, organisation_id__in=missing).order_by("valid_from")
        found |= {version.organisation_id: version for version in rows}
    return found


def _line(number: int, versions: Mapping[int, Version], figures: Mapping[str, Figure]) -> Line:
    version = versions.get(number)
    return Line(number, version.name if version else "", version.category if version else "", figures)


class _Veil:
    """What of a question this reader sees: small numbers about conduct or ethnicity in a branch only with the right to open them."""

    def __init__(
        self, actor: Actor, whole: int, versions: Mapping[int, Version], answer: Answer, *, rest: bool
    ) -> None:
        self.actor, self.whole, self.rest = actor, whole, rest
        self.whole_is_small = _is_branch(versions.get(whole), answer.whole.get("branches"))
        self.protected = [n for n in answer.nodes if _is_branch(versions.get(n), answer.nodes[n].get("branches"))]

    def hides(self, key: str) -> bool:
        """Is there anything to hide of this indicator?"""
        one = indicator(key)
        return bool(_sensitivity(one)) and not self.actor.covers(one.opened_by, self.whole)


def _is_branch(version: Version | None, branches: Number | None) -> bool:
    """A branch, or a committee with no more than one: its number is that branch's."""
    return (version is not None and version.category in BRANCHES) or (branches or 0) <= 1


def _sensitivity(one: Indicator) -> str:
    parts = [indicator(key).sensitive for key in one.over or ()]
    return one.sensitive or next((told for told in parts if told), "")


def _figures(key: str, answers: Sequence[Answer], veil: _Veil) -> tuple[Figure, dict[int, Figure]]:
    now, earlier = answers
    whole = _figure(key, now.whole[key], earlier.whole[key])
    nodes = {
        number: replace(whole, value=row[key], before=earlier.nodes[number][key]) for number, row in now.nodes.items()
    }
    if veil.rest:
        nodes[OWN] = replace(whole, value=now.own.get(key), before=earlier.own.get(key))
    hides, hidden = _hidden(key, answers, veil)
    nodes = {number: _hide(figure) if number in hidden else figure for number, figure in nodes.items()}
    return _hide(whole) if hides else whole, nodes


def _hidden(key: str, answers: Sequence[Answer], veil: _Veil) -> tuple[bool, frozenset[int]]:
    """Whether the whole is hidden in all of the answers, and which of its parts."""
    if not veil.hides(key):
        return False, frozenset()
    if _sensitivity(indicator(key)) == OPEN:
        return True, frozenset({*answers[0].nodes, OWN})
    source = (indicator(key).over or (key,))[0]
    hidden: set[int] = set()
    for answer in answers:
        parts = {number: int(row.get(source) or row[key] or 0) for number, row in answer.nodes.items()}
        # It may be that of a branch that ended: if there is anything, it is kept as a branch's. Nothing hides nobody: a question
        # without such a line tells that there is nothing.
        if own := int(answer.own.get(source) or answer.own.get(key) or 0):
            parts[OWN] = own
        hidden |= hidden_parts(parts, [*veil.protected, OWN], int(answer.whole.get(source) or answer.whole[key] or 0))
    small = veil.whole_is_small and any(is_small(int(answer.whole.get(source) or 0)) for answer in answers)
    there = small and any(answer.whole.get(source) for answer in answers)
    return there or hides_whole(list(answers[0].nodes), len(hidden)), frozenset(hidden)


def _figure(key: str, value: Number | None, before: Number | None) -> Figure:
    one = indicator(key)
    return Figure(key, str(one.label), one.unit, value, before)


def _hide(figure: Figure) -> Figure:
    return Figure(figure.key, figure.label, figure.unit, None, None, hidden=True)
