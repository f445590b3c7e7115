"""Whoever calls with a key: never more than its rights, nor than whoever made it holds there today."""

from dataclasses import dataclass

from liemchinh.access.actor import Actor, Grant, actor_for
from liemchinh.access.codes import token_hash
from liemchinh.api.models import Token
from liemchinh.api.purposes import KEEP, RIGHTS
from liemchinh.journal import clock

ROLE = "api"


@dataclass(frozen=True, slots=True)
class Bearer:
    """A key that opens today. `actor` asks the queries; it is nobody's account, so nothing is its own. `maker` answers for it."""

    token: Token
    actor: Actor
    maker: Actor

    def may(self, right: str) -> bool:
        """Is this one of the key's rights, and does its maker still hold what it stands on?"""
        return right in self.token.rights.split() and _holds(self.maker, right, self.token.organisation_id)


def bearer_of(secret: str) -> Bearer | None:
    """The key with this secret; None for one unknown, over, revoked, or whose maker may make none there any more."""
    rows = Token.objects.filter(secret_hash=token_hash(secret), cancelled_by=None, last_on__gte=clock.today())
    token = rows.select_related("account").first()
    if token is None:
        return None
    # The maker showed a second factor when the key was made; their roles of today decide.
    maker = actor_for(token.account, second_factor=True)
    if not maker.covers(KEEP, token.organisation_id):
        return None
    held = [one for one in token.rights.split() if _holds(maker, one, token.organisation_id)]
    verbs = frozenset[str]().union(*(RIGHTS[one].verbs for one in held))
    return Bearer(token, Actor(None, "", (Grant(ROLE, token.organisation_id, verbs),)), maker)


def _holds(maker: Actor, right: str, organisation: int) -> bool:
    return all(maker.covers(verb, organisation) for verb in RIGHTS[right].needs)
