"""From the text of a version to plain data that the typesetter draws; nothing in it is ever markup."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

from manuals.guided import tree_of
from manuals.versions.models import ManualVersion
from manuals.versions.texts import PageText
from portal.accounts.enums import Post
from portal.eras import era_date
from portal.templatetags.portal_format import FURIGANA

# A run of text: {"t": words, "r": reading or "", "b": is it bold, "u": is it underlined}.
Run = dict[str, Any]
Data = dict[str, Any]
FROZEN_PICTURE = re.compile(r"/manuals/pictures/([0-9a-f]{64})/")
LEVELS = {"DANGER": "厳禁", "WARNING": "注意", "INFO": "補足"}


def runs(text: str, *, bold: bool = False, underlined: bool = False) -> list[Run]:
    """Return a text with furigana (｜漢字《かんじ》) as runs."""
    pieces, end = [], 0
    for match in FURIGANA.finditer(text):
        pieces += [(text[end : match.start()], ""), (match[1], match[2])]
        end = match.end()
    pieces.append((text[end:], ""))
    return [{"t": words, "r": reading, "b": bold, "u": underlined} for words, reading in pieces if words]


def plain(text: str | None) -> str:
    """Return a text without its furigana."""
    return "".join(run["t"] for run in runs(text or ""))


class _Prose(HTMLParser):
    """Rich text as passages: {"kind": "p" or "item", "mark": of items, "depth": of lists, "runs": …}."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.passages: list[Data] = []
        self._lists: list[int | None] = []
        self._bold = self._underlined = 0
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a passage, a list, an item, or bold words."""
        if tag in {"ul", "ol"}:
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._begin("item", self._number())
        elif tag in {"p", "h2", "h3", "h4"}:
            self._begin("p")
        elif tag == "br":
            self._runs().extend(runs("\n"))
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")
        self._bold += tag in {"b", "strong"}
        self._underlined += tag in {"i", "em"}

    def handle_endtag(self, tag: str) -> None:
        """End a list, a link or marked words; paper tells where a link leads."""
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif tag == "a" and self._links:
            self._tell(self._links.pop())
        self._bold -= tag in {"b", "strong"} and self._bold > 0
        self._underlined -= tag in {"i", "em"} and self._underlined > 0

    def handle_data(self, data: str) -> None:
        """Add words to the passage."""
        if data.strip() or (self.passages and self._runs()):
            self._runs().extend(runs(data, bold=self._bold > 0, underlined=self._underlined > 0))

    def _tell(self, address: str) -> None:
        shown = "".join(run["t"] for run in self._runs())
        if address.startswith(("http://", "https://")) and not shown.endswith(address):
            self._runs().extend(runs(f"（{address}）"))

    def _begin(self, kind: str, mark: str = "") -> None:
        self.passages.append({"kind": kind, "mark": mark, "depth": len(self._lists), "runs": []})

    def _number(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "・"
        self._lists[-1] += 1
        return f"{self._lists[-1]}."

    def _runs(self) -> list[Run]:
        if not self.passages:
            self._begin("p")
        found: list[Run] = self.passages[-1]["runs"]
        return found


def prose(source: Any) -> list[Data]:
    """Return rich text as passages."""
    parser = _Prose()
    parser.feed(str(source or ""))
    return [passage for passage in parser.passages if passage["runs"]]


def stamp(version: ManualVersion) -> str:
    """Return which version it is and since when, such as 第3版（令和8年3月1日(日)施行）."""
    what = "廃止" if version.is_withdrawal else "施行"
    return f"{version.label}（{era_date(version.effective_date)}{what}）"


def page_data(version: ManualVersion, text: PageText, parts: dict[str, Any]) -> Data:
    """Return a version's page as data: head, blocks in order, and which pictures (SHA-256) it needs."""
    html = {block["id"]: block["html"] for block in parts["blocks"]}
    steps = iter(range(1, len(text.blocks) + 1))
    return {
        "title": runs(text.title),
        "plain_title": plain(text.title),
        "stamp": stamp(version),
        "is_withdrawn": version.is_withdrawal,
        "summary": runs(text.summary),
        "clause": text.clause,
        "owner_post": Post(text.owner_post).label if text.owner_post else "",
        "tasks": list(text.tasks),
        "blocks": [block_data(raw, html.get(raw["id"], ""), steps) for raw in text.blocks],
    }


def pictures_of(data: Data) -> set[str]:
    """Return the SHA-256 of every picture that a page shows."""
    return {block["picture"] for block in data["blocks"] if block.get("picture")}


def block_data(raw: dict[str, Any], html: str, steps: Iterator[int]) -> Data:
    """Return one raw block as data; `html` is its frozen rendering, `steps` the numbers of steps to come."""
    kind, value = raw["type"], raw["value"]
    if kind == "step":
        return {"kind": kind, "number": next(steps)} | _step(value)
    if kind == "figure":
        found = FROZEN_PICTURE.search(html)
        return {"kind": kind, "picture": found[1] if found else "", "alt": plain(value.get("alt")),
                "caption": runs(value.get("caption") or "")}  # fmt: skip
    return {"kind": kind} | BLOCKS[kind](value)


def _step(value: Data) -> Data:
    return {"title": runs(value["title"]), "body": prose(value.get("body"))}


def _items(value: Any) -> list[list[Run]]:
    """Return the texts of a list, which Wagtail may wrap with their identities."""
    return [runs(str(_unwrapped(item))) for item in value or []]


def _unwrapped(item: Any) -> Any:
    is_wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
    return item["value"] if is_wrapped else item


def _documents(value: Data) -> Data:
    rows = [_unwrapped(row) for row in value.get("rows") or []]
    return {
        "title": runs(value["title"]),
        "rows": [
            {
                "who": runs(row["who"]),
                "documents": _items(row.get("documents")),
                "note": runs(row.get("note") or ""),
            }
            for row in rows
        ],
    }


def _table(value: Data) -> Data:
    columns = [runs(column["heading"]) for column in value.get("columns") or []]
    return {
        "caption": runs(value.get("caption") or ""),
        "columns": columns,
        "rows": [_row(row["values"], len(columns)) for row in value.get("rows") or []],
    }


def _row(values: list[Any], width: int) -> list[list[Run]]:
    """Return the cells of a row, as many as there are columns."""
    cells = [runs(str(value or "")) for value in values[:width]]
    return cells + [[]] * (width - len(cells))


def _guided(value: Data) -> Data:
    questions = [_unwrapped(one) for one in value.get("questions") or []]
    results = [_unwrapped(one) for one in value.get("results") or []]
    plain = {
        "title": value["title"],
        "questions": [
            one | {"answers": [_unwrapped(answer) for answer in one.get("answers") or []]}
            for one in questions
        ],
        "results": results,
    }
    tree = tree_of(plain)
    return {"title": runs(value["title"]), "tree": _node(tree) if tree else None}


def _node(node: Any) -> Data:
    return {
        "question": runs(node.question["question"]),
        "help": runs(node.question.get("help") or ""),
        "branches": [
            {
                "label": runs(branch.label),
                "node": _node(branch.node) if branch.node else None,
                "result": _result(branch.result) if branch.result else None,
            }
            for branch in node.branches
        ],
    }


def _result(result: Data) -> Data:
    return {
        "title": runs(result["title"]),
        "documents": _items(result.get("documents")),
        "notes": prose(result.get("notes")),
        "city_check": runs(result.get("city_check") or ""),
    }


BLOCKS: dict[str, Callable[[Any], Data]] = {
    "heading": lambda value: {"title": runs(str(value))},
    "paragraph": lambda value: {"body": prose(value)},
    "caution": lambda value: {
        "level": value.get("level", ""),
        "label": LEVELS.get(value.get("level", ""), "注意"),
        "body": prose(value.get("body")),
    },
    "documents": _documents,
    "city_check": lambda value: _step(value) | {"hand_over": _items(value.get("hand_over"))},
    "script": lambda value: {name: runs(value.get(name) or "") for name in ("situation", "words", "plain")},
    "checklist": lambda value: {"title": runs(value["title"]), "items": _items(value.get("items"))},
    "table": _table,
    "form": lambda value: {name: runs(value.get(name) or "") for name in ("number", "title", "note")},
    "faq": lambda value: {"question": runs(value["question"]), "answer": prose(value.get("answer"))},
    "guided_path": _guided,
}
