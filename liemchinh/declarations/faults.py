"""What is wrong with what was told: all at once, each with its remedy."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.declarations.words import GROUPS, KINDS, LIES, WAYS
from liemchinh.members.days import faults_of_day
from liemchinh.members.queries import people_visible_to
from regulations.answers import Refusal

# The law on which declarations stand began in this year.
FIRST_YEAR, MOST_AT_ONCE = 2019, 2000


def refusal(code: str, told: str, remedy: str) -> Refusal:
    """A refusal of this room that no article is behind."""
    return Refusal(f"declarations.{code}", told, remedy=remedy)


def gone() -> Refusal:
    """The row was cancelled, or never was."""
    return refusal("gone", _("Dòng này không còn như khi mở trang."), _("Mở lại trang để lấy danh sách mới."))


def faults_of_year(year: int, today: date) -> list[Refusal]:
    """A year before the law or still to come."""
    if FIRST_YEAR <= year <= today.year:
        return []
    told = _("Năm %(year)s không có danh sách kê khai.") % {"year": year}
    return [refusal("year", told, _("Chọn từ năm 2019 đến năm nay."))]


def faults_of_person(person: int, actor: Actor) -> list[Refusal]:
    """Nobody of the register that the actor keeps."""
    if people_visible_to(actor).filter(pk=person).exists():
        return []
    told = _("Không có người này trong danh sách hội viên trong phạm vi của tài khoản.")
    return [refusal("person", told, _("Tìm rồi chọn một người; người ở nơi khác thì nhờ cấp trên ghi."))]


def faults_of_group(group: str) -> list[Refusal]:
    """A group that is on no list."""
    if group in GROUPS:
        return []
    return [refusal("group", _("Vị trí này không có trong danh sách."), _("Chọn một nhóm trong danh sách."))]


def faults_of_kind(kind: str) -> list[Refusal]:
    """A kind that is on no list."""
    if kind in KINDS:
        return []
    return [refusal("kind", _("Chưa chọn lần kê khai nào."), _("Chọn một loại trong danh sách."))]


def faults_of_handing(on: date, lies: str, duties: Iterable[int]) -> list[Refusal]:
    """A day to come, no place, nobody, or more at once than one page holds."""
    found, many = faults_of_day(on, _("Ngày nộp")), len(set(duties))
    if lies not in LIES:
        found.append(refusal("lies", _("Chưa chọn bản kê khai để ở đâu."), _("Chọn một nơi trong danh sách.")))
    if not many:
        found.append(refusal("nobody", _("Chưa đánh dấu ai."), _("Đánh dấu ít nhất một người đã nộp.")))
    if many > MOST_AT_ONCE:
        told = _("Đánh dấu quá nhiều người một lúc.")
        found.append(refusal("many", told, _("Ghi mỗi lần nhiều nhất 2.000 người.")))
    return found


def faults_of_publication(way: str, starts_on: date, last_on: date) -> list[Refusal]:
    """No way of the list, a day to come, an end before its beginning, a meeting of several days."""
    found = faults_of_day(starts_on, _("Việc công khai"))
    if way not in WAYS:
        found.append(refusal("way", _("Chưa chọn cách công khai."), _("Chọn niêm yết hoặc công bố tại cuộc họp.")))
    if last_on < starts_on:
        told = _("Ngày cuối công khai sớm hơn ngày đầu.")
        found.append(refusal("order", told, _("Kiểm tra hai ngày.")))
    elif way == "meeting" and last_on != starts_on:
        found.append(refusal("meeting", _("Cuộc họp chỉ có một ngày."), _("Ghi ngày họp ở cả hai ô.")))
    return found
