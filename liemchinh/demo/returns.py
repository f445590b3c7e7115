"""Reported figures of the example: those that the report of Tân Phú prints, sent by its committees and approved, and this month's of a
commune, in part sent, one sent back."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.organisations.queries import below
from liemchinh.returns.approving import approve_returns, send_back
from liemchinh.returns.calling import NewCall, call_for
from liemchinh.returns.defining import NewQuantity, define_quantity
from liemchinh.returns.models import Call, Quantity, Return
from liemchinh.returns.periods import latest_of
from liemchinh.returns.queries import approvers
from liemchinh.returns.sending import Numbers, send_returns
from liemchinh.tasks.addressing import To

# As the report prints them; saved in 2018, the others since the beginning of 2017.
SINCE = (date(2017, 1, 1), date(2019, 6, 30))
TOTALS = {"staff_cut_party": 20, "staff_cut_government": 410, "service_units_cut": 2, "handbooks": 20_000}
SAVED_IN = (date(2018, 1, 1), date(2018, 12, 31))
SAVED = {"saved_paper": 76, "saved_ink": 31}
COMMITTEES, BRANCHES = ("grassroots_committee",), ("branch",)


@transaction.atomic
def load_returns(tops: Mapping[str, int], commune: int | None, on: date, *, actor: Actor) -> int:
    """Records them where these trees are; gives how often figures were asked for."""
    if "tp" in tops:
        _published(tops["tp"], actor)
    if commune is not None:
        _of_a_commune(commune, min(on, clock.today()), actor)
    return Call.objects.count()


def _published(top: int, actor: Actor) -> None:
    for codes, period, (first, last), totals in (
        (("saved_paper", "saved_ink"), "year", SAVED_IN, SAVED),
        (("staff_cut", "service_units_cut", "handbooks"), "window", SINCE, TOTALS),
    ):
        rows = [define_quantity(top, NewQuantity(period, code), actor=actor) for code in codes]
        asked = NewCall(tuple(row.pk for row in rows), first, last, last + timedelta(days=20))
        call = call_for(top, asked, To(top, COMMITTEES), on=last + timedelta(days=2), actor=actor)
        keys = {one.quantity.code: one.quantity_id for one in call.items.select_related("quantity")}
        places = list(call.respondents.order_by("organisation_id").values_list("organisation_id", flat=True))
        told = {}
        for turn, place in enumerate(places):
            values = {keys[code]: _part(total, turn, len(places)) for code, total in totals.items()}
            # Two of them were late then.
            told[place] = Numbers(values, on=last + timedelta(days=9 if turn % 9 != 4 else 25))
        send_returns(call.pk, told, actor=actor)
        _approve(call, actor)


def _part(total: int, turn: int, count: int) -> int:
    """What falls to one of so many, so that all of them add up."""
    return total * (turn + 1) // count - total * turn // count


def _approve(call: Call, actor: Actor) -> None:
    """Everything that was sent, by whoever is directly above: in Tân Phú the district."""
    rows = dict(
        Return.objects.filter(respondent__call=call, cancelled_by=None).values_list("respondent__organisation_id", "pk")
    )
    above = approvers(call, rows, clock.today())
    for one in sorted(set(above.values())):
        approve_returns(call.pk, one, [rows[place] for place, by in above.items() if by == one], actor=actor)


def _sent(call: Call) -> list[int]:
    return list(
        Return.objects.filter(respondent__call=call, cancelled_by=None).order_by("pk").values_list("pk", flat=True)
    )


def _of_a_commune(commune: int, day: date, actor: Actor) -> None:
    """What waits for a branch secretary who signs in: the first branches sent last month's number, and some of them this time's."""
    row = define_quantity(
        commune, NewQuantity("month", "", "Buổi tuyên truyền trong ấp, khóm", "times", 3), actor=actor
    )
    newest = latest_of("month", day)
    earlier = latest_of("month", newest[0])
    places = list(
        below(commune, day)
        .filter(category="branch")
        .order_by("organisation_id")
        .values_list("organisation_id", flat=True)
    )
    _month(commune, row, earlier, earlier[1] + timedelta(days=8), places[:4], actor)
    call = _month(commune, row, newest, day + timedelta(days=6), places[2:6], actor)
    if call is not None and (back := _sent(call)[:1]):
        send_back(call.pk, commune, back, "counted_twice", actor=actor)


def _month(
    commune: int, row: Quantity, period: tuple[date, date], due: date, places: Sequence[int], actor: Actor
) -> Call | None:  # fmt: skip
    first, last = period
    if not places:
        return None
    asked = NewCall((row.pk,), first, last, due)
    call = call_for(commune, asked, To(commune, BRANCHES), on=last + timedelta(days=1), actor=actor)
    told = {
        place: Numbers({row.pk: 4 + turn}, on=last + timedelta(days=2 + turn % 2)) for turn, place in enumerate(places)
    }
    send_returns(call.pk, told, actor=actor)
    return call
