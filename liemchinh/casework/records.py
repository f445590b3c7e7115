"""What the records of the house say of a ground that somebody states. Rooms that know are found by name (`ground_checks.py`)."""

from datetime import date
from typing import Any

from liemchinh.web.discovery import providers
from regulations.answers import Answer


def records_say(ground: str, person: int, on: date) -> Answer:
    """ "yes" where the records bear a ground of the catalogue out, "no" where they do not, "unknown" where they say nothing of it."""
    answers: list[Any] = [check(ground, person, on) for check in providers("ground_checks", "checks")]
    told = [answer for answer in answers if isinstance(answer, Answer)]
    for verdict in ("no", "unknown", "yes"):
        found = next((answer for answer in told if answer.verdict == verdict), None)
        if found:
            return found
    return Answer("unknown", None, "Sổ không giữ điều gì để đối chiếu căn cứ này.")
