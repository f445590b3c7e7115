"""The paper month: one packet to print, and one page to enter it by its numbers."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.dues.queries import month_recorded
from liemchinh.members.months import show_month, spelled
from liemchinh.organisations.queries import names
from liemchinh.packets.forms import PacketForm
from liemchinh.packets.models import Packet
from liemchinh.packets.queries import Numbered, numbered, packet_visible_to
from liemchinh.packets.services import enter_packet
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb

BLANK_LINES = range(3)


def _packet_or_404(request: SignedRequest, packet: int) -> Packet:
    found = packet_visible_to(request.actor, packet)
    if found is None:
        raise Http404
    return found


@require_safe
def one(request: SignedRequest, packet: int) -> HttpResponse:
    """The packet as it is printed."""
    found = _packet_or_404(request, packet)
    rows = [row for row in numbered(found, day=None) if row.printed]
    return render(request, "packets/one.html", {**_about(found), "rows": rows, "blanks": BLANK_LINES})


@require_http_methods(["GET", "POST"])
def enter(request: SignedRequest, packet: int) -> HttpResponse:
    """Numbers as they stand on the paper; shown with their names first, recorded when pressed again while they are those people's still."""
    found = _packet_or_404(request, packet)
    form = PacketForm(request.POST or None)
    asking = Asking(request, form)
    is_read = asking.is_valid()
    rows = numbered(found, day=form.cleaned_data.get("day") if is_read else None)
    if is_read and request.POST.get("confirmed") == _seen(rows):
        with asking:
            enter_packet(found.pk, form.written(), actor=request.actor)
            messages.success(request, _("Đã ghi phiếu tháng %(month)s.") % {"month": show_month(found.month)})
            return HttpResponseRedirect(
                f"{reverse('packets:month', args=[found.organisation_id])}?month={spelled(found.month)}"
            )
    elif is_read and "confirmed" in request.POST:
        messages.warning(request, _("Danh sách vừa thay đổi, chưa ghi gì. Hãy xem lại tên bên các số."))
    given = {
        **_about(found), "rows": rows, "later": [row for row in rows if not row.printed],
        "seen": _seen(rows), "has_dues": bool(month_recorded(found.organisation_id, found.month)),
        "read": _read(form, rows) if is_read else [],
    }  # fmt: skip
    return asking.page("packets/enter.html", given, fine=is_read)


def _seen(rows: Sequence[Numbered]) -> str:
    """Who stands beside the numbers that are not on the paper: these may move while somebody looks at them."""
    return "-".join(["1", *(str(row.person) for row in rows if not row.printed)])


def _read(form: PacketForm, rows: Sequence[Numbered]) -> list[tuple[str, list[str]]]:
    told = []
    for name in ("absent", "excused", "unpaid", "waived"):
        numbers = form.cleaned_data[name]
        people = [f"{row.number}. {row.name}" for row in rows if row.number in numbers]
        people += [
            _("%(number)s: không có trên phiếu") % {"number": n} for n in sorted(numbers - {row.number for row in rows})
        ]
        told.append((str(form.fields[name].label).removesuffix(_(": số")), people))
    return told


def _about(packet: Packet) -> dict[str, object]:
    name = names([packet.organisation_id]).get(packet.organisation_id, "")
    back = f"{reverse('packets:month', args=[packet.organisation_id])}?month={spelled(packet.month)}"
    return {
        "packet": packet, "name": name, "shown": show_month(packet.month), "back": back,
        "crumbs": [Crumb(name, reverse("organisations:one", args=[packet.organisation_id])), Crumb(_("Việc tháng"), back),
                   Crumb(_("Phiếu giấy"))],
    }  # fmt: skip
