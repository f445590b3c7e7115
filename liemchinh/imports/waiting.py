"""What of this room waits for somebody: rows that may be people already there, and uploads not yet read in."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liemchinh.access.actor import Actor
from liemchinh.imports.models import Run
from liemchinh.imports.queries import drafts_of, waiting_visible_to
from liemchinh.web.contributions import Waiting, concerns
from liemchinh.web.numbers import show_number


@concerns("imports.run", rows=(Run,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """Rows to decide about; one's own uploads."""
    if actor.account_id is None:
        return []
    found = []
    count = waiting_visible_to(actor).count()
    if count:
        title = ngettext(
            "%(count)s dòng có thể trùng với người đã có", "%(count)s dòng có thể trùng với người đã có", count
        )
        why = _("Tệp đã nhập có dòng giống người trong sổ; cần người quyết định là một hay là hai người.")
        found.append(
            Waiting(title % {"count": show_number(count)}, why, None, reverse("imports:waiting"), "imports.waiting")
        )
    for run in drafts_of(actor).order_by("pk")[:5]:
        title = _("Tệp “%(name)s” chưa ghi vào sổ") % {"name": run.file_name}
        why = _("Đã nạp lên nhưng chưa cho ghi; sau bảy ngày tệp tự bị xóa khỏi máy chủ.")
        found.append(Waiting(title, why, None, reverse("imports:run", args=[run.pk]), "imports.draft"))
    return found
