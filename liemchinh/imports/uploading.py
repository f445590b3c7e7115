"""Receiving a file without laying it on disk in the clear: Django would put all but small ones into a temporary folder."""

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from liemchinh.imports.reading.unreadable import LARGEST_FILE


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
