"""Where the apps above plug in what they want to hear of searches."""

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import DatabaseError, transaction

if TYPE_CHECKING:
    from portal.accounts.models import User

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Searched:
    """One search without filters: its words, who made it, how many pages hold some or all of the words."""

    text: str
    user: "User"
    at: datetime.datetime
    total: int
    strict_total: int


_listeners: dict[str, Callable[[Searched], None]] = {}


def register_search_listener(key: str, listener: Callable[[Searched], None]) -> None:
    """Add what is told of every search; the same key replaces."""
    _listeners[key] = listener


def tell_searched(searched: Searched) -> None:
    """Tell everybody who listens; a listener that cannot write never spoils the search."""
    for key, listener in _listeners.items():
        try:
            with transaction.atomic():
                listener(searched)
        except DatabaseError:
            logger.exception("The search listener %s failed", key)
