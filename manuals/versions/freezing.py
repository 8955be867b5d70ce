"""Render a text once, as its readers will see it for good: parts, their bytes, their SHA-256."""

import hashlib
import mimetypes
import re
from typing import Any

from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from manuals.prose import expand_together
from manuals.versions.models import FrozenPicture
from portal.accounts.enums import Post

Parts = dict[str, Any]
OWNER = "小田原市"
MEDIA = re.compile(r'(?<=src=")/media/([^"?]+)')


def render_parts(page: Any, colophon: dict[str, Any]) -> Parts:
    """Return the parts of a page object as HTML: header, each block, colophon.

    `colophon` holds `version` (第3版), `effective_date` and `kind` as the foot of the page prints them.
    """
    facts = {"owner": OWNER, "owner_post": owner_post(page), "clause": getattr(page, "clause", "")}
    tasks = getattr(page, "tasks", None)
    context = {
        "title": page.title,
        "summary": getattr(page, "summary", ""),
        "tasks": [task.short_name for task in tasks.all()] if tasks is not None else [],
        "colophon": facts | colophon,
    }
    return {
        "header": render_to_string("manuals/frozen/header.html", context),
        "blocks": _blocks(getattr(page, "body", None)),
        "colophon": render_to_string("manuals/frozen/colophon.html", context),
    }


def _blocks(body: Any) -> list[dict[str, str]]:
    if body is None:
        return []
    from manuals.queries import fetch_pictures

    expand_together(body)
    fetch_pictures(body)
    return [{"id": block.id, "kind": block.block_type, "html": block.render()} for block in body]


def owner_post(page: Any) -> str:
    """Return the label of the post that owns a page, "" for chapters."""
    post = getattr(page, "owner_post", "")
    return Post(post).label if post else ""


def with_frozen_pictures(parts: Parts) -> Parts:
    """Return the parts with every uploaded picture replaced by its frozen copy, kept by content."""
    blocks = [block | {"html": MEDIA.sub(_frozen_address, block["html"])} for block in parts["blocks"]]
    return parts | {"blocks": blocks}


def _frozen_address(found: re.Match[str]) -> str:
    with default_storage.open(found[1]) as file:
        content = file.read()
    sha256 = hashlib.sha256(content).hexdigest()
    if not FrozenPicture.objects.filter(pk=sha256).exists():
        kind = mimetypes.guess_type(found[1])[0] or "application/octet-stream"
        FrozenPicture(sha256=sha256, content_type=kind, content=content).save()
    return reverse("manuals:picture", args=[sha256])


def assembled(parts: Parts) -> str:
    """Return the parts as one piece of HTML: the bytes that the hash is of."""
    blocks = "".join(
        format_html('<div class="manual-block" id="block-{}" data-kind="{}">', block["id"], block["kind"])
        + block["html"]
        + "</div>\n"
        for block in parts["blocks"]
    )
    return f"{parts['header']}\n{blocks}{parts['colophon']}\n"


def html_digest(parts: Parts) -> str:
    """Return the SHA-256 of the assembled HTML as 64 hexadecimal digits."""
    return hashlib.sha256(assembled(parts).encode()).hexdigest()
