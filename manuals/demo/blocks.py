"""From a page's file to the raw data of its blocks, checked by the blocks themselves."""

import re
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.models import Image

from manuals.blocks import ManualBody
from manuals.demo.files import DemoFileError, PageFile

NAMESPACE = uuid.UUID("6ae6a7b2-8f0e-5f43-a2a5-0f1d5b0a7c11")
# What the editor could have written too; anything else would reach readers unchecked.
TAGS = re.compile(r"</?(p|b|i|ul|ol|li)>|<br ?/?>|<a href=\"[#/][^\"<>]*\">|</a>")
RICH = {"body", "answer"}
FIELDS: dict[str, set[str]] = {
    "step": {"title", "body"},
    "caution": {"level", "body"},
    "documents": {"title", "rows"},
    "city_check": {"title", "body", "hand_over"},
    "script": {"situation", "words", "plain"},
    "checklist": {"title", "items"},
    "figure": {"image", "alt", "caption"},
    "table": {"caption", "header", "rows"},
    "form": {"number", "title", "note"},
    "faq": {"question", "answer"},
    "guided_path": {"title", "questions", "results"},
}
QUESTION = {"key", "question", "help", "answers"}
RESULT = {"key", "title", "documents", "notes", "city_check"}
BODY = ManualBody()


def stream_data(file: PageFile, images: dict[str, Image]) -> list[dict[str, Any]]:
    """Return the blocks in Wagtail's raw form, each with an id that stays the same."""
    raw = []
    for number, block in enumerate(file.body, start=1):
        for kind, value in block.items():
            place = f"{file.path}: block {number} ({kind})"
            seed = f"{file.path.parent.name}/{file.slug}/{number}"
            raw.append({"type": kind, "value": _value(place, seed, kind, value, images), "id": _id(seed)})
    try:
        BODY.clean(BODY.to_python(raw))
    except ValidationError as error:
        raise DemoFileError(f"{file.path}: {_told(error)}") from error
    return raw


def _value(place: str, seed: str, kind: str, value: Any, images: dict[str, Image]) -> Any:
    if kind in {"heading", "paragraph"}:
        _check_text(place, value, is_rich=kind == "paragraph")
        return value
    if kind not in FIELDS:
        raise DemoFileError(f"{place}: there is no such block")
    _check_keys(place, value, FIELDS[kind])
    if kind == "table":
        return _table(place, value)
    if kind == "documents":
        return value | {"rows": _documents_rows(place, seed, value.get("rows"))}
    if kind == "guided_path":
        return value | _guided_parts(place, seed, value)
    if kind == "figure":
        return value | {"image": _picture(place, value, images)}
    return {key: _part(f"{place}.{key}", seed, key, part) for key, part in value.items()} | (
        {} if kind != "city_check" or "hand_over" in value else {"hand_over": []}
    )


def _part(place: str, seed: str, key: str, part: Any) -> Any:
    if key in {"hand_over", "items"}:
        return _items(place, f"{seed}/{key}", part)
    _check_text(place, part, is_rich=key in RICH)
    return part


def _documents_rows(place: str, seed: str, rows: Any) -> list[dict[str, Any]]:
    _check_list(f"{place}.rows", rows)
    found = []
    for number, row in enumerate(rows, start=1):
        here, key = f"{place}.rows[{number}]", f"{seed}/rows/{number}"
        _check_keys(here, row, {"who", "documents", "note"})
        value = row | {"documents": _items(f"{here}.documents", key, row.get("documents"))}
        found.append({"type": "item", "value": value, "id": _id(key)})
    return found


def _guided_parts(place: str, seed: str, value: dict[str, Any]) -> dict[str, Any]:
    questions: Any = value.get("questions")
    results: Any = value.get("results")
    _check_list(f"{place}.questions", questions)
    _check_list(f"{place}.results", results)
    for number, question in enumerate(questions, start=1):
        _check_keys(f"{place}.questions[{number}]", question, QUESTION)
    for number, result in enumerate(results, start=1):
        _check_keys(f"{place}.results[{number}]", result, RESULT)
        _check_text(f"{place}.results[{number}].notes", result.get("notes", ""), is_rich=True)
    asked = [one | {"answers": _listed(f"{seed}/{one['key']}", one["answers"])} for one in questions]
    ends = [one | {"documents": _listed(f"{seed}/{one['key']}", one["documents"])} for one in results]
    return {"questions": _listed(f"{seed}/questions", asked), "results": _listed(f"{seed}/results", ends)}


def _items(place: str, seed: str, items: Any) -> list[dict[str, Any]]:
    """Return a list in Wagtail's raw form; without ids of its own it would differ at every loading."""
    _check_list(place, items)
    for number, item in enumerate(items, start=1):
        _check_text(f"{place}[{number}]", item, is_rich=False)
    return _listed(seed, items)


def _listed(seed: str, items: list[Any]) -> list[dict[str, Any]]:
    return [
        {"type": "item", "value": item, "id": _id(f"{seed}/{number}")} for number, item in enumerate(items)
    ]


def _table(place: str, value: dict[str, Any]) -> dict[str, Any]:
    header: Any = value.get("header")
    rows: Any = value.get("rows")
    _check_list(f"{place}.header", header)
    _check_list(f"{place}.rows", rows)
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, list) or len(row) != len(header):
            raise DemoFileError(f"{place}.rows[{number}]: must have {len(header)} cells")
    return {
        "columns": [{"type": "text", "heading": str(heading)} for heading in header],
        "rows": [{"values": [str(cell) for cell in row]} for row in rows],
        "caption": value.get("caption", ""),
    }


def _picture(place: str, value: dict[str, Any], images: dict[str, Image]) -> int:
    name = value.get("image")
    if name not in images:
        raise DemoFileError(f"{place}.image: there is no picture {name}")
    return int(images[name].pk)


def _check_keys(place: str, value: Any, allowed: set[str]) -> None:
    if not isinstance(value, dict):
        raise DemoFileError(f"{place}: must be a table")
    if unknown := sorted(str(key) for key in value.keys() - allowed):
        raise DemoFileError(f"{place}: unknown key {', '.join(unknown)}")


def _check_list(place: str, value: Any) -> None:
    if not isinstance(value, list) or not value:
        raise DemoFileError(f"{place}: must be a list with something in it")


def _check_text(place: str, value: Any, *, is_rich: bool) -> None:
    if not isinstance(value, str):
        raise DemoFileError(f"{place}: must be a text, is {value!r:.80}")
    if is_rich and "<" in (left := TAGS.sub("", value)):
        raise DemoFileError(f"{place}: tag not allowed: {left[left.index('<') :][:40]}")


def _told(error: ValidationError) -> str:
    """Return the messages of nested blocks with the place of each: block number, field, sentence."""
    places = getattr(error, "block_errors", None)
    if places is None:
        return "、".join(error.messages)
    pairs = places.items() if isinstance(places, dict) else enumerate(places)
    return "; ".join(
        f"{key + 1 if isinstance(key, int) else key}: {_told(inner)}" for key, inner in pairs if inner
    )


def _id(seed: str) -> str:
    return str(uuid.uuid5(NAMESPACE, seed))
