"""Where it is unknown whether an appeal is to be resolved: what a refusal stands on, stated by one officer and vouched for by another."""

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.appeals.cases import BODY
from liemchinh.appeals.models import Appeal
from liemchinh.appeals.taking import REFUSE
from liemchinh.casework.grounds import NewGround, state_ground, vouch_for_ground
from liemchinh.casework.models import Case
from liemchinh.casework.opening import faults_of_grant
from regulations.answers import Refusal, Refused


@transaction.atomic
def state_refusal(case: Case, article: str, document: str, *, actor: Actor) -> int:
    """States article and document; gives the entry. Refuses whoever does not hold the case, and what `state_ground` refuses."""
    _require(case, actor)
    return state_ground(case, NewGround(REFUSE, article, document), BODY, actor=actor)


@transaction.atomic
def vouch_for_refusal(case: Case, *, actor: Actor) -> int:
    """A second officer who holds the case vouches; gives the entry. Refuses whoever stated it."""
    _require(case, actor)
    return vouch_for_ground(case, REFUSE, BODY, actor=actor)


def _require(case: Case, actor: Actor) -> None:
    if not Appeal.objects.filter(case=case).exists():
        raise Refused([Refusal("kind", "Việc này không phải khiếu nại kỷ luật.", remedy="Hãy mở lại trang.")])
    if faults := faults_of_grant(case, actor):
        raise Refused(faults)
