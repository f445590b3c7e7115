"""What came out of a branch's vote. Where the number it is a share of is unknown, both ends are tried: unknown only if they differ."""

import json
from dataclasses import dataclass
from datetime import date

from liemchinh.casework.counting import Count, away_from, exempt_faults, outcome, vote_faults, whole_of
from liemchinh.casework.models import Case, Step
from liemchinh.journal.models import Entry
from liemchinh.members.queries import active
from regulations.answers import Answer, Refusal

MET, SHORT, UNKNOWN = "met", "short", "unknown"


@dataclass(frozen=True, slots=True)
class Counted:
    """The number the votes are a share of, what came out, why, and every reason why the numbers cannot be."""

    whole: int
    outcome: str
    why: str
    refusals: list[Refusal]


def counted(parameter: str, count: Count, branch: int, on: date) -> Counted:
    """Weighs a count against the rule of a vote in a branch on a day. Of an unknown whole the larger end is kept."""
    answer = whole_of(parameter, branch, on, exempt_present=count.exempt_present)
    ends = ends_of(answer, branch, on, count)
    whole = max(ends)
    refusals = vote_faults(count, whole) + exempt_faults(count, branch, on)
    if whole == 0:
        refusals.append(
            Refusal(
                "no-voters",
                "Ngày đó chi hội không có hội viên chính thức nào để bỏ phiếu.",
                remedy="Hãy kiểm tra ngày họp.",
            )
        )
    if refusals:
        return Counted(whole, UNKNOWN, "", refusals)
    told = {outcome(parameter, count, end, on, within=branch) for end in ends if end >= count.votes_for}
    verdicts = {one.verdict for one in told}
    why = " ".join(
        dict.fromkeys([*(one.reason for one in told), *([answer.reason] if answer.verdict == "unknown" else [])])
    )
    return Counted(
        whole, {"yes": MET, "no": SHORT}.get(verdicts.pop(), UNKNOWN) if len(verdicts) == 1 else UNKNOWN, why, []
    )


def ends_of(answer: Answer, branch: int, on: date, count: Count) -> tuple[int, int]:
    """The least and the most the number a branch's votes are a share of can be: twice the same where the answer has it."""
    if isinstance(answer.value, int):
        return answer.value, answer.value
    return _least(branch, on, count), _officials(branch, on)


def _officials(branch: int, on: date) -> int:
    return active(on).filter(organisation_id=branch, official=True).count()


def _least(branch: int, on: date, count: Count) -> int:
    rows = active(on).filter(organisation_id=branch, official=True).exclude(person_id__in=away_from(branch, on))
    exempt = rows.filter(exempt=True).count()
    return rows.filter(exempt=False).count() + min(exempt, count.exempt_present)


def outcome_of(case: Case, step: str) -> str:
    """What came out of the newest vote of that step, as its entry says; "" where there was none."""
    last = Step.objects.filter(case=case, code=step, cancelled_by=None).order_by("-recorded_by").first()
    entry = Entry.objects.filter(pk=last.recorded_by).first() if last else None
    return json.loads(bytes(entry.payload))["data"].get("outcome", "") if entry else ""
