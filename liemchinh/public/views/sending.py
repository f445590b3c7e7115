"""What all forms that are sent have in common: the token, the limits, and being shown again."""

from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from liemchinh.envelopes.exchanged import Office
from liemchinh.public.forms import TokenForm
from liemchinh.public.middleware import address_of
from liemchinh.public.site import site
from liemchinh.public.views import trouble

Form = TypeVar("Form", bound=TokenForm)


def stopped(request: HttpRequest, what: str, office: Office | None = None) -> HttpResponse | None:
    """The page that says that it is too much now, or None. Counts this one for its address; for the office what is kept counts (`kept`)."""
    limits = site().limits
    if not limits.take(what, address_of(request)) or (office and not limits.has_room(what, office.code)):
        return trouble.too_often(request, office)
    return None


def kept(what: str, office: Office) -> None:
    """Counts what was kept for an office."""
    site().limits.keep(what, office.code)


def once(form: Form) -> bool:
    """Is the form right and sent for the first time? If it is right and was sent before, it says so and can be sent anew."""
    if not form.is_valid():
        return False
    if site().tokens.spend(form.cleaned_data["token"]):
        return True
    form.add_error(
        None, _("Biểu mẫu này đã gửi rồi, hoặc đã mở quá lâu. Nếu chưa thấy trang xác nhận, hãy bấm gửi lần nữa.")
    )
    return False


def fresh(form: Form) -> Form:
    """The form with a new token, about to be shown."""
    token = site().tokens.give()
    form.initial["token"] = token
    if form.is_bound:
        form.data = form.data.copy()  # type: ignore[union-attr]
        form.data["token"] = token
    return form
