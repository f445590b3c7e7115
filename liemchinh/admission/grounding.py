"""For a decision on which the rules are unknown: two officers of the committee stand behind article and document."""

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.grounds import NewGround, state_ground, vouch_for_ground
from liemchinh.casework.models import Case
from liemchinh.casework.steps import parties_of
from regulations.answers import Refusal, Refused

STEPS = ("decided", "struck_off")


@transaction.atomic
def state_for_decision(case: Case, new: NewGround, *, actor: Actor) -> int:
    """An officer of the committee states what a decision stands on; gives the entry."""
    actor.require("members.decide", parties_of(case.pk)["committee"].organisation)
    if new.step not in STEPS:
        raise Refused(
            [
                Refusal(
                    "ground-step", "Bước này không cần nêu căn cứ.", remedy="Chỉ nêu cho quyết định của ban điều hành."
                )
            ]
        )
    return state_ground(case, new, "committee", actor=actor)


@transaction.atomic
def vouch_for_decision(case: Case, step: str, *, actor: Actor) -> int:
    """A second officer vouches for it; gives the entry."""
    actor.require("members.decide", parties_of(case.pk)["committee"].organisation)
    return vouch_for_ground(case, step, "committee", actor=actor)
