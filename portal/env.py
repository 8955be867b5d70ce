"""Typed settings from environment variables, each readable from a file as well."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

T = TypeVar("T")
TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


class EnvError(SystemExit):
    """Stop the start with one clear sentence (exit status 1, no traceback)."""


@dataclass(frozen=True)
class Variable:
    """One environment variable that the settings asked for."""

    key: str
    shape: str
    default: object
    about: str


def _switch(text: str) -> bool:
    word = text.strip().lower()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise ValueError("1 か 0 を指定してください")


def _words(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


class Env:
    """Read `PREFIX_NAME`, or the text of the file named by `PREFIX_NAME_FILE`; remember what was asked."""

    def __init__(self, prefix: str = "MADOGUCHI_", environ: Mapping[str, str] | None = None) -> None:
        self.prefix = prefix
        self.environ = os.environ if environ is None else environ
        self.asked: dict[str, Variable] = {}

    def raw(self, key: str) -> str | None:
        """Return the text of a variable by its full name, or None when neither it nor its file is set."""
        file = self.environ.get(f"{key}_FILE")
        if file is None:
            return self.environ.get(key)
        if key in self.environ:
            raise EnvError(f"設定 {key} と {key}_FILE の両方が指定されています。どちらか一方にしてください。")
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise EnvError(f"設定 {key}_FILE のファイル {file} を読めません（{error}）。") from error

    def _typed(self, name: str, shape: str, default: T, parse: Callable[[str], T], about: str) -> T:
        key = f"{self.prefix}{name}"
        self.asked[key] = Variable(key, shape, default, about)
        text = self.raw(key)
        if text is None:
            return default
        try:
            return parse(text)
        except ValueError as error:
            raise EnvError(f"設定 {key} の値「{text}」は使えません（{error}）。") from error

    def text(self, name: str, default: str = "", *, about: str) -> str:
        """Return text as it stands."""
        return self._typed(name, "text", default, lambda given: given, about)

    def switch(self, name: str, default: bool, *, about: str) -> bool:
        """Return a switch (1/0, true/false, yes/no, on/off)."""
        return self._typed(name, "1 or 0", default, _switch, about)

    def number(self, name: str, default: int, *, at_least: int, about: str) -> int:
        """Return a whole number, refused below `at_least`."""

        def parse(text: str) -> int:
            if not re.fullmatch(r"-?[0-9]+", text.strip()):
                raise ValueError("整数を指定してください")
            if int(text) < at_least:
                raise ValueError(f"{at_least} 以上を指定してください")
            return int(text)

        return self._typed(name, f"whole number from {at_least}", default, parse, about)

    def path(self, name: str, default: Path, *, about: str) -> Path:
        """Return an absolute path."""
        return self._typed(name, "path", default, Path, about).resolve()

    def words(self, name: str, default: list[str], *, about: str) -> list[str]:
        """Return the parts of a comma-separated text."""
        return self._typed(name, "words, comma-separated", default, _words, about)

    def chosen_words(self, name: str, default: list[str], *, allowed: set[str], about: str) -> list[str]:
        """Return comma-separated words, each one of `allowed`."""

        def parse(text: str) -> list[str]:
            unknown = sorted(set(_words(text)) - allowed)
            if unknown:
                choices = "、".join(sorted(allowed))
                raise ValueError(f"{'、'.join(unknown)} は選べません。選べるのは {choices} です")
            return _words(text)

        return self._typed(name, "words, comma-separated", default, parse, about)

    def chosen_word(self, name: str, default: str, *, allowed: set[str], about: str) -> str:
        """Return one of `allowed`."""

        def parse(text: str) -> str:
            if text not in allowed:
                raise ValueError(f"選べるのは {'、'.join(sorted(allowed))} です")
            return text

        return self._typed(name, " / ".join(sorted(allowed)), default, parse, about)

    def networks(self, name: str, default: list[str], *, about: str) -> list[str]:
        """Return addresses or networks in CIDR notation."""

        def parse(text: str) -> list[str]:
            for word in _words(text):
                try:
                    ip_network(word, strict=False)
                except ValueError:
                    raise ValueError(f"{word} は IP アドレスでもネットワークでもありません") from None
            return _words(text)

        return self._typed(name, "addresses or CIDR networks, comma-separated", default, parse, about)

    def database(self, default: Path, *, about: str) -> dict[str, object]:
        """Return Django's database entry for `DATABASE_URL` (SQLite or PostgreSQL)."""
        self.asked["DATABASE_URL"] = Variable("DATABASE_URL", "URL", "sqlite:///var/db.sqlite3", about)
        url = self.raw("DATABASE_URL") or f"sqlite:///{default}"
        scheme = url.partition("://")[0]
        if scheme == "sqlite":
            return _sqlite(url.removeprefix("sqlite://").removeprefix("/") or ":memory:")
        if scheme in {"postgres", "postgresql"}:
            return _postgresql(url)
        raise EnvError("設定 DATABASE_URL は sqlite:///… か postgresql://… の形で指定してください。")


def _sqlite(name: str) -> dict[str, object]:
    # FULL: an acknowledged act survives a crash. IMMEDIATE: writers queue, none is told "locked".
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-20000;",
        },
    }


def _postgresql(url: str) -> dict[str, object]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise EnvError(f"設定 DATABASE_URL を読めません（{error}）。") from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
