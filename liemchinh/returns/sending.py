"""What a respondent sends: its numbers, looked at beside last time; sent again until the organisation above has approved them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

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
from liemchinh.organisations.queries import names
from liemchinh.returns.models import Amount, Call, Item, Quantity, Reply, Respondent, Return
from liemchinh.returns.queries import carried_by_each, last_times
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
    return send_returns(call, {organisation: numbers}, actor=actor)[0]


@transaction.atomic
def send_returns(call: int, told: Mapping[int, Numbers], *, actor: Actor) -> Sequence[int]:
    """The same of many organisations at once; gives their entries in order. All or none, refused for everything wrong in any of them."""
    for organisation in told:
        actor.require(KEEP, organisation)
    lock_organisations(told)
    row = Call.objects.filter(pk=call, cancelled_by=None).first()
    carried = carried_by_each(row, told, clock.today()) if row else {}
    if row is None or not all(carried.get(organisation) for organisation in told):
        said = _("Tổ chức này không được hỏi số liệu ấy, hoặc lần hỏi đã rút.")
        raise Refused([_refusal("not-asked", said, _("Hãy mở lại trang chính."))])
    items = list(Item.objects.filter(call=row).select_related("quantity").order_by("number"))
    quantities = [one.quantity for one in items]
    mine, before = open_of_each(carried), last_times(row, told, quantities)
    faults = {
        organisation: [
            *_faults(row, numbers, mine[organisation]),
            *_faults_of_values(quantities, numbers, before[organisation]),
        ]
        for organisation, numbers in told.items()
    }
    if any(faults.values()):
        raise Refused(_named(faults) if len(told) > 1 else chain(*faults.values()))
    sent = [_Sent(organisation, mine[organisation], numbers) for organisation, numbers in told.items()]
    return _write(row, sent, items, actor)


def _named(faults: Mapping[int, Sequence[Refusal]]) -> Iterator[Refusal]:
    """Each fault with the organisation whose numbers it is about."""
    called = names(organisation for organisation, some in faults.items() if some)
    for organisation, some in faults.items():
        for fault in some:
            yield replace(fault, message=f"{called[organisation]}: {fault.message}")


def _faults(call: Call, numbers: Numbers, mine: Sequence[Respondent]) -> list[Refusal]:
    on = numbers.on or clock.today()
    found = faults_of_day(on, "Số liệu")
    if on < call.on:
        found.append(_refusal("before", _("Ngày gửi trước ngày được hỏi."), _("Hãy kiểm tra ngày.")))
    if not mine:
        said = _("Số liệu này đã duyệt và khóa.")
        found.append(_refusal("locked", said, _("Hãy đề nghị tổ chức cấp trên mở lại rồi mới sửa.")))
    return found


def open_ones(carried: Sequence[Respondent], organisation: int) -> list[Respondent]:
    """Of the respondents that an organisation answers for those it can send for: nothing approved, and of ended ones nothing they sent
    themselves that still waits."""
    return open_of_each({organisation: carried})[organisation]


def open_of_each(carried: Mapping[int, Sequence[Respondent]]) -> dict[int, list[Respondent]]:
    """The same of many organisations."""
    listed = [one for some in carried.values() for one in some]
    sent = {one.respondent_id: one for one in Return.objects.filter(respondent__in=listed, cancelled_by=None)}
    said = dict(
        Reply.objects.filter(sent__in=sent.values(), cancelled_by=None).values_list("sent__respondent_id", "kind")
    )
    by = dict(
        Entry.objects.filter(sequence__in=[one.recorded_by for one in sent.values()]).values_list(
            "sequence", "organisation_id"
        )
    )
    return {
        organisation: [
            one for one in some
            if said.get(one.pk) == SENT_BACK
            or (one.pk not in said and (one.pk not in sent or by.get(sent[one.pk].recorded_by) == organisation))
        ]
        for organisation, some in carried.items()
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sent:
    """What an organisation sends, and for whom: one row for each respondent answered for."""

    organisation: int
    mine: Sequence[Respondent]
    numbers: Numbers

    @property
    def holder(self) -> Respondent:
        """With whom the numbers stand, once: the organisation itself where it was asked."""
        return next((one for one in self.mine if one.organisation_id == self.organisation), self.mine[0])

    def entry(self, call: Call, items: Sequence[Item], first: date) -> NewEntry:
        """What the book says of it."""
        numbers = self.numbers
        amounts: list[Plain] = [
            [one.quantity.recorded_by, numbers.values[one.quantity_id], one.quantity_id in numbers.confirmed]
            for one in items
        ]
        data: dict[str, Plain] = {
            "call": call.recorded_by, "amounts": amounts, "on": first.isoformat(),
            "respondents": [self.holder.organisation_id, ranges.told(one.organisation_id for one in self.mine)],
        }  # fmt: skip
        return NewEntry("returns.sent", numbers.on or clock.today(), self.organisation, data=data)


def _write(call: Call, sent: Sequence[_Sent], items: Sequence[Item], actor: Actor) -> Sequence[int]:
    mine = [one.pk for told in sent for one in told.mine]
    stood = dict(Return.objects.filter(respondent__in=mine, cancelled_by=None).values_list("respondent_id", "on"))
    firsts = [
        min([stood[one.pk] for one in told.mine if one.pk in stood] + [told.numbers.on or clock.today()])
        for told in sent
    ]
    sequences = record([told.entry(call, items, on) for told, on in zip(sent, firsts, strict=True)], actor=actor)
    rows: dict[int, Return] = {}
    for told, on, sequence in zip(sent, firsts, sequences, strict=True):
        if any(one.pk in stood for one in told.mine):
            before = Return.objects.filter(respondent__in=told.mine, cancelled_by=None)
            Reply.objects.filter(sent__in=before, cancelled_by=None).update(cancelled_by=sequence)
            before.update(cancelled_by=sequence)
        rows |= {one.pk: Return(respondent=one, on=on, recorded_by=sequence) for one in told.mine}
    Return.objects.bulk_create(rows.values())
    Amount.objects.bulk_create(
        Amount(sent=rows[told.holder.pk], quantity_id=key, value=told.numbers.values[key], confirmed=key in told.numbers.confirmed)
        for told in sent for key in (one.quantity_id for one in items)
    )  # fmt: skip
    return sequences


def _faults_of_values(asked: Sequence[Quantity], numbers: Numbers, before: Mapping[int, int]) -> list[Refusal]:
    found = []
    if set(numbers.values) != {one.pk for one in asked} or not numbers.confirmed <= set(numbers.values):
        said = _("Phải ghi đủ mọi số được hỏi, không thêm số khác.")
        found.append(_refusal("incomplete", said, _("Không có thì ghi 0.")))
    if not all(0 <= value <= MOST for value in numbers.values.values()):
        said = _("Con số phải từ 0 đến %(most)s.") % {"most": show_number(MOST)}
        found.append(_refusal("value", said, _("Hãy xem lại đơn vị tính.")))
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
