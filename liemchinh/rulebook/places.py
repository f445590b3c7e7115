"""Where a local value can hold: in a tree, or in the whole installation."""

from collections.abc import Iterable

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.organisations.queries import standing

VERB = "rulebook.keep"


def tops_today() -> frozenset[int]:
    """The organisations without one above them that stand today."""
    return frozenset(standing(clock.today()).filter(parent=None).values_list("organisation_id", flat=True))


def covered(tree: int | None) -> frozenset[int]:
    """The trees a value of this place holds in: of which whoever states or vouches must hold the right at the top."""
    return frozenset({tree}) if tree is not None else tops_today()


def keeps(actor: Actor, tree: int | None) -> bool:
    """May the actor state and vouch there? Whatever holds in all trees asks for the right in all."""
    tops = covered(tree)
    return bool(tops) and all(actor.covers(VERB, top) for top in tops)


def places_of(actor: Actor) -> list[int | None]:
    """The trees where the actor states and vouches; None among them, first: in the whole installation."""
    tops = sorted(top for top in tops_today() if actor.covers(VERB, top))
    return [*([None] if tops and keeps(actor, None) else []), *tops]


def entry_place(tree: int | None) -> int | None:
    """The organisation an entry about a value stands under: of several trees none."""
    return only(covered(tree))


def only(numbers: Iterable[int]) -> int | None:
    """The one there is; None of several."""
    found = list(numbers)
    return found[0] if len(found) == 1 else None
