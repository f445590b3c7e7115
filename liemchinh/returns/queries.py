"""What can be seen of reported figures: by whoever sees figures of who asked, of a respondent or above it; each within its own scope."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.directives.words import SEE
from liemchinh.journal import clock
from liemchinh.organisations.bearing import NO_ORGANISATIONS, bearers, borne_by
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import names, standing, subtree
from liemchinh.returns.models import Amount, Call, Item, Quantity, Reply, Respondent, Return
from liemchinh.returns.words import (
    AHEAD,
    APPROVED,
    LATE,
    MISSING,
    ON_TIME,
    PARTS_OF,
    RETURNS,
    SENT_BACK,
    UNITS,
    name_of,
)


def quantities_for(organisation: int) -> list[Quantity]:
    """What an organisation can ask for: defined by it, above it, or by an ended one whose heir one of these is; wholes before parts."""
    on = clock.today()
    lines = Closure.objects.filter(descendant_id=organisation, valid_from__lte=on, valid_to__gt=on)
    above = {organisation, *lines.values_list("ancestor_id", flat=True)}
    by = borne_by(above, on, Quantity.objects.values("organisation_id"))
    rows = Quantity.objects.filter(organisation_id__in=by, cancelled_by=None)
    return sorted(rows.select_related("whole"), key=lambda one: (one.whole_id or one.pk, one.pk))


def leaves_of(chosen: Iterable[int], there: Sequence[Quantity]) -> list[Quantity]:
    """Of the quantities there those to ask for, each once: those chosen, of a whole its parts."""
    wanted, wholes = set(chosen), {one.whole_id for one in there if one.whole_id}
    return [one for one in there if one.pk not in wholes and (one.pk in wanted or one.whole_id in wanted)]


def title_of(quantity: Quantity) -> str:
    """What a quantity is called, with its unit."""
    return f"{name_of(quantity.code, quantity.name)} ({UNITS[quantity.unit]})"


def quantity_numbered(number: int) -> Quantity | None:
    """A quantity that stands. Ask afterwards whether the actor keeps its organisation."""
    return Quantity.objects.filter(pk=number, cancelled_by=None).first()


def calls_visible_to(actor: Actor) -> QuerySet[Call]:
    """Calls that stand, of whose asker or of one of whose respondents the actor sees figures."""
    roots = actor.roots(SEE)
    if not roots:
        return Call.objects.none()
    inside = Respondent.objects.filter(call=OuterRef("pk"), organisation_id__in=subtree(roots))
    return Call.objects.filter(Q(organisation_id__in=subtree(roots)) | Exists(inside), cancelled_by=None)


def place_for(actor: Actor, call: Call, asked: int | None) -> int | None:
    """Where a call is looked at: the organisation asked for, else where it was asked, else the actor's own; None: nowhere they may."""
    if asked is not None:
        return asked if actor.covers(SEE, asked) else None
    if actor.covers(SEE, call.place_id):
        return call.place_id
    return min(actor.roots(SEE), default=None)


def carried_by(call: Call, organisation: int, on: date) -> list[Respondent]:
    """The respondents that an organisation answers for on a day: itself, and ended ones whose heir it is."""
    return carried_by_each(call, [organisation], on)[organisation]


def carried_by_each(call: Call, organisations: Collection[int], on: date) -> dict[int, list[Respondent]]:
    """The same of many organisations."""
    own = borne_by(organisations, on, Respondent.objects.values("organisation_id"))
    found: dict[int, list[Respondent]] = {organisation: [] for organisation in organisations}
    for row in Respondent.objects.filter(call=call, organisation_id__in=own).order_by("pk"):
        found[own[row.organisation_id]].append(row)
    return found


def asked_of(organisation: int) -> QuerySet[Call]:
    """The calls that an organisation answers today, the newest first."""
    own = borne_by([organisation], clock.today(), Respondent.objects.values("organisation_id"))
    mine = Respondent.objects.filter(call=OuterRef("pk"), organisation_id__in=own)
    return Call.objects.filter(Exists(mine), cancelled_by=None).order_by("-due_on", "-pk")


def asked_by(organisation: int) -> QuerySet[Call]:
    """What an organisation asked, or an ended one whose heir it is; the newest first."""
    by = borne_by([organisation], clock.today(), Call.objects.values("organisation_id"))
    return Call.objects.filter(organisation_id__in=by, cancelled_by=None).order_by("-on", "-pk")


def asker_of(call: Call, on: date) -> int:
    """Who asked, or its heir where it ended."""
    return bearers([call.organisation_id], on).get(call.organisation_id, call.organisation_id)


def titles_of(calls: Iterable[Call]) -> dict[int, str]:
    """What each call asks: the first quantity by name, its whole where it has one, and how many others there are."""
    found: dict[int, list[str]] = {}
    rows = Item.objects.filter(call__in=[one.pk for one in calls]).select_related("quantity__whole")
    for row in rows.order_by("call_id", "number"):
        shown = row.quantity.whole or row.quantity
        told = found.setdefault(row.call_id, [])
        if (name := name_of(shown.code, shown.name)) not in told:
            told.append(name)
    return {
        call: _("%(name)s và %(count)s số liệu khác") % {"name": told[0], "count": len(told) - 1} if len(told) > 1 else told[0]
        for call, told in found.items()
    }  # fmt: skip


def last_times(call: Call, organisations: Collection[int], asked: Collection[Quantity]) -> dict[int, dict[int, int]]:
    """What each organisation last sent of each quantity for a period before the call's; by the catalogue's code also if another asked."""
    keys = {one.pk: one.code or str(one.pk) for one in asked}
    same = Q(quantity__in=list(keys)) | Q(quantity__code__in=[one.code for one in asked if one.code])
    rows = Amount.objects.filter(
        same, sent__respondent__organisation_id__in=organisations, sent__cancelled_by=None, sent__respondent__call__cancelled_by=None,
        sent__respondent__call__last__lt=call.first,
    )  # fmt: skip
    newest: dict[tuple[int, str], int] = {}
    ordered = rows.order_by("sent__respondent__call__last", "pk")
    for place, code, pk, value in ordered.values_list(
        "sent__respondent__organisation_id", "quantity__code", "quantity_id", "value"
    ):
        newest[place, code or str(pk)] = value
    return {
        place: {pk: newest[place, key] for pk, key in keys.items() if (place, key) in newest} for place in organisations
    }


def approvers(call: Call, organisations: Iterable[int], on: date) -> dict[int, int]:
    """Who approves the return of each respondent on a day: the nearest organisation above whoever carries it, at or below who asked."""
    carrying = bearers(set(organisations), on)
    rows = Closure.objects.filter(
        descendant_id__in=set(carrying.values()), depth__gt=0, valid_from__lte=on, valid_to__gt=on
    )
    lines = list(rows.order_by("depth").values_list("descendant_id", "ancestor_id"))
    there = standing(on).filter(organisation_id__in={ancestor for _one, ancestor in lines})
    stands = set(there.exclude(category__in=NO_ORGANISATIONS).values_list("organisation_id", flat=True))
    above: dict[int, list[int]] = {}
    for descendant, ancestor in lines:
        if ancestor in stands:
            above.setdefault(descendant, []).append(ancestor)
    asker = asker_of(call, on)
    return {one: above[bearer][0] if asker in above.get(bearer, ()) else asker for one, bearer in carrying.items()}


@dataclass(frozen=True, slots=True)
class Sent:
    """A respondent's return in words: who was asked, who answers now where that is another, numbers by quantity, what was said to it."""

    respondent: Respondent
    name: str
    now: str
    sent: Return | None
    values: Mapping[int, int]
    confirmed: frozenset[int]
    reply: Reply | None
    approver: int

    @property
    def approved(self) -> bool:
        """Is it approved, and so locked?"""
        return self.reply is not None and self.reply.kind == APPROVED

    @property
    def waits(self) -> bool:
        """Does it wait for the organisation above?"""
        return self.sent is not None and self.reply is None

    @property
    def returned(self) -> str:
        """Why it was sent back, in words."""
        back = self.reply is not None and self.reply.kind == SENT_BACK
        return str(RETURNS.get(self.reply.reason, self.reply.reason)) if back and self.reply else ""


def sent_lines(call: Call, rows: Iterable[Respondent], on: date) -> list[Sent]:
    """Respondents with what they sent, in a few questions however many there are."""
    listed = list(rows)
    numbers = {one.organisation_id for one in listed}
    carrying, above = bearers(numbers, on), approvers(call, numbers, on)
    called = names({*numbers, *carrying.values()})
    sent = {one.respondent_id: one for one in Return.objects.filter(respondent__in=listed, cancelled_by=None)}
    there = list(sent.values())
    said = {one.sent_id: one for one in Reply.objects.filter(sent__in=there, cancelled_by=None)}
    values: dict[int, dict[int, int]] = {}
    sure: dict[int, set[int]] = {}
    for one in Amount.objects.filter(sent__in=there):
        values.setdefault(one.sent_id, {})[one.quantity_id] = one.value
        if one.confirmed:
            sure.setdefault(one.sent_id, set()).add(one.quantity_id)
    found = []
    for row in listed:
        own, now = sent.get(row.pk), carrying.get(row.organisation_id, row.organisation_id)
        key = own.pk if own else 0
        found.append(
            Sent(
                row, called.get(row.organisation_id, ""), called.get(now, "") if now != row.organisation_id else "", own,
                values.get(key, {}), frozenset(sure.get(key, ())), said.get(key), above.get(row.organisation_id, call.organisation_id),
            )
        )  # fmt: skip
    return found


def to_approve(call: int, organisation: int, on: date) -> tuple[Call, list[Sent]] | None:
    """A call that stands, with what waits for an organisation's approval or has it; None where it approves nothing of it."""
    row = Call.objects.filter(pk=call, cancelled_by=None).first()
    if row is None:
        return None
    respondents = Respondent.objects.filter(call=row).order_by("pk")
    above = approvers(row, respondents.values_list("organisation_id", flat=True), on)
    mine = [number for number, approver in above.items() if approver == organisation]
    return (row, sent_lines(row, respondents.filter(organisation_id__in=mine), on)) if mine else None


def respondents_of(call: Call, at: int, on: date, state: str) -> QuerySet[Respondent]:
    """Of a call under a place those that stand so on a day ("": all)."""
    rows = Respondent.objects.filter(call=call, organisation_id__in=subtree([at], on))
    sent = Return.objects.filter(respondent=OuterRef("pk"), cancelled_by=None)
    if state in (MISSING, AHEAD):
        return rows.filter(~Exists(sent)) if (state == MISSING) == (call.due_on < on) else rows.none()
    if state in (ON_TIME, LATE):
        return rows.filter(
            Exists(sent.filter(on__gt=call.due_on) if state == LATE else sent.filter(on__lte=call.due_on))
        )
    return rows


def approved_behind(code: str, at: int, first: date, last: date, on: date) -> QuerySet[Amount]:
    """The approved amounts that a quantity of the catalogue (a whole: its parts) adds up under a place, for periods within these days.

    Call after the organisation was found in scope.
    """
    said = Reply.objects.filter(sent=OuterRef("sent_id"), kind=APPROVED, cancelled_by=None)
    rows = Amount.objects.filter(
        Exists(said), quantity__code__in=PARTS_OF.get(code, (code,)), sent__cancelled_by=None, sent__respondent__call__cancelled_by=None,
        sent__respondent__call__first__gte=first, sent__respondent__call__last__lte=last,
        sent__respondent__organisation_id__in=subtree([at], on),
    )  # fmt: skip
    return rows.select_related("quantity", "sent__respondent__call")
