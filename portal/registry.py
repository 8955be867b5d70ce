"""Where the apps plug in what they offer: navigation, home panels, search sources, demonstration data."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.accounts.enums import Permission

if TYPE_CHECKING:
    from portal.accounts.models import User


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
_demo_loaders: dict[str, DemoLoader] = {}


def register_nav(item: NavItem) -> None:
    """Add an entry to the main navigation."""
    _nav[item.url_name] = item


def register_panel(panel: Panel) -> None:
    """Add a panel to the home page."""
    _panels[panel.key] = panel


def register_demo_loader(loader: DemoLoader) -> None:
    """Add an app's demonstration data."""
    _demo_loaders[loader.key] = loader


def nav_items() -> list[NavItem]:
    """Return the navigation in its order."""
    return sorted(_nav.values(), key=lambda item: item.order)


def panels() -> list[Panel]:
    """Return the home page's panels in their order."""
    return sorted(_panels.values(), key=lambda panel: panel.order)


def demo_loaders() -> list[DemoLoader]:
    """Return the demonstration loaders in their order."""
    return sorted(_demo_loaders.values(), key=lambda loader: loader.order)
