"""Who acts, from where: one context variable of the request or command under way."""

import hashlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.accounts.models import User


@dataclass(frozen=True)
class RequestContext:
    """What the ledger notes of every act besides the act itself."""

    actor: "User | None" = None
    address: str = ""
    request_id: str = ""
    session_digest: str = ""
    path: str = ""
    command: str = ""


NOBODY = RequestContext()
_current: ContextVar[RequestContext] = ContextVar("portal_request_context", default=NOBODY)


def current() -> RequestContext:
    """Return the context of the act under way; empty outside requests and commands."""
    return _current.get()


@contextmanager
def entered(context: RequestContext) -> Iterator[RequestContext]:
    """Make `context` the current one until the block ends; the outer one then returns."""
    token = _current.set(context)
    try:
        yield context
    finally:
        _current.reset(token)


@contextmanager
def command_context(name: str) -> Iterator[RequestContext]:
    """Enter the context of a management command, named with the system user that runs it."""
    runner = os.environ.get("USER") or str(os.getuid())
    with entered(RequestContext(request_id=uuid.uuid4().hex, command=f"{name} ({runner})")) as context:
        yield context


def session_digest(session_key: str | None) -> str:
    """Return 16 hexadecimal digits that tell sessions apart without giving the key away."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:16] if session_key else ""
