"""Whether an appeal is to be resolved: every reason at once, by the rules of the day it was sent, and what people must say first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from liemchinh.appeals.models import Appeal
from liemchinh.appeals.words import ASKED, GROUNDS
from liemchinh.casework import settling
from liemchinh.casework.models import Case
from liemchinh.casework.settling import Decision
from liemchinh.rulebook.current import charter
from liemchinh.web.dates import show
from regulations.answers import Answer
from regulations.rulebook import Deadline
from regulations.rules import appeals

NO, UNKNOWN = "no", "unknown"


@dataclass(frozen=True, slots=True)
class GroundShown:
    """A reason in words, and what the rules say of it: "no", it speaks against resolving; "unknown", people say."""

    code: str
    words: str
    answer: Answer


def appeal_of(case: Case) -> Appeal:
    """What an appeal is against."""
    return Appeal.objects.select_related("source", "sent_to").get(case=case)


def decision_of(case: Case) -> Decision:
    """The decision appealed against, as the room that holds it tells it today."""
    decided = settling.decision_of(appeal_of(case).source)
    assert decided is not None, "a decision that was appealed against is not cancelled"
    return decided


def grounds_of(case: Case, facts: Mapping[str, bool | None]) -> list[GroundShown]:
    """Everything that speaks against resolving it, with what the deciding body knows (`facts`; left out: not known)."""
    filing, place = filing_of(case, facts), decision_of(case).body
    rules = charter(place)
    found = appeals.grounds(rules.rulebook, rules.calendar, filing)
    return [GroundShown(one.code, str(GROUNDS[one.code]), one.answer) for one in found]


def filing_of(case: Case, facts: Mapping[str, bool | None]) -> appeals.Filing:
    """What is known of the filing, as the rules ask for it. Whoever files in person files for nobody else."""
    held, decided = appeal_of(case), decision_of(case)
    told = {code: facts.get(code) for code in ASKED}
    return appeals.Filing(
        sent=held.sent_on, received=decided.received_on, announced=decided.announced_on, written_decision=True,
        refused=decided.refused_on is not None, told_of_cost=decided.refused_on is not None, on_behalf=False, **told,
    )  # fmt: skip


def filed_until(decided: Decision, on: date) -> tuple[date | None, str]:
    """The last day to file, and why; None where it is not known, which refuses nobody."""
    rules = charter(decided.body)
    filing = appeals.Filing(sent=on, received=decided.received_on, announced=decided.announced_on)
    answer = appeals.in_time(rules.rulebook, rules.calendar, filing)
    if not isinstance(answer.value, Deadline):
        return None, _("Chưa rõ hạn; gửi lúc nào cũng được nhận, người có thẩm quyền xem xét.")
    return answer.value.due, _("Hạn đến hết ngày %(day)s.") % {"day": show(answer.value.due)}
