"""Where rules or records leave a point unknown: two officers stand behind article and document before the case goes on (guards 12)."""

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.grounds import NewGround, state_ground, vouch_for_ground
from liemchinh.casework.models import Case
from liemchinh.journal import clock
from liemchinh.rulebook.current import charter
from liemchinh.standing.matter import Findings, Given, Subject, subject_of
from liemchinh.standing.rules import RULES
from regulations.answers import Refusal, Refused


@transaction.atomic
def state(case: Case, new: NewGround, *, actor: Actor) -> int:
    """An officer states what a step stands on; gives the entry. Refuses a step where nothing is unknown, and an ended case."""
    return state_ground(case, new, _role(case, new.step, actor), actor=actor)


@transaction.atomic
def vouch(case: Case, step: str, *, actor: Actor) -> int:
    """A second officer vouches for it; gives the entry."""
    return vouch_for_ground(case, step, _role(case, step, actor), actor=actor)


def unknown_before(step: str, subject: Subject) -> list[str]:
    """What is unknown of a step if it is taken today, in words; empty where two officers need not stand behind anything."""
    today, found = clock.today(), Findings()
    if step == "suspension_extended":
        found.ask(charter(subject.branch).rulebook.parameter("suspension.total", on=today), "", "")
    elif RULES[step].grounded:
        for check in RULES[step].checks:
            check(found, subject, Given(today))
    return list(dict.fromkeys(answer.reason for answer in found.unknown))


def _role(case: Case, step: str, actor: Actor) -> str:
    rule = RULES.get(step)
    if rule is None or not rule.grounded:
        raise Refused([Refusal("ground-step", "Bước này không cần nêu căn cứ.", remedy="Hãy mở lại trang.")])
    actor.require(rule.verb, subject_of(case, clock.today()).place(rule.at))
    if Case.objects.filter(pk=case.pk).exclude(closed_by=None).exists():
        raise Refused([Refusal("case-closed", "Việc này đã kết thúc.", remedy="Không cần nêu căn cứ nữa.")])
    return rule.grounded
