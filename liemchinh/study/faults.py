"""What speaks against a roll as it is about to be recorded."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from liemchinh.journal import clock
from liemchinh.members.months import names_from
from liemchinh.organisations.models import Closure
from liemchinh.study.asking import refusal
from liemchinh.study.due import Asked
from liemchinh.study.models import LONGEST_NUMBER, Roll, Sitting
from liemchinh.study.places import asked_on_the_day
from liemchinh.study.words import STATES
from liemchinh.web.dates import show
from regulations.answers import Refusal

if TYPE_CHECKING:
    from liemchinh.study.rolls import Count

# 12-BB/ĐU, 3/BB-CB: numbers and letters of a paper's number, nothing in words.
_NUMBER = re.compile(r"[0-9]{1,5}(?:[-/][0-9A-ZĐ]{1,10}){0,4}")


def faults_of_day(sitting: Sitting, *, by_name: bool) -> list[Refusal]:
    """Not before the day; by name only as long as names are kept."""
    today, shown = clock.today(), {"day": show(sitting.held_on)}
    if sitting.held_on > today:
        return [refusal("not-yet", _("Ngày %(day)s chưa đến.") % shown, _("Ghi khi buổi học tập đã diễn ra."))]
    if by_name and sitting.held_on < names_from(today):
        said = _("Ngày %(day)s đã quá thời hạn giữ tên; chỉ còn số đếm.") % shown
        return [refusal("closed", said, _("Hãy ghi số đếm theo biên bản."))]
    return []


def faults_of_place(sitting: Sitting, organisation: int, sort: str) -> list[Refusal]:
    """Only who was addressed; nobody is counted twice: by name below and as a number above, or so at two make-ups."""
    day = sitting.held_on
    if organisation not in asked_on_the_day(sitting):
        said = _("Nơi này không được triệu tập đến buổi ấy.")
        return [refusal("not-addressed", said, _("Hãy chọn một nơi được triệu tập."))]
    lines = Closure.objects.filter(valid_from__lte=day, valid_to__gt=day, depth__gt=0)
    others = set(lines.filter(descendant_id=organisation).values_list("ancestor_id", flat=True))
    others |= set(lines.filter(ancestor_id=organisation).values_list("descendant_id", flat=True))
    counted = Roll.objects.filter(sitting=sitting, organisation_id__in=others, cancelled_by=None).exists()
    if sitting.makes_up_id is not None and not counted:
        make_ups = Roll.objects.filter(sitting__makes_up_id=sitting.makes_up_id, cancelled_by=None)
        counted = make_ups.filter(organisation_id=organisation).exclude(sort=sort).exclude(sitting=sitting).exists()
    if not counted:
        return []
    said = _("Số người dự của nơi này đã được ghi theo cách khác hoặc ở cấp khác; ghi nữa là đếm hai lần.")
    return [refusal("counted", said, _("Hãy hủy số đếm kia trước, hoặc để nguyên."))]


def faults_of_names(asked: Sequence[Asked], states: Mapping[int, str]) -> list[Refusal]:
    """Everybody due carries one mark, and nobody else does."""
    there, found = {one.person for one in asked}, []
    if not there:
        said = _("Danh sách ngày ấy không có ai phải dự ở đây.")
        return [refusal("nobody", said, _("Hãy chọn một chi hội có hội viên, hoặc xem lại ngày."))]
    missing = [one.name for one in asked if one.person not in states]
    if missing:
        said = _("Chưa chọn cho: %(names)s.") % {"names": ", ".join(missing)}
        found.append(refusal("missing", said, _("Mỗi người chọn một trong ba ô.")))
    if any(state not in STATES for state in states.values()):
        found.append(refusal("state", _("Có người mang dấu không hiểu được."), _("Mỗi người chọn một trong ba ô.")))
    strangers = sum(person not in there for person in states)
    if strangers:
        said = _("%(count)s người không thuộc diện phải dự ngày ấy ở chi hội này.") % {"count": strangers}
        found.append(refusal("stranger", said, _("Mở lại trang để lấy danh sách của ngày ấy.")))
    return found


def faults_of_count(sitting: Sitting, count: "Count", left: int | None) -> list[Refusal]:
    """`left`: how many may still come to a make-up; None for a sitting that is none."""
    found = []
    if min(count.due, count.present, count.excused) < 0 or count.due < 1 or count.present + count.excused > count.due:
        said = _("Số có mặt và vắng có lý do nhiều hơn số phải dự.")
        found.append(refusal("more-than-due", said, _("Hãy xem lại ba con số trong biên bản.")))
    if left is not None and count.due > left:
        said = _("Chỉ còn %(left)s người chưa dự buổi bị vắng.") % {"left": left}
        found.append(refusal("left", said, _("Học bù chỉ đếm người chưa dự; mỗi người một lần.")))
    if not _NUMBER.fullmatch(count.minutes) or len(count.minutes) > LONGEST_NUMBER:
        found.append(refusal("minutes", _("Chưa ghi đúng số biên bản."), _("Ghi như trên giấy, ví dụ 12-BB/ĐU.")))
    if not sitting.held_on <= count.minutes_on <= clock.today():
        said = _("Ngày biên bản phải từ ngày học đến hôm nay.")
        found.append(refusal("minutes-day", said, _("Hãy xem lại ngày trên biên bản.")))
    return found
