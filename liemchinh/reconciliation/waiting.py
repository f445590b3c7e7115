"""Which counts wait to be confirmed: those of the last quarter that is over, for the organisations the actor keeps themselves."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.members.queries import headcounts
from liemchinh.organisations.queries import names
from liemchinh.reconciliation.quarters import Quarter, ended
from liemchinh.reconciliation.queries import asked_among, confirmed_among, how_many
from liemchinh.reconciliation.rule import why
from liemchinh.reconciliation.views.addresses import one_address
from liemchinh.web.contributions import Waiting, concerns
from liemchinh.web.numbers import show_number


@concerns("branch.keep")
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line per organisation that had members on that day and did not confirm. No day is due: no text names one."""
    (quarter,) = ended(on, 1)
    asked = asked_among(actor.roots("branch.keep"), quarter.last)
    missing = asked - confirmed_among(asked, quarter.last)
    kept = headcounts(missing, quarter.last)
    called = names(kept)
    return [_line(number, called.get(number, ""), quarter) for number in sorted(kept)]


def _line(organisation: int, name: str, quarter: Quarter) -> Waiting:
    confirmed, below = how_many(organisation, quarter.last)
    told = {"name": name, "why": why(quarter.last), "confirmed": show_number(confirmed), "below": show_number(below)}
    because = (
        _("%(name)s chưa xác nhận; bên dưới đã xác nhận %(confirmed)s trên %(below)s tổ chức. %(why)s") % told
        if below
        else _("%(name)s chưa xác nhận. %(why)s") % told
    )
    title = _("Xác nhận số hội viên quý %(quarter)s") % {"quarter": quarter.shown}
    return Waiting(title, because, None, one_address(organisation, quarter), "reconciliation.confirm")
