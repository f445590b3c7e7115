"""Where rules or records leave a point unknown: two officers stand behind article and document before the case goes on (guards 12)."""

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.grounds import NewGround, state_ground, vouch_for_ground
from liemchinh.casework.models import Case
from liemchinh.casework.steps import parties_of
from liemchinh.screening.cases import VERB
from regulations.answers import Refusal, Refused

# The step whose ground it is → the party that stands behind it.
ROLES = {"named": "branch", "decided": "committee"}
# … → the step that is not taken without it.
BEFORE = {"named": "told", "decided": "decided"}


@transaction.atomic
def state(case: Case, new: NewGround, *, actor: Actor) -> int:
    """An officer states what a step stands on; gives the entry. Refuses once the case has ended."""
    role = _role(case, new.step, actor)
    return state_ground(case, new, role, before=BEFORE[new.step], actor=actor)


@transaction.atomic
def vouch(case: Case, step: str, *, actor: Actor) -> int:
    """A second officer vouches for it; gives the entry."""
    role = _role(case, step, actor)
    return vouch_for_ground(case, step, role, before=BEFORE[step], actor=actor)


def _role(case: Case, step: str, actor: Actor) -> str:
    role = ROLES.get(step)
    if role is None:
        raise Refused([Refusal("ground-step", "Bước này không cần nêu căn cứ.", remedy="Hãy mở lại trang.")])
    actor.require(VERB, parties_of(case.pk)[role].organisation)
    if Case.objects.filter(pk=case.pk).exclude(closed_by=None).exists():
        raise Refused([Refusal("case-closed", "Việc này đã kết thúc.", remedy="Không cần nêu căn cứ nữa.")])
    return role
