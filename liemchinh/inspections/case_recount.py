"""What inspections are about, their teams, results and duties made again from the book alone, and compared with what stands."""

import json
from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from liemchinh.casework.history import is_breach
from liemchinh.inspections.cases import KINDS
from liemchinh.inspections.models import Challenge, FollowUp, Inspection, Result, TeamMember
from liemchinh.journal.models import Entry

Rows = set[tuple[Any, ...]]


def differences() -> Iterator[str]:
    """One sentence per case whose facts, team, results or duties are not those of its entries."""
    told, stored = _told(), _stored()
    for case in sorted({row[1] for row in told ^ stored}):
        yield f"Việc kiểm tra, giám sát số {case}: điều đang lưu khác với sổ."


def _told() -> Rows:
    cancelled = set(Entry.objects.exclude(cancels_id=None).values_list("cancels_id", flat=True))
    found: Rows = set()
    of_these = reduce(or_, (Q(kind__startswith=f"{kind}.") for kind in KINDS))
    for entry in Entry.objects.filter(of_these, case_id__isnull=False).order_by("sequence").iterator():
        data = json.loads(bytes(entry.payload))["data"]
        # Of a case entered wrongly the facts stay with it; it has ended.
        if "sort" in data:
            found.add(
                (
                    "about",
                    entry.case_id,
                    data["organ"],
                    data["sort"],
                    tuple(data["content"]),
                    data["first"],
                    data["last"],
                )
            )
        # A conclusion of history that breached the hearing has no effect (guards 12).
        if entry.sequence not in cancelled and not any(is_breach(one["code"]) for one in data.get("history", ())):
            found |= {("result", entry.case_id, one["organisation"], one["person"], one["result"], one["discipline"])
                      for one in data.get("results", ())}  # fmt: skip
    return found | _beside()


def _beside() -> Rows:
    team: dict[tuple[int, int], Any] = {}
    challenges: dict[tuple[int, int], Any] = {}
    duties: dict[int, list[Any]] = {}
    rows = Entry.objects.filter(case_id__isnull=False, kind__startswith="inspections.").order_by("sequence")
    for entry in rows.iterator():
        data, name, case = json.loads(bytes(entry.payload))["data"], entry.kind.partition(".")[2], entry.case_id or 0
        key = (case, data.get("person", 0))
        if name == "team_joined":
            team[key] = ("team", *key, data["leads"])
        elif name == "team_left":
            team.pop(key, None)
        elif name == "challenged":
            challenges.setdefault(key, []).append(None)
        elif name == "challenge_answered":
            challenges[key][-1] = data["upheld"]
        elif name == "follow_up_set":
            duties[entry.sequence] = [
                "duty",
                case,
                data["what"],
                data["of_organisation"],
                data["of_person"],
                data["due_on"],
                None,
                False,
            ]
        elif name == "follow_up_done":
            duties[data["set_by"]][6] = entry.effective_on.isoformat() if entry.effective_on else None
        elif name == "follow_up_cancelled":
            duties.pop(data["set_by"], None)
        elif name == "follow_up_confirmed":
            duties[data["set_by"]][7] = True
    answers = {("challenge", *key, tuple(told)) for key, told in challenges.items()}
    return {*team.values(), *answers, *(tuple(row) for row in duties.values())}


def _stored() -> Rows:
    found: Rows = set()
    for row in Inspection.objects.all():
        found.add(
            ("about", row.case_id, row.organ, row.sort, tuple(row.content), row.first.isoformat(), row.last.isoformat())
        )
    results = Result.objects.filter(cancelled_by=None)
    found |= {
        ("result", *row)
        for row in results.values_list("case_id", "organisation_id", "person_id", "result", "discipline")
    }
    team = TeamMember.objects.filter(cancelled_by=None)
    found |= {("team", *row) for row in team.values_list("case_id", "person_id", "leads")}
    challenges: dict[tuple[int, int], list[Any]] = {}
    for one in Challenge.objects.filter(cancelled_by=None).order_by("recorded_by"):
        challenges.setdefault((one.case_id, one.person_id), []).append(one.upheld)
    found |= {("challenge", *key, tuple(told)) for key, told in challenges.items()}
    return found | {
        ("duty", one.case_id, one.what, one.organisation_id, one.person_id, one.due_on.isoformat(),
         one.done_on.isoformat() if one.done_on else None, one.confirmed_by is not None)
        for one in FollowUp.objects.filter(cancelled_by=None)
    }  # fmt: skip
