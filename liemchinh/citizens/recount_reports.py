"""Pages, slips, publications, keys and decisions made again from the book alone, and compared with what stands. What is sealed is not."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from liemchinh.citizens.models import Decision, Office, PaperReports, Publication, Recipient, Report, SlipBatch
from liemchinh.journal.models import Entry

Told = dict[tuple[str, int], tuple[Any, ...]]


def differences() -> Iterator[str]:
    """One sentence for each row that is not what its entries say."""
    told, stored = _told(), dict(_stored())
    for kind, number in sorted(told.keys() | stored.keys()):
        if told.get((kind, number)) != stored.get((kind, number)):
            yield f"Trang cho người dân, tin báo ({kind}, số {number}): điều đang lưu khác với sổ."


def _told() -> Told:
    """Each entry in its order; a later one about the same row takes its place."""
    found: Told = {}
    latest: dict[tuple[Any, ...], int] = {}
    for entry in Entry.objects.filter(kind__startswith="citizens.").order_by("sequence").iterator():
        data, number, place = json.loads(bytes(entry.payload))["data"], entry.sequence, entry.organisation_id
        match entry.kind.partition(".")[2]:
            case "office_opened":
                found["office", number] = (place, data["outside"], entry.effective_on, None)
            case "office_closed":
                found["office", entry.cancels_id] = (*found["office", entry.cancels_id][:3], number)
            case "slips_printed":
                found["slips", number] = (place, data["number"], data["count"])
            case "published":
                period = (place, date.fromisoformat(data["first"]), entry.effective_on)
                if period in latest:
                    before = latest[period]
                    found["published", before] = (*found["published", before][:-1], number)
                latest[period] = number
                found["published", number] = (*period, data["lines"], data.get("reports"), data.get("boxed"), None)
            case "paper_received":
                found["paper", number] = (entry.effective_on, data["count"], data["way_of_paper"], None)
            case "paper_cancelled":
                found["paper", entry.cancels_id] = (*found["paper", entry.cancels_id][:-1], number)
            case "replied":
                found["report", data["report"]] = (data["state"],)
            case _ as kind:
                _of_decisions_and_keys(found, latest, kind, data, entry)
    return found


def _of_decisions_and_keys(
    found: Told, latest: dict[tuple[Any, ...], int], kind: str, data: dict[str, Any], entry: Entry
) -> None:
    number = entry.sequence
    if kind == "decision_stated":
        before = latest.get(("decision", data["report"]))
        if before is not None:
            found["decision", before] = (*found["decision", before][:-1], number)
        latest["decision", data["report"]] = number
        stated = (data["report"], data["decision"], data["ground"], " ".join(data["items"]), entry.account_id)
        found["decision", number] = (*stated, None, None, None)
    elif kind == "decision_vouched":
        stands = latest["decision", data["report"]]
        found["decision", stands] = (*found["decision", stands][:5], entry.account_id, data["letter"], None)
    elif kind == "key_made":
        latest["key", data["mark"]] = number
        found["key", number] = (entry.organisation_id, data["kind"], data["mark"], 0, None)
    elif kind in ("key_accepted", "key_ended"):
        stands = latest["key", data["mark"]]
        *named, accepted, _ended = found["key", stands]
        ended = number if kind == "key_ended" else None
        found["key", stands] = (*named, accepted + (kind == "key_accepted"), ended)


def _stored() -> Iterator[tuple[tuple[str, int], tuple[Any, ...]]]:
    for office in Office.objects.all():
        yield (
            ("office", office.recorded_by),
            (office.organisation_id, office.outside, office.opened_on, office.cancelled_by),
        )
    for batch in SlipBatch.objects.select_related("office"):
        yield ("slips", batch.recorded_by), (batch.office.organisation_id, batch.number, batch.count)
    for one in Publication.objects.select_related("office"):
        lines = len(one.changed.splitlines())
        yield (
            ("published", one.recorded_by),
            (one.office.organisation_id, one.first, one.last, lines, one.reports, one.boxed, one.cancelled_by),
        )
    for paper in PaperReports.objects.all():
        yield ("paper", paper.recorded_by), (paper.on, paper.count, paper.way, paper.cancelled_by)
    for report in Report.objects.all():
        yield ("report", report.pk), (report.state,)
    for row in Decision.objects.all():
        two = (row.stated_by_id, row.vouched_by_id)
        said = (row.report_id, row.kind, row.ground, row.items, *two, row.letter_id, row.cancelled_by)
        yield ("decision", row.recorded_by), said
    for key in Recipient.objects.all():
        accepted = (key.stated_by_id is not None) + (key.vouched_by_id is not None)
        yield ("key", key.recorded_by), (key.organisation_id, key.kind, key.mark, accepted, key.cancelled_by)
