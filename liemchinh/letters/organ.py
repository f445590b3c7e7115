"""Who keeps an organ's book of letters: whoever holds the verb at that very organisation. Nobody above reads the book of those below."""

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import standing
from regulations.answers import Refusal, Refused

VERB = "letters.keep"


def own(actor: Actor) -> frozenset[int]:
    """The organisations whose books of letters the actor keeps."""
    return actor.roots(VERB)


def refusals_of_organ(actor: Actor, organisation: int) -> list[Refusal]:
    """Why the actor does not keep the book of letters of an organisation; empty when they do."""
    found = actor.refusals(VERB, organisation)
    if not found and organisation not in own(actor):
        told = "Sổ đơn thư của một cơ quan do chính người của cơ quan ấy giữ."
        found = [Refusal("letters.not_own", told, remedy="Nhờ người có vai trò ở chính tổ chức ấy làm việc này.")]
    return found


def require_organ(actor: Actor, organisation: int) -> Version:
    """The organisation as it stands today, for whoever keeps its letters; otherwise Refused with every reason."""
    found = refusals_of_organ(actor, organisation)
    if found:
        raise Refused(found)
    place = standing(clock.today()).filter(organisation_id=organisation).first()
    if place is None:
        told = "Tổ chức này không còn hoạt động."
        raise Refused([Refusal("letters.ended", told, remedy="Hãy mở tổ chức kế thừa.")])
    return place
