"""The end of a vote: void, or destroyed after the time for objections."""

from datetime import date, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.ballots.faults import refusal
from liemchinh.ballots.locking import hold_box, note
from liemchinh.ballots.models import Box, Receipt, SealedBallot, Sheet, Slip, Tally, TellerCode, Wrap
from liemchinh.ballots.tidying import tidy
from liemchinh.ballots.using import use_of
from liemchinh.ballots.words import AGAIN, COUNTED, DESTROYED, PREPARED, RESTORED, UNDER_WAY, VOID, VOIDS
from liemchinh.journal import clock
from liemchinh.rulebook.current import charter
from regulations.answers import Refused

# Days, where an installation's own rule is marked as unknown: keys are rather kept too long than too short.
FALLBACK = 90


@transaction.atomic
def void_box(pk: int, reason: str, *, actor: Actor) -> int:
    """The vote does not stand, for a reason of the list; codes, wraps and ballots go at once. Gives the sequence."""
    box = hold_box(pk, actor, PREPARED, *UNDER_WAY, COUNTED, AGAIN)
    if reason not in VOIDS or reason == RESTORED:
        raise Refused([refusal("reason", _("Chưa chọn vì sao không có giá trị."), _("Chọn trong danh sách."))])
    return _void(box, reason, actor)


def void_restored() -> int:
    """In a copy that is brought back: every vote that was under way is void. Gives how many. Called by `restore`.

    A copy from before there were ballot boxes has none.
    """
    if Box._meta.db_table not in connection.introspection.table_names():
        return 0
    with transaction.atomic():
        under_way = list(Box.objects.select_for_update().filter(state__in=UNDER_WAY).order_by("pk"))
        for box in under_way:
            _void(box, RESTORED, Actor.at_console("restore"))
        return len(under_way)


@transaction.atomic
def destroy_box(pk: int, *, actor: Actor) -> int:
    """Codes, wraps, slips and ballots go; counts and receipts stay. Refuses before the time for objections is over. Gives the sequence."""
    box = hold_box(pk, actor, COUNTED)
    until = objections_until(box)
    if until is not None and clock.today() <= until:
        said = _("Còn trong thời gian khiếu nại, đến hết ngày %(day)s.") % {"day": f"{until:%d/%m/%Y}"}
        raise Refused([refusal("objections", said, _("Hủy sau ngày đó."))])
    sequence = note(box, "destroyed", actor)
    _forget(box)
    box.state = DESTROYED
    box.save(update_fields=["state"])
    return sequence


def objections_until(box: Box) -> date | None:
    """The last day on which the count may be objected to; None before it is counted."""
    if box.counted_on is None:
        return None
    rule = charter(box.organisation_id).rulebook.parameter("ballots.objections_within", on=box.counted_on)
    days = rule.value if isinstance(rule.value, int) else FALLBACK
    return box.counted_on + timedelta(days=days)


def _void(box: Box, reason: str, actor: Actor) -> int:
    sequence = note(box, "voided", actor, void_reason=reason)
    _forget(box)
    Receipt.objects.filter(box=box).delete()
    Tally.objects.filter(box=box).delete()
    box.state, box.void_reason = VOID, reason
    box.save(update_fields=["state", "void_reason"])
    told = use_of(box).when_void
    if told is not None:
        told(box, actor)
    return sequence


def _forget(box: Box) -> None:
    for model in (TellerCode, Wrap, Slip, SealedBallot, Sheet):
        model.objects.filter(box=box).delete()
    transaction.on_commit(tidy)
