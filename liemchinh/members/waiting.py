"""What of the register waits for somebody: members whose probation is over, or ends within thirty days."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.members.probation import Probation, ending
from liemchinh.members.queries import uids_of
from liemchinh.web.contributions import Waiting, concerns
from liemchinh.web.dates import show
from liemchinh.web.numbers import show_number

MOST = 10


@concerns("members.see")
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line each for the longest waiting, and one for all the others."""
    if not actor.roots("members.see"):
        return []
    shown, total = ending(actor, on, most=MOST)
    uids = uids_of(one.person for one in shown)
    found = [
        Waiting(
            _("Xét công nhận chính thức: %(name)s") % {"name": one.name},
            _why(one, on),
            one.due,
            reverse("members:one", args=[uids[one.person]]),
            "members.probation",
        )
        for one in shown
    ]
    if total > len(shown):
        left = show_number(total - len(shown))
        found.append(
            Waiting(
                _("Còn %(count)s hội viên dự bị khác sắp hết hoặc đã hết thời gian dự bị") % {"count": left},
                _("Ở đây chỉ nêu những người chờ lâu nhất; danh sách hội viên dự bị có đủ."),
                None,
                f"{reverse('members:list')}?standing=probationary",
                "members.probation",
            )
        )
    return found


def _why(one: Probation, on: date) -> str:
    told = {"place": one.place, "admitted": show(one.admitted), "ends": show(one.ends)}
    if one.ends is None:
        said = _("%(place)s: kết nạp ngày %(admitted)s; chưa rõ thời gian dự bị.") % told
    elif one.ends <= on:
        said = _("%(place)s: kết nạp ngày %(admitted)s, hết dự bị ngày %(ends)s.") % told
    else:
        said = _("%(place)s: kết nạp ngày %(admitted)s, sẽ hết dự bị ngày %(ends)s.") % told
    return said if one.due else f"{said} {_('Hạn xét chưa rõ: quy định hoặc lịch nghỉ chưa được xác minh.')}"
