"""Preparing a programme: a draft of the organ's own people, kept out of the book until it is adopted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.inspections.models import Draft, Item
from liemchinh.inspections.organ import require_organ
from liemchinh.inspections.planning import MOST_ITEMS, PlannedItem, faults_of_item
from liemchinh.inspections.queries import current, items_of
from liemchinh.journal import clock
from liemchinh.papers.organs import organs_of
from regulations.answers import Refusal, Refused

FIRST_YEAR, AHEAD = 2010, 1
KEPT = timedelta(days=365)


@transaction.atomic
def begin_draft(organisation: int, organ: str, year: int, *, actor: Actor) -> Draft:
    """A draft of an organ's programme for a year: empty, or, where one stands, its lines to be changed. The one there is, if there is one.

    Refuses an organ the organisation does not have and a year out of reach.
    """
    place = require_organ(actor, organisation)
    faults = []
    if organ not in organs_of(place.category):
        told = "Tổ chức này không có cơ quan như vậy."
        faults.append(Refusal("inspections.organ", told, remedy="Hãy chọn lại cơ quan lập chương trình."))
    last = clock.today().year + AHEAD
    if not FIRST_YEAR <= year <= last:
        told = f"Chỉ lập được chương trình của các năm từ {FIRST_YEAR} đến {last}."
        faults.append(Refusal("inspections.year", told, remedy="Hãy chọn lại năm."))
    if faults:
        raise Refused(faults)
    standing = current(organisation, organ, year)
    lines = [item.plain() for item in items_of(standing)] if standing else []
    told_now = {"items": lines, "changed_at": clock.now()}
    return Draft.objects.get_or_create(organisation_id=organisation, organ=organ, year=year, defaults=told_now)[0]


@transaction.atomic
def put_item(draft: int, item: PlannedItem, *, actor: Actor) -> int:
    """Writes one line into a draft, a new one where its number is 0; gives the number. Unfinished lines may stand until it is adopted.

    Refuses codes that do not exist, subjects that are not below the organisation, and more lines than a programme can hold.
    """
    held = _held(draft)
    place = require_organ(actor, held.organisation_id)
    items = draft_items(held)
    faults = faults_of_item(item, place)
    if item.number == 0 and len(items) >= MOST_ITEMS:
        told = f"Chương trình đã có {MOST_ITEMS} mục."
        faults.append(Refusal("inspections.many", told, remedy="Hãy gộp các mục cùng loại."))
    if item.number and item.number not in {one.number for one in items}:
        faults.append(GONE)
    if faults:
        raise Refused(faults)
    put = replace(item, number=item.number or _next_number(held, items))
    _save(held, [one for one in items if one.number != put.number] + [put])
    return put.number


@transaction.atomic
def drop_item(draft: int, number: int, *, actor: Actor) -> None:
    """Takes one line out of a draft."""
    held = _held(draft)
    require_organ(actor, held.organisation_id)
    _save(held, [one for one in draft_items(held) if one.number != number])


@transaction.atomic
def discard_draft(draft: int, *, actor: Actor) -> None:
    """Throws a draft away; what was adopted before stands as it is."""
    held = _held(draft)
    require_organ(actor, held.organisation_id)
    held.delete()


def forget_drafts() -> None:
    """Deletes drafts that nobody touched for a year."""
    Draft.objects.filter(changed_at__lt=clock.now() - KEPT).delete()


def draft_items(draft: Draft) -> list[PlannedItem]:
    """The lines of a draft by month."""
    return sorted((PlannedItem.of(told) for told in draft.items), key=lambda item: (item.month, item.number))


GONE = Refusal("inspections.gone", "Bản thảo hoặc mục này không còn.", remedy="Hãy mở lại trang chương trình.")


def _held(draft: int) -> Draft:
    found = Draft.objects.select_for_update().filter(pk=draft).first()
    if found is None:
        raise Refused([GONE])
    return found


def _next_number(draft: Draft, items: Sequence[PlannedItem]) -> int:
    # A number that an earlier decision gave to another line is never given again.
    ever = Item.objects.filter(
        programme__organisation=draft.organisation_id, programme__organ=draft.organ, programme__year=draft.year
    )
    return max([0, *(item.number for item in items), *ever.values_list("number", flat=True)]) + 1


def _save(draft: Draft, items: Sequence[PlannedItem]) -> None:
    draft.items, draft.changed_at = [item.plain() for item in items], clock.now()
    draft.save(update_fields=["items", "changed_at"])
