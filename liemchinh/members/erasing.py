"""Erasing people who are no longer members: every personal value goes, ids, days and the chain stay."""

from collections.abc import Callable, Sequence

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.services import NewEntry, erase_personal, record
from liemchinh.members.models import Card, Details, Person, SourceId
from liemchinh.members.working import Standing
from liemchinh.members.writing import standing_of
from regulations.answers import Refusal, Refused

Eraser = Callable[[Sequence[int]], None]
Beside = Callable[[Sequence[int]], Sequence[int]]
_erasers: list[Eraser] = []
_beside: list[Beside] = []


def register_eraser(eraser: Eraser) -> None:
    """Another room keeps something personal of people too: it deletes that in the same transaction, while names still stand."""
    _erasers.append(eraser)


def register_beside(entries: Beside) -> None:
    """Another room has entries that name nobody and keep personal values of people beside them: people → those entries."""
    _beside.append(entries)


@transaction.atomic
def erase_people(people: Sequence[int], *, actor: Actor) -> int:
    """Erases every personal value of people, from the tables, beside the book and from SQLite's log. Gives how many there were.

    Refuses, before anything else, an actor without the right where they last belonged; then those who still are members.
    """
    standing = standing_of(people)
    faults = _faults_of_right(standing, actor) or [
        Refusal("still-member", f"Người số {person} vẫn là hội viên.", remedy="Chỉ xóa dữ liệu người đã rời khỏi danh sách.")
        for person, held in standing.items() if any(spell.ends_on is None for spell in held.spells)
    ]  # fmt: skip
    if faults:
        raise Refused(faults)
    record([NewEntry("members.erased", clock.today(), member=person) for person in people], actor=actor)
    told = list(Entry.objects.filter(member_id__in=people).values_list("sequence", flat=True))
    told += [sequence for entries in _beside for sequence in entries(people)]
    erase_personal(told, member=None, actor=actor)
    for eraser in _erasers:
        eraser(people)
    for model in (Details, Card, SourceId):
        model._default_manager.filter(person_id__in=people).delete()
    return Person.objects.filter(id__in=people).count()


def _faults_of_right(standing: dict[int, Standing], actor: Actor) -> list[Refusal]:
    places = {held.spells[-1].organisation for held in standing.values() if held.spells}
    found = {refusal.message: refusal for place in sorted(places) for refusal in actor.refusals("members.edit", place)}
    if not places:
        found |= {refusal.message: refusal for refusal in actor.refusals("members.edit")}
    return list(found.values())
