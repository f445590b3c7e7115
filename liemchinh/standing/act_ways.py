"""Acts of the register that have a procedure: the register's own page of acts leads here instead of asking for a bare day."""

from django.urls import reverse

from liemchinh.access.actor import Actor
from liemchinh.members.queries import uid_of
from liemchinh.members.reasons import Words
from liemchinh.standing.beginning import beginnings
from liemchinh.standing.words import BEGIN


def ways(actor: Actor, person: int, place: int | None) -> list[tuple[Words, str]]:
    """What can begin for a person, in words, and where."""
    uid = uid_of(person)
    return [(BEGIN[code], reverse("standing:start", args=[uid, code])) for code in beginnings(actor, person, place)]
