"""Conclusions of the years before the software, entered by number and day, so that the picture of organisations not examined is true."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.inspections.models import LONGEST_NUMBER, Examined
from liemchinh.inspections.organ import VERB, refusals_of_organ
from liemchinh.inspections.queries import place_of
from liemchinh.inspections.words import SORTS
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.reasons import CANCELLATION
from liemchinh.organisations.locking import lock_organisations
from liemchinh.organisations.queries import subtree
from liemchinh.papers.organs import organs_of
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Whose conclusion (an organ of `by`), of which sort of work, its number and day."""

    by: int
    organ: str
    sort: str
    number: str
    on: date


@transaction.atomic
def enter_examined(organisation: int, told: Conclusion, *, actor: Actor) -> int:
    """An organisation was examined by an organ above it; gives the entry.

    Refuses, all at once: somebody who does not work for that organ, an organisation not below it, no number, a day to come, the same
    conclusion twice.
    """
    actor.require(VERB, organisation)
    number = clean(told.number)
    faults = refusals_of_organ(actor, told.by) + faults_of_day(told.on, "Kết luận")
    if faults:
        raise Refused(faults)
    lock_organisations([organisation])
    faults += _faults(organisation, told, number)
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"by": told.by, "organ": told.organ, "sort": told.sort, "number": number}
    sequence = record([NewEntry("inspections.examined", told.on, organisation, data=data)], actor=actor)[0]
    Examined.objects.create(
        organisation_id=organisation, by_id=told.by, organ=told.organ, sort=told.sort, number=number,
        concluded_on=told.on, recorded_by=sequence,
    )  # fmt: skip
    return sequence


def _faults(organisation: int, told: Conclusion, number: str) -> list[Refusal]:
    found, above = [], place_of(told.by)
    if organisation == told.by or not subtree([told.by]).filter(descendant_id=organisation).exists():
        said = "Tổ chức được kiểm tra không ở dưới tổ chức đã kiểm tra."
        found.append(Refusal("not-below", said, remedy="Hãy chọn lại tổ chức."))
    if above is None or told.organ not in organs_of(above.category):
        found.append(
            Refusal("organ", "Tổ chức ấy không có cơ quan như vậy.", remedy="Hãy chọn lại cơ quan đã kiểm tra.")
        )
    if told.sort not in SORTS:
        found.append(
            Refusal("sort", "Hình thức này không có trong danh sách.", remedy="Hãy chọn một hình thức trong danh sách.")
        )
    if not number or len(number) > LONGEST_NUMBER:
        said = f"Chưa ghi số kết luận, hoặc dài quá {LONGEST_NUMBER} ký tự."
        found.append(Refusal("number", said, remedy="Hãy ghi như trên văn bản, ví dụ 15-TB/BKS."))
    same = Examined.objects.filter(organisation_id=organisation, by_id=told.by, number=number, concluded_on=told.on)
    if same.filter(cancelled_by=None).exists():
        found.append(Refusal("twice", "Kết luận này đã được ghi cho tổ chức này.", remedy="Không cần ghi lại."))
    return found


@transaction.atomic
def cancel_examined(examined: int, *, reason: str, actor: Actor) -> int:
    """A conclusion was entered wrongly and does not stand; gives the entry. Refuses a reason that is not on the list."""
    actor.require_somewhere(VERB)
    held = Examined.objects.select_for_update().filter(pk=examined, cancelled_by=None).first()
    if held is None:
        raise Refused([Refusal("gone", "Kết luận này không còn.", remedy="Hãy mở lại trang.")])
    faults = refusals_of_organ(actor, held.by_id)
    if reason not in CANCELLATION:
        told = "Lý do này không có trong danh sách."
        faults.append(Refusal("reason", told, remedy="Hãy chọn một lý do trong danh sách."))
    if faults:
        raise Refused(faults)
    entry = NewEntry(
        "inspections.examined_cancelled", held.concluded_on, held.organisation_id, cancels=held.recorded_by,
        data={"reason": reason},
    )  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    Examined.objects.filter(pk=held.pk).update(cancelled_by=sequence)
    return sequence
