"""What stands in the way of each state: all at once, each with its remedy."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liemchinh.ballots.counted import LEAST
from liemchinh.ballots.given import Preparing
from liemchinh.ballots.models import Box
from liemchinh.ballots.using import use_of, uses
from liemchinh.ballots.words import BOTH, CHANNELS, KINDS, PAPER, PHONE, STATES, SURVEY, VOID
from liemchinh.members.models import Person
from regulations.answers import Refusal

# Cells of one ballot: 60 people by 40 items. Slips beyond one for each voter: torn ones.
MOST_CELLS, SPARE = 2_400, 5


def refusal(code: str, said: str, remedy: str) -> Refusal:
    """A refusal of this room that no article is behind."""
    return Refusal(f"ballots.{code}", said, remedy=remedy)


def wrong_state(box: Box) -> Refusal:
    """The box has moved on, or is not there yet."""
    said = _("Lần bỏ phiếu này: %(state)s.") % {"state": str(STATES[box.state]).lower()}
    return refusal("state", said, _("Mở lại trang và làm bước đang chờ."))


def faults_of_preparing(told: Preparing) -> list[Refusal]:
    """What is wrong with a vote as told."""
    found = []
    if told.kind not in KINDS or told.use not in uses() or told.channels not in CHANNELS:
        found.append(
            refusal("kind", _("Loại hoặc cách bỏ phiếu không có trong danh sách."), _("Chọn trong danh sách."))
        )
    if len(set(told.rows)) != len(told.rows) or len(set(told.columns)) != len(told.columns):
        found.append(refusal("twice", _("Có dòng hoặc cột ghi hai lần."), _("Bỏ dòng, cột thừa.")))
    if len(told.rows) * len(told.columns) > MOST_CELLS:
        said = _("Phiếu có hơn %(most)s ô.") % {"most": MOST_CELLS}
        found.append(refusal("large", said, _("Chia thành nhiều phiếu.")))
    return found + faults_of_people([*told.electors, *told.tellers])


def faults_of_people(people: Iterable[int]) -> list[Refusal]:
    """Whoever is named stands in the register."""
    wanted = set(people)
    if Person.objects.filter(pk__in=wanted).count() == len(wanted):
        return []
    return [refusal("people", _("Có người không có trong sổ."), _("Chọn lại trong danh sách."))]


def faults_of_freezing(box: Box, electors: Sequence[int]) -> list[Refusal]:
    """Everything that stands in the way of freezing."""
    found = [*_faults_of_content(box), *_faults_of_tellers(box), *use_of(box).faults(box)]
    if not electors:
        found.append(
            refusal("nobody", _("Danh sách người bỏ phiếu còn trống."), _("Ghi ai được bỏ phiếu rồi chuẩn bị lại."))
        )
    elif len(electors) < LEAST and box.channels != PAPER:
        said = _("Dưới %(least)s người bỏ phiếu: qua điện thoại thì con số có thể làm lộ người.") % {"least": LEAST}
        found.append(refusal("few_phone", said, _("Chọn chỉ dùng hòm phiếu giấy.")))
    if box.kind == SURVEY and 0 < len(electors) < LEAST:
        said = _("Khảo sát dưới %(least)s người thì không con số nào được hiện.") % {"least": LEAST}
        found.append(refusal("few", said, _("Không khảo sát riêng ở nơi này.")))
    return found


def _faults_of_content(box: Box) -> list[Refusal]:
    found = []
    if not box.rows or not box.columns:
        found.append(refusal("empty", _("Phiếu chưa có nội dung."), _("Ghi các dòng, các cột rồi chuẩn bị lại.")))
    earlier = Box.objects.filter(use=box.use, about=box.about, step=box.step, case=box.case, on=box.on)
    earlier = earlier.filter(organisation=box.organisation).exclude(pk=box.pk).exclude(state__in=(VOID, "prepared"))
    if box.kind != SURVEY and box.case and earlier.exists():
        said = _("Việc này đã có một lần bỏ phiếu trong ngày.")
        found.append(refusal("earlier", said, _("Hủy lần trước, có nêu lý do, nếu phải bỏ phiếu lại.")))
    return found


def _faults_of_tellers(box: Box) -> list[Refusal]:
    tellers = tellers_of(box)
    if len(tellers) < 2:
        return [refusal("tellers", _("Chưa đủ hai người kiểm phiếu."), _("Chi hội, hội nghị cử ít nhất hai người."))]
    if box.kind != SURVEY and set(tellers) & subjects_of(box):
        said = _("Người kiểm phiếu có tên trên phiếu.")
        return [refusal("teller_voted_on", said, _("Cử người không có tên trên phiếu."))]
    return []


def faults_of_drawing(box: Box, phone: int, paper: int, voters: int) -> list[Refusal]:
    """How many slips of each way are printed."""
    found = []
    for count, way, words in ((phone, PHONE, _("phiếu có mã")), (paper, PAPER, _("phiếu giấy"))):
        wanted = box.channels in (way, BOTH)
        if wanted != (count > 0) or count > voters + SPARE or count < 0:
            said = _("Số %(what)s in ra phải từ %(least)s đến %(most)s.") % {
                "what": words, "least": int(wanted), "most": voters + SPARE if wanted else 0,
            }  # fmt: skip
            found.append(refusal(f"printed_{way}", said, _("Mỗi người một phiếu, dư vài phiếu phòng rách.")))
    return found


def faults_of_opening(box: Box, phone: int, paper: int, voters: int) -> list[Refusal]:
    """Slips issued, as the signed roll says. Fewer than LEAST on one of two ways would be known by it: they all take the other."""
    found = []
    if min(phone, paper) < 0 or not 0 < phone + paper <= voters:
        said = ngettext(
            "Danh sách có %(voters)s người bỏ phiếu; số phiếu phát ra phải từ 1 đến đó.",
            "Danh sách có %(voters)s người bỏ phiếu; số phiếu phát ra phải từ 1 đến đó.",
            voters,
        ) % {"voters": voters}
        found.append(refusal("issued", said, _("Đếm chữ ký nhận phiếu.")))
    if phone > box.printed_coded or paper > box.printed_paper:
        found.append(refusal("not_printed", _("Phát ra nhiều hơn số phiếu đã in."), _("Đếm lại phiếu còn lại.")))
    few = [count for count in (phone, paper) if 0 < count < LEAST]
    if few and (box.channels != PAPER):
        said = _("Dưới %(least)s người nhận phiếu theo một cách thì cách ấy làm lộ người.") % {"least": LEAST}
        found.append(refusal("few_one_way", said, _("Những người này đổi sang cách kia; đếm lại rồi mở hòm phiếu.")))
    return found


def tellers_of(box: Box) -> list[int]:
    """The people who count, in the order of their codes."""
    return [one for one in (box.first_teller_id, box.second_teller_id, box.third_teller_id) if one]


def subjects_of(box: Box) -> set[int]:
    """The people on the ballot, where its rows are people."""
    return {row for row in box.rows if isinstance(row, int)}
