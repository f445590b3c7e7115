"""What organisations are asked numbers of, defined once at a level and used by it and everything below."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.directives.words import KEEP
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.returns.models import LONGEST_NAME, Item, Quantity
from liemchinh.returns.queries import quantities_for
from liemchinh.returns.words import CATALOGUE, JUMPS, PARTS_OF, PERIODS, UNITS
from liemchinh.tasks.words import CANCELLING
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class NewQuantity:
    """A quantity as it is defined: of the catalogue, or with a name and a unit; `whole`: the quantity that it is a part of."""

    period: str
    code: str = ""
    name: str = ""
    unit: str = ""
    jump: int = 0
    whole: int | None = None


@transaction.atomic
def define_quantity(organisation: int, told: NewQuantity, *, actor: Actor) -> Quantity:
    """Defines it at an organisation, for it and all below; gives the row. A whole of the catalogue brings its parts.

    Refuses, all at once: both or neither of code and name, a unit, kind of period or jump that is not on the list, one that is defined
    here or above already, and a part of what is defined elsewhere, is a part itself, was asked for already, or has another unit or period.
    """
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    code, name = told.code, clean(told.name)
    unit = CATALOGUE[code][1] if code in CATALOGUE else told.unit
    whole = Quantity.objects.filter(pk=told.whole, cancelled_by=None).first() if told.whole else None
    faults = _faults_of_name(organisation, code, name)
    if unit not in UNITS or told.period not in PERIODS or told.jump not in JUMPS:
        said = _("Đơn vị tính, loại kỳ hoặc mức chênh lệch không có trong danh sách.")
        faults.append(_refusal("lists", said, _("Hãy chọn trong danh sách.")))
    if told.whole is not None:
        faults += _faults_of_whole(organisation, whole, unit, told.period)
    if faults:
        raise Refused(faults)
    made = _define(
        organisation, Quantity(code=code, name=name, unit=unit, period=told.period, jump=told.jump, whole=whole), actor
    )
    for part in PARTS_OF.get(code, ()):
        row = Quantity(code=part, unit=CATALOGUE[part][1], period=told.period, jump=told.jump, whole=made)
        _define(organisation, row, actor)
    return made


def _define(organisation: int, row: Quantity, actor: Actor) -> Quantity:
    data: dict[str, Plain] = {
        "code": row.code, "unit": row.unit, "period": row.period, "jump": row.jump,
        "whole": row.whole.recorded_by if row.whole else None,
    }  # fmt: skip
    personal = {"name": row.name} if row.name else {}
    entry = NewEntry("returns.quantity_defined", clock.today(), organisation, data=data, personal=personal)
    row.organisation_id, row.recorded_by = organisation, record([entry], actor=actor)[0]
    row.save()
    return row


@transaction.atomic
def cancel_quantity(quantity: int, *, reason: str, actor: Actor) -> int:
    """A quantity defined wrongly is none any more, nor are its parts; gives the entry. Refuses once organisations were asked for it."""
    actor.require_somewhere(KEEP)
    row = Quantity.objects.filter(pk=quantity).first()
    if row is None:
        raise Refused([_refusal("no-quantity", _("Không có số liệu này."), _("Hãy mở lại danh sách."))])
    actor.require(KEEP, row.organisation_id)
    lock_organisations([row.organisation_id])
    row.refresh_from_db(fields=["cancelled_by"])
    own = [row.pk, *row.parts.values_list("pk", flat=True)]
    faults = faults_of_reason(reason, CANCELLING)
    if row.cancelled_by is not None:
        faults.append(_refusal("cancelled", _("Số liệu này đã bỏ."), _("Không cần ghi lại.")))
    if Item.objects.filter(quantity__in=own, call__cancelled_by=None).exists():
        said = _("Đã hỏi các tổ chức về số liệu này.")
        faults.append(_refusal("called", said, _("Hãy rút lần hỏi nhầm trước.")))
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"reason": reason}
    entry = NewEntry(
        "returns.quantity_cancelled", clock.today(), row.organisation_id, cancels=row.recorded_by, data=data
    )
    sequence = record([entry], actor=actor)[0]
    Quantity.objects.filter(pk__in=own, cancelled_by=None).update(cancelled_by=sequence)
    return sequence


def _faults_of_name(organisation: int, code: str, name: str) -> list[Refusal]:
    if bool(code) == bool(name) or (code and code not in CATALOGUE) or len(name) > LONGEST_NAME:
        said = _("Hãy chọn một số liệu trong danh mục, hoặc ghi một tên riêng tối đa %(most)s ký tự.") % {
            "most": LONGEST_NAME
        }
        return [_refusal("name", said, _("Chỉ dùng một trong hai cách."))]
    there = quantities_for(organisation)
    if code:
        same = any(one.code in {code, *PARTS_OF.get(code, ())} for one in there)
    else:
        same = any(one.name.casefold() == name.casefold() for one in there)
    if not same:
        return []
    said = _("Số liệu này đã được định nghĩa ở đây hoặc ở cấp trên.")
    return [_refusal("twice", said, _("Hãy dùng số liệu ấy: một số liệu chỉ hỏi một lần, dùng cho mọi báo cáo."))]


def _faults_of_whole(organisation: int, whole: Quantity | None, unit: str, period: str) -> list[Refusal]:
    if whole is None or whole.organisation_id != organisation or whole.whole_id is not None or whole.code in PARTS_OF:
        said = _("Số tổng ấy không có ở đây, là một phần của số khác, hoặc đã đủ các phần.")
        return [_refusal("whole", said, _("Hãy chọn một số liệu của chính tổ chức."))]
    found = []
    if (whole.unit, whole.period) != (unit, period):
        said = _("Phần phải cùng đơn vị tính và cùng loại kỳ với số tổng.")
        found.append(_refusal("unlike", said, _("Hãy chọn như của số tổng.")))
    if Item.objects.filter(quantity=whole, call__cancelled_by=None).exists():
        said = _("Số tổng ấy đã được hỏi mà chưa chia phần.")
        found.append(_refusal("called", said, _("Hãy định nghĩa một số tổng mới, hoặc rút lần hỏi nhầm.")))
    return found


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"returns.{code}", said, remedy=remedy)
