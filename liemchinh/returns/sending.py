"""What a respondent sends: its numbers, looked at beside last time; sent again until the organisation above has approved them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.directives.words import KEEP
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.organisations.locking import lock_organisations
from liemchinh.returns.models import Amount, Call, Item, Quantity, Reply, Respondent, Return
from liemchinh.returns.queries import carried_by, last_times
from liemchinh.returns.words import SENT_BACK, name_of
from liemchinh.tasks import ranges
from liemchinh.web.numbers import show_number
from regulations.answers import Refusal, Refused

MOST = 1_000_000_000_000


@dataclass(frozen=True, slots=True)
class Numbers:
    """A value for every quantity of a call; `confirmed`: those far from last time that are right nevertheless; `on`: today if left out."""

    values: Mapping[int, int]
    confirmed: frozenset[int] = frozenset()
    on: date | None = None


@transaction.atomic
def send_return(call: int, organisation: int, numbers: Numbers, *, actor: Actor) -> int:
    """The organisation's numbers; of ended ones whose heir it is and that had sent none, theirs are in them. Gives the entry.

    Refuses, all at once: a day to come or before it was asked, a quantity left out or not asked for, a negative or impossible number, one
    that is further from last time than its definition lets pass and is not confirmed, and numbers that are approved and so locked.
    """
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    row = Call.objects.filter(pk=call, cancelled_by=None).first()
    carried = carried_by(row, organisation, clock.today()) if row else []
    if row is None or not carried:
        said = _("Tổ chức này không được hỏi số liệu ấy, hoặc lần hỏi đã rút.")
        raise Refused([_refusal("not-asked", said, _("Hãy mở lại trang chính."))])
    on = numbers.on or clock.today()
    items = list(Item.objects.filter(call=row).select_related("quantity").order_by("number"))
    faults = faults_of_day(on, "Số liệu")
    if on < row.on:
        faults.append(_refusal("before", _("Ngày gửi trước ngày được hỏi."), _("Hãy kiểm tra ngày.")))
    mine = open_ones(carried, organisation)
    if not mine:
        said = _("Số liệu này đã duyệt và khóa.")
        faults.append(_refusal("locked", said, _("Hãy đề nghị tổ chức cấp trên mở lại rồi mới sửa.")))
    faults += _faults_of_values(row, organisation, [one.quantity for one in items], numbers)
    if faults:
        raise Refused(faults)
    return _write(row, organisation, mine, items, numbers, on, actor)


def open_ones(carried: Sequence[Respondent], organisation: int) -> list[Respondent]:
    """Of the respondents that an organisation answers for those it can send for: nothing approved, and of ended ones nothing they sent
    themselves that still waits."""
    sent = {one.respondent_id: one for one in Return.objects.filter(respondent__in=carried, cancelled_by=None)}
    said = dict(
        Reply.objects.filter(sent__in=sent.values(), cancelled_by=None).values_list("sent__respondent_id", "kind")
    )
    by = dict(
        Entry.objects.filter(sequence__in=[one.recorded_by for one in sent.values()]).values_list(
            "sequence", "organisation_id"
        )
    )
    return [
        one for one in carried
        if said.get(one.pk) == SENT_BACK
        or (one.pk not in said and (one.pk not in sent or by.get(sent[one.pk].recorded_by) == organisation))
    ]  # fmt: skip


def _write(
    call: Call, organisation: int, mine: Sequence[Respondent], items: Sequence[Item], numbers: Numbers, on: date, actor: Actor
) -> int:  # fmt: skip
    stood = Return.objects.filter(respondent__in=mine, cancelled_by=None)
    first = min([*stood.values_list("on", flat=True), on])
    # One row for each respondent answered for; the numbers stand once, with the organisation's own where it was asked itself.
    holder = next((one for one in mine if one.organisation_id == organisation), mine[0])
    amounts: list[Plain] = [
        [one.quantity.recorded_by, numbers.values[one.quantity_id], one.quantity_id in numbers.confirmed] for one in items
    ]  # fmt: skip
    data: dict[str, Plain] = {
        "call": call.recorded_by, "respondents": [holder.organisation_id, ranges.told(one.organisation_id for one in mine)],
        "amounts": amounts, "on": first.isoformat(),
    }  # fmt: skip
    sequence = record([NewEntry("returns.sent", on, organisation, data=data)], actor=actor)[0]
    Reply.objects.filter(sent__in=stood, cancelled_by=None).update(cancelled_by=sequence)
    stood.update(cancelled_by=sequence)
    rows = [Return(respondent=one, on=first, recorded_by=sequence) for one in mine]
    Return.objects.bulk_create(rows)
    held = next(one for one in rows if one.respondent_id == holder.pk)
    Amount.objects.bulk_create(
        Amount(sent=held, quantity_id=key, value=numbers.values[key], confirmed=key in numbers.confirmed)
        for key in (one.quantity_id for one in items)
    )
    return sequence


def _faults_of_values(call: Call, organisation: int, asked: Sequence[Quantity], numbers: Numbers) -> list[Refusal]:
    found = []
    if set(numbers.values) != {one.pk for one in asked} or not numbers.confirmed <= set(numbers.values):
        said = _("Phải ghi đủ mọi số được hỏi, không thêm số khác.")
        found.append(_refusal("incomplete", said, _("Không có thì ghi 0.")))
    if not all(0 <= value <= MOST for value in numbers.values.values()):
        said = _("Con số phải từ 0 đến %(most)s.") % {"most": show_number(MOST)}
        found.append(_refusal("value", said, _("Hãy xem lại đơn vị tính.")))
    before = last_times(call, [organisation], asked)[organisation]
    for one in asked:
        value, last = numbers.values.get(one.pk), before.get(one.pk)
        if (
            value is not None
            and last is not None
            and one.pk not in numbers.confirmed
            and is_jump(one.jump, last, value)
        ):
            said = _("“%(name)s”: %(value)s, kỳ trước %(last)s.") % {
                "name": name_of(one.code, one.name), "value": show_number(value), "last": show_number(last)
            }  # fmt: skip
            remedy = _("Chênh lệch quá mức %(times)s lần đã định; đúng thì đánh dấu xác nhận rồi gửi lại.") % {
                "times": one.jump
            }
            found.append(Refusal("returns.jump", said, remedy=remedy))
    return found


def is_jump(times: int, last: int, value: int) -> bool:
    """Is a number more than so many times as much, or as little, as last time? From or to nothing always is; with 0 times none is. Pure."""
    if not times or last == value:
        return False
    return last == 0 or value == 0 or value > last * times or value * times < last


def far_from_last(asked: Collection[Quantity], before: Mapping[int, int], values: Mapping[int, int]) -> frozenset[int]:
    """The quantities whose number asks to be confirmed."""
    return frozenset(
        one.pk for one in asked
        if one.pk in before and one.pk in values and is_jump(one.jump, before[one.pk], values[one.pk])
    )  # fmt: skip


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"returns.{code}", said, remedy=remedy)
