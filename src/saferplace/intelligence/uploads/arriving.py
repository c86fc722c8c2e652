"""How a file arrives: streamed to the disk it stays on, never larger than allowed, and from nobody who is unknown."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

TOO_LARGE = "too large"


class ArrivingFile(TemporaryFileUploadHandler):
    """A file that was too large is noted on the request, as ``arrival_refused``: the form says it in a sentence."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        # The body is read before a view may ask who is there, so that is asked here.
        if self.request is not None and not self.request.user.is_authenticated:
            raise StopUpload(connection_reset=True)
        self._size = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._size += len(raw_data)
        if self._size > settings.LARGEST_UPLOAD_BYTES:
            if self.request is not None:
                self.request.arrival_refused = TOO_LARGE  # type: ignore[attr-defined]
            self.file.close()
            raise StopUpload(connection_reset=False)
        super().receive_data_chunk(raw_data, start)
