"""For which organisations somebody works on cases: those where a role of theirs holds a verb of a granted kind."""

from liemchinh.access.actor import Actor
from liemchinh.casework.kinds import granted_kinds
from liemchinh.organisations.queries import names


def verbs() -> frozenset[str]:
    """The verbs by which cases of granted kinds are worked on."""
    return frozenset(verb for kind in granted_kinds() for verb in kind.rights.values())


def works(actor: Actor) -> bool:
    """Does the actor work on cases anywhere?"""
    return any(actor.may(verb) for verb in verbs())


def own_places(actor: Actor) -> dict[int, str]:
    """The organisations whose organs the actor works for, with their names, by name."""
    roots = frozenset[int]().union(*(actor.roots(verb) for verb in verbs()))
    return dict(sorted(names(roots).items(), key=lambda one: one[1]))
