"""What is done with blank workbooks: kept, what stands in their cells chosen, sent anew, deleted, and taken out filled."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.figures.declarations import indicators
from liemchinh.figures.forms import Asked
from liemchinh.figures.services import note_export
from liemchinh.filling.models import Blank, Slot
from liemchinh.filling.reading import Opened, open_upload, opened
from liemchinh.filling.values import VERB, Wish
from liemchinh.filling.workbook.labels import is_fillable, moved, told
from liemchinh.filling.workbook.sheet import Address
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.organisations.queries import subtree
from liemchinh.web.text import clean, fold
from regulations.answers import Refusal, Refused

LONGEST_TITLE = 120
MOST_SLOTS, MOST_BLANKS = 2000, 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """A cell of a sheet, counted from zero, and what it is to show."""

    sheet: str
    row: int
    column: int
    wish: Wish


@dataclass(frozen=True, slots=True)
class Renewed:
    """What became of the chosen cells in a workbook sent anew."""

    found: int
    lost: int


@transaction.atomic
def keep_blank(data: bytes, name: str, title: str, organisation: int, *, actor: Actor) -> int:
    """Keeps a blank workbook for an organisation; gives its number.

    Raises Unreadable for a file that is no blank workbook. Refuses: no title or a long one, too many kept already.
    """
    actor.require(VERB, organisation)
    called = clean(title)
    faults = []
    if not called or len(called) > LONGEST_TITLE:
        said = f"Chưa đặt tên mẫu, hoặc tên dài quá {LONGEST_TITLE} ký tự."
        faults.append(Refusal("title", said, remedy="Hãy ghi tên mẫu như trên văn bản gửi đến."))
    if Blank.objects.filter(organisation_id=organisation).count() >= MOST_BLANKS:
        faults.append(Refusal("too-many", f"Đã giữ {MOST_BLANKS} mẫu.", remedy="Hãy xóa mẫu không còn dùng."))
    if faults:
        raise Refused(faults)
    open_upload(data, name)
    blank = Blank.objects.create(organisation_id=organisation, title=called, content=data, kept_at=clock.now())
    told_of: dict[str, Plain] = {"blank": blank.pk, "digest": hashlib.sha256(data).hexdigest()}
    record([NewEntry("filling.kept", None, organisation, data=told_of)], actor=actor)
    return blank.pk


@transaction.atomic
def choose_slots(blank: int, chosen: Sequence[Chosen], *, instead_of: int | None = None, actor: Actor) -> int:
    """What some cells are to show; a cell chosen before is chosen anew. `instead_of`: a slot whose cell was lost and is found now.

    Refuses, all at once and writing nothing: nothing chosen, no such sheet, a cell that holds words or a formula, an indicator nobody
    declared, an organisation out of the actor's scope, a period not told whole, more than can be kept.
    """
    row = _locked(blank)
    actor.require(VERB, row.organisation_id)
    workbook = opened(row)
    faults = [fault for one in chosen for fault in _faults(one, workbook, actor)]
    if not chosen:
        faults.append(Refusal("nothing", "Chưa chọn ô nào.", remedy="Hãy chọn ít nhất một ô và điều cần điền."))
    if row.slots.count() + len(chosen) > MOST_SLOTS:
        faults.append(Refusal("too-many", f"Một mẫu chọn được tối đa {MOST_SLOTS} ô.", remedy="Hãy bỏ bớt ô."))
    if faults:
        raise Refused(dict.fromkeys(faults))
    by_cell = {(one.sheet, one.row, one.column): one for one in chosen}
    gone = [
        slot.pk for slot in row.slots.all() if (slot.sheet, slot.row, slot.column) in by_cell or slot.pk == instead_of
    ]
    data = {"blank": row.pk, "cells": len(by_cell)}
    record([NewEntry("filling.chosen", None, row.organisation_id, data=data)], actor=actor)
    row.slots.filter(pk__in=gone).delete()
    Slot.objects.bulk_create(_slot(row, one, workbook) for one in by_cell.values())
    return len(by_cell)


def _faults(one: Chosen, workbook: Opened, actor: Actor) -> list[Refusal]:
    sheet, faults = workbook.sheet(one.sheet), []
    if sheet is None or one.row not in range(sheet.extent[0]) or one.column not in range(sheet.extent[1]):
        return [Refusal("no-cell", "Không có ô này trong mẫu.", remedy="Hãy mở lại trang tính và chọn ô.")]
    if not is_fillable(sheet, one.row, one.column):
        faults.append(
            Refusal("not-empty", "Ô này có chữ hoặc công thức nên không điền số vào.", remedy="Hãy chọn một ô trống.")
        )
    known = indicators().get(one.wish.indicator)
    if known is None or not known.shown:
        faults.append(Refusal("no-indicator", "Không có chỉ tiêu này.", remedy="Hãy chọn trong danh mục chỉ tiêu."))
    if not one.wish.when.is_whole:
        faults.append(Refusal("when", "Chưa ghi đủ kỳ của ô.", remedy="Hãy chọn lại kỳ."))
    return faults + actor.refusals(VERB, one.wish.organisation)


def _slot(blank: Blank, one: Chosen, workbook: Opened) -> Slot:
    labels = workbook.labels(one.sheet)
    assert labels is not None
    when = one.wish.when
    return Slot(
        blank=blank, sheet=one.sheet, row=one.row, column=one.column, row_words=told(labels.row(one.row)),
        column_words=told(labels.column(one.row, one.column)), indicator=one.wish.indicator,
        organisation_id=one.wish.organisation, period=when.code, year=when.year, starts_on=when.first, ends_on=when.last,
    )  # fmt: skip


@transaction.atomic
def remove_slot(blank: int, slot: int, *, actor: Actor) -> None:
    """A chosen cell is chosen no more. One that is gone already changes nothing."""
    row = _locked(blank)
    actor.require(VERB, row.organisation_id)
    if row.slots.filter(pk=slot).exists():
        record([NewEntry("filling.removed", None, row.organisation_id, data={"blank": row.pk})], actor=actor)
        row.slots.filter(pk=slot).delete()


@transaction.atomic
def renew_blank(blank: int, data: bytes, name: str, *, actor: Actor) -> Renewed:
    """The workbook sent anew, rows and columns perhaps moved: every chosen cell is looked for by its words.

    What is not found, or could be two cells, is kept without a place for somebody to choose again. Raises Unreadable.
    """
    row = _locked(blank)
    actor.require(VERB, row.organisation_id)
    old, new = opened(row), open_upload(data, name)
    slots = list(row.slots.filter(row__isnull=False).order_by("pk"))
    taken: set[tuple[str, Address]] = set()
    lost = row.slots.filter(row__isnull=True).count()
    for slot in slots:
        place = _place(slot, old, new)
        if place is None or place in taken:
            slot.row = slot.column = None
            lost += 1
            continue
        taken.add(place)
        slot.sheet, (slot.row, slot.column) = place
        labels = new.labels(slot.sheet)
        assert labels is not None and slot.row is not None and slot.column is not None
        slot.row_words, slot.column_words = told(labels.row(slot.row)), told(labels.column(slot.row, slot.column))
    digest = hashlib.sha256(data).hexdigest()
    told_of: dict[str, Plain] = {"blank": row.pk, "digest": digest, "found": len(taken), "lost": lost}
    record([NewEntry("filling.renewed", None, row.organisation_id, data=told_of)], actor=actor)
    # Cells change places: none may stand in the way of another while the rows are written one by one.
    Slot.objects.filter(pk__in=[slot.pk for slot in slots]).delete()
    Slot.objects.bulk_create(slots)
    Blank.objects.filter(pk=row.pk).update(content=data, kept_at=clock.now())
    return Renewed(len(taken), lost)


def _place(slot: Slot, old: Opened, new: Opened) -> tuple[str, Address] | None:
    sheet = _sheet_again(slot.sheet, old.names, new.names)
    before, after = old.labels(slot.sheet), new.labels(sheet) if sheet else None
    if before is None or after is None or slot.row is None or slot.column is None:
        return None
    assert sheet is not None
    found = moved(before, after, (slot.row, slot.column))
    return (sheet, found) if found else None


def _sheet_again(name: str, old: Collection[str], new: Collection[str]) -> str | None:
    """The same sheet: of the same name, or the only one of each workbook that has no counterpart by name."""
    same = {fold(one): one for one in new}
    if fold(name) in same:
        return same[fold(name)]
    known = {fold(one) for one in old}
    left, others = [one for one in old if fold(one) not in same], [one for one in new if fold(one) not in known]
    return others[0] if len(left) == len(others) == 1 else None


@transaction.atomic
def delete_blank(blank: int, *, actor: Actor) -> None:
    """The workbook and what was chosen for it are deleted; the book keeps that it was."""
    row = _locked(blank)
    actor.require(VERB, row.organisation_id)
    record([NewEntry("filling.deleted", None, row.organisation_id, data={"blank": row.pk})], actor=actor)
    row.delete()


@transaction.atomic
def note_filled(blank: Blank, asked: Asked, *, actor: Actor) -> None:
    """Writes in the book, as for every export of figures, that a filled copy was taken: at the workbook's organisation, and at each one
    of its cells that does not stand under it."""
    actor.require(VERB, blank.organisation_id)
    within = set(subtree([blank.organisation_id]))
    others = set(blank.slots.values_list("organisation_id", flat=True)) - within - {blank.organisation_id}
    for number in [blank.organisation_id, *sorted(one for one in others if actor.covers(VERB, one))]:
        note_export(number, f"Mẫu bảng tính số {blank.pk}", first=asked.period.first, last=asked.period.last, tree_on=asked.tree_on,
                    known_on=asked.known_on, actor=actor)  # fmt: skip


def _locked(blank: int) -> Blank:
    row = Blank.objects.select_for_update().filter(pk=blank).first()
    if row is None:
        raise Refused([Refusal("gone", "Mẫu này không còn: có người vừa xóa.", remedy="Hãy mở lại danh sách mẫu.")])
    return row
