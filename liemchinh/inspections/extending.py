"""How long an inspection or supervision may take and be extended: the calculation in lines, and what a verified rule refuses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from liemchinh.casework.awaiting import place_of
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Step
from liemchinh.inspections.matter import until
from liemchinh.rulebook.current import rules
from liemchinh.web.dates import show
from regulations.answers import Answer, Refusal

EXTENSION = "supervision.topic.extension.branch"
CONCLUDED, EXTENDED = "concluded", "extended"


@dataclass(frozen=True, slots=True)
class Reach:
    """The last day for a conclusion with an extension, where rules say it; `lines`: how it was counted, or why it is not known."""

    last: date | None
    lines: Sequence[str]
    citation: str = ""


def reach_of(case: Case, on: date) -> Reach:
    """Until when a supervision by topic may be extended at most, by the texts of a day and the values verified there."""
    rulebook = rules(lambda: place_of(case)).charter.rulebook
    procedure = case_kind(case.kind).procedure
    step = procedure.step(CONCLUDED, on)
    start = Step.objects.filter(case=case, code=step.counted_from, cancelled_by=None).order_by("recorded_by").first()
    length = rulebook.parameter(step.within, on=on) if step.within else Answer("unknown")
    extended = any(one.code == EXTENDED for one in procedure.steps)
    more = rulebook.parameter(EXTENSION, on=on) if extended else Answer("unknown")
    if start is None or not isinstance(length.value, int) or not isinstance(more.value, int):
        why = [answer.reason for answer in (length, more) if answer.verdict == "unknown" and answer.reason]
        said = (
            "Chưa có giá trị được xác minh về thời hạn hoặc gia hạn: ngày ghi trong quyết định là ngày của quyết định."
        )
        return Reach(None, [said, *dict.fromkeys(why)])
    due = start.on + timedelta(days=length.value)
    last = due + timedelta(days=more.value)
    return Reach(last, [
        f"Tính từ {show(start.on)}: {length.value} ngày, đến {show(due)} ({length.citation}).",
        f"Gia hạn tối đa {more.value} ngày, đến {show(last)} ({more.citation}).",
    ], str(more.citation))  # fmt: skip


def faults_of_extension(case: Case, code: str, on: date, last: date) -> list[Refusal]:
    """What speaks against a new last day: it is no later, or later than a verified rule gives. What is unknown refuses nothing."""
    found, before, reach = [], until(case), reach_of(case, on)
    if last < on or (code == EXTENDED and before and last <= before):
        told = f"Ngày mới ({show(last)}) không muộn hơn ngày đang có."
        found.append(Refusal("not-later", told, remedy="Hãy xem lại ngày trong quyết định gia hạn."))
    if reach.last and last > reach.last:
        found.append(Refusal("too-long", " ".join(reach.lines), reach.citation, "Hãy gia hạn trong mức này."))
    return found
