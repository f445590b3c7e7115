"""Who acts for the organs of an organisation: whoever holds the room's verb at that very organisation, nobody above it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import standing
from liemchinh.papers.issuers import issuing
from regulations.answers import Refusal, Refused

COMMITTEE, INSPECTION = "committee", "inspection"


@dataclass(frozen=True, slots=True)
class Acting:
    """The verb with which a room's officers act, the room its refusals are named after, and what only they do, as a sentence."""

    verb: str
    room: str
    says: str

    def own(self, actor: Actor) -> frozenset[int]:
        """The organisations for whose organs the actor acts."""
        return actor.roots(self.verb)

    def refusals(self, actor: Actor, organisation: int) -> list[Refusal]:
        """Why the actor cannot act for the organs of an organisation; empty when they can."""
        found = actor.refusals(self.verb, organisation)
        if not found and organisation not in self.own(actor):
            remedy = "Nhờ người có vai trò ở chính tổ chức ấy làm việc này."
            found = [Refusal(f"{self.room}.not_own", self.says, remedy=remedy)]
        return found

    def require(self, actor: Actor, organisation: int) -> Version:
        """The organisation as it stands today, for whoever acts for its organs; otherwise Refused with every reason."""
        if found := self.refusals(actor, organisation):
            raise Refused(found)
        place = standing(clock.today()).filter(organisation_id=organisation).first()
        if place is None:
            told = "Tổ chức này không còn hoạt động."
            raise Refused([Refusal(f"{self.room}.ended", told, remedy="Hãy mở tổ chức kế thừa.")])
        return place


def organs_of(category: str) -> tuple[str, ...]:
    """Those of the two organs that an organisation of this category has."""
    return tuple(one for one in (COMMITTEE, INSPECTION) if category in issuing().organs[one].categories)


def organ_name(organ: str, category: str, name: str) -> str:
    """How an organ is called on a page: the branch by its name, a committee's commission before the organisation's."""
    if organ == INSPECTION:
        return str(_("Ban kiểm soát %(name)s")) % {"name": name}
    return name if category in BRANCHES else str(_("Ban điều hành %(name)s")) % {"name": name}
