"""Rich text in the templates of the manual."""

from django import template
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText

from manuals.prose import as_html

register = template.Library()


@register.filter
def prose(text: RichText | None) -> SafeString | str:
    """Return a rich text as HTML, with links flagged and furigana as ruby."""
    return as_html(text) if text else ""
