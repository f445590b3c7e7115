"""What the meetings recorded say of a ground that somebody else states. It checks; it starts nothing and lists nobody (guards 9)."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.meetings.queries import attendance_of, months_absent
from liemchinh.rulebook.current import charter
from regulations.answers import Answer
from regulations.rules.membership import strike_off_months

GROUND = "duty.absent_three_months"


def checks(ground: str, person: int, on: date) -> Answer | None:
    """What the person's meetings say to this ground on a day; None for another ground. Nothing recorded: "unknown"."""
    if ground != GROUND:
        return None
    meetings = [(day, state) for day, state in attendance_of(person) if day <= on]
    if not meetings:
        return Answer("unknown", None, _("Chưa có buổi sinh hoạt nào được ghi của người này."))
    return strike_off_months(charter().rulebook, months_absent(meetings), on=on)
