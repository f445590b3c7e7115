"""Adopting and changing programmes by decision, and taking back a decision that was recorded wrongly."""

from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.inspections.drafting import GONE, draft_items
from liemchinh.inspections.models import LONGEST_NUMBER, Draft, Item, Programme, Subject
from liemchinh.inspections.organ import VERB, refusals_of_organ, require_organ
from liemchinh.inspections.planning import PlannedItem, faults_of_items
from liemchinh.inspections.queries import current, items_of
from liemchinh.journal.bulk import insert_rows, reserve_ids
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.reasons import CANCELLATION
from liemchinh.organisations.locking import lock_organisations
from liemchinh.web.dates import show
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused


@transaction.atomic
def adopt_programme(draft: int, decision: str, on: date, *, actor: Actor) -> Programme:
    """The organ adopts what its draft says, or changes its programme so, by a decision of that number and day. The draft goes.

    Refuses, all at once: no number, a day to come or before the decision it changes, unfinished lines, subjects that are not (or no longer)
    below the organisation, and a change that changes nothing.
    """
    held = Draft.objects.select_for_update().filter(pk=draft).first()
    if held is None:
        raise Refused([GONE])
    place = require_organ(actor, held.organisation_id)
    lock_organisations([held.organisation_id])
    items, before = draft_items(held), current(held.organisation_id, held.organ, held.year)
    number = clean(decision)
    faults = _faults_of_decision(number, on, before) + faults_of_items(items, place)
    if before and items == items_of(before):
        told = "Bản thảo giống hệt chương trình đang có."
        faults.append(Refusal("same", told, remedy="Hãy sửa ít nhất một mục, hoặc bỏ bản thảo."))
    if faults:
        raise Refused(faults)
    entry = NewEntry(
        "inspections.changed" if before else "inspections.adopted", on, held.organisation_id,
        data={"organ": held.organ, "year": held.year, "decision": number, "items": [item.plain() for item in items]},
    )  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    if before:
        Programme.objects.filter(pk=before.pk).update(replaced_by=sequence)
    made = Programme.objects.create(
        organisation_id=held.organisation_id, organ=held.organ, year=held.year, decision=number, decided_on=on,
        recorded_by=sequence,
    )  # fmt: skip
    _write_items(made, items)
    held.delete()
    return made


@transaction.atomic
def withdraw_decision(programme: int, *, reason: str, actor: Actor) -> int:
    """The last decision about a programme was recorded wrongly and does not stand; what it changed stands again. Gives the entry.

    Refuses a reason that is not on the list, and a decision that another one changed since.
    """
    actor.require_somewhere(VERB)
    held = Programme.objects.select_for_update().filter(pk=programme, cancelled_by=None).first()
    faults = [GONE] if held is None else refusals_of_organ(actor, held.organisation_id)
    if held is None or faults:
        raise Refused(faults)
    if held.replaced_by is not None:
        told = "Quyết định này đã được một quyết định sau sửa."
        faults.append(Refusal("changed-since", told, remedy="Hãy hủy quyết định sau trước, nếu nó cũng ghi nhầm."))
    if reason not in CANCELLATION:
        told = "Lý do này không có trong danh sách."
        faults.append(Refusal("reason", told, remedy="Hãy chọn một lý do trong danh sách."))
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"organ": held.organ, "year": held.year, "reason": reason}
    entry = NewEntry(
        "inspections.withdrawn", held.decided_on, held.organisation_id, cancels=held.recorded_by, data=data
    )
    sequence = record([entry], actor=actor)[0]
    Programme.objects.filter(pk=held.pk).update(cancelled_by=sequence)
    Programme.objects.filter(replaced_by=held.recorded_by).update(replaced_by=None)
    return sequence


@transaction.atomic
def note_workbook(programme: Programme, *, actor: Actor) -> int:
    """A programme leaves the house in a file: a right of its own, written in the book."""
    faults = actor.refusals("figures.export", programme.organisation_id) + actor.refusals(
        VERB, programme.organisation_id
    )
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"organ": programme.organ, "year": programme.year}
    entry = NewEntry("inspections.programme_taken", programme.decided_on, programme.organisation_id, data=data)
    return record([entry], actor=actor)[0]


def _faults_of_decision(number: str, on: date, before: Programme | None) -> list[Refusal]:
    found = faults_of_day(on, "Quyết định thông qua")
    if not number or len(number) > LONGEST_NUMBER:
        told = f"Chưa ghi số quyết định, hoặc dài quá {LONGEST_NUMBER} ký tự."
        found.append(Refusal("decision", told, remedy="Hãy ghi như trên văn bản, ví dụ 12-CTr/BKS."))
    if before and on < before.decided_on:
        told = f"Quyết định này sớm hơn quyết định đang có ({show(before.decided_on)})."
        found.append(Refusal("before", told, remedy="Hãy xem lại ngày quyết định."))
    return found


def _write_items(programme: Programme, items: list[PlannedItem]) -> None:
    ids = reserve_ids(Item, len(items))
    names = ("id", "programme_id", "number", "sort", "month", "first", "last", "content")
    Item.objects.bulk_create(
        Item(**dict(zip(names, (pk, programme.pk, one.number, one.sort, one.month, one.first, one.last, list(one.content)), strict=True)))
        for pk, one in zip(ids, items, strict=True)
    )  # fmt: skip
    rows = [
        (pk, organisation, person)
        for pk, one in zip(ids, items, strict=True)
        for organisation, person in (*((place, None) for place in one.organisations), *((None, who) for who in one.people))
    ]  # fmt: skip
    insert_rows(Subject, ("item_id", "organisation_id", "person_id"), rows)
