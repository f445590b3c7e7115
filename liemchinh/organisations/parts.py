"""What rooms above show on an organisation's page. Rooms find each other by name: `organisation_parts.parts(actor, organisation, on)`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from liemchinh.access.actor import Actor
from liemchinh.web.components import KeyFigure
from liemchinh.web.discovery import providers


@dataclass(frozen=True, slots=True)
class Part:
    """What a room contributes: big numbers, links (title, address, icon), and cards (template, what it is given)."""

    figures: tuple[KeyFigure, ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()
    template: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)


def parts_of(actor: Actor, organisation: int, on: date, standing: bool) -> list[Part]:
    """Every room's part for one organisation on a day; `standing`: it stands that day."""
    return [
        part
        for provide in providers("organisation_parts", "parts")
        for part in provide(actor, organisation, on, standing)
    ]
