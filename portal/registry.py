"""Where the apps plug in what they offer: navigation, home panels, beats, readiness, demonstration data."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.accounts.enums import Permission

if TYPE_CHECKING:
    from portal.accounts.models import User
    from portal.search.sources import SearchSource


@dataclass(frozen=True)
class NavItem:
    """One entry of the main navigation, shown to those who hold `permission`."""

    label: str
    url_name: str
    permission: Permission
    order: int
    icon: str = ""


@dataclass(frozen=True)
class Panel:
    """One panel of the home page: a template and the function that makes its context.

    `context` gets (user, at) and returns None when there is nothing to show.
    """

    key: str
    template_name: str
    context: Callable[["User", datetime.datetime], dict[str, object] | None]
    permission: Permission
    order: int


@dataclass(frozen=True)
class Beat:
    """What one app does at every beat of the clock: `run` gets the instant and must be safe to run twice."""

    key: str
    run: Callable[[datetime.datetime], None]
    order: int


@dataclass(frozen=True)
class Readiness:
    """One thing the portal needs in order to serve.

    `check` gets the instant, returns one Japanese sentence for those who run the system when all is
    well, and raises any exception when it is not (`NotReady` with a sentence where one can be given).
    """

    key: str
    label: str
    check: Callable[[datetime.datetime], str]
    order: int


class NotReady(Exception):
    """Something the portal needs does not work; the text is one Japanese sentence."""


@dataclass(frozen=True)
class DemoLoader:
    """One app's share of the demonstration contract; safe to run again."""

    key: str
    load: Callable[["DemoOptions"], str]
    order: int


@dataclass(frozen=True)
class DemoOptions:
    """What a demonstration loader may depend on."""

    seed: int
    scale: int
    at: datetime.datetime


_nav: dict[str, NavItem] = {}
_panels: dict[str, Panel] = {}
_beats: dict[str, Beat] = {}
_readiness: dict[str, Readiness] = {}
_demo_loaders: dict[str, DemoLoader] = {}
_search_sources: "dict[str, SearchSource]" = {}


def register_nav(item: NavItem) -> None:
    """Add an entry to the main navigation."""
    _nav[item.url_name] = item


def register_panel(panel: Panel) -> None:
    """Add a panel to the home page."""
    _panels[panel.key] = panel


def register_beat(beat: Beat) -> None:
    """Add what an app does at every beat of the clock."""
    _beats[beat.key] = beat


def register_readiness(readiness: Readiness) -> None:
    """Add something `/readyz` and the system status panel check; the same key replaces."""
    _readiness[readiness.key] = readiness


def register_demo_loader(loader: DemoLoader) -> None:
    """Add an app's demonstration data."""
    _demo_loaders[loader.key] = loader


def register_search_source(source: "SearchSource") -> None:
    """Add what an app offers to look-up; the same key replaces."""
    _search_sources[source.key] = source


def nav_items() -> list[NavItem]:
    """Return the navigation in its order."""
    return sorted(_nav.values(), key=lambda item: item.order)


def panels() -> list[Panel]:
    """Return the home page's panels in their order."""
    return sorted(_panels.values(), key=lambda panel: panel.order)


def beats() -> list[Beat]:
    """Return the beats in their order."""
    return sorted(_beats.values(), key=lambda beat: beat.order)


def readiness() -> list[Readiness]:
    """Return what readiness depends on, in order."""
    return sorted(_readiness.values(), key=lambda one: one.order)


def demo_loaders() -> list[DemoLoader]:
    """Return the demonstration loaders in their order."""
    return sorted(_demo_loaders.values(), key=lambda loader: loader.order)


def search_sources() -> "list[SearchSource]":
    """Return the search sources in their order."""
    return sorted(_search_sources.values(), key=lambda source: source.order)
