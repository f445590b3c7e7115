"""Whoever calls with a key: never more than its rights, nor than whoever made it holds there today."""

from dataclasses import dataclass

from django.http import HttpRequest

from liemchinh.access import scope
from liemchinh.access.actor import Actor, Grant, actor_for
from liemchinh.access.codes import token_hash
from liemchinh.api.models import Token
from liemchinh.api.purposes import KEEP, RIGHTS
from liemchinh.journal import clock

ROLE = "api"


@dataclass(frozen=True, slots=True)
class Bearer:
    """A key that opens today. `rights` are those whose ground its maker still holds; `actor` asks the queries, and is nobody's account,
    so that nothing is its own; `maker` answers for what is read."""

    token: Token
    rights: frozenset[str]
    actor: Actor
    maker: Actor


class KeyedRequest(HttpRequest):
    """A request that brings a key: who it let in, and what the middleware writes down of the call beside it."""

    auth: Bearer
    bearer: Bearer | None
    asked_about: int
    given: int


def bearer_of(secret: str) -> Bearer | None:
    """The key with this secret; None for one unknown, over, revoked, or whose maker may make none there any more."""
    rows = Token.objects.filter(secret_hash=token_hash(secret), cancelled_by=None, last_on__gte=clock.today())
    token = rows.select_related("account").first()
    if token is None:
        return None
    # The maker showed a second factor when the key was made; their roles of today decide.
    maker = actor_for(token.account, second_factor=True)
    held = _held(maker, token.organisation_id)
    if KEEP not in held:
        return None
    rights = frozenset(one for one in token.rights.split() if RIGHTS[one].needs <= held)
    verbs = frozenset[str]().union(*(RIGHTS[one].verbs for one in rights))
    return Bearer(token, rights, Actor(None, "", (Grant(ROLE, token.organisation_id, verbs),)), maker)


def _held(maker: Actor, organisation: int) -> frozenset[str]:
    """What the maker may do there, of all that rights stand on; the tree is asked once for each scope."""
    roots = {verb: maker.roots(verb) for right in RIGHTS.values() for verb in right.needs}
    there = {some: scope.within(some, organisation) for some in set(roots.values())}
    return frozenset(verb for verb, some in roots.items() if there[some])
