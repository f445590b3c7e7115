"""When a packet goes: six months after its month; a person's number, when the person is erased."""

from collections.abc import Sequence

from liemchinh.journal import clock
from liemchinh.members.months import month_of, months_before
from liemchinh.packets.models import Packet, Row

KEPT_MONTHS = 6


def erase(people: Sequence[int]) -> None:
    """An erased person stands beside no number any more."""
    Row.objects.filter(person_id__in=people).delete()


def forget() -> None:
    """Deletes packets that are old enough. Safe to repeat."""
    oldest = months_before(month_of(clock.today()), KEPT_MONTHS + 1)[-1]
    Packet.objects.filter(month__lt=oldest).delete()
