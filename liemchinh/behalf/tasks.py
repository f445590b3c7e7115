"""What somebody may enter for a member who chose them: a closed list; and what nobody ever does for another."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regulations.answers import Refusal

TASKS: Mapping[str, str | Promise] = {
    "see_page": gettext_lazy("Xem hồ sơ"),
    "ask_correction": gettext_lazy("Đề nghị sửa điều ghi sai"),
    "hand_in_slip": gettext_lazy("Nộp phiếu nhận xét nơi cư trú"),
}
# On paper a member chooses without opening anything: their page stays closed to others.
ON_PAPER = ("ask_correction", "hand_in_slip")
# Only the member does these, with their own hand. Named so that nobody adds them above.
NEVER: Mapping[str, str | Promise] = {
    "ballot": gettext_lazy("Bỏ phiếu"),
    "report": gettext_lazy("Tố cáo, phản ánh việc làm sai"),
    "statement": gettext_lazy("Viết bản tường trình, bản kiểm điểm"),
    "appeal": gettext_lazy("Khiếu nại, rút khiếu nại"),
}


def task_faults(tasks: Iterable[str], *, on_paper: bool = False) -> list[Refusal]:
    """Why these cannot be given to somebody else; empty when they can."""
    given, found = list(tasks), []
    if not given:
        found.append(Refusal("behalf.nothing", _("Chưa chọn việc nào."), remedy=_("Hãy chọn ít nhất một việc.")))
    for task in given:
        if task in NEVER:
            said = _("“%(task)s” là việc không ai làm thay được.") % {"task": NEVER[task]}
            found.append(Refusal("behalf.never", said, remedy=_("Chính người ấy làm, trên máy hoặc bằng giấy.")))
        elif task not in (ON_PAPER if on_paper else TASKS):
            said = _("Việc này không nằm trong danh sách được ghi thay.")
            found.append(Refusal("behalf.unknown_task", said, remedy=_("Hãy chọn việc trong danh sách.")))
    return found


def words_of(task: str) -> str:
    """The words for a task; the code itself for one that is no longer offered."""
    return str(TASKS.get(task, task))
