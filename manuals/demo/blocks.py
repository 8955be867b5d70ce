"""From a page's file to the raw data of its blocks."""

import uuid
from typing import Any

from wagtail.images.models import Image

from manuals.demo.files import DemoFileError, PageFile

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
}
NAMESPACE = uuid.UUID("6ae6a7b2-8f0e-5f43-a2a5-0f1d5b0a7c11")


def stream_data(file: PageFile, images: dict[str, Image]) -> list[dict[str, Any]]:
    """Return the blocks in Wagtail's raw form, each with an id that stays the same."""
    return [
        {
            "type": kind,
            "value": _value(file, kind, value, images),
            "id": str(uuid.uuid5(NAMESPACE, f"{file.path.parent.name}/{file.slug}/{number}")),
        }
        for number, block in enumerate(file.body)
        for kind, value in block.items()
    ]


def _value(file: PageFile, kind: str, value: Any, images: dict[str, Image]) -> Any:
    if kind in {"heading", "paragraph"}:
        return str(value)
    if kind not in FIELDS:
        raise DemoFileError(f"{file.path}: unknown block {kind}")
    if unknown := sorted(value.keys() - FIELDS[kind]):
        raise DemoFileError(f"{file.path}: block {kind}: unknown {', '.join(unknown)}")
    if kind == "figure":
        if value["image"] not in images:
            raise DemoFileError(f"{file.path}: there is no picture {value['image']}")
        return value | {"image": images[value["image"]].pk}
    if kind == "table":
        return {"caption": value["caption"], "table": _table(value)}
    return value


def _table(value: dict[str, Any]) -> dict[str, Any]:
    return {
        "columns": [{"type": "text", "heading": str(heading)} for heading in value["header"]],
        "rows": [{"values": [str(cell) for cell in row]} for row in value["rows"]],
        "caption": value["caption"],
    }
