"""Quantities asked of many organisations by one entry, and taken back when they were asked wrongly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.directives.words import KEEP
from liemchinh.journal import clock
from liemchinh.journal.bulk import insert_rows
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import standing, subtree
from liemchinh.organisations.within import is_within
from liemchinh.returns.models import Call, Item, Quantity, Respondent, Return
from liemchinh.returns.periods import fits
from liemchinh.returns.queries import leaves_of, quantities_for
from liemchinh.tasks import ranges
from liemchinh.tasks.addressing import To, addressed, those_of
from liemchinh.tasks.words import CANCELLING, CATEGORIES
from regulations.answers import Refusal, Refused

MOST, MOST_QUANTITIES = 20_000, 40


@dataclass(frozen=True, slots=True)
class NewCall:
    """What is asked: quantities, a period (both days in it), and the last day to answer."""

    quantities: tuple[int, ...]
    first: date
    last: date
    due_on: date


@transaction.atomic
def call_for(organisation: int, asked: NewCall, to: To, *, on: date | None = None, actor: Actor) -> Call:
    """Asks every organisation the rule means on a day (left out: today), by one entry; gives the row. A whole asks for its parts.

    Refuses, all at once: a day to come, quantities not defined here or above, a period that is not one of theirs or not begun, a last day
    before today or before the period ends, a place not at or under the organisation, nobody or somebody left out who was not meant,
    organisations one of which stands under another (the same would count twice), and a quantity asked of one of them for days of that
    period already.
    """
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    on = on or clock.today()
    whom = addressed(to, on)
    leaves = leaves_of(asked.quantities, quantities_for(organisation))
    faults = (
        faults_of_day(on, "Lần hỏi") + _faults_of_asked(asked, leaves, on) + _faults_of_rule(organisation, to, whom, on)
    )
    if not faults:
        faults = _faults_of_asking_twice(asked, leaves, to, on)
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {
        "quantities": [one.recorded_by for one in leaves], "quantities_count": len(leaves), "place": to.place,
        "categories": [code for code in CATEGORIES if code in to.categories], "left_out": ranges.told(to.left_out),
        "respondents": ranges.told(whom), "count": len(whom), "first": asked.first.isoformat(), "last": asked.last.isoformat(),
        "due_on": asked.due_on.isoformat(),
    }  # fmt: skip
    sequence = record([NewEntry("returns.called", on, organisation, data=data)], actor=actor)[0]
    categories = " ".join(code for code in CATEGORIES if code in to.categories)
    call = Call.objects.create(
        organisation_id=organisation, place_id=to.place, categories=categories, on=on, first=asked.first, last=asked.last,
        due_on=asked.due_on, count=len(whom), recorded_by=sequence,
    )  # fmt: skip
    Item.objects.bulk_create(Item(call=call, quantity=one, number=number) for number, one in enumerate(leaves, 1))
    insert_rows(Respondent, ("call_id", "organisation_id"), ((call.pk, number) for number in whom))
    return call


@transaction.atomic
def withdraw_call(call: int, *, reason: str, actor: Actor) -> int:
    """What was asked wrongly is not asked any more; gives the entry. Refuses once somebody has answered."""
    actor.require_somewhere(KEEP)
    row = Call.objects.filter(pk=call).first()
    if row is None:
        raise Refused([_refusal("no-call", _("Không có lần hỏi này."), _("Hãy mở lại danh sách."))])
    actor.require(KEEP, row.organisation_id)
    lock_organisations([row.organisation_id])
    row.refresh_from_db(fields=["cancelled_by"])
    faults = faults_of_reason(reason, CANCELLING)
    if row.cancelled_by is not None:
        faults.append(_refusal("withdrawn", _("Lần hỏi này đã rút."), _("Không cần ghi lại.")))
    if Return.objects.filter(respondent__call=row, cancelled_by=None).exists():
        said = _("Đã có tổ chức gửi số liệu.")
        faults.append(_refusal("sent", said, _("Lần hỏi đã có số liệu thì không rút.")))
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"reason": reason}
    entry = NewEntry("returns.call_withdrawn", row.on, row.organisation_id, cancels=row.recorded_by, data=data)
    sequence = record([entry], actor=actor)[0]
    Call.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


def _faults_of_asked(asked: NewCall, leaves: Sequence[Quantity], on: date) -> list[Refusal]:
    found = []
    if not 1 <= len(leaves) <= MOST_QUANTITIES:
        said = _("Chưa chọn số liệu nào được định nghĩa ở đây hoặc ở cấp trên, hoặc chọn quá %(most)s.") % {
            "most": MOST_QUANTITIES
        }
        found.append(_refusal("quantities", said, _("Hãy chọn trong danh sách; nhiều hơn thì hỏi làm hai lần.")))
    if not all(fits(one.period, asked.first, asked.last) for one in leaves) or asked.first > on:
        said = _("Kỳ từ %(first)s đến %(last)s không đúng loại kỳ của số liệu, hoặc chưa bắt đầu.") % {
            "first": f"{asked.first:%d/%m/%Y}", "last": f"{asked.last:%d/%m/%Y}"
        }  # fmt: skip
        found.append(_refusal("period", said, _("Hãy ghi trọn tháng, quý, sáu tháng, năm như đã định nghĩa.")))
    if asked.due_on < max(on, asked.last):
        said = _("Hạn %(day)s trước ngày hỏi hoặc trước khi hết kỳ.") % {"day": f"{asked.due_on:%d/%m/%Y}"}
        found.append(_refusal("due", said, _("Hãy ghi hạn từ ngày cuối kỳ trở đi.")))
    return found


def _faults_of_rule(organisation: int, to: To, whom: Sequence[int], on: date) -> list[Refusal]:
    found = []
    if not is_within(frozenset({organisation}), to.place):
        said = _("Nơi được hỏi không thuộc tổ chức này.")
        found.append(_refusal("place", said, _("Hãy chọn trong tổ chức và bên dưới.")))
    if not set(to.categories) <= CATEGORIES.keys() or not to.categories:
        found.append(_refusal("categories", _("Chưa chọn cấp được hỏi."), _("Hãy chọn trong danh sách.")))
    if set(to.left_out) - those_of(to, to.left_out, on):
        said = _("Có tổ chức được trừ mà không thuộc cấp và nơi được hỏi.")
        found.append(_refusal("left-out", said, _("Hãy bỏ tổ chức ấy khỏi phần trừ.")))
    if not 1 <= len(whom) <= MOST:
        said = _("Có %(count)s tổ chức được hỏi; mỗi lần hỏi từ 1 đến %(most)s tổ chức.") % {
            "count": len(whom), "most": MOST
        }  # fmt: skip
        found.append(_refusal("nobody", said, _("Hãy chọn lại nơi và cấp được hỏi.")))
    return found


def _faults_of_asking_twice(asked: NewCall, leaves: Sequence[Quantity], to: To, on: date) -> list[Refusal]:
    """The same number is never asked of two who hold it: neither by one call nor by two."""
    meant = standing(on).filter(organisation_id__in=subtree([to.place], on), category__in=to.categories)
    whom = meant.exclude(organisation_id__in=to.left_out).values("organisation_id")
    lines = Closure.objects.filter(depth__gt=0, valid_from__lte=on, valid_to__gt=on)
    if lines.filter(ancestor_id__in=whom, descendant_id__in=whom).exists():
        said = _("Trong các tổ chức được hỏi có nơi thuộc nơi khác: cùng một số sẽ bị tính hai lần.")
        return [_refusal("nested", said, _("Hãy chỉ chọn một cấp; mỗi nơi tính cả phần bên dưới mình."))]
    codes = [one.code for one in leaves if one.code]
    same = Item.objects.filter(
        Q(quantity__in=[one.pk for one in leaves]) | Q(quantity__code__in=codes), call__cancelled_by=None,
        call__first__lte=asked.last, call__last__gte=asked.first,
    )  # fmt: skip
    rows = Respondent.objects.filter(call__in=same.values("call_id"))
    there = rows.values("organisation_id")
    above = lines.filter(ancestor_id__in=there, descendant_id__in=whom)
    below = lines.filter(ancestor_id__in=whom, descendant_id__in=there)
    if not rows.exists() or not (rows.filter(organisation_id__in=whom).exists() or above.exists() or below.exists()):
        return []
    said = _("Có nơi đã được hỏi một trong các số liệu này cho những ngày ấy.")
    return [_refusal("asked", said, _("Hãy dùng số đã hỏi: một số liệu chỉ hỏi một lần, dùng cho mọi báo cáo."))]


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"returns.{code}", said, remedy=remedy)
