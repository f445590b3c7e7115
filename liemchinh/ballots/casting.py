"""A ballot comes in. No account, no session, no time, no entry in the book: who votes is not known here."""

import secrets
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from liemchinh.ballots.codes import read, receipt_words, slip_digest
from liemchinh.ballots.faults import refusal
from liemchinh.ballots.marks import pack
from liemchinh.ballots.models import Box, Receipt, SealedBallot, Slip
from liemchinh.ballots.sealing import seal
from liemchinh.ballots.services import LARGEST
from liemchinh.ballots.words import OPEN, SURVEY
from regulations.answers import Refused

RECEIPTS = 10**12


def cast(code: str, cells: NDArray[Any]) -> str:
    """Takes a ballot: the slip is spent, the ballot sealed, a receipt drawn, in one transaction that is on the disk when it ends.

    Gives the receipt. Refuses a code of no open vote, a spent one ("already counted"), and marks that are not of this ballot.
    """
    digest = slip_digest(read(code) or "")
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit = on")
        box = Box.objects.select_for_update(of=("self",)).filter(slips__digest=digest, state=OPEN).first()
        if box is None:
            raise Refused([unknown()])
        _check(box, cells)
        if not Slip.objects.filter(digest=digest, spent=False).update(spent=True):
            raise Refused([already_counted()])
        sealed = seal(box.uid, bytes(box.public_key or b""), pack(cells))
        SealedBallot.objects.create(number=secrets.randbelow(LARGEST), box=box, sealed=sealed)
        return receipt_words(Receipt.objects.create(number=secrets.randbelow(RECEIPTS), box=box).number)


def unknown() -> Any:
    """The refusal of a code of no open vote."""
    said = _("Mã này không thuộc lần bỏ phiếu nào đang mở.")
    return refusal("unknown_code", said, _("Xem lại mã trên phiếu: 12 chữ và số; hoặc hỏi người kiểm phiếu."))


def already_counted() -> Any:
    """The refusal of a code whose ballot is in."""
    return refusal("spent", _("Phiếu này đã được tính."), _("Không phải làm gì nữa. Mỗi phiếu chỉ tính một lần."))


def _check(box: Box, cells: NDArray[Any]) -> None:
    shape = (len(box.rows), len(box.columns))
    told = np.asarray(cells)
    if told.shape != shape or not np.isin(told, (0, 1)).all():
        raise Refused([refusal("marks", _("Dấu chọn không đúng với phiếu này."), _("Mở lại phiếu và chọn lại."))])
    if box.kind != SURVEY and (told.sum(axis=1) > 1).any():
        raise Refused([refusal("two", _("Mỗi dòng chỉ chọn một ô."), _("Bỏ bớt dấu chọn."))])
