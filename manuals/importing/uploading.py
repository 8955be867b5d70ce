"""Stop an upload that is too big while it comes in, whatever its header says of its length."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest

from manuals.importing.reading.limits import MEGABYTE, Limits

# Names, chapter, token and the frame of the form itself.
BESIDE_FILES = MEGABYTE


class StoppingUploadHandler(FileUploadHandler):
    """Counts the bytes of all files of a request; over the limit the rest is read away and not kept."""

    def __init__(self, request: HttpRequest, limits: Limits) -> None:
        super().__init__(request)
        self.limits = limits
        self.received = 0
        self.stopped = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass a chunk on to the handler that keeps it, or stop."""
        self.received += len(raw_data)
        if self.received > self.limits.max_bytes:
            self.stopped = True
            # The connection stays: the person is to read why.
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handler that kept it."""


def says_too_much(request: HttpRequest, limits: Limits) -> bool:
    """Tell from its header whether a request is too big to be read at all."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    return length > limits.max_bytes + BESIDE_FILES


def watch_upload(request: HttpRequest, limits: Limits) -> StoppingUploadHandler:
    """Put the handlers in place before the body is read; return the one that tells whether it stopped."""
    stopping = StoppingUploadHandler(request, limits)
    handlers: list[Any] = [stopping, TemporaryFileUploadHandler(request)]
    request.upload_handlers = handlers
    return stopping
