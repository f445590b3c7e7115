"""Tasks of directives: how many were given, by group; of those due in a period how many were done on time, late, or not at all."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from liemchinh.figures.declarations import Indicator, declare, declare_partition
from liemchinh.figures.sql.flows import DUE, GIVEN
from liemchinh.members.reasons import Words

PLAN = "plan"
GROUPS = {"standing": _("thường xuyên"), "preventive": _("phòng ngừa"), "immediate": _("trước mắt")}
STATES = {
    "on_time": _("làm xong đúng hạn"),
    "late": _("làm xong trễ hạn"),
    "open": _("chưa làm xong"),
    "exempt": _("không áp dụng"),
}


def _flow(key: str, label: Words, acts: tuple[str, ...], *, shown: bool = True) -> None:
    declare(Indicator(key, label, "tasks", "flow", "times", of="tasks", acts=acts, shown=shown))


for _group, _called in GROUPS.items():
    _flow(f"tasks_{_group}", format_lazy(_("Nhiệm vụ {group} đã giao"), group=_called), (GIVEN + _group,))

_flow("tasks_due", _("Nhiệm vụ đến hạn"), tuple(f"{DUE}{group}.{state}" for group in GROUPS for state in STATES))
_flow("plans_due", _("Văn bản thực hiện đến hạn ban hành"), tuple(f"{DUE}{PLAN}.{state}" for state in STATES))
for _state, _said in STATES.items():
    _flow(
        f"tasks_{_state}",
        format_lazy(_("Nhiệm vụ đến hạn, {state}"), state=_said),
        tuple(f"{DUE}{one}.{_state}" for one in GROUPS),
    )
    for _group, _called in GROUPS.items():
        _label = format_lazy(_("Nhiệm vụ {group} đến hạn, {state}"), group=_called, state=_said)
        _flow(f"tasks_{_group}_{_state}", _label, (f"{DUE}{_group}.{_state}",), shown=False)
for _state, _said in {
    "on_time": _("ban hành đúng hạn"), "late": _("ban hành trễ hạn"), "open": _("chưa ban hành"), "exempt": STATES["exempt"],
}.items():  # fmt: skip
    _flow(f"plans_{_state}", format_lazy(_("Văn bản thực hiện, {state}"), state=_said), (f"{DUE}{PLAN}.{_state}",))

declare_partition("tasks_due", (f"tasks_{state}" for state in STATES))
declare_partition("plans_due", (f"plans_{state}" for state in STATES))
