"""Answers of citizens in the example: those that the report of Tân Phú prints for 2018, counted on paper in its wards, month by month."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from liemchinh.access.actor import Actor
from liemchinh.citizens.models import Rating
from liemchinh.citizens.ratings import Answers, Counted, record_papers
from liemchinh.envelopes.words import REASONS
from liemchinh.organisations.queries import below

YEAR = 2018
# As the report prints them: 12,989 files.
SATISFIED, NEUTRAL, NOT_SATISFIED = 12_926, 31, 32


def load_citizens(tops: Mapping[str, int], *, actor: Actor) -> int:
    """Records them where that tree is, in one append; gives how many counts there are."""
    if "tp" in tops:
        record_papers(_counted(tops["tp"]), actor=actor)
    return Rating.objects.count()


def _counted(top: int) -> list[Counted]:
    """Spread as evenly as whole files allow over the wards and the months."""
    wards = below(top, date(YEAR, 12, 31)).filter(category="grassroots_committee", unit_type="ward")
    places = list(wards.order_by("organisation_id").values_list("organisation_id", flat=True)) or [top]
    count = len(places) * 12
    found = []
    for turn in range(count):
        place, month = places[turn % len(places)], turn // len(places) + 1
        last = date(YEAR, month, monthrange(YEAR, month)[1])
        unhappy = _part(NOT_SATISFIED, turn, count)
        reasons = {list(REASONS)[(turn + step) % len(REASONS)]: 1 for step in range(unhappy)}
        answers = Answers(_part(SATISFIED, turn, count), _part(NEUTRAL, turn, count), unhappy, reasons)
        number = f"{turn + 1}/TH-{YEAR}"
        found.append(Counted(place, last.replace(day=1), last, answers, number, last + timedelta(days=4)))
    return found


def _part(whole: int, turn: int, count: int) -> int:
    return whole * (turn + 1) // count - whole * turn // count
