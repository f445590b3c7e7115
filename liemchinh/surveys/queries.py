"""What can be seen of surveys: counts by whoever leads them or sees figures there; whom to talk with by whoever keeps the branch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from liemchinh.access.actor import Actor
from liemchinh.journal.models import Reading
from liemchinh.journal.services import record_reading
from liemchinh.members.dossier import office_of
from liemchinh.members.months import in_order
from liemchinh.surveys.matter import bearer_of
from liemchinh.surveys.models import Count, Help, ItemCount, Part, Report, Resolution, Round, Sign, Talk
from liemchinh.surveys.words import KEEP, LEAD, item_words
from regulations.rules.surveys import most_told

READING = "surveys.part"
SEE = "figures.see"
COMPARED = 4


@dataclass(frozen=True, slots=True)
class Told:
    """An item about somebody: its words, how many marks, and whether it is that many or more."""

    item: str
    words: str
    marks: int
    or_more: bool


@dataclass(slots=True)
class Concerned:
    """Somebody to talk with: what reached the threshold, the talk, the help agreed."""

    person: int
    name: str
    signs: list[Told] = field(default_factory=list)
    talk: Talk | None = None
    helps: list[Help] = field(default_factory=list)


def sees_counts(actor: Actor, organisation: int) -> bool:
    """Does the actor lead surveys, keep a branch, or see figures there?"""
    return any(actor.covers(verb, organisation) for verb in (LEAD, KEEP, SEE))


def resolution_of(organisation: int) -> Resolution | None:
    """The resolution of an organisation that stands. Call after the organisation was found to be the actor's."""
    return Resolution.objects.filter(organisation_id=organisation, cancelled_by=None).first()


def resolution_visible_to(actor: Actor, pk: int) -> Resolution | None:
    """A resolution that stands, for whoever leads surveys there."""
    row = Resolution.objects.filter(pk=pk, cancelled_by=None).first()
    return row if row is not None and actor.covers(LEAD, bearer_of(row.organisation_id)) else None


def rounds_of(organisation: int) -> QuerySet[Round]:
    """The rounds an organisation called, newest first. Call after the organisation was found to be the actor's."""
    return Round.objects.filter(organisation_id=organisation, cancelled_by=None).order_by("-last")


def round_visible_to(actor: Actor, pk: int) -> Round | None:
    """A round, for whoever leads surveys or sees figures where it was called."""
    row = Round.objects.filter(pk=pk, cancelled_by=None).first()
    if row is None:
        return None
    place = bearer_of(row.organisation_id)
    return row if actor.covers(LEAD, place) or actor.covers(SEE, place) else None


def parts_of(organisation: int) -> QuerySet[Part]:
    """A branch in all rounds, newest first. Call after the branch was found to be the actor's."""
    rows = Part.objects.filter(organisation_id=organisation, cancelled_by=None).select_related("round")
    return rows.order_by("-round__last", "-pk")


def part_visible_to(actor: Actor, pk: int) -> Part | None:
    """A branch in a round, for whoever keeps that branch."""
    row = Part.objects.filter(pk=pk, cancelled_by=None).select_related("round").first()
    return row if row is not None and actor.covers(KEEP, bearer_of(row.organisation_id)) else None


def places_in(round: Round) -> Mapping[int, int]:
    """The branches of a round: part → organisation. Call after the round was found to be the actor's."""
    return dict(Part.objects.filter(round=round, cancelled_by=None).values_list("pk", "organisation_id"))


def reports_of(parts: Iterable[int]) -> Mapping[int, Report]:
    """What these reported, as counts. Call after their round was found to be the actor's to lead."""
    return {one.part_id: one for one in Report.objects.filter(part__in=list(parts), cancelled_by=None)}


def help_agreed(pk: int) -> Help | None:
    """A thing agreed. The caller asks for its branch (`part_visible_to`) before anything of it is shown."""
    return Help.objects.filter(pk=pk, cancelled_by=None).first()


def note_reading(actor: Actor, part: Part) -> None:
    """Keeps that the names of a branch in a round were read, by which office and in which role; before anything of it is shown."""
    role, office = office_of(actor, KEEP, bearer_of(part.organisation_id))
    record_reading(actor, READING, part.pk, role=role, organisation=office)


def readings_of(parts: Iterable[int]) -> list[Reading]:
    """Who read the names of these, newest first."""
    return list(Reading.objects.filter(object_kind=READING, object_id__in=list(parts)).order_by("-hour", "-pk"))


def count_of(part: Part) -> Count | None:
    """A branch's count that stands."""
    return Count.objects.filter(part=part, cancelled_by=None).first()


def concerned_in(part: Part) -> list[Concerned]:
    """Whom to talk with, by given name. Call after the branch was found to be the actor's, the reading noted."""
    count = count_of(part)
    if count is None:
        return []
    signs = list(Sign.objects.filter(part=part, cancelled_by=None).order_by("-marks", "item"))
    found = {person: Concerned(person, name) for person, name in in_order({sign.person_id for sign in signs})}
    for sign in signs:
        if sign.person_id in found:
            found[sign.person_id].signs.append(told(sign, count))
    for talk in Talk.objects.filter(part=part, cancelled_by=None, person__in=found):
        found[talk.person_id].talk = talk
    for help in Help.objects.filter(part=part, cancelled_by=None, person__in=found).order_by("pk"):
        found[help.person_id].helps.append(help)
    return list(found.values())


def told(sign: Sign, count: Count) -> Told:
    """A sign in words."""
    return Told(sign.item, item_words(sign.item), sign.marks, sign.marks >= most_told(count.valid))


def own_signs(actor: Actor) -> list[tuple[Part, Count, list[Told], Talk | None]]:
    """What concerns the actor, round by round, newest first: from the count on until the names go."""
    if actor.person_id is None or not actor.may("me.see"):
        return []
    mine = Sign.objects.filter(person_id=actor.person_id, cancelled_by=None)
    rows = mine.select_related("part__round").order_by("-part__round__last", "-marks", "item")
    parts: dict[int, list[Sign]] = {}
    for sign in rows:
        parts.setdefault(sign.part_id, []).append(sign)
    counts = {one.part_id: one for one in Count.objects.filter(part_id__in=parts, cancelled_by=None)}
    talks = {
        one.part_id: one for one in Talk.objects.filter(part_id__in=parts, person_id=actor.person_id, cancelled_by=None)
    }
    return [
        (signs[0].part, counts[part], [told(sign, counts[part]) for sign in signs], talks.get(part))
        for part, signs in parts.items()
        if part in counts
    ]


def own_helps(actor: Actor, part: Part) -> list[Help]:
    """The help agreed with the actor in a round."""
    rows = Help.objects.filter(part=part, person_id=actor.person_id or 0, cancelled_by=None)
    return list(rows.order_by("pk"))


def own_talk(actor: Actor, pk: int) -> Talk | None:
    """A talk with the actor themselves."""
    if actor.person_id is None or not actor.may("me.act"):
        return None
    return Talk.objects.filter(pk=pk, person_id=actor.person_id, cancelled_by=None).first()


def compared(parts: Sequence[Part]) -> tuple[list[str], list[tuple[str, list[int | None]]]]:
    """Periods side by side for one branch: the codes, oldest first, and for each item about how many people it reached the threshold.

    Counts by item and nothing else, never anybody's line. Call after the branch was found to be the actor's.
    """
    counted = {one.part_id: one.pk for one in Count.objects.filter(part__in=parts, cancelled_by=None)}
    kept = [part for part in parts if part.pk in counted][:COMPARED][::-1]
    people: dict[str, dict[int, int]] = {}
    rows = ItemCount.objects.filter(count__in=[counted[part.pk] for part in kept]).order_by("item")
    for item, number, part in rows.values_list("item", "people", "count__part_id"):
        people.setdefault(item, {})[part] = number
    lines = [(item_words(item), [found.get(part.pk) for part in kept]) for item, found in people.items()]
    return [part.round.period for part in kept], lines


def people_by_item(count: Count | None) -> Mapping[str, int]:
    """About how many people each item reached the threshold in a branch, most first; items that reached it about nobody are left out."""
    if count is None:
        return {}
    return dict(count.items.filter(people__gt=0).order_by("-people", "item").values_list("item", "people"))
