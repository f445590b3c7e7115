"""Who works for an organ: whoever holds the verb at that very organisation. Those above read what was adopted, never a draft."""

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import standing
from regulations.answers import Refusal, Refused

VERB = "inspection.keep"


def own(actor: Actor) -> frozenset[int]:
    """The organisations whose organs the actor works for."""
    return actor.roots(VERB)


def refusals_of_organ(actor: Actor, organisation: int) -> list[Refusal]:
    """Why the actor cannot act for the organs of an organisation; empty when they can."""
    found = actor.refusals(VERB, organisation)
    if not found and organisation not in own(actor):
        told = "Chương trình của một cơ quan do chính người của cơ quan ấy lập."
        found = [Refusal("inspections.not_own", told, remedy="Nhờ người có vai trò ở chính tổ chức ấy làm việc này.")]
    return found


def require_organ(actor: Actor, organisation: int) -> Version:
    """The organisation as it stands today, for whoever acts for its organs; otherwise Refused with every reason."""
    found = refusals_of_organ(actor, organisation)
    if found:
        raise Refused(found)
    place = standing(clock.today()).filter(organisation_id=organisation).first()
    if place is None:
        told = "Tổ chức này không còn hoạt động."
        raise Refused([Refusal("inspections.ended", told, remedy="Hãy mở tổ chức kế thừa.")])
    return place
