"""Which changes of standing can begin for somebody, given where they stand, and which of them this reader may record."""

from collections.abc import Sequence

from liemchinh.access.actor import Actor
from liemchinh.members.models import Spell
from liemchinh.members.queries import history_of
from liemchinh.standing.cases import KEEP
from liemchinh.standing.readmitting import EXPELLED, LEFT, STRUCK_OFF
from liemchinh.standing.rules import RULES
from liemchinh.standing.words import BEGIN

DIED = "died"
# Nobody restores who left of their own will.
_AGAIN = {"readmission_asked", "restored"}


def beginnings(actor: Actor, person: int, place: int | None) -> list[str]:
    """The first steps this actor may record about a person of that place, in the order a page offers them."""
    found = _possible(list(history_of(person)))
    verbs = {code: RULES[code].verb if code in RULES else KEEP for code in BEGIN}
    return [code for code in BEGIN if code in found and actor.covers(verbs[code], place)]


def _possible(history: Sequence[Spell]) -> set[str]:
    last = history[-1] if history else None
    if last is None:
        return set()
    if last.ends_on is not None:
        return {LEFT: {"readmission_asked"}, STRUCK_OFF: _AGAIN, EXPELLED: _AGAIN}.get(last.ends_kind, set())
    found = {"leave_asked", "expelled", DIED, "exemption_ended" if last.exempt else "exemption_asked"}
    found |= {"suspension_ended"} if last.suspended else {"suspended", "suspended_by_law"}
    return found | ({"strike_off_stated"} if last.official else set())
