"""What rooms above show on a person's page. Rooms find each other by name: `person_parts.parts(actor, person, place, own)`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from liemchinh.access.actor import Actor
from liemchinh.web.discovery import providers


@dataclass(frozen=True, slots=True)
class PersonPart:
    """What a room contributes: a card (template, and what it is given as `part`)."""

    template: str
    given: Mapping[str, Any] = field(default_factory=dict)


def parts_of(actor: Actor, person: int, place: int | None, own: bool) -> list[PersonPart]:
    """Every room's part for one person; call after the person was found to be the reader's own or in their scope."""
    return [part for provide in providers("person_parts", "parts") for part in provide(actor, person, place, own)]
