"""A statistical form of an organisation: which numbers it needs, and what of them this reader sees."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.conf import settings

from liemchinh.access.actor import Actor
from liemchinh.figures.asking import Question, ask, relations_of
from liemchinh.figures.counting import months_needed
from liemchinh.figures.declarations import Indicator, counted, indicator
from liemchinh.figures.indicators.lists import every_entry, within
from liemchinh.figures.keeping.freshness import catch_up
from liemchinh.figures.periods import Period
from liemchinh.figures.queries import may_see
from liemchinh.figures.reading import rows
from liemchinh.figures.sql.counting import Counting, acts_in, members_on, organisations_on
from liemchinh.figures.sql.relations import Relations, by_unit_type, whole_of
from liemchinh.figures.statistical.filling import Column, Filled, Numbers, fill, fill_by_list
from liemchinh.figures.statistical.layouts import Layout, layouts
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.queries import standing

# A form by one of these shows a branch's numbers only to those who may open sensitive figures.
SENSITIVE = frozenset({"ethnic_groups"})
ETHNICITY = "q.ethnicity"


def forms() -> Mapping[str, Layout]:
    """The forms of this installation's charter by code."""
    return layouts(settings.CHARTER)


def form_visible_to(actor: Actor, layout: Layout, asked: Question) -> Filled | None:
    """The form filled for a question; None outside the actor's scope. A fixed number of queries.

    Both periods stand on the same tree. Small numbers about conduct or ethnicity in a branch are left out for readers without the right
    to open them; whether the form adds up is told from the true ones.
    """
    if not may_see(actor, asked.organisation):
        return None
    if layout.by:
        entries = {item.code: within(layout.by, item.code) for item in every_entry(layout.by)}
        hides = layout.by in SENSITIVE and _hides(actor, asked)
        return fill_by_list(layout, _by_entry(layout, asked), entries, hide=hides)
    keys, starting = layout.keys(at_start=False), layout.keys(at_start=True)
    periods = [asked.period, asked.period.year_before]
    found = ask(asked, [*keys, "branches"], periods)
    starts = ask(asked, starting, [Period(period.eve, period.eve) for period in periods]) if starting else [None, None]
    now, before = (Column(start.whole if start else {}, end.whole) for start, end in zip(starts, found, strict=True))
    hides = _hides(actor, asked, found[0].whole)
    return fill(
        layout, now, before, sensitive=[key for key in keys if indicator(key).sensitive] if hides else (), small=hides
    )


def months_of_form(code: str, period: Period) -> set[int]:
    """The ends of months whose kept sums answer a form; none for one by a list, which is counted from base rows."""
    layout = forms().get(code)
    if layout is None or layout.by:
        return set()
    periods = [period, period.year_before]
    starts = [Period(one.eve, one.eve) for one in periods]
    ends = months_needed(counted([*layout.keys(at_start=False), "branches"]), periods)
    return ends | months_needed(counted(layout.keys(at_start=True)), starts)


def _hides(actor: Actor, asked: Question, numbers: Numbers | None = None) -> bool:
    if actor.covers("figures.open_sensitive", asked.organisation):
        return False
    return _is_small(asked, numbers or ask(asked, ["branches"], [asked.period])[0].whole)


def _is_small(asked: Question, numbers: Numbers) -> bool:
    """A branch, or a committee that holds no more than one: its number is that branch's."""
    version = standing(asked.tree_on).filter(organisation_id=asked.organisation).first()
    return (version is not None and version.category in BRANCHES) or int(numbers.get("branches") or 0) <= 1


def _by_entry(layout: Layout, asked: Question) -> dict[str, Numbers]:
    chosen = [indicator(key) for key in layout.keys(at_start=False)]
    found: dict[str, dict[str, int]] = {}
    with relations_of(asked) as relations:
        if relations.known is None:
            catch_up()
        for counting in _COUNTINGS[layout.by](relations, asked, chosen):
            for code, *values in rows(counting.sql):
                told = {key: int(value or 0) for (key, _level), value in zip(counting.columns, values, strict=True)}
                found.setdefault(code or "", {}).update(told)
    return dict(found)


def _of_unit_types(relations: Relations, asked: Question, chosen: Sequence[Indicator]) -> list[Counting]:
    place, on = by_unit_type(relations, asked.organisation, asked.period.last, asked.tree_on), asked.period.last
    people = [one for one in chosen if one.of == "members"]
    places = [one for one in chosen if one.of == "organisations"]
    return [members_on(relations, place, people, on), organisations_on(relations, place, places, on)]


def _of_ethnic_groups(relations: Relations, asked: Question, chosen: Sequence[Indicator]) -> list[Counting]:
    place, period = whole_of(relations, asked.organisation, asked.tree_on), asked.period
    people = [one for one in chosen if one.kind == "stock"]
    acts = [one for one in chosen if one.kind == "flow"]
    found = [members_on(relations, replace(place, node=ETHNICITY), people, period.last)] if people else []
    if acts:
        found.append(acts_in(relations, place, acts, period.first, period.last, by=ETHNICITY))
    return found


_COUNTINGS = {"unit_types": _of_unit_types, "ethnic_groups": _of_ethnic_groups}
