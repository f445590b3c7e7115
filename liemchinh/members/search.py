"""People in the search box: for whoever sees the register. A leader is led to where a reason is asked."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.members.dossier import ASKING
from liemchinh.members.listing import Row, search_members
from liemchinh.web.contributions import Hit
from liemchinh.web.dates import show

MOST = 20


def search(actor: Actor, query: str) -> list[Hit]:
    """Those in scope whose name or card number fits, with their branch."""
    kind = _("Hội viên")
    if actor.may("members.see"):
        return [
            Hit(row.full_name, _detail(row), reverse("members:one", args=[row.uid]), kind)
            for row in search_members(actor, query, MOST)
        ]
    if actor.may(ASKING):
        url = f"{reverse('members:search')}?{urlencode({'q': query})}"
        said = _("Cần đúng họ tên đầy đủ hoặc số thẻ, và một lý do được ghi lại.")
        return [Hit(_("Mở hồ sơ một hội viên cấp dưới"), said, url, kind)]
    return []


def _detail(row: Row) -> str:
    said = [_("sinh năm %(year)s") % {"year": row.birth_year}] if row.birth_year else []
    said += [row.place] if row.place else []
    if row.spell is not None and row.spell.ends_on is not None:
        said.append(_("không còn trong danh sách từ %(day)s") % {"day": show(row.spell.ends_on)})
    return " · ".join(said)
