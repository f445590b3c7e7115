"""What can be seen of the register. Everything a person sees starts from `…_visible_to(actor)`; no scope, nothing seen."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Card, Details, Person, Post, Spell
from liemchinh.organisations.queries import subtree
from liemchinh.web.fields import LAST_CHARACTER
from liemchinh.web.text import fold

SMALL_SCOPE, MANY_PLACES = 10_000, 500
_HEADCOUNTS = """
    SELECT k.ancestor_id, count(*) FROM organisations_closure k JOIN members_spell s ON s.organisation_id = k.descendant_id
    WHERE k.ancestor_id IN ({marks}) AND k.valid_from <= %s AND k.valid_to > %s
    AND s.cancelled_by IS NULL AND s.starts_on <= %s AND (s.ends_on IS NULL OR s.ends_on > %s) GROUP BY k.ancestor_id"""


# Details whose person's newest spell lies under one of the places today: looked up one by one, never gathered.
_FOUND = """
    SELECT d.id FROM members_details d WHERE d.cancelled_by IS NULL AND {named} AND EXISTS (
        SELECT 1 FROM members_spell s WHERE s.person_id = d.person_id AND s.cancelled_by IS NULL
        AND NOT EXISTS (
            SELECT 1 FROM members_spell n WHERE n.person_id = s.person_id AND n.cancelled_by IS NULL AND n.starts_on > s.starts_on)
        AND EXISTS (SELECT 1 FROM organisations_closure k WHERE k.descendant_id = s.organisation_id AND k.ancestor_id IN ({marks})
            AND k.valid_from <= %s AND k.valid_to > %s))
    LIMIT %s"""


def active(on: date) -> QuerySet[Spell]:
    """The live spells of a day: one for each member."""
    return Spell.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), cancelled_by=None, starts_on__lte=on)


def last_spells() -> QuerySet[Spell]:
    """Each person's newest live spell: where they belong, or belonged last."""
    later = Spell.objects.filter(
        person_id=OuterRef("person_id"), cancelled_by=None, starts_on__gt=OuterRef("starts_on")
    )
    return Spell.objects.filter(~Exists(later), cancelled_by=None)


def last_places(people: Iterable[int]) -> dict[int, int]:
    """Where each of `people` belongs, or belonged last."""
    rows = Spell.objects.filter(person_id__in=list(people), cancelled_by=None).order_by("starts_on")
    return dict(rows.values_list("person_id", "organisation_id"))


def spells_visible_to(actor: Actor, on: date, organisation: int | None = None) -> QuerySet[Spell]:
    """The spells of a day in the actor's scope of today; of one organisation's subtree (on the tree of that day) if given."""
    found = active(on).filter(organisation_id__in=subtree(actor.roots("members.see")))
    return found if organisation is None else found.filter(organisation_id__in=subtree([organisation], on))


def people_visible_to(actor: Actor, verb: str = "members.see") -> QuerySet[Person]:
    """The people whose newest spell lies within the actor's scope of today, and the actor's own person."""
    within = last_spells().filter(person_id=OuterRef("id"), organisation_id__in=subtree(actor.roots(verb)))
    return Person.objects.filter(Exists(within))


def members_page(
    actor: Actor, on: date, organisation: int, *, after: tuple[str, int] = ("", 0), size: int = 50, standing: str = ""
) -> list[Details]:
    """One page of an organisation's members on a day by given name, starting behind the key (sort_key, person) `after`.

    Each item carries `spell_organisation`, `official`, `exempt`, `suspended`, `uid`. A fixed number of queries.
    """
    mine = spells_visible_to(actor, on, organisation).filter(person_id=OuterRef("person_id"))
    if standing:
        mine = mine.filter(**{"probationary": {"official": False}, "official": {"official": True}, "exempt": {"exempt": True},
                              "suspended": {"suspended": True}}.get(standing, {}))  # fmt: skip
    people = spells_visible_to(actor, on, organisation)
    found = Details.objects.filter(cancelled_by=None, person_id__in=people.values("person_id"))
    found = found.filter(Q(sort_key__gt=after[0]) | Q(sort_key=after[0], person_id__gt=after[1]))
    if standing:
        found = found.filter(Exists(mine))
    found = found.annotate(
        uid=F("person__uid"), spell_organisation=mine.values("organisation_id")[:1], official=mine.values("official")[:1],
        exempt=mine.values("exempt")[:1], suspended=mine.values("suspended")[:1],
    )  # fmt: skip
    return list(found.order_by("sort_key", "person_id")[:size])


def count_members(actor: Actor, on: date, organisation: int) -> int:
    """How many members an organisation has on a day, within the actor's scope."""
    return spells_visible_to(actor, on, organisation).count()


def headcounts(organisations: Iterable[int], on: date) -> dict[int, int]:
    """How many members count under each of the organisations on a day, on the tree of that day; one without any is missing."""
    wanted = list(organisations)
    if not wanted:
        return {}
    marks = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(_HEADCOUNTS.format(marks=marks), [*wanted, on, on, on, on])
        return dict(cursor.fetchall())


def history_of(person: int) -> QuerySet[Spell]:
    """A person's live spells, oldest first. Call after the person was found through `people_visible_to`."""
    return Spell.objects.filter(person_id=person, cancelled_by=None).order_by("starts_on")


def posts_of(person: int) -> QuerySet[Post]:
    """A person's seats and offices, newest first."""
    return Post.objects.filter(person_id=person, cancelled_by=None).order_by("-starts_on")


def facts_of(person: int) -> PersonFacts | None:
    """What is recorded about a person now, as it was told; None once erased."""
    details = details_of(person)
    if details is None:
        return None
    card = (
        Card.objects.filter(person_id=person, cancelled_by=None)
        .order_by("-pk")
        .values_list("number", flat=True)
        .first()
    )
    told = {name: getattr(details, name, "") for name in PersonFacts._fields}
    return PersonFacts(**told | {"card_no": card or ""})


def details_of(person: int) -> Details | None:
    """What is recorded about a person now; None once erased."""
    return Details.objects.filter(person_id=person, cancelled_by=None).first()


def names(people: Iterable[int]) -> Mapping[int, str]:
    """The names of people; erased ones are missing."""
    return dict(
        Details.objects.filter(cancelled_by=None, person_id__in=list(people)).values_list("person_id", "full_name")
    )


def search_visible_to(actor: Actor, text: str, limit: int = 30) -> list[Details]:
    """People in scope by name, tones aside, by given name.

    In a small scope whoever's name holds every word. In a large one, by index ranges: names that begin with the words, then those
    whose given name begins with one of them (the last word first) and that hold the others.
    """
    words = fold(text).split()
    roots = actor.roots("members.see")
    if not words or not roots:
        return []
    if _is_small(roots):
        belong = last_spells().filter(organisation_id__in=subtree(roots))
        found = Details.objects.filter(cancelled_by=None, person_id__in=belong.values("person_id"))
        return _with_places(_holding(found, words).order_by("sort_key", "person_id")[:limit])
    rows: dict[int, None] = {}
    for named, values in _ranges(words):
        if len(rows) < limit:
            rows |= dict.fromkeys(_found(named, values, roots, limit))
    first = list(rows)[:limit]
    return _with_places(Details.objects.filter(id__in=first).order_by("sort_key", "person_id"))


def _ranges(words: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Conditions on names with their values, each a walk through an index, in the order in which they are asked."""
    whole = " ".join(words)
    begins, held = [whole, whole + LAST_CHARACTER], [f"%{connection.ops.prep_for_like_query(word)}%" for word in words]
    yield "d.search_key >= %s AND d.search_key < %s", begins
    # Those of the first range need not be looked up a second time. `given_key` holds the same words and stands in the index that is walked.
    given = "d.given_key >= %s AND d.given_key < %s" + r" AND d.given_key LIKE %s ESCAPE '\'" * len(words)
    for word in dict.fromkeys(words[::-1]):
        yield (
            f"{given} AND NOT (d.search_key >= %s AND d.search_key < %s)",
            [word, word + LAST_CHARACTER, *held, *begins],
        )


def _found(named: str, values: list[str], roots: Iterable[int], limit: int) -> list[int]:
    # Made by the ORM, the question takes as long as its answer.
    places, today = list(roots), clock.today()
    marks = ", ".join(["%s"] * len(places))
    with connection.cursor() as cursor:
        cursor.execute(_FOUND.format(named=named, marks=marks), [*values, *places, today, today, limit])
        return [row[0] for row in cursor.fetchall()]


def _is_small(roots: Iterable[int]) -> bool:
    """Few organisations and few members: told by two counts that stop early."""
    if subtree(roots)[:MANY_PLACES].count() >= MANY_PLACES:
        return False
    return active(clock.today()).filter(organisation_id__in=subtree(roots))[:SMALL_SCOPE].count() < SMALL_SCOPE


def _holding(found: QuerySet[Details], words: list[str]) -> QuerySet[Details]:
    # `given_key` holds the same words as the name and stands in the index that is walked.
    for word in words:
        found = found.filter(given_key__contains=word)
    return found


def _with_places(found: QuerySet[Details]) -> list[Details]:
    last = last_spells().filter(person_id=OuterRef("person_id"))
    return list(
        found.annotate(
            uid=F("person__uid"),
            spell_organisation=last.values("organisation_id")[:1],
            left=last.values("ends_kind")[:1],
        )
    )


def place_of(person: int) -> int | None:
    """The organisation a person belongs to today; of one who left, the last."""
    return last_spells().filter(person_id=person).values_list("organisation_id", flat=True).first()


def uid_of(person: int) -> UUID:
    """How pages name a person whose number the caller already holds."""
    return Person.objects.values_list("uid", flat=True).get(pk=person)


def uids_of(people: Iterable[int]) -> Mapping[int, UUID]:
    """How pages name these people, whose numbers the caller already holds."""
    return dict(Person.objects.filter(pk__in=list(people)).values_list("pk", "uid"))


def find_within(roots: frozenset[int], text: str) -> Mapping[int, str]:
    """Whom a card number or our own number names among those who belong under `roots` today: id → name."""
    named = Q(person__cards__number=text, person__cards__cancelled_by=None)
    if text.isdigit() and len(text) < 19:
        named |= Q(person_id=int(text))
    within = last_spells().filter(person_id=OuterRef("person_id"), organisation_id__in=subtree(roots))
    return dict(
        Details.objects.filter(named, Exists(within), cancelled_by=None).values_list("person_id", "full_name")[:50]
    )


def count_people() -> int:
    """How many people the register has ever held; for setting up, not for anyone's screen."""
    return Person.objects.count()
