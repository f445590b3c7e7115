"""A draw is announced over a frozen list before its number is known, made when it is published, repeatable by anybody (`lottery`)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.declarations import lottery
from liemchinh.declarations.draw_faults import Plan, faults_of_draw, faults_of_seed
from liemchinh.declarations.faults import gone, refusal
from liemchinh.declarations.models import Draw, Duty, Ticket
from liemchinh.declarations.words import CONTROL, MISTAKES
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.bearing import bearers
from liemchinh.organisations.locking import lock_organisations
from liemchinh.organisations.queries import subtree
from liemchinh.papers.organs import Acting
from liemchinh.web.text import clean
from regulations.answers import Refused
from regulations.rules.declaring import ANNUAL

ACTING = Acting(CONTROL, "declarations", "Việc chọn ngẫu nhiên, xác minh do chính cơ quan kiểm soát ấy làm.")


@transaction.atomic
def announce_draw(body: int, year: int, plan: Plan, *, actor: Actor) -> Draw:
    """Freezes the list of those who owe the yearly declaration under a body and names the number that will decide; gives the draw.

    Refuses, all at once: a body that is no control body on this day or of which the rules do not know, a source on no list, a day of the
    number that is not after today or after the last day for the draw, fewer than the share of the rules, units there are not, nobody to
    draw, and a second draw of a year. A number that its source publishes later than named is drawn by all the same, and shown as late.
    """
    category = ACTING.require(actor, body).category
    lock_organisations([body])
    tickets = _frozen(body, year)
    faults = faults_of_draw(body, category, plan, tickets)
    if Draw.objects.filter(organisation_id=body, year=year, cancelled_by=None).exists():
        told = _("Năm %(year)s đã có một lần chọn ngẫu nhiên ở đây.") % {"year": year}
        faults.append(refusal("drawn-before", told, _("Mở lần ấy; không chọn lại để lấy kết quả khác.")))
    if faults:
        raise Refused(faults)
    seal = lottery.fingerprint(map(line_of, tickets))
    lines: list[Plain] = [
        [one.number, one.unit, one.organisation_id, one.duty.recorded_by, one.leads] for one in tickets
    ]
    data: dict[str, Plain] = {
        "year": year, "plan_number": clean(plan.number), "plan_on": plan.on.isoformat(), "draw_source": plan.source,
        "seed_on": plan.seed_on.isoformat(), "units": plan.units, "share": plan.share, "fingerprint": seal, "lines": lines,
    }  # fmt: skip
    sequence = record([NewEntry("declarations.draw_announced", clock.today(), body, data=data)], actor=actor)[0]
    row = Draw.objects.create(
        organisation_id=body, year=year, plan_number=clean(plan.number), plan_on=plan.on, source=plan.source,
        seed_on=plan.seed_on, units=plan.units, share=plan.share, fingerprint=seal, recorded_by=sequence,
    )  # fmt: skip
    for one in tickets:
        one.draw = row
    Ticket.objects.bulk_create(tickets)
    return row


@transaction.atomic
def complete_draw(draw: int, seed: str, published_on: date, *, actor: Actor) -> lottery.Drawn:
    """Draws by the published number; gives what was drawn.

    Refuses, all at once: a number that is not four to twenty digits, published before the day that was named or still to come, and a
    draw that was made already.
    """
    row = _held(draw, actor)
    faults = faults_of_seed(seed) + faults_of_day(published_on, _("Số"))
    if published_on < row.seed_on:
        told = _("Số này công bố trước ngày đã báo.")
        faults.append(
            refusal("seed-day", told, _("Lấy số công bố đúng ngày đã báo, hoặc kỳ kế tiếp nếu ngày ấy không có."))
        )
    if row.drawn_by is not None:
        faults.append(refusal("drawn", _("Lần này đã chọn rồi."), _("Ghi nhầm số thì hủy kết quả trước.")))
    if faults:
        raise Refused(faults)
    tickets = list(row.tickets.order_by("number"))
    drawn = lottery.draw(seed, map(line_of, tickets), row.units, row.share)
    data: dict[str, Plain] = {"year": row.year, "announced": row.recorded_by, "seed": seed, "lines": list(drawn.lines)}
    entry = NewEntry("declarations.drawn", published_on, row.organisation_id, data=data)
    sequence = record([entry], actor=actor)[0]
    Draw.objects.filter(pk=row.pk).update(seed=seed, drawn_on=published_on, drawn_by=sequence)
    row.tickets.filter(number__in=drawn.lines).update(drawn=True)
    return drawn


@transaction.atomic
def take_back_result(draw: int, reason: str, *, actor: Actor) -> int:
    """The number was typed wrongly; gives the entry. The list stays frozen and the source named: only the true number draws otherwise."""
    row = _held(draw, actor)
    faults = faults_of_reason(reason, MISTAKES) + ([gone()] if row.drawn_by is None else [])
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"year": row.year, "announced": row.recorded_by, "reason": reason}
    entry = NewEntry(
        "declarations.result_taken_back", clock.today(), row.organisation_id, cancels=row.drawn_by, data=data
    )
    sequence = record([entry], actor=actor)[0]
    Draw.objects.filter(pk=row.pk).update(seed="", drawn_on=None, drawn_by=None)
    row.tickets.update(drawn=False)
    return sequence


@transaction.atomic
def cancel_draw(draw: int, reason: str, *, actor: Actor) -> int:
    """An announced draw is not held; gives the entry. Refused from the day of the number on: nobody looks at a result and draws again."""
    row = _held(draw, actor)
    faults = faults_of_reason(reason, MISTAKES)
    if clock.today() >= row.seed_on:
        told = _("Đã đến ngày có số; không hủy được nữa.")
        faults.append(refusal("too-late", told, _("Ghi số đã công bố; kết quả theo đúng số ấy.")))
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"year": row.year, "reason": reason}
    entry = NewEntry(
        "declarations.draw_cancelled", clock.today(), row.organisation_id, cancels=row.recorded_by, data=data
    )
    sequence = record([entry], actor=actor)[0]
    Draw.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


def line_of(ticket: Ticket) -> lottery.Line:
    """A frozen line as the lottery knows it."""
    return lottery.Line(ticket.number, ticket.unit, ticket.leads)


def _frozen(body: int, year: int) -> Sequence[Ticket]:
    """Everybody under a body who owes the yearly declaration of a year, numbered by unit and by when they came on the list."""
    rows = Duty.objects.filter(kind=ANNUAL, year=year, cancelled_by=None, organisation_id__in=subtree([body]))
    duties = list(rows)
    heirs = bearers({one.organisation_id for one in duties}, clock.today())
    placed = sorted((heirs.get(one.organisation_id, one.organisation_id), one.pk, one) for one in duties)
    units = {place: number for number, place in enumerate(sorted({place for place, _pk, _one in placed}), 1)}
    return [
        Ticket(number=number, unit=units[place], organisation_id=place, duty=one, leads=one.leads)
        for number, (place, _pk, one) in enumerate(placed, 1)
    ]


def _held(draw: int, actor: Actor) -> Draw:
    actor.require_somewhere(CONTROL)
    row = Draw.objects.filter(pk=draw, cancelled_by=None).first()
    if row is None:
        raise Refused([gone()])
    place = bearers([row.organisation_id], clock.today()).get(row.organisation_id, row.organisation_id)
    ACTING.require(actor, place)
    lock_organisations(sorted({row.organisation_id, place}))
    row.refresh_from_db()
    if row.cancelled_by is not None:
        raise Refused([gone()])
    return row
