"""What the dues recorded say of a ground that somebody else states. It checks; it starts nothing and lists nobody (guards 9)."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.dues.models import UNPAID
from liemchinh.dues.queries import months_of
from liemchinh.rulebook.current import charter
from regulations.answers import Answer
from regulations.rules.membership import strike_off_months

GROUND = "duty.dues_three_months"


def checks(ground: str, person: int, on: date) -> Answer | None:
    """What the person's months say to this ground on a day; None for a ground that is not about dues. Nothing recorded: "unknown"."""
    if ground != GROUND:
        return None
    months = [(month, state) for month, state in months_of(person) if month <= on]
    if not months:
        return Answer("unknown", None, _("Chưa có tháng hội phí nào được ghi của người này."))
    unpaid = [month for month, state in months if state == UNPAID]
    return strike_off_months(charter().rulebook, unpaid, on=on)
