"""Steps of reports, snapshots and calls made again from the journal alone and compared: what was changed after signing shows here."""

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.figures.declarations import indicator
from liemchinh.journal.models import Entry
from liemchinh.reports.models import Asked, Call, FrozenList, Handing, Report, Snapshot
from liemchinh.reports.snapshots import TREE, keeps_ids, sha256, unpacked
from liemchinh.reports.words import HANDINGS, SIGNED, SUBMITTED
from liemchinh.tasks import ranges

Rows = dict[int, tuple[Any, ...]]


def differences() -> Iterator[str]:
    """One sentence for each step, signed report, report opened again or call that is not what its entry says."""
    for title, told, stored in (
        ("Bước của báo cáo", _steps_told(), _steps()),
        ("Báo cáo đã ký", _signed_told(), _signed()),
        ("Báo cáo mở lại", _reopened_told(), _reopened()),
        ("Lần yêu cầu báo cáo", _calls_told(), _calls()),
    ):
        for sequence in sorted(key for key in told.keys() | stored.keys() if told.get(key) != stored.get(key)):
            yield f"{title} (số {sequence} trong sổ): điều đang lưu khác với sổ."


def _entries(*kinds: str) -> Iterator[tuple[Entry, dict[str, Any]]]:
    rows = Entry.objects.filter(kind__in=[f"reports.{kind}" for kind in kinds]).order_by("sequence")
    for entry in rows.iterator():
        yield entry, json.loads(bytes(entry.payload))["data"]


def _steps_told() -> Rows:
    return {
        entry.sequence: (
            data["report"], entry.kind.removeprefix("reports."), entry.organisation_id, entry.effective_on,
            data.get("reason", ""), data.get("number", ""), data["digest"] if entry.kind == f"reports.{SUBMITTED}" else "",
        )
        for entry, data in _entries(*HANDINGS)
    }  # fmt: skip


def _steps() -> Rows:
    return {
        row.recorded_by: (
            row.report.recorded_by, row.kind, row.organisation_id, row.on, row.reason, row.number,
            sha256(row.content) if row.content else "",
        )
        for row in Handing.objects.filter(cancelled_by=None).select_related("report")
    }  # fmt: skip


def _signed_told() -> Rows:
    return {
        entry.sequence: (
            data["report"], data["code"], data["digest"], data["digest"], data["sources"], data["tree_digest"], data["head"],
            data["head_hash"], tuple(sorted(map(tuple, data["lists"]))),
        )
        for entry, data in _entries(SIGNED)
    }  # fmt: skip


def _signed() -> Rows:
    """As stored: digests are made anew from the bytes that lie there, and counts from the rows."""
    lists: dict[int, list[tuple[Any, ...]]] = {}
    for row in FrozenList.objects.all().iterator():
        lists.setdefault(row.snapshot_id, []).append((row.figure, row.indicator, *_counted(row)))
    return {
        row.recorded_by: (
            row.report.recorded_by, row.code, sha256(row.content), row.digest, sha256(row.sources), row.tree_digest, row.head,
            row.head_hash, tuple(sorted(lists.get(row.pk, ()))),
        )
        for row in Snapshot.objects.filter(cancelled_by=None).select_related("report")
    }  # fmt: skip


def _counted(row: FrozenList) -> tuple[int, str]:
    if not row.ids:
        # Of what nobody may list only a digest is kept; elsewhere the list was taken away.
        return row.count, "" if row.figure == TREE or keeps_ids(indicator(row.indicator)) else row.digest
    try:
        weight = sum(one.weight for one in unpacked(row.ids))
    except Exception:
        return -1, ""
    return (weight if weight == row.count else -1), (sha256(row.ids) if sha256(row.ids) == row.digest else "")


def _reopened_told() -> Rows:
    return {entry.sequence: (entry.organisation_id, data["replaces"]) for entry, data in _entries("reopened")}


def _reopened() -> Rows:
    rows = Report.objects.filter(replaces__isnull=False).select_related("replaces")
    return {row.recorded_by: (row.organisation_id, row.replaces.recorded_by if row.replaces else 0) for row in rows}


def _calls_told() -> Rows:
    ended = dict(Entry.objects.filter(kind="reports.call_withdrawn").values_list("cancels_id", "sequence"))
    reminded = {data["call"]: entry.effective_on for entry, data in _entries("reminded")}
    return {
        entry.sequence: (
            entry.organisation_id, data["place"], " ".join(data["categories"]), data["source"], data["edition"], data["kind"],
            data["first"], data["last"], data["due_on"], data["asked"], reminded.get(entry.sequence), ended.get(entry.sequence),
        )
        for entry, data in _entries("called")
    }  # fmt: skip


def _calls() -> Rows:
    asked: dict[int, list[int]] = {}
    for call, organisation in Asked.objects.values_list("call_id", "organisation_id"):
        asked.setdefault(call, []).append(organisation)
    return {
        row.recorded_by: (
            row.organisation_id, row.place_id, row.categories, row.source, row.edition.recorded_by if row.edition else None, row.kind,
            row.first.isoformat(), row.last.isoformat(), row.due_on.isoformat(), ranges.told(asked.get(row.pk, ())), row.reminded_on,
            row.cancelled_by,
        )
        for row in Call.objects.select_related("edition")
    }  # fmt: skip
