"""Asking a service from a page: what it made, or why it refuses."""

from collections.abc import Callable
from typing import TypeVar

from regulations.answers import Refusal, Refused

Made = TypeVar("Made")


def made_or_refused(call: Callable[[], Made]) -> tuple[Made | None, tuple[Refusal, ...]]:
    """What a service made, or every reason why it refuses."""
    try:
        return call(), ()
    except Refused as refused:
        return None, refused.refusals


def refusals_of(call: Callable[[], object]) -> tuple[Refusal, ...]:
    """Every reason why a service refuses; nothing where it did what was asked."""
    return made_or_refused(call)[1]
