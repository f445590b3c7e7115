"""Where a room whose decisions can be appealed meets the room that rules on appeals: decisions are listed, rulings come back.

The room of the decisions says what it has (`provide_decisions`), the room of the appeals which of its kinds rule (`rules_on_decisions`).
Neither imports the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case, Link
from liemchinh.casework.opening import faults_of_grant
from liemchinh.members.reasons import Words
from regulations.answers import Refusal, Refused

UPHELD, CHANGED, ANNULLED = "upheld", "changed", "annulled"
OUTCOMES: Mapping[str, Words] = {
    UPHELD: _("Giữ nguyên quyết định"),
    CHANGED: _("Thay đổi hình thức"),
    ANNULLED: _("Hủy quyết định kỷ luật"),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that can be appealed, as it stands now; what the rules of appeals ask of it.

    `case`: where it was made. `organ` at `body`, of `level`, decided (`regulations.rules.competence.Body`). `received_on`: the paper was
    handed over; `refused_on`: it was not taken, minuted after the person was told what that may cost. `withheld`: without effect, for what
    was breached. `unverified`: on a ground two officers stand behind. `posts`: seats and offices that ended with it. `is_expulsion`: it
    ended a membership. `outcome`: what the last ruling made of it ("": none yet); once annulled there is nothing to appeal.
    """

    case: int
    person: int | None
    organisation: int | None
    form: str
    words: str
    body: int
    organ: str
    level: str
    number: str
    decided_on: date
    announced_on: date | None
    received_on: date | None
    refused_on: date | None
    withheld: bool
    unverified: bool
    posts: tuple[int, ...]
    is_expulsion: bool
    outcome: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision of another body about a decision: its outcome, the form it puts in its place, number, day, issuer, when announced."""

    outcome: str
    number: str
    dated: date
    issuer: str
    announced_on: date
    form: str = ""


class Decisions(Protocol):
    """What the room of the decisions gives."""

    def about(self, person: int | None, organisation: int | None) -> list[Decision]:
        """The decisions on a person or an organisation that were announced and are not annulled, the newest first."""

    def of(self, case: Case) -> Decision | None:
        """The decision of a case; None where there is none."""

    def forms(self, case: Case, on: date) -> Sequence[tuple[str, str]]:
        """The forms a ruling of that day may put in its place, all lighter, the lightest first: code and words."""

    def faults(self, case: Case, ruling: Ruling) -> list[Refusal]:
        """Every reason why a ruling cannot be recorded."""

    def settle(self, case: Case, ruling: Ruling, ruled_in: int, *, actor: Actor) -> int:
        """Records a ruling made in the case `ruled_in`; whoever calls has said who may. Gives the entry."""


_decisions: dict[str, Decisions] = {}
_ruling: set[str] = set()


def provide_decisions(kind: str, decisions: Decisions) -> None:
    """The room of a kind of case says once, at start, that its decisions can be appealed."""
    _decisions[kind] = decisions


def rules_on_decisions(kind: str) -> None:
    """A room says once, at start, that its cases of a kind rule on decisions they arose from."""
    _ruling.add(kind)


def decisions_about(*, person: int | None = None, organisation: int | None = None) -> list[Decision]:
    """The decisions that can be appealed, the newest first. For the person or organisation concerned, and for whoever rules."""
    found = [one for room in _decisions.values() for one in room.about(person, organisation)]
    return sorted(found, key=lambda one: (one.decided_on, one.case), reverse=True)


def decision_of(case: Case) -> Decision | None:
    """The decision of a case; None where there is none that could be appealed."""
    room = _decisions.get(case.kind)
    return room.of(case) if room else None


def forms_instead(case: Case, on: date) -> Sequence[tuple[str, str]]:
    """The forms a ruling may put in the place of a decision, all lighter, the lightest first: code and words."""
    return _decisions[case.kind].forms(case, on)


def faults_of_ruling(case: Case, ruling: Ruling) -> list[Refusal]:
    """Every reason why a ruling about the decision of a case cannot be recorded; for rooms that gather all reasons at once."""
    return _decisions[case.kind].faults(case, ruling)


def cases_under_appeal() -> QuerySet[Link, int]:
    """The cases from which one arose that is open and rules on their decision, by number."""
    open_ones = Link.objects.filter(cancelled_by=None, case__kind__in=_ruling, case__closed_by=None)
    return open_ones.values_list("source", flat=True)


def is_under_appeal(case: Case) -> bool:
    """Is a case open that arose from this one and rules on its decision?"""
    return cases_under_appeal().filter(source=case).exists()


@transaction.atomic
def settle_decision(case: Case, ruling: Ruling, ruled_in: Case, *, actor: Actor) -> int:
    """What the case `ruled_in` decided about the decision of `case` goes back into its file and the register; gives the entry.

    Refuses, all at once: whoever does not hold the ruling case, a case that did not arise from the other or whose kind rules on nothing,
    and what the room of the decision refuses (`faults_of_ruling`).
    """
    linked = Link.objects.filter(case=ruled_in, source=case, cancelled_by=None, case__kind__in=_ruling).exists()
    faults = faults_of_grant(ruled_in, actor)
    room = _decisions.get(case.kind)
    if room is None or not linked:
        told = "Việc này không phát sinh từ quyết định ấy."
        faults.append(Refusal("not-arisen", told, remedy="Hãy mở lại trang của việc này."))
    if room is None or faults:
        raise Refused(faults)
    return room.settle(case, ruling, ruled_in.pk, actor=actor)
