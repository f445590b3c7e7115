"""Pages of members: an organisation's on a day, and what a search finds. A fixed number of queries, whatever the size."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.members.models import Card, Details, Spell
from liemchinh.members.queries import active, last_spells, search_visible_to
from liemchinh.organisations.queries import names, subtree
from liemchinh.web.dates import PartialDate
from liemchinh.web.paging import Page, page
from liemchinh.web.text import clean, fold

STANDINGS = {
    "official": _("Chính thức"),
    "probationary": _("Dự bị"),
    "exempt": _("Miễn sinh hoạt"),
    "suspended": _("Đình chỉ sinh hoạt"),
}
_NARROWED = {
    "official": Q(official=True),
    "probationary": Q(official=False),
    "exempt": Q(exempt=True),
    "suspended": Q(suspended=True),
}
# Up to so many people are gathered and sorted; of more, the index in order of names is walked until a page is full.
FEW = 3000
PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One member of a list. Nothing of them that a list must not show is here."""

    uid: str
    full_name: str
    birth_year: str
    gender: str
    place: str
    spell: Spell | None


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of rows, its neighbours, and how many there are on all pages."""

    rows: Sequence[Row]
    page: Page[Any]
    total: int


def spells_under(actor: Actor, on: date, organisation: int) -> QuerySet[Spell]:
    """The spells of a day under an organisation (on the tree of that day) that lie in the actor's scope of today."""
    under, scope = subtree([organisation], on), subtree(actor.roots("members.see"))
    found = active(on).filter(organisation_id__in=under)
    # Few organisations are asked once whether they lie in scope, so that not every spell is.
    if on == clock.today() and actor.covers("members.see", organisation):
        return found
    return found.filter(organisation_id__in=scope) if under.exclude(descendant_id__in=scope).exists() else found


def list_members(
    actor: Actor, on: date, organisation: int, *, standing: str = "", after: str = "", before: str = ""
) -> Listed:
    """One page of an organisation's members on a day by given name; `standing` narrows to one of STANDINGS."""
    spells = spells_under(actor, on, organisation).filter(_NARROWED.get(standing, Q()))
    few = list(spells.values_list("person_id", flat=True)[: FEW + 1])
    found = Details.objects.filter(cancelled_by=None).annotate(uid=F("person__uid"))
    if len(few) <= FEW:
        total, found = len(few), found.filter(person_id__in=few)
    else:
        total, found = spells.count(), found.filter(Exists(spells.filter(person_id=OuterRef("person_id"))))
    chosen = page(found, order=("sort_key", "person_id"), after=after, before=before, size=PAGE)
    people = [details.person_id for details in chosen.items]
    held = {spell.person_id: spell for spell in active(on).filter(person_id__in=people)}
    return Listed(_rows(chosen.items, held), chosen, total)


def _rows(found: Sequence[Details], held: Mapping[int, Spell]) -> list[Row]:
    places = names({spell.organisation_id for spell in held.values()})
    return [
        Row(
            str(details.uid),  # type: ignore[attr-defined]  # the query adds it
            details.full_name,
            details.birth[:4],
            details.gender,
            places.get(held[details.person_id].organisation_id, "") if details.person_id in held else "",
            held.get(details.person_id),
        )
        for details in found
    ]


def search_members(actor: Actor, text: str, limit: int = 30) -> list[Row]:
    """People in scope by name, with or without tones, or by card number."""
    wanted = clean(text)
    if any(char.isdigit() for char in wanted):
        return rows_of(_carriers(actor.roots("members.see"), wanted, limit))
    found = search_visible_to(actor, wanted, limit)
    return _rows(found, _last(details.person_id for details in found))


def find_exactly(actor: Actor, text: str, limit: int = 5) -> list[Row]:
    """For a leader, who has no list: those below whose full name or card number is exactly this. A part of a name finds nobody."""
    roots, wanted = actor.roots("members.see_one_with_reason"), clean(text)
    if not roots or not wanted:
        return []
    if any(char.isdigit() for char in wanted):
        return rows_of(_carriers(roots, wanted, limit))
    within = last_spells().filter(person_id=OuterRef("person_id"), organisation_id__in=subtree(roots))
    found = Details.objects.filter(Exists(within), cancelled_by=None, search_key=fold(wanted))
    return rows_of(list(found.order_by("sort_key", "person_id").values_list("person_id", flat=True)[:limit]))


def _carriers(roots: frozenset[int], number: str, limit: int) -> list[int]:
    """Who carries a card of this number, under `roots`."""
    people = list(Card.objects.filter(number=number, cancelled_by=None).values_list("person_id", flat=True)[:50])
    within = (
        last_spells().filter(person_id__in=people, organisation_id__in=subtree(roots)) if people and roots else None
    )
    return list(within.values_list("person_id", flat=True)[:limit]) if within is not None else []


def rows_of(people: Sequence[int]) -> list[Row]:
    """Rows of people the reader was already found to see, by given name."""
    found = Details.objects.filter(cancelled_by=None, person_id__in=people).annotate(uid=F("person__uid"))
    return _rows(list(found.order_by("sort_key", "person_id")), _last(people))


def _last(people: Iterable[int]) -> dict[int, Spell]:
    spells = Spell.objects.filter(person_id__in=list(people), cancelled_by=None).order_by("starts_on")
    return {spell.person_id: spell for spell in spells}


@dataclass(frozen=True, slots=True)
class Compared:
    """Somebody of the register beside the one being registered: what tells two people apart."""

    row: Row
    birth: str
    card_no: str


def beside_each_other(people: Sequence[int]) -> list[Compared]:
    """Those the reader was already found to see, with birth and card."""
    births = dict(Details.objects.filter(cancelled_by=None, person_id__in=people).values_list("person__uid", "birth"))
    cards = dict(Card.objects.filter(cancelled_by=None, person_id__in=people).values_list("person__uid", "number"))
    told = {str(uid): str(PartialDate.parse(birth)) if birth else "" for uid, birth in births.items()}
    numbers = {str(uid): number for uid, number in cards.items()}
    return [Compared(row, told.get(row.uid, ""), numbers.get(row.uid, "")) for row in rows_of(people)]
