"""Everything Wagtail can say to an editor is said in Japanese, in the portal's words."""

import json
import re
from functools import lru_cache
from pathlib import Path

import polib
import pytest
import wagtail
from django.test import RequestFactory
from django.utils import translation
from wagtail.admin.views.i18n import localized_js_catalog

from tests import translations

WAGTAIL = Path(wagtail.__file__).parent
# What the CMS is made of; the other apps of Wagtail are closed or not installed.
PARTS = ["", "admin", "images", "documents", "snippets", "contrib/typed_table_block"]
# Words of Wagtail's own catalogue for which the portal has others, or which say nothing to an editor.
FOREIGN = re.compile(
    "ユーザ|ドキュメント|スニペット|コレクション|ワークフロー|リビジョン|ログイン|ログアウト|アイテム|"
    "エクスプローラ|ダッシュボード|デフォルト|ステータス|タスク|ライブ|サブページ|子ページ|親ページ|"
    "フィールド|アクション|リクエスト|レビュー(?!ー)(?<!プレビュー)|使用法|公開"
)
# File formats that an editor knows by these names.
KNOWN = {"CSV", "XLSX"}


@lru_cache
def _said_by_wagtail(domain: str) -> list[tuple[str, polib.POEntry]]:
    """Return (part, message) for all that Wagtail's own English catalogues list."""
    found = []
    for part in PARTS:
        source = WAGTAIL / part / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        if source.exists():
            found += [(part, entry) for entry in polib.pofile(str(source)) if not entry.obsolete]
    return found


def _said_on_screen(entry: polib.POEntry) -> str:
    with translation.override("ja"):
        if entry.msgid_plural:
            return str(translation.ngettext(entry.msgid, entry.msgid_plural, 2))
        if entry.msgctxt:
            return str(translation.pgettext(entry.msgctxt, entry.msgid))
        return str(translation.gettext(entry.msgid))


@lru_cache
def _said_by_scripts() -> dict[str, str]:
    """Return what the editor's scripts are handed, as the browser gets it."""
    request = RequestFactory().get("/cms/jsi18n/")
    request.user = None
    with translation.override("ja"):
        script = localized_js_catalog(request).content.decode()
    catalogue = json.loads(re.search(r"const newcatalog = (\{.*?\n  \});", script, re.DOTALL).group(1))
    return {key: text if isinstance(text, str) else text[0] for key, text in catalogue.items()}


def _wordings() -> dict[str, str]:
    """Return message → wording for everything that can be said on screens or by scripts."""
    said = {entry.msgid: _said_on_screen(entry) for _, entry in _said_by_wagtail("django")}
    for _, entry in _said_by_wagtail("djangojs"):
        said[entry.msgid] = _said_by_scripts().get(entry.msgid, entry.msgid)
    return said


def _bare(text: str) -> str:
    return translations.SLOTS.sub("", text)


def test_catalogues_are_whole_and_freshly_compiled() -> None:
    assert translations.problems() == []


def test_everything_is_said_in_japanese() -> None:
    assert len(_wordings()) > 1200
    slots_only = {key for key in _wordings() if not re.search("[A-Za-z]", _bare(key))}
    silent = [
        key
        for key, text in _wordings().items()
        if key not in slots_only and not translations.JAPANESE.search(_bare(text)) and "%" not in text
    ]
    assert silent == []


def test_nothing_is_said_in_latin_letters() -> None:
    found = {
        key: text
        for key, text in _wordings().items()
        if set(re.findall(r"[A-Za-z]{2,}", _bare(text))) - KNOWN
    }
    assert found == {}


def test_the_portals_words_are_used() -> None:
    assert {key: text for key, text in _wordings().items() if FOREIGN.search(_bare(text))} == {}


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_catalogue_holds_nothing_that_wagtail_no_longer_says(domain: str) -> None:
    """An entry names the parts that say it; what a new version dropped goes from here too."""
    said = {(part, entry.msgctxt, entry.msgid) for part, entry in _said_by_wagtail(domain)}
    stale = [
        (place, entry.msgid)
        for entry in polib.pofile(str(translations.CATALOGUES / f"{domain}.po"))
        for place, _ in entry.occurrences
        if place.split("/")[0] == "wagtail"
        and place.removeprefix("wagtail").removeprefix("/") in PARTS
        and (place.removeprefix("wagtail").removeprefix("/"), entry.msgctxt, entry.msgid) not in said
    ]
    assert stale == []


def test_every_entry_names_the_package_that_says_it() -> None:
    unnamed = [
        entry.msgid
        for source in translations.sources()
        for entry in polib.pofile(str(source))
        if not entry.occurrences
    ]
    assert unnamed == []
