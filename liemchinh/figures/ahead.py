"""Sums made before anybody asks: those that the screens ask first, once the book is quiet."""

from datetime import date, timedelta

from liemchinh.figures.keeping.freshness import catch_up
from liemchinh.figures.keeping.nodes import read
from liemchinh.figures.keeping.sums import sums
from liemchinh.figures.periods import Period, month_of, preset
from liemchinh.figures.placing import ground
from liemchinh.figures.sql.relations import NOW
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.organisations.queries import standing, tops

QUIET = timedelta(minutes=1)


def keep_ahead() -> None:
    """Follows the book; if nobody has written for a minute, makes the sums of one province or top that has none for this year.

    One a call, so that other work of the background gets its turn; what stands needs a few look-ups.
    """
    catch_up()
    today = clock.today()
    newest = Entry.objects.order_by("-sequence").values_list("recorded_at", flat=True).first()
    if newest is None or newest > clock.now() - QUIET:
        return
    provinces = standing(today).filter(category="province").order_by("organisation_id")
    listed = [*provinces.values_list("organisation_id", flat=True), *sorted(tops())]
    for organisation in dict.fromkeys(listed):
        nodes = [organisation, *ground(NOW, organisation, today, by_child=True, regions=False).children]
        if read(nodes, today, months_asked(today)) is None:
            sums(nodes, today, months_asked(today))
            return


def months_asked(today: date) -> list[int]:
    """The ends of months that the year so far and the same period before begin and end at, or near."""
    year = preset("year", today)
    so_far = Period(year.first, today)
    ends = (so_far.eve, _month_before(today), so_far.year_before.eve, _month_before(so_far.year_before.last))
    return sorted({month_of(day) for day in ends})


def _month_before(day: date) -> date:
    return day.replace(day=1) - timedelta(days=1)
