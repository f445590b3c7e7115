"""A statistical form of an organisation: which numbers it needs, and what of them this reader sees."""

from collections.abc import Mapping, Sequence

from django.conf import settings

from liemchinh.access.actor import Actor
from liemchinh.figures.asking import Question, ask, relations_of
from liemchinh.figures.declarations import Indicator, indicator
from liemchinh.figures.indicators.lists import every_entry, within
from liemchinh.figures.keeping.freshness import catch_up
from liemchinh.figures.periods import Period
from liemchinh.figures.queries import BRANCHES, may_see
from liemchinh.figures.reading import rows
from liemchinh.figures.sql.counting import Counting, members_on, organisations_on
from liemchinh.figures.sql.relations import Relations, by_unit_type
from liemchinh.figures.statistical.filling import Column, Filled, Numbers, fill, fill_by_unit_type
from liemchinh.figures.statistical.layouts import Layout, layouts
from liemchinh.organisations.queries import standing


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
    if layout.across:
        types = {item.code: within("unit_types", item.code) for item in every_entry("unit_types")}
        return fill_by_unit_type(layout, _by_unit_type(layout, asked), types)
    keys, starting = layout.keys(at_start=False), layout.keys(at_start=True)
    periods = [asked.period, asked.period.year_before]
    found = ask(asked, [*keys, "branches"], periods)
    starts = ask(asked, starting, [Period(period.eve, period.eve) for period in periods]) if starting else [None, None]
    now, before = (Column(start.whole if start else {}, end.whole) for start, end in zip(starts, found, strict=True))
    hides = not actor.covers("figures.open_sensitive", asked.organisation) and _is_small(asked, found[0].whole)
    return fill(
        layout, now, before, sensitive=[key for key in keys if indicator(key).sensitive] if hides else (), small=hides
    )


def _is_small(asked: Question, numbers: Numbers) -> bool:
    """A branch, or a committee that holds no more than one: its number is that branch's."""
    version = standing(asked.tree_on).filter(organisation_id=asked.organisation).first()
    return (version is not None and version.category in BRANCHES) or int(numbers.get("branches") or 0) <= 1


def _by_unit_type(layout: Layout, asked: Question) -> dict[str, Numbers]:
    chosen = [indicator(key) for key in layout.keys(at_start=False)]
    found: dict[str, dict[str, int]] = {}
    with relations_of(asked) as relations:
        if relations.known is None:
            catch_up()
        for counting in _countings(relations, asked, chosen):
            for code, *values in rows(counting.sql):
                told = {key: int(value or 0) for (key, _level), value in zip(counting.columns, values, strict=True)}
                found.setdefault(code or "", {}).update(told)
    return dict(found)


def _countings(relations: Relations, asked: Question, chosen: Sequence[Indicator]) -> list[Counting]:
    place, on = by_unit_type(relations, asked.organisation, asked.period.last, asked.tree_on), asked.period.last
    people = [one for one in chosen if one.of == "members"]
    places = [one for one in chosen if one.of == "organisations"]
    return [members_on(relations, place, people, on), organisations_on(relations, place, places, on)]
