"""What can be seen of the work beside the national database: whoever keeps it sees the acts of their places; none of an open case."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case
from liemchinh.journal.models import Entry
from liemchinh.journal.queries import Line, lines
from liemchinh.members.models import Card, Details, Post
from liemchinh.members.queries import last_places, people_visible_to
from liemchinh.national.acts import KINDS, Act, waiting
from liemchinh.national.models import Comparison, Entered, Layout, Taking
from liemchinh.organisations.queries import subtree

VERB = "national.keep"
CORRECTED = "members.corrected"
# What is told to have been corrected; ethnicity is not told of anybody.
TOLD = (
    "full_name", "birth", "gender", "home_place", "education", "profession_level", "theory_level", "occupation", "cv_no", "badge",
)  # fmt: skip

_COLUMNS = ("sequence", "kind", "member_id", "organisation_id", "effective_on", "happened", "recorded_at", "cancels_id")


@dataclass(frozen=True, slots=True)
class Changes:
    """The acts of an office's places since it began: those that wait, by their number, and what a correction changed (act → fields)."""

    waiting: Sequence[Act]
    corrected: Mapping[int, Sequence[str]]

    def by_person(self) -> dict[int, list[Act]]:
        """Those that wait person by person, who has waited longest first."""
        found: dict[int, list[Act]] = defaultdict(list)
        for act in self.waiting:
            found[act.person].append(act)
        return found


def layout_of(organisation: int) -> Layout | None:
    """The layout an organisation keeps; None where it keeps none. Call after the organisation was found to be the actor's to keep."""
    return Layout.objects.filter(organisation_id=organisation).first()


def keepers_visible_to(actor: Actor) -> list[int]:
    """The organisations within the actor's scope that keep the work, by number."""
    within = subtree(actor.roots(VERB))
    found = Layout.objects.filter(organisation_id__in=within).order_by("organisation_id")
    return list(found.values_list("organisation_id", flat=True))


def keepers_below(organisation: int) -> list[int]:
    """The organisations under one that keep the work themselves."""
    found = Layout.objects.filter(organisation_id__in=subtree([organisation])).exclude(organisation_id=organisation)
    return list(found.order_by("organisation_id").values_list("organisation_id", flat=True))


def places_of(organisation: int) -> set[int]:
    """Whose acts an office enters: everything under it, without what others below it keep."""
    return set(subtree([organisation])) - set(subtree(keepers_below(organisation)))


def changes_of(layout: Layout) -> Changes:
    """What waits to be entered, oldest first. An act that belongs to a case is told of once the case is closed (guards 8)."""
    places = places_of(layout.organisation_id)
    entries = _entries(layout.since)
    here = entries.filter(organisation_id__in=places).exclude(kind=CORRECTED)
    corrections = entries.filter(kind=CORRECTED)
    of_people = _acts(corrections)
    belong = last_places(act.person for act in of_people)
    corrected = _corrected(corrections) if belong else {}
    of_people = [act for act in of_people if act.sequence in corrected and belong.get(act.person) in places]
    acts = sorted([*_acts(here), *of_people], key=lambda act: act.sequence)
    entered = set(Entered.objects.filter(cancelled_by=None).values_list("act", flat=True))
    earlier = [act.cancels for act in acts if act.cancels is not None and act.cancels <= layout.since]
    before = dict(Entry.objects.filter(sequence__in=earlier).values_list("sequence", "kind"))
    return Changes(list(waiting(acts, entered, layout.since, before)), corrected)


def _entries(since: int) -> QuerySet[Entry]:
    closed = Case.objects.filter(pk=OuterRef("case_id"), closed_by__isnull=False)
    found = Entry.objects.filter(kind__in=KINDS, sequence__gt=since, member_id__isnull=False)
    return found.filter(Q(case_id=None) | Exists(closed))


def _acts(entries: QuerySet[Entry]) -> list[Act]:
    ended = entries.filter(kind="members.post_ended").values("sequence")
    taken = dict(Post.objects.filter(cancelled_by__in=ended).values_list("cancelled_by", "recorded_by"))
    rows: Any = entries.order_by("sequence").values_list(*_COLUMNS)
    built: list[tuple[Any, ...]] = [(*row, taken.get(row[0]) if row[-1] is None else row[-1]) for row in rows]
    return [Act(*row) for row in built]


def _corrected(entries: QuerySet[Entry]) -> dict[int, list[str]]:
    """Correction → the fields it changed; one that changed nothing to be told (an id of a file, ethnicity) is missing."""
    sequences = entries.values("sequence")
    after, before = (
        {getattr(row, side): row for row in Details.objects.filter(**{f"{side}__in": sequences})}
        for side in ("recorded_by", "cancelled_by")
    )
    cards, old_cards = (
        dict(Card.objects.filter(**{f"{side}__in": sequences}).values_list(side, "number"))
        for side in ("recorded_by", "cancelled_by")
    )
    found = {
        sequence: [name for name in TOLD if getattr(row, name) != getattr(before.get(sequence), name, "")]
        for sequence, row in after.items()
    }
    for sequence in {*cards, *old_cards} & found.keys():
        if cards.get(sequence, "") != old_cards.get(sequence, ""):
            found[sequence].append("card_no")
    return {sequence: names for sequence, names in found.items() if names}


def entered_visible_to(actor: Actor, organisation: int) -> QuerySet[Entered]:
    """What an office said is entered, if it is the actor's to keep."""
    found = Entered.objects.filter(organisation_id=organisation, cancelled_by=None)
    return found if actor.covers(VERB, organisation) else found.none()


def last_taking(organisation: int) -> Taking | None:
    """The workbook an office took last."""
    return Taking.objects.filter(organisation_id=organisation).order_by("-pk").first()


def moments(sequences: Iterable[int]) -> Mapping[int, datetime]:
    """When entries were recorded."""
    return dict(Entry.objects.filter(sequence__in=list(sequences)).values_list("sequence", "recorded_at"))


def shown_people(actor: Actor, people: Iterable[int]) -> dict[int, tuple[str, UUID | None]]:
    """Name of each, and the code of the page where the actor may open it; erased ones are missing."""
    wanted = list(people)
    seen = set(people_visible_to(actor).filter(pk__in=wanted).values_list("pk", flat=True))
    rows = Details.objects.filter(person_id__in=wanted, cancelled_by=None)
    return {
        person: (name, uid if person in seen else None)
        for person, name, uid in rows.values_list("person_id", "full_name", "person__uid")
    }


def comparisons_visible_to(actor: Actor) -> QuerySet[Comparison]:
    """The comparisons of the organisations in the actor's scope."""
    return Comparison.objects.filter(organisation_id__in=subtree(actor.roots(VERB)))


def entries_told(sequences: Iterable[int]) -> dict[int, Line]:
    """Entries of the book as sentences. Call for acts that were found to be the actor's to keep."""
    return {line.entry.sequence: line for line in lines(list(Entry.objects.filter(sequence__in=list(sequences))))}
