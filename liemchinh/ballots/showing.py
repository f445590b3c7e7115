"""What the office's pages say of a vote, in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.ballots.counted import Counted
from liemchinh.ballots.counting import sheets_of
from liemchinh.ballots.counting_again import all_minutes, faults_of_asking
from liemchinh.ballots.ending import objections_until
from liemchinh.ballots.faults import faults_of_freezing, tellers_of
from liemchinh.ballots.minutes import is_drawn, paper_of
from liemchinh.ballots.models import Box
from liemchinh.ballots.queries import electors_of, returned_by_phone, tally_of
from liemchinh.ballots.using import use_of
from liemchinh.ballots.words import (
    AGAIN,
    CHANNELS,
    CLOSED,
    COUNTED,
    DESTROYED,
    DRAWN,
    FROZEN,
    OPEN,
    PREPARED,
    SPOILED,
    STATES,
    SURVEY,
    UNDER_WAY,
    VOID,
    VOIDS,
    WHY_AGAIN,
)  # fmt: skip
from liemchinh.journal import clock
from liemchinh.members.months import in_order
from liemchinh.organisations.queries import names
from liemchinh.papers.issuing import DOCX, PDF, faults_of_file

TONES = {OPEN: "good", CLOSED: "warn", COUNTED: "good", AGAIN: "warn", VOID: "late"}


@dataclass(frozen=True, slots=True)
class Line:
    """A vote in a list."""

    url: str
    title: str
    on: date
    state: str
    tone: str


def line_of(box: Box) -> Line:
    """A vote as a list shows it."""
    title = use_of(box).words(box).title
    return Line(reverse("ballots:one", args=[box.pk]), title, box.on, str(STATES[box.state]), TONES.get(box.state, ""))


def shown(box: Box) -> dict[str, Any]:
    """A vote as its page shows it: the one step that waits, and nothing of a ballot."""
    layout, voters = use_of(box).words(box), electors_of(box)
    called = dict(in_order(tellers_of(box)))
    until = objections_until(box)
    return {
        "box": box, "layout_words": layout, "title": layout.title, "place": names([box.organisation_id]).get(box.organisation_id, ""),
        "state": STATES[box.state],
        "tone": TONES.get(box.state, ""), "channels": CHANNELS[box.channels], "voter_count": len(voters),
        "tellers": [called.get(person, "") for person in tellers_of(box)], "is": {box.state: True},
        "faults": faults_of_freezing(box, [person for person, _name in voters]) if box.state == PREPARED else (),
        "returned": returned_by_phone(box), "sheets": len(sheets_of(box)), "differing": differing(box),
        "until": until, "may_destroy": box.state == COUNTED and until is not None and clock.today() > until,
        "may_void": box.state in (PREPARED, *UNDER_WAY, COUNTED, AGAIN), "why_void": VOIDS.get(box.void_reason, ""),
        "may_count": box.state in (CLOSED, AGAIN), "may_ask_again": box.state == COUNTED and not faults_of_asking(box),
        "printable": box.state in (FROZEN, DRAWN, OPEN, CLOSED),
        "published": box.printed_coded and box.state in (CLOSED, COUNTED, AGAIN, DESTROYED),
        **minutes_of(box),
    }  # fmt: skip


def minutes_of(box: Box) -> dict[str, Any]:
    """The numbers of the last count, and of each one before; full but for a survey, whose room shows what may be shown."""
    counted = tally_of(box)
    if counted is None:
        return {"counted": None}
    every = all_minutes(box)
    return _numbers(box, counted) | {
        "phone_only": not box.printed_paper, "on": box.counted_on, "again": len(every) > 1, "count_number": len(every),
        "why": WHY_AGAIN.get(every[-1].why, "") if every else "",
        "earlier": [
            {"number": one.number, "on": one.on, "why": WHY_AGAIN.get(one.why, ""), "paper": paper_shown(box, one.number),
             **_numbers(box, one.counted)} for one in every[:-1]
        ], "paper": paper_shown(box, len(every)),
        "changed": [one for one in every[:-1] if repr(one.counted) != repr(every[-1].counted)],
    }  # fmt: skip


def paper_shown(box: Box, count: int) -> dict[str, Any]:
    """The paper of a count's minutes: number and day, where its files are or why there are none, and where it gets a number."""
    paper = paper_of(box, count)
    number = paper.number if paper else None
    pdf, docx = (reverse("ballots:minutes-file", args=[box.pk, count, form]) if number else "" for form in (PDF, DOCX))
    return {
        "row": paper, "faults": faults_of_file(number) if number else (), "pdf": pdf, "docx": docx,
        "number_it": "" if is_drawn(paper) else reverse("ballots:number", args=[box.pk, count]),
    }  # fmt: skip


def _numbers(box: Box, counted: Counted) -> dict[str, Any]:
    layout = use_of(box).words(box)
    rows = [] if box.kind == SURVEY else [
        (name, [int(one) for one in counted.cells[number]], counted.valid - int(counted.cells[number].sum()))
        for number, name in enumerate(layout.rows)
    ]  # fmt: skip
    spoiled = [(SPOILED[code], count) for code, count in counted.spoiled.items()]
    return {
        "counted": counted, "rows": rows, "columns": layout.columns, "spoiled": spoiled, "spoiled_count": sum(counted.spoiled.values()),
    }  # fmt: skip


def differing(box: Box) -> list[tuple[str, list[int]]]:
    """Where the tellers' sheets of the paper differ: what, and each teller's number."""
    sheets = list(sheets_of(box).values())
    if len(sheets) < 2:
        return []
    layout = use_of(box).words(box)
    lines = [
        (_("Phiếu giấy chưa phát"), [one.unused for one in sheets]), (_("Phiếu giấy thu về"), [one.returned for one in sheets]),
        (_("Phiếu đã phát mà không thu về"), [one.not_returned for one in sheets]),
    ]  # fmt: skip
    lines += [(str(words), [one.spoiled.get(code, 0) for one in sheets]) for code, words in SPOILED.items()]
    lines += [
        (f"{name}: {words}", [one.cells[row][column] for one in sheets])
        for row, name in enumerate(layout.rows) for column, words in enumerate(layout.columns)
    ]  # fmt: skip
    return [(words, numbers) for words, numbers in lines if len(set(numbers)) > 1]
