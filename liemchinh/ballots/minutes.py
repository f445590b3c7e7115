"""The minutes of a count as a paper: numbered in the book of numbers, its file made from the records each time it is opened."""

from datetime import date

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.ballots.counting_again import Minutes, all_minutes
from liemchinh.ballots.faults import refusal, subjects_of, tellers_of
from liemchinh.ballots.locking import hold_box, note
from liemchinh.ballots.models import Addressee, Box, MinutesPaper
from liemchinh.ballots.using import use_of
from liemchinh.ballots.words import AGAIN, CHANNELS, CONFIDENCE, COUNTED, DESTROYED, SPOILED, SURVEY, WHY_AGAIN
from liemchinh.members.days import faults_of_day
from liemchinh.members.months import in_order
from liemchinh.papers.composing import Document
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.issuing import document_with, issue_paper
from liemchinh.papers.of_steps import Choice, draw_paper_of_act
from liemchinh.web.dates import show_long
from regulations.answers import Refusal, Refused

# The code of the wording, as the charter ships it.
DOCUMENT = "count_minutes"


@transaction.atomic
def number_minutes(pk: int, count: int, on: date, choice: Choice, *, actor: Actor) -> MinutesPaper:
    """The minutes of one count of a box get their number, dated `on`, and are addressed to those on the ballot; gives the paper.

    Refuses, all at once: a count there was not, a day to come or before it, minutes that have a number drawn here which was not voided,
    and what the book of numbers refuses. A number that was only typed is replaced.
    """
    box = hold_box(pk, actor, COUNTED, AGAIN, DESTROYED)
    before = paper_of(box, count)
    found = _faults(box, count, on, before)
    drawn, faults = draw_paper_of_act(DOCUMENT, on, choice, Issuer(box.organisation_id))
    if not drawn.papers and not faults:
        faults = [refusal("number", _("Chưa ghi số, ký hiệu biên bản."), _("Hãy ghi như trên biên bản."))]
    if found or faults:
        raise Refused([*found, *faults])
    numbers = [issue_paper(one, None, "", actor=actor) for one in drawn.drawn]
    written = drawn.papers[0].number
    sequence = note(box, "minutes_numbered", actor, count=count, number=written, dated=on.isoformat())
    if before is not None:
        MinutesPaper.objects.filter(pk=before.pk).update(cancelled_by=sequence)
    paper = MinutesPaper.objects.create(
        box=box, count=count, written=written, dated=on, number=next(iter(numbers), None), recorded_by=sequence
    )
    people = sorted(subjects_of(box)) if box.kind == CONFIDENCE else ()
    Addressee.objects.bulk_create(Addressee(paper=paper, person_id=person) for person in people)
    return paper


def paper_of(box: Box, count: int) -> MinutesPaper | None:
    """The paper of a count's minutes that stands."""
    found = MinutesPaper.objects.filter(box=box, count=count, cancelled_by=None)
    return found.select_related("number", "box").first()


def is_drawn(paper: MinutesPaper | None) -> bool:
    """Has it a number that was drawn here and not voided since?"""
    return paper is not None and paper.number is not None and paper.number.voided_by is None


def document_of_minutes(paper: MinutesPaper, reader: int | None = None) -> Document:
    """The file of a paper with a number drawn here. `reader`: whose copy it is; of several people on the ballot it names them alone.

    Refuses what `papers.issuing.faults_of_file` refuses.
    """
    if paper.number is None:
        raise Refused([refusal("typed", _("Biên bản này lập ngoài máy."), _("Xem bản giấy."))])
    one = next(one for one in all_minutes(paper.box) if one.number == paper.count)
    # A document is Vietnamese, whatever its reader's pages are in.
    with translation.override("vi"):
        return document_with(paper.number, facts_of_count(paper.box, one, reader))


def facts_of_count(box: Box, one: Minutes, reader: int | None = None) -> dict[str, str]:
    """The fields of the minutes of a count (`regulations.fields`), full but for a survey, whose lines no minutes hold."""
    counted, spoiled = one.counted, sum(one.counted.spoiled.values())
    reasons = "; ".join(f"{SPOILED[code]}: {count}" for code, count in counted.spoiled.items())
    return {
        "noi_dung": use_of(box).words(box).title, "ngay_hop": show_long(box.on), "ngay_kiem_phieu": show_long(one.on),
        "lan_kiem_phieu": _which(box, one), "to_kiem_phieu": "; ".join(name for _person, name in in_order(tellers_of(box))),
        "cach_bo_phieu": str(CHANNELS[box.channels]), "phieu_phat": str(counted.issued), "phieu_thu": str(counted.returned),
        "phieu_khong_thu": str(counted.not_returned), "phieu_hop_le": str(counted.valid),
        "phieu_khong_hop_le": f"{spoiled} ({reasons})" if reasons else str(spoiled),
        "ket_qua_kiem_phieu": "\n".join(_lines(box, one, reader)), "dau_danh_sach": box.electorate_hash[:16],
    }  # fmt: skip


def _which(box: Box, one: Minutes) -> str:
    """Which count it was; of a later one why, and what the minutes before it bear."""
    if one.number == 1:
        return _("lần thứ nhất")
    told = _("lần thứ %(number)s của cùng những phiếu ấy; lý do: %(why)s") % {
        "number": one.number, "why": WHY_AGAIN.get(one.why, one.why),
    }  # fmt: skip
    before = paper_of(box, one.number - 1)
    return f"{told}; {_('biên bản lần trước số %(number)s') % {'number': before.written}}" if before else told


def _lines(box: Box, one: Minutes, reader: int | None) -> list[str]:
    if box.kind == SURVEY:
        return [_("Số theo từng dòng chỉ hiện ở trang khảo sát, trên mức được phép hiện.")]
    layout, cells = use_of(box).words(box), one.counted.cells
    own = [place for place, row in enumerate(box.rows) if reader is not None and row == reader]
    found = []
    for place in own or range(len(box.rows)):
        blank = one.counted.valid - int(cells[place].sum())
        told = [*zip(layout.columns, map(int, cells[place]), strict=True), (_("Để trống"), blank)]
        found.append(f"- {layout.rows[place]}: {'; '.join(f'{words}: {count}' for words, count in told)}.")
    return found


def _faults(box: Box, count: int, on: date, before: MinutesPaper | None) -> list[Refusal]:
    found, held = faults_of_day(on, "Biên bản"), {one.number: one.on for one in all_minutes(box)}
    if count not in held:
        found.append(refusal("count", _("Không có lần kiểm phiếu này."), _("Mở lại trang.")))
    elif on < held[count]:
        found.append(refusal("minutes_day", _("Ngày của biên bản trước ngày kiểm phiếu."), _("Xem lại ngày.")))
    if before is not None and is_drawn(before):
        said = _("Biên bản này đã có số %(number)s.") % {"number": before.written}
        found.append(refusal("numbered", said, _("Số hỏng thì bỏ ở sổ văn bản, rồi cấp số khác.")))
    return found
