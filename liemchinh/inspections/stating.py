"""Where the rules are unknown, two who have the case open stand behind what a step is based on (guards 12)."""

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.grounds import NewGround, state_ground, vouch_for_ground
from liemchinh.casework.models import Case
from liemchinh.inspections.asking import GROUNDED
from liemchinh.inspections.matter import require_grant
from regulations.answers import Refusal, Refused

BODY = "body"


@transaction.atomic
def state_for_step(case: Case, new: NewGround, *, actor: Actor) -> int:
    """Whoever has the case open states what an announcement or an extension stands on; gives the entry.

    Refuses whoever does not hold the case, another step, and what `casework.grounds.state_ground` refuses.
    """
    require_grant(case, actor)
    _require_grounded(new.step)
    return state_ground(case, new, BODY, actor=actor)


@transaction.atomic
def vouch_for_step(case: Case, step: str, *, actor: Actor) -> int:
    """A second officer who has the case open vouches for it; gives the entry. Refuses whoever stated it."""
    require_grant(case, actor)
    _require_grounded(step)
    return vouch_for_ground(case, step, BODY, actor=actor)


def _require_grounded(step: str) -> None:
    if step not in GROUNDED:
        told = "Bước này không cần nêu căn cứ."
        raise Refused([Refusal("ground-step", told, remedy="Chỉ nêu cho việc công bố và việc gia hạn.")])
