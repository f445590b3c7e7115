"""What can be seen of blank workbooks: those of organisations whose figures the reader may take out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.filling.models import Blank, Slot
from liemchinh.filling.values import VERB, label_of, wish_of
from liemchinh.filling.workbook.sheet import reference
from liemchinh.journal import clock
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import names, subtree


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A chosen cell as people read it. No address: its cell was not found again."""

    slot: Slot
    address: str
    words: str
    indicator: str
    organisation: str
    when: str


def blanks_visible_to(actor: Actor) -> QuerySet[Blank]:
    """The blank workbooks in the actor's scope of today, without their contents, with how many cells are chosen (`chosen`) and how many
    wait to be chosen again (`lost`)."""
    found = Blank.objects.filter(organisation_id__in=subtree(actor.roots(VERB))).defer("content")
    lost = Count("slots", filter=Q(slots__isnull=False, slots__row=None))
    return found.annotate(chosen=Count("slots", filter=Q(slots__row__isnull=False)), lost=lost)


def blanks_for(organisation: int) -> QuerySet[Blank]:
    """The blank workbooks that an organisation, or one above it today, keeps, with how many cells are chosen: ask the right to take figures
    of the organisation out before. An empty form of an office is there for what is below it."""
    today = clock.today()
    above = Closure.objects.filter(descendant_id=organisation, valid_from__lte=today, valid_to__gt=today).values(
        "ancestor_id"
    )
    chosen = Count("slots", filter=Q(slots__row__isnull=False))
    return Blank.objects.filter(organisation_id__in=above).defer("content").annotate(chosen=chosen)


def rows_of(slots: Sequence[Slot]) -> list[SlotRow]:
    """Chosen cells with their words."""
    called = names({slot.organisation_id for slot in slots})
    return [
        SlotRow(
            slot,
            reference(slot.row, slot.column) if slot.row is not None and slot.column is not None else "",
            " / ".join(filter(None, (slot.row_words, slot.column_words))),
            label_of(slot.indicator),
            called.get(slot.organisation_id, ""),
            str(wish_of(slot).when),
        )
        for slot in slots
    ]
