"""What waits beside the national database: acts of the register that the actor's own office has not entered there."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.national.models import Layout
from liemchinh.national.queries import VERB, changes_of
from liemchinh.organisations.queries import names
from liemchinh.web.contributions import Waiting, concerns
from liemchinh.web.numbers import show_number


@concerns(VERB, rows=(Layout,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for each office the actor keeps itself; no day is due: no text names one."""
    layouts = list(Layout.objects.filter(organisation_id__in=actor.roots(VERB)).order_by("organisation_id"))
    called = names({layout.organisation_id for layout in layouts})
    counts = [(layout.organisation_id, len(changes_of(layout).waiting)) for layout in layouts]
    return [
        Waiting(
            _("%(count)s thay đổi chưa nhập vào cơ sở dữ liệu quốc gia") % {"count": show_number(count)},
            _("%(name)s giữ việc nhập; những thay đổi này đã ghi vào sổ mà chưa có dấu đã nhập.")
            % {"name": called.get(number, "")},
            None, reverse("national:changes", args=[number]), "national.enter",
        )
        for number, count in counts if count
    ]  # fmt: skip
