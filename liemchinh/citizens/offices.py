"""Pages of offices for citizens: opened and closed, result slips printed for them. Of a slip only a keyed hash is kept."""

import secrets

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.citizens.models import Office, Slip, SlipBatch
from liemchinh.citizens.models.offices import LONGEST_OUTSIDE
from liemchinh.citizens.words import KEEP
from liemchinh.envelopes.codes import LETTERS
from liemchinh.envelopes.slips import new_slip, slip_hash
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from liemchinh.organisations.locking import lock_organisations
from liemchinh.organisations.queries import standing
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

MOST_SLIPS = 1000
_CODE = 10


@transaction.atomic
def open_office(organisation: int, outside: str, *, actor: Actor) -> Office:
    """An office gets a page for citizens, under a random code; gives it. `outside`: name and address of where one can go instead.

    Refuses, all at once: an organisation that does not stand, one that has a page, no or too long an address.
    """
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    told, faults = clean(outside), []
    if not standing(clock.today()).filter(organisation_id=organisation).exists():
        faults.append(_refusal("ended", _("Tổ chức này không còn hoạt động."), _("Hãy mở tổ chức kế thừa.")))
    if Office.objects.filter(organisation=organisation, cancelled_by=None).exists():
        faults.append(_refusal("open", _("Cơ quan này đã có trang."), _("Không cần mở lại.")))
    if not told or len(told) > LONGEST_OUTSIDE:
        said = _("Chưa ghi nơi khác người dân có thể đến, hoặc dài quá %(most)s ký tự.") % {"most": LONGEST_OUTSIDE}
        faults.append(_refusal("outside", said, _("Hãy ghi tên và địa chỉ của một cơ quan ở ngoài.")))
    if faults:
        raise Refused(faults)
    today = clock.today()
    sequence = record([NewEntry("citizens.office_opened", today, organisation, data={"outside": told})], actor=actor)[0]
    code = "".join(secrets.choice(LETTERS) for _turn in range(_CODE))
    return Office.objects.create(
        organisation_id=organisation, code=code, outside=told, opened_on=today, slip_key=secrets.token_bytes(32), recorded_by=sequence
    )  # fmt: skip


@transaction.atomic
def close_office(organisation: int, *, actor: Actor) -> int:
    """The page takes nothing any more; gives the entry. Unused slips go; what was sent stays with its readers."""
    actor.require(KEEP, organisation)
    row = _held(organisation)
    entry = NewEntry("citizens.office_closed", clock.today(), organisation, cancels=row.recorded_by)
    sequence = record([entry], actor=actor)[0]
    Office.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    Slip.objects.filter(office=row).delete()
    return sequence


@transaction.atomic
def print_slips(organisation: int, count: int, *, actor: Actor) -> tuple[SlipBatch, list[str]]:
    """So many codes, to be printed now: they are kept nowhere, and no file is told which one went with it. Refuses none or too many."""
    actor.require(KEEP, organisation)
    row = _held(organisation)
    if not 1 <= count <= MOST_SLIPS:
        said = _("Mỗi lần in từ 1 đến %(most)s phiếu.") % {"most": MOST_SLIPS}
        raise Refused([_refusal("slips", said, _("Cần nhiều hơn thì in làm nhiều lần."))])
    number = (SlipBatch.objects.filter(office=row).aggregate(last=Max("number"))["last"] or 0) + 1
    data = {"number": number, "count": count}
    sequence = record([NewEntry("citizens.slips_printed", clock.today(), organisation, data=data)], actor=actor)[0]
    batch = SlipBatch.objects.create(
        office=row, number=number, printed_on=clock.today(), count=count, recorded_by=sequence
    )
    codes = [new_slip() for _turn in range(count)]
    # In no order that the printed ones have.
    Slip.objects.bulk_create(
        Slip(office=row, mark=mark) for mark in sorted(slip_hash(code, bytes(row.slip_key)) for code in codes)
    )
    return batch, codes


def _held(organisation: int) -> Office:
    lock_organisations([organisation])
    row = Office.objects.filter(organisation=organisation, cancelled_by=None).first()
    if row is None:
        raise Refused([_refusal("no-page", _("Cơ quan này chưa có trang."), _("Hãy mở trang trước."))])
    return row


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"citizens.{code}", said, remedy=remedy)
