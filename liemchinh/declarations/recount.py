"""Positions, lists, marks and publications made again from the book alone, and compared with what stands."""

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.declarations.models import Draw, Duty, HandingIn, Position, Publication, Ticket
from liemchinh.journal.models import Entry

Told = dict[int, tuple[Any, ...]]
BEGINS = ("position_taken", "listed", "handed_in", "published", "draw_announced")
LATER = ("position_ended", "drawn", "publication_vouched")
PLANNED = ("year", "plan_number", "plan_on", "draw_source", "seed_on", "units", "share", "fingerprint", "lines")


def differences() -> Iterator[str]:
    """One sentence for each row that is not what its entry says."""
    told, stored = _told(), dict(_stored())
    for sequence in sorted(told.keys() | stored.keys()):
        if told.get(sequence) != stored.get(sequence):
            yield f"Kê khai tài sản, thu nhập (số {sequence} trong sổ): điều đang lưu khác với sổ."


def _told() -> Told:
    rows = Entry.objects.filter(kind__in=[f"declarations.{kind}" for kind in (*BEGINS, *LATER)])
    gone = dict(
        Entry.objects.filter(kind__startswith="declarations.", cancels_id__isnull=False).values_list(
            "cancels_id", "sequence"
        )
    )
    found: Told = {}
    for entry in rows.order_by("sequence").iterator():
        data, kind = json.loads(bytes(entry.payload))["data"], entry.kind.partition(".")[2]
        at = (kind, entry.member_id, entry.organisation_id, _day(entry.effective_on))
        if kind == "position_ended":
            before = found[data["taken"]]
            found[data["taken"]] = (*before[:-2], (_day(entry.effective_on), entry.sequence), before[-1])
        elif kind == "publication_vouched":
            before = found[data["published"]]
            found[data["published"]] = (*before[:-2], entry.sequence, before[-1])
        elif kind == "drawn":
            if entry.sequence not in gone:
                before = found[data["announced"]]
                made = (data["seed"], _day(entry.effective_on), entry.sequence, data["lines"])
                found[data["announced"]] = (*before[:-2], made, before[-1])
        elif kind == "draw_announced":
            planned = [data[key] for key in PLANNED]
            found[entry.sequence] = (*at[:3], planned, ("", None, None, []), gone.get(entry.sequence))
        elif kind == "position_taken":
            group = (data["declaration_group"], data["leads"])
            found[entry.sequence] = (*at, group, (None, None), gone.get(entry.sequence))
        elif kind == "listed":
            listed = [data[key] for key in ("declaration_kind", "year", "basis", "leads", "due_on")]
            found[entry.sequence] = (*at, tuple(listed), gone.get(entry.sequence))
        elif kind == "handed_in":
            found[entry.sequence] = (*at, (data["listed"], data["lies"]), gone.get(entry.sequence))
        else:
            shown = (data["year"], data["publication_way"], data["last_on"], data.get("basis", ""))
            found[entry.sequence] = (*at, shown, None, gone.get(entry.sequence))
    return found


def _stored() -> Iterator[tuple[int, tuple[Any, ...]]]:
    for held in Position.objects.all():
        at = ("position_taken", held.person_id, held.organisation_id, _day(held.starts_on))
        ended = (_day(held.ends_on), held.ended_by)
        yield held.recorded_by, (*at, (held.group, held.leads), ended, held.cancelled_by)
    for duty in Duty.objects.all():
        at = ("listed", duty.person_id, duty.organisation_id, _day(duty.arose_on))
        listed = (duty.kind, duty.year, duty.basis, duty.leads, _day(duty.due_on))
        yield duty.recorded_by, (*at, listed, duty.cancelled_by)
    for mark in HandingIn.objects.select_related("duty"):
        at = ("handed_in", mark.duty.person_id, mark.duty.organisation_id, _day(mark.on))
        yield mark.recorded_by, (*at, (mark.duty.recorded_by, mark.lies), mark.cancelled_by)
    for row in Publication.objects.all():
        place = ("published", None, row.organisation_id, _day(row.starts_on))
        shown = (row.year, row.way, _day(row.last_on), row.basis)
        yield row.recorded_by, (*place, shown, row.vouched_by, row.cancelled_by)
    yield from _draws()


def _draws() -> Iterator[tuple[int, tuple[Any, ...]]]:
    for row in Draw.objects.all():
        tickets = list(Ticket.objects.filter(draw=row).select_related("duty").order_by("number"))
        lines = [[one.number, one.unit, one.organisation_id, one.duty.recorded_by, one.leads] for one in tickets]
        told = [row.year, row.plan_number, _day(row.plan_on), row.source, _day(row.seed_on), row.units, row.share]
        drawn = (row.seed, _day(row.drawn_on), row.drawn_by, [one.number for one in tickets if one.drawn])
        at = ("draw_announced", None, row.organisation_id)
        yield row.recorded_by, (*at, [*told, row.fingerprint, lines], drawn, row.cancelled_by)


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
