"""What the screens have in common: the blank workbook in the address, uploads, the way there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from liemchinh.access.actor import Actor
from liemchinh.access.requests import SignedRequest
from liemchinh.filling.models import Blank
from liemchinh.filling.queries import blanks_visible_to
from liemchinh.imports.uploading import InMemory
from liemchinh.web.components import Crumb

View = Callable[..., HttpResponse]


def blank_or_404(actor: Actor, pk: int) -> Blank:
    """A blank workbook in the reader's scope."""
    found = blanks_visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def crumbs(blank: Blank | None, *rest: Crumb) -> list[Crumb]:
    """The way to a page of this room."""
    found = [Crumb(_("Mẫu bảng tính"), reverse("filling:list"))]
    if blank is not None:
        found.append(Crumb(blank.title, reverse("filling:one", args=[blank.pk])))
    return [*found, *rest]


def receiving(view: View) -> View:
    """For a view that takes a file: it is held in memory, never laid on disk by the server, and cut off where it is too large."""

    # The file must not be parsed before our own handler stands ready; the token is checked right after.
    @csrf_exempt
    @wraps(view)
    def ready(request: SignedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.upload_handlers = [InMemory(request)]
        return csrf_protect(view)(request, *args, **kwargs)

    return ready


def is_received(request: SignedRequest, form: forms.Form) -> bool:
    """Is there a whole file to read? Says in the form what is wrong."""
    if any(getattr(handler, "too_large", False) for handler in request.upload_handlers):
        form.add_error("file", _("Tệp lớn hơn mức nhận được. Mẫu trống không lớn như vậy."))
        return False
    return form.is_valid()
