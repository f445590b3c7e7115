"""A member's badges on their page: what they have, how many years are full, and when the next badge's years are."""

from liemchinh.access.actor import Actor
from liemchinh.awards.occasions import years_awarded
from liemchinh.awards.queries import awards_of
from liemchinh.awards.reckoning import NOTHING, calculation, completed_years, histories, reached
from liemchinh.journal import clock
from liemchinh.members.parts import PersonPart
from liemchinh.members.queries import history_of


def parts(actor: Actor, person: int, place: int | None, own: bool) -> list[PersonPart]:
    """For members, and for whoever has a badge; to the person and to whoever sees the register there."""
    today, rows = clock.today(), list(awards_of(person))
    is_member = history_of(person).filter(ends_on=None).exists()
    if not rows and not is_member:
        return []
    history = histories([person]).get(person, NOTHING)
    following = next((years for years in years_awarded(today) if reached(history, years, today).verdict != "yes"), None)
    following = following if is_member and history.admitted else None
    given = {
        "rows": rows, "on": today, "sees": actor.covers("members.see", place), "next": following,
        "years": completed_years(history, today) if is_member else None,
        "lines": calculation(history, following, today)[1] if following else [],
    }  # fmt: skip
    return [PersonPart("awards/person.html", given)]
