"""Coming back with the receipt: what was answered, and saying more.

A right and a wrong receipt cost the same: one Argon2id, one look-up, one report opened, two pages made, one of them sent.
"""

from secrets import compare_digest

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liemchinh.envelopes.receipts import ReceiptKeys
from liemchinh.envelopes.seals import KEY, Unreadable
from liemchinh.public.forms import CLEANING, MessageForm, ReceiptForm
from liemchinh.public.keeping import Full, KeptReport, found
from liemchinh.public.middleware import padded
from liemchinh.public.sealing import opened_report, send_message
from liemchinh.public.site import site
from liemchinh.public.views import trouble
from liemchinh.public.views.sending import fresh, once, stopped


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Asks for the receipt and shows what it leads to."""
    if request.method != "POST":
        return padded(render(request, "public/receipt.html", {"form": fresh(ReceiptForm())}))
    if told := stopped(request, "receipt"):
        return told
    form = ReceiptForm(request.POST)
    if not once(form):
        return padded(render(request, "public/receipt.html", {"form": fresh(form)}, status=422))
    return look(request, form)


def look(request: HttpRequest, form: ReceiptForm) -> HttpResponse:
    """The page of the report, or the form with what is wrong with the receipt. Both are made, whichever is sent."""
    keys = site().keys_of(form.cleaned_data["receipt"])
    kept, used, right = _found(keys)
    try:
        shown = _page(request, kept, used)
    except Unreadable:
        shown, right = b"", False
    form.add_error(
        "receipt",
        _(
            "Không có phản ánh nào với mã này. Hãy xem lại từng nhóm số. Phản ánh đã kết thúc và bị hủy cũng không mở được nữa."
        ),
    )
    refused = render_to_string("public/receipt.html", {"form": fresh(form)}, request).encode()
    # One status for both: another would be logged, and cost time.
    return padded(HttpResponse(shown if right else refused))


@require_POST
def message(request: HttpRequest) -> HttpResponse:
    """A further message to the report that the hidden field leads to; then the page again."""
    if told := stopped(request, "message"):
        return told
    form = MessageForm(request.POST, request.FILES)
    held = site().tokens.opened(request.POST.get("held", ""))
    if held is None or len(held) != 2 * KEY:
        receipt = fresh(ReceiptForm())
        return padded(render(request, "public/receipt.html", {"form": receipt, "expired": True}, status=422))
    kept, used, right = _found(ReceiptKeys(held[:KEY], held[KEY:]))
    if not right:
        return trouble.not_found(request)
    if not once(form):
        return padded(HttpResponse(_page(request, kept, used, form), status=422))
    try:
        send_message(site(), kept, form.cleaned_data)
    except Full:
        form.add_error(None, _("Phản ánh này đã có 50 tin nhắn, không nhận thêm được."))
        return padded(HttpResponse(_page(request, kept, used, form), status=422))
    return padded(HttpResponse(_page(request, _found(used)[0], used, sent=True)))


def _found(keys: ReceiptKeys) -> tuple[KeptReport, ReceiptKeys, bool]:
    nowhere = site().nowhere
    kept = found(site().store, keys.lookup, nowhere.lookup)
    right = compare_digest(kept.lookup, keys.lookup)
    return kept, keys if right else nowhere, right


def _page(
    request: HttpRequest, kept: KeptReport, keys: ReceiptKeys, form: MessageForm | None = None, *, sent: bool = False
) -> bytes:
    at = site()
    held = at.tokens.seal(keys.lookup + keys.wrapping)
    form = form or MessageForm(initial={"held": held})
    given = {
        "report": opened_report(at, kept, keys), "office": at.office(kept.office), "form": fresh(form), "sent": sent, "cleaning": CLEANING,
    }  # fmt: skip
    return render_to_string("public/opened.html", given, request).encode()
