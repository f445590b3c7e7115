"""What is on its way about a person, on their page: for whoever keeps it. Everybody else reads the page as if there were nothing."""

from django.urls import reverse

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.members.parts import PersonPart
from liemchinh.members.queries import uid_of
from liemchinh.standing.beginning import beginnings
from liemchinh.standing.queries import of_person_visible_to, rows_of

MOST = 6


def parts(actor: Actor, person: int, place: int | None, own: bool) -> list[PersonPart]:
    """The matters the reader keeps, and the way to a new one. One's own stand in `mine.py`."""
    if own:
        return []
    rows = rows_of(list(of_person_visible_to(actor, person)[:MOST]))
    begin = reverse("standing:begin", args=[uid_of(person)]) if beginnings(actor, person, place) else ""
    given = {"rows": rows, "today": clock.today(), "begin": begin}
    return [PersonPart("standing/person.html", given)] if rows or begin else []
