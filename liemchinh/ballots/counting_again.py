"""A count is asked for again while it may be objected to: the same ballots, opened by two tellers once more, minutes beside the first."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.ballots.counted import Counted
from liemchinh.ballots.ending import objections_until
from liemchinh.ballots.faults import refusal
from liemchinh.ballots.locking import hold_box, note
from liemchinh.ballots.models import Box
from liemchinh.ballots.queries import tally_of
from liemchinh.ballots.words import AGAIN, COUNTED, SURVEY, WHY_AGAIN
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Minutes:
    """One count of a box, the first or a later one: on which day, and why it was asked for (of the first: "")."""

    number: int
    on: date
    why: str
    counted: Counted


@transaction.atomic
def ask_to_count_again(pk: int, why: str, *, actor: Actor) -> int:
    """The ballots are counted once more, for a reason of the list; until then no step tells of this vote. Gives the sequence.

    Refuses, all at once: a survey, whose two counts side by side could tell of one ballot; after the time for objections; no reason.
    """
    box = hold_box(pk, actor, COUNTED)
    found = faults_of_asking(box)
    if why not in WHY_AGAIN:
        found.append(refusal("why_again", _("Chưa chọn vì sao kiểm phiếu lại."), _("Chọn trong danh sách.")))
    if found:
        raise Refused(found)
    sequence = note(box, "again_asked", actor, why_again=why)
    box.state = AGAIN
    box.save(update_fields=["state"])
    return sequence


def faults_of_asking(box: Box) -> list[Refusal]:
    """Why this box is not counted again."""
    found, until = [], objections_until(box)
    if box.kind == SURVEY:
        said = _("Khảo sát không kiểm phiếu lại: hai lần kiểm đặt cạnh nhau có thể làm lộ một phiếu.")
        found.append(refusal("survey_again", said, _("Khiếu nại đúng thì hủy lần bỏ phiếu và bỏ phiếu lại.")))
    if until is not None and clock.today() > until:
        said = _("Đã hết thời gian khiếu nại, ngày %(day)s.") % {"day": f"{until:%d/%m/%Y}"}
        found.append(refusal("too_late", said, _("Kết quả đã kiểm vẫn giữ nguyên.")))
    return found


def all_minutes(box: Box) -> Sequence[Minutes]:
    """Every count of a box, in order, as the book has them: a later one changes nothing of the earlier. Of a survey the one there is."""
    if box.kind == SURVEY:
        told = tally_of(box)
        return [Minutes(1, box.counted_on, "", told)] if told and box.counted_on else []
    kinds = ("ballots.counted", "ballots.again_asked", "ballots.counted_again")
    entries = Entry.objects.filter(kind__in=kinds, organisation_id=box.organisation_id, effective_on=box.on)
    found, why = list[Minutes](), ""
    for entry in entries.filter(sequence__gt=box.recorded_by).order_by("sequence"):
        data = json.loads(bytes(entry.payload))["data"]
        if data["prepared"] != box.recorded_by:
            continue
        if entry.kind == "ballots.again_asked":
            why = data["why_again"]
            continue
        cells = np.array(data["cells"], np.int64).reshape(len(box.rows), len(box.columns))
        counted = Counted(data["issued"], data["returned"], data["spoiled"], cells)
        found.append(Minutes(len(found) + 1, entry.recorded_at.astimezone(clock.LOCAL).date(), why, counted))
    return found
