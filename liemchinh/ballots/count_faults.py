"""Why a count is refused: everything that does not add up, each with its remedy."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.ballots.codes import read, slip_digest
from liemchinh.ballots.faults import refusal
from liemchinh.ballots.given import PaperCount
from liemchinh.ballots.models import Box, Receipt, SealedBallot, Slip
from liemchinh.ballots.words import SPOILED, SURVEY
from regulations.answers import Refusal

VOID_IT = gettext_lazy("Không tìm ra thì hủy lần bỏ phiếu này và bỏ phiếu lại.")


def wrong_code() -> Refusal:
    """No teller of this vote has that code."""
    return refusal("teller_code", _("Mã người kiểm phiếu không đúng."), _("Xem lại 26 chữ và số trên tờ mã."))


def two_codes() -> Refusal:
    """The ballots open with two codes."""
    said = _("Cần mã đúng của hai người kiểm phiếu khác nhau.")
    return refusal("two_codes", said, _("Xem lại tờ mã. Mất hai mã thì phải bỏ phiếu lại."))


def unopened() -> Refusal:
    """A ballot was altered, or belongs elsewhere."""
    return refusal("unopened", _("Có phiếu không mở được: đã bị sửa hoặc không thuộc hòm này."), str(VOID_IT))


def faults_of_sheet(box: Box, told: PaperCount) -> list[Refusal]:
    """Every way in which a teller's numbers do not add up."""
    found = []
    if not box.printed_paper:
        return [refusal("no_paper", _("Lần này không dùng phiếu giấy."), _("Bỏ trống phần phiếu giấy."))]
    cells = [one for row in told.cells for one in row]
    if min([told.unused, told.returned, told.not_returned, *told.spoiled.values(), *cells]) < 0:
        return [refusal("negative", _("Số phiếu không thể là số âm."), _("Xem lại các số đã ghi."))]
    if [len(row) for row in told.cells] != [len(box.columns)] * len(box.rows) or set(told.spoiled) - set(SPOILED):
        return [refusal("shape", _("Các số không đúng với phiếu này."), _("Mở lại trang rồi ghi lại."))]
    if box.printed_paper - told.unused != box.issued_paper:
        said = _("In %(printed)s phiếu giấy, còn %(unused)s chưa phát, mà danh sách ký nhận có %(issued)s.") % {
            "printed": box.printed_paper, "unused": told.unused, "issued": box.issued_paper,
        }  # fmt: skip
        found.append(refusal("unused_paper", said, _("Đếm lại phiếu chưa phát.") + " " + str(VOID_IT)))
    if told.returned + told.not_returned != box.issued_paper:
        said = _("Phát ra %(issued)s phiếu giấy, mà thu về %(returned)s và không thu về %(lost)s.") % {
            "issued": box.issued_paper, "returned": told.returned, "lost": told.not_returned,
        }  # fmt: skip
        found.append(refusal("reconcile", said, _("Đếm lại.") + " " + str(VOID_IT)))
    if told.valid < 0:
        found.append(refusal("spoiled", _("Phiếu không hợp lệ nhiều hơn phiếu thu về."), _("Đếm lại.")))
    over = (
        any(sum(row) > told.valid for row in told.cells) if box.kind != SURVEY else max(cells, default=0) > told.valid
    )
    if over:
        found.append(refusal("sums", _("Có dòng cộng lại nhiều hơn số phiếu hợp lệ."), _("Đếm lại dòng ấy.")))
    return found


def faults_of_sheets(box: Box, sheets: Mapping[int, PaperCount]) -> list[Refusal]:
    """Paper needs two tellers' sheets, each right, and both the same."""
    if not box.printed_paper:
        return []
    if len(sheets) < 2:
        said = _("Cần hai người kiểm phiếu, mỗi người tự ghi số phiếu giấy; mới có %(count)s.") % {"count": len(sheets)}
        return [refusal("two_sheets", said, _("Người còn lại ghi số của mình."))]
    found = [fault for told in sheets.values() for fault in faults_of_sheet(box, told)]
    if len({repr(told) for told in sheets.values()}) > 1:
        said = _("Số của những người kiểm phiếu khác nhau.")
        found.append(refusal("differ", said, _("Xem chỗ khác nhau, đếm lại, rồi người ghi sai ghi lại.")))
    return list(dict.fromkeys(found))


def faults_of_slips(box: Box, unused: Sequence[str]) -> list[Refusal]:
    """Slips nobody drew are all there and unspent; what came in is no more than was issued."""
    if not box.printed_coded:
        return []
    found, expected = [], box.printed_coded - box.issued_coded
    read_ones = [read(one) for one in unused]
    digests = {slip_digest(one) for one in read_ones if one}
    spent = dict(Slip.objects.filter(box=box, digest__in=digests).values_list("digest", "spent"))
    if None in read_ones or len(spent) != len(digests) or len(digests) != len(unused):
        said = _("Có mã ghi hai lần hoặc không phải của lần này.")
        found.append(refusal("unused_codes", said, _("Ghi lại, mỗi phiếu một dòng.")))
    if any(spent.values()):
        said = _("Có phiếu chưa phát mà mã đã được dùng: đã có người bỏ phiếu trái phép.")
        found.append(refusal("stuffed", said, _("Lập biên bản, hủy lần bỏ phiếu này và bỏ phiếu lại.")))
    if len(digests) != expected:
        said = _("Phải mở %(expected)s phiếu có mã chưa phát, mới có %(count)s.") % {
            "expected": expected, "count": len(digests),
        }  # fmt: skip
        found.append(refusal("unused_slips", said, _("Tìm đủ phiếu chưa phát.") + " " + str(VOID_IT)))
    receipts = Receipt.objects.filter(box=box).count()
    ballots, used = SealedBallot.objects.filter(box=box).count(), Slip.objects.filter(box=box, spent=True).count()
    if not receipts == ballots == used or receipts > box.issued_coded:
        said = _("Có %(ballots)s phiếu, %(receipts)s số biên nhận, %(used)s mã đã dùng, mà phát ra %(issued)s.") % {
            "ballots": ballots, "receipts": receipts, "used": used, "issued": box.issued_coded,
        }  # fmt: skip
        found.append(refusal("phone_counts", said, _("Hủy lần bỏ phiếu này và bỏ phiếu lại.")))
    return found
