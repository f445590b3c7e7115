"""Receiving a file without laying it on disk in the clear: Django would put all but small ones into a temporary folder."""

import io
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from liemchinh.imports.reading.unreadable import LARGEST_FILE, Unreadable

Made = TypeVar("Made")
Sent = TypeVar("Sent", bound=Form)
View = Callable[..., HttpResponse]


class InMemory(FileUploadHandler):
    """Holds one upload in memory up to the size that is read; what is larger is cut off, and `too_large` says so."""

    too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begins with nothing."""
        super().new_file(*args, **kwargs)
        self.held = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keeps a piece, or ends the upload."""
        if start + len(raw_data) > LARGEST_FILE:
            self.too_large = True
            raise StopUpload(connection_reset=False)
        self.held.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The whole file."""
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )  # type: ignore[arg-type]


def receiving(view: View) -> View:
    """For a view that takes a file: it is held in memory, never laid on disk by the server, and cut off where it is too large."""

    # The file must not be parsed before our own handler stands ready; the token is checked right after.
    @csrf_exempt
    @wraps(view)
    def ready(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.upload_handlers = [InMemory(request)]
        return csrf_protect(view)(request, *args, **kwargs)

    return ready


def sent(form: type[Sent], request: HttpRequest) -> Sent:
    """The form as it was sent, also with nothing in it; an empty one where none was."""
    return form(request.POST, request.FILES) if request.method == "POST" else form()


def made_of_file(
    request: HttpRequest, form: Form, make: Callable[[bytes, str], Made], *, too_large: str
) -> Made | None:
    """What `make` makes of the file sent (its bytes, its name). None where none was sent; what is wrong is then said in the form,
    `too_large` after the sentence that it is."""
    if request.method != "POST":
        return None
    if any(getattr(handler, "too_large", False) for handler in request.upload_handlers):
        form.add_error("file", f"{_('Tệp lớn hơn mức nhận được.')} {too_large}")
    elif form.is_valid():
        brought = form.cleaned_data["file"]
        try:
            return make(brought.read(), brought.name)
        except Unreadable as unreadable:
            form.add_error("file", unreadable.reason)
    return None
