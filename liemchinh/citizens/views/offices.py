"""An office's page for citizens: opened, slips printed, what was changed published, closed; and how far the exchange of files came."""

import segno
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liemchinh.access.requests import SignedRequest
from liemchinh.citizens import offices, publishing
from liemchinh.citizens.charting import chart, options_of, routes_of
from liemchinh.citizens.exchange import exchange_files, folder, signer
from liemchinh.citizens.forms import OpenForm, PublishForm, SlipsForm
from liemchinh.citizens.models import Office, SlipBatch
from liemchinh.citizens.queries import batches_of, exchange_state, page_of, publications_of
from liemchinh.citizens.views.frame import asked, leading_to
from liemchinh.citizens.views.ratings import crumbs
from liemchinh.citizens.words import KEEP
from liemchinh.envelopes import exchange as files
from liemchinh.envelopes.recipients import fingerprint, in_groups
from liemchinh.envelopes.slips import SLIP, office_path, paper_path, rating_path
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


@require_http_methods(["GET", "POST"])
def page(request: SignedRequest, organisation: int) -> HttpResponse:
    """The office's page: who would read what concerns whom, slips, publications; or the form that opens it."""
    if not request.actor.covers(KEEP, organisation):
        raise Http404
    title, row = _("Trang cho người dân"), page_of(request.actor, organisation)
    if row is None:
        form = OpenForm(request.POST or None)
        given = {
            "title": title, "detail": names([organisation]).get(organisation, ""), "crumbs": crumbs(organisation, title),
            "button": _("Mở trang"), "cancel": reverse("organisations:one", args=[organisation]),
            "says": _("Người dân cho biết ý kiến, góp ý, báo tin mà không cần tài khoản. Tin báo niêm phong, cơ quan này không mở được."),
        }  # fmt: skip
        done = leading_to(request, _("Đã mở trang."), "citizens:page", organisation)
        call = lambda: offices.open_office(organisation, form.cleaned_data["outside"], actor=request.actor)  # noqa: E731
        return asked(request, form, call, done, given)
    routes, options = routes_of(organisation, chart()), options_of(organisation)
    called = names({route.level for route in routes.values() if route.level is not None})
    given = {
        "at": organisation, "name": names([organisation]).get(organisation, ""), "row": row, "title": title,
        "crumbs": crumbs(organisation, title), "batches": batches_of(row), "publications": publications_of(row),
        **_ways_there(row),
        "routes": [(options[option], called.get(route.level or 0, ""), len(route.readers)) for option, route in routes.items()],
    }  # fmt: skip
    return render(request, "citizens/page.html", given, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def slips(request: SignedRequest, organisation: int) -> HttpResponse:
    """Result slips, printed now: their codes are kept nowhere."""
    row = page_of(request.actor, organisation)
    if not request.actor.covers(KEEP, organisation):
        raise Http404
    form, title = SlipsForm(request.POST or None), _("In phiếu kết quả")

    def done(made: tuple[SlipBatch, list[str]]) -> HttpResponse:
        batch, codes = made
        shown = {"batch": batch, "slips": _printed(row, codes), "name": names([organisation]).get(organisation, ""), "office": row,
                 "crumbs": crumbs(organisation, title), "at": organisation}  # fmt: skip
        answer = render(request, "citizens/slips.html", shown)
        answer["Cache-Control"] = "no-store"
        return answer

    given = {
        "title": title, "detail": names([organisation]).get(organisation, ""), "crumbs": crumbs(organisation, title),
        "button": title, "cancel": reverse("citizens:page", args=[organisation]),
        "says": _("Xáo phiếu rồi kẹp vào kết quả, không ghi phiếu nào đi với hồ sơ nào. Mã không lưu ở đâu: in ngay."),
    }  # fmt: skip
    call = lambda: offices.print_slips(organisation, form.cleaned_data["count"], actor=request.actor)  # noqa: E731
    return asked(request, form, call, done, given)


def _printed(office: Office | None, codes: list[str]) -> list[tuple[str, str]]:
    """Each code with the QR code that opens the question with it; without one where the address of the public pages is not known here."""
    if office is None or not settings.CITIZENS_ADDRESS:
        return [(code, "") for code in codes]
    address = f"{settings.CITIZENS_ADDRESS}{rating_path(office.code)}?{SLIP}="
    return [(code, _picture(address + code)) for code in codes]


def _ways_there(office: Office) -> dict[str, str]:
    """The address of the office's page with its QR code, to be put up, and of the form to print; nothing where it is not known here."""
    if not settings.CITIZENS_ADDRESS:
        return {}
    address = f"{settings.CITIZENS_ADDRESS}{office_path(office.code)}"
    return {
        "address": address,
        "qr": _picture(address),
        "paper": f"{settings.CITIZENS_ADDRESS}{paper_path(office.code)}",
    }


def _picture(address: str) -> str:
    picture: str = segno.make(address, error="m").svg_data_uri(scale=4, border=2)
    return picture


@require_http_methods(["GET", "POST"])
def publish(request: SignedRequest, organisation: int) -> HttpResponse:
    """What was changed, with the counts."""
    if not request.actor.covers(KEEP, organisation):
        raise Http404
    form, title = PublishForm(request.POST or None), _("Công bố")

    def call() -> object:
        told = form.cleaned_data
        return publishing.publish(organisation, told["first"], told["last"], told["changed"], actor=request.actor)

    given = {
        "title": title, "detail": names([organisation]).get(organisation, ""), "crumbs": crumbs(organisation, title),
        "button": title, "cancel": reverse("citizens:page", args=[organisation]),
        "says": _("Số ý kiến, số góp ý, số tin báo của kỳ được tính và nêu kèm; số dưới 5 thì không nêu."),
    }  # fmt: skip
    return asked(
        request,
        form,
        call,
        leading_to(request, _("Đã công bố ở lần trao đổi tới."), "citizens:page", organisation),
        given,
    )


@require_POST
def close(request: SignedRequest, organisation: int) -> HttpResponse:
    """The page takes nothing any more."""
    if not request.actor.covers(KEEP, organisation):
        raise Http404
    asking = Asking(request)
    with asking:
        offices.close_office(organisation, actor=request.actor)
        messages.success(request, _("Đã đóng trang. Tin báo đã gửi vẫn còn với người đọc."))
        return redirect("citizens:page", organisation)
    title = _("Đóng trang")
    return asking.page("citizens/form.html", {"title": title, "crumbs": crumbs(organisation, title)})


@require_http_methods(["GET", "POST"])
def exchange(request: SignedRequest) -> HttpResponse:
    """How far the files between the two sides came, for whoever runs the machine: numbers and times, nothing sealed or told."""
    if not request.actor.covers("installation.see", None):
        raise Http404
    if request.method == "POST":
        came = exchange_files()
        if came is None:
            messages.info(request, _("Chưa cơ quan nào có trang cho người dân."))
        elif came.waits:
            messages.warning(request, came.waits)
        else:
            messages.success(request, _("Đã trao đổi tệp."))
        return redirect("citizens:exchange")
    state = exchange_state()
    waiting = len([path for path in files.packets(folder()) if int(path.stem.partition("-")[2]) > state.received])
    given = {
        "state": state,
        "folder": folder(),
        "waiting": waiting,
        "signer": in_groups(fingerprint(signer())),
        "crumbs": [Crumb(_("Trao đổi với trang công khai"))],
    }
    return render(request, "citizens/exchange.html", given)
