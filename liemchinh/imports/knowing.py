"""Whom a row of a file means: known by the file's id, recognised exactly, or probably somebody already there."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from liemchinh.imports.telling import Telling, ToldAct
from liemchinh.members.duplicates import Twin, probable_duplicates
from liemchinh.members.facts import PersonFacts
from liemchinh.members.likeness import OTHER, SAME, Pool, Told, births_agree, cards_agree, likeness
from liemchinh.members.models import Card, Details, Spell
from liemchinh.members.queries import last_places
from liemchinh.members.services import NewAct
from liemchinh.members.timeline import LABELS, Act
from liemchinh.members.writing import live_acts

_COLUMNS = (
    "full_name", "gender", "birth", "ethnicity", "education", "profession_level", "theory_level", "occupation", "home_place",
    "cv_no", "badge",
)  # fmt: skip
# In words of its own: with a thousand ids the ORM takes many times as long to word it as the database to answer.
_CARRY = "SELECT external_id, person_id FROM members_source_id WHERE source = %s AND external_id IN ({ids})"


@dataclass(frozen=True, slots=True)
class Known:
    """What the register holds of the people a piece of a file is about; `places`: wherever each has stood."""

    facts: Mapping[int, PersonFacts]
    acts: Mapping[int, Sequence[Act]]
    places: Mapping[int, Collection[int]]


def known(people: Sequence[int]) -> Known:
    """Reads what is held of `people`."""
    acts: dict[int, list[Act]] = {}
    places: dict[int, set[int]] = {}
    facts: dict[int, PersonFacts] = {}
    if people:
        for person, act in live_acts(people):
            acts.setdefault(person, []).append(act)
            places.setdefault(person, set()).update({act.organisation} - {None})  # type: ignore[arg-type]
        spells = Spell.objects.filter(person_id__in=people, cancelled_by=None)
        for person, organisation in spells.values_list("person_id", "organisation_id"):
            places.setdefault(person, set()).add(organisation)
        cards = dict(Card.objects.filter(person_id__in=people, cancelled_by=None).values_list("person_id", "number"))
        rows = Details.objects.filter(person_id__in=people, cancelled_by=None).values_list("person_id", *_COLUMNS)
        facts = {person: PersonFacts(*values, card_no=cards.get(person, "")) for person, *values in rows}
    return Known(facts, acts, places)


def people_of(source: str, ids: Sequence[str]) -> dict[str, int]:
    """Whom the ids of a source mean."""
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_CARRY.format(ids=", ".join(["%s"] * len(ids))), [source, *ids])
        return dict(cursor.fetchall())


def doubts(tellings: Sequence[Telling]) -> dict[int, int | None]:
    """Place → the number of the earlier row it may repeat, None for somebody in the register; those beyond doubt are missing.

    A row without an id whose name, birth and branch (or card) are exactly those of one person is that person: `person` is set.
    """
    twins = probable_duplicates([telling.asked for telling in tellings])
    exact = _exact({twin.person for found in twins for twin in found})
    doubtful: dict[int, int | None] = {}
    pool = Pool()
    for place, (telling, found) in enumerate(zip(tellings, twins, strict=True)):
        telling.person = _recognised(telling, found, exact)
        before = [other for other, how in pool.like(telling.asked) if how.likely]
        pool.add(place, telling.asked)
        if telling.person is None and (before or any(twin.how.likely for twin in found)):
            doubtful[place] = tellings[before[0]].row.row if before else None
    return doubtful


def recognise(tellings: Sequence[Telling]) -> list[int | None]:
    """Whom rows without an id mean exactly; None for nobody or several."""
    twins = probable_duplicates([telling.asked for telling in tellings])
    exact = _exact({twin.person for found in twins for twin in found})
    return [_recognised(telling, found, exact) for telling, found in zip(tellings, twins, strict=True)]


def _exact(people: Collection[int]) -> dict[int, tuple[str, str, int | None, str]]:
    if not people:
        return {}
    places = last_places(people)
    cards = dict(Card.objects.filter(person_id__in=people, cancelled_by=None).values_list("person_id", "number"))
    rows = Details.objects.filter(person_id__in=people, cancelled_by=None).values_list(
        "person_id", "full_name", "birth"
    )
    return {person: (name, birth, places.get(person), cards.get(person, "")) for person, name, birth in rows}


def _recognised(
    telling: Telling, found: Sequence[Twin], exact: Mapping[int, tuple[str, str, int | None, str]]
) -> int | None:
    row, asked = telling.row, telling.asked
    if row.id:
        return None
    same = []
    for twin in found:
        name, birth, place, card = exact.get(twin.person, ("", "", None, ""))
        if (name, birth) == (row.full_name, asked.birth) and (
            place == telling.organisation or (card and card == row.card_no)
        ):
            same.append(twin.person)
    return same[0] if len(same) == 1 else None


def is_another(asked: Told, stored: PersonFacts) -> bool:
    """Name and birth both told otherwise, and no card to hold them together: an id given twice, more likely than two corrections."""
    same_name = likeness(Told(asked.full_name), Told(stored.full_name)) is not None
    births = births_agree(asked.birth, stored.birth)
    return not same_name and births == OTHER and cards_agree(asked.card_no, stored.card_no) != SAME


def differing_acts(told: Sequence[ToldAct], stored: Sequence[Act]) -> tuple[list[NewAct], list[int], list[str]]:
    """Acts to add, those to cancel because the row dates them otherwise, and what to call the difference."""
    new, cancels, names = [], [], []
    for item in told:
        act = item.act
        same = [old for old in stored if old.kind == act.kind]
        if any(item.told.earliest <= old.on <= item.told.latest for old in same):
            continue
        if act.kind in {"admitted", "official"} and len(same) == 1:
            cancels.append(same[0].sequence)
            new.append(NewAct(act.kind, act.on, same[0].organisation, act.happened))
            names.append(f"ngày {LABELS[act.kind]}")
        elif not same or act.kind == "exempt":
            new.append(act)
            names.append(LABELS[act.kind])
    return new, cancels, names
