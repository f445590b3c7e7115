"""Closed lists of this room: what a sitting is, kinds of member, how a roll was taken, why one does not stand."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import CANCELLATION, CORRECTION, Words

# Who calls a sitting, who keeps attendance by name, who sees counts.
CALL, KEEP, SEE = "directives.keep", "branch.keep", "figures.see"
PRESENT, ABSENT, EXCUSED = "present", "absent", "excused"
STATES: Mapping[str, Words] = {PRESENT: _("Có mặt"), ABSENT: _("Vắng"), EXCUSED: _("Có lý do")}
KINDS: Mapping[str, Words] = {"study": _("Học tập, quán triệt"), "talk": _("Nói chuyện chuyên đề")}
# Each person is of one kind: a post goes before the standing.
MEMBERS: Mapping[str, Words] = {
    "post": _("Hội viên giữ chức vụ"),
    "official": _("Hội viên chính thức"),
    "probationary": _("Hội viên dự bị"),
}
NAMES, COUNT = "names", "count"
SORTS: Mapping[str, Words] = {NAMES: _("Điểm danh theo tên"), COUNT: _("Số đếm theo biên bản")}
CORRECTIONS: Mapping[str, Words] = {
    "typing": CORRECTION["typing"],
    "paper": _("Biên bản, danh sách dự ghi khác"),
    "register": _("Danh sách hội viên đã sửa sau buổi học"),
}
CANCELLING: Mapping[str, Words] = {code: CANCELLATION[code] for code in ("twice", "wrong_day", "wrong_place")}
