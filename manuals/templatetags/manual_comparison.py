"""What comparisons need in templates."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.images.models import Image, Rendition

from manuals.comparison.pieces import Piece

register = template.Library()
SIZE = "width-600"


@register.filter
def get(mapping: Mapping[str, Any] | None, key: str) -> Any:
    """Return the value of a key, None where there is none."""
    return mapping.get(key) if mapping else None


MARKS = {
    "inserted": '<ins><span class="visually-hidden">追加：</span>{}</ins>',
    "deleted": '<del><span class="visually-hidden">削除：</span>{}</del>',
}


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """Return pieces as HTML in which insertions and deletions are marked, with nothing between them."""
    return format_html_join(
        "", "{}", ((format_html(MARKS.get(piece.kind, "{}"), piece.text),) for piece in pieces)
    )


@register.inclusion_tag("manuals/comparison/pictures.html")
def picture_pair(keys: tuple[int | None, int | None]) -> dict[str, object]:
    """Draw the picture before and after, once where it did not change."""
    old, new = (_rendition(key) for key in keys)
    return {"old": old, "new": new, "is_same": keys[0] == keys[1]}


def _rendition(key: int | None) -> Rendition | None:
    image = Image.objects.filter(pk=key).prefetch_renditions(SIZE).first() if key else None
    return image.get_rendition(SIZE) if image else None
