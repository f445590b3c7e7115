"""Files on their way in: each chunk is encrypted when it arrives. Nothing is ever written to a temporary folder."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from liemchinh.envelopes.files import LARGEST, FileInfo, FileSealer, SealedFile, TooLarge, file_kind

_BEGINNING = 8  # bytes, enough to know the kind
# Together, of one form, with what stands around them.
MOST = LARGEST + 512 * 1024


class SealedUpload(UploadedFile):
    """A file that came in encrypted. `kind` is None for what is not taken, `too_large` says why there is nothing in it."""

    def __init__(self, sealer: FileSealer | None, name: str, start: bytes, size: int) -> None:
        super().__init__(None, name, "", size)
        self.sealer, self.kind, self.too_large = sealer, file_kind(start, name), sealer is None

    def sealed(self, report: bytes) -> SealedFile:
        """Its key sealed to a report. Once."""
        assert self.sealer is not None and self.kind is not None
        return self.sealer.close(FileInfo(str(self.name), self.kind, self.sealer.size), report)

    def close(self) -> None:
        """Lets go of it; there is nothing on any disk."""
        self.sealer = None


class SealingHandler(FileUploadHandler):
    """The only upload handler of the public process."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._together = 0

    def new_file(self, *given: Any, **named: Any) -> None:
        """A file begins."""
        super().new_file(*given, **named)
        self._sealer: FileSealer | None = FileSealer()
        self._start = b""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Encrypts a chunk. What is too large is let pass and forgotten."""
        self._together += len(raw_data)
        self._start = (self._start + raw_data[:_BEGINNING])[:_BEGINNING]
        if self._sealer is not None:
            try:
                if self._together > LARGEST:
                    raise TooLarge
                self._sealer.feed(raw_data)
            except TooLarge:
                self._sealer = None

    def file_complete(self, file_size: int) -> SealedUpload:
        """The file, for the form."""
        return SealedUpload(self._sealer, self.file_name or "", self._start, file_size)
