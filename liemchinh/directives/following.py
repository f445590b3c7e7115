"""What rooms above do when a document is recorded, and why one may not be taken back: they stand on it, and are not known here."""

from collections.abc import Callable
from dataclasses import dataclass

from liemchinh.access.actor import Actor
from liemchinh.directives.models import Document
from regulations.answers import Refusal


@dataclass(frozen=True, slots=True)
class Follower:
    """`carried(document, sources, actor)`: told, inside its transaction, of a document that carries out others.

    `held(document)`: why the document cannot be cancelled now.
    """

    carried: Callable[[Document, list[int], Actor], None]
    held: Callable[[Document], list[Refusal]]


_followers: list[Follower] = []


def register_follower(follower: Follower) -> None:
    """Called once, at start, by the room above."""
    _followers.append(follower)


def tell_carried(document: Document, sources: list[int], actor: Actor) -> None:
    """A document that carries out others stands."""
    for follower in _followers:
        follower.carried(document, sources, actor)


def held_by_others(document: Document) -> list[Refusal]:
    """Everything that stands on a document in rooms above."""
    return [refusal for follower in _followers for refusal in follower.held(document)]
