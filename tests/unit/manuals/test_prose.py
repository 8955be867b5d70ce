import pytest
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from manuals.blocks import ManualBody
from manuals.prose import as_html, expand_together


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java&#x09;script:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "&#106;avascript:alert(1)",
    ],
)
def test_as_html_drops_targets_that_could_run(target) -> None:
    assert as_html(RichText(f'<p><a href="{target}">押す</a></p>')).startswith("<p><a>")


def test_as_html_drops_unquoted_script_targets() -> None:
    assert "javascript" not in as_html(RichText("<p><a href=javascript:alert(1)>押す</a></p>"))


@pytest.mark.parametrize("target", ["#block-1", "/manuals/", "mailto:a@example.org", "tel:0465000000"])
def test_as_html_keeps_harmless_targets(target) -> None:
    assert f'<a href="{target}">' in as_html(RichText(f'<p><a href="{target}">開く</a></p>'))


def test_as_html_flags_links_that_leave_the_portal() -> None:
    shown = as_html(RichText('<p><a href="https://example.org/?a=1&amp;b=2">外</a></p>'))
    assert '<a href="https://example.org/?a=1&amp;b=2" class="external-link" rel="noreferrer">' in shown


def test_as_html_reads_furigana() -> None:
    assert "<rt>よみ</rt>" in as_html(RichText("<p>｜漢字《よみ》</p>"))


def _body(*texts: str) -> StreamValue:
    return ManualBody().to_python([{"type": "paragraph", "value": text} for text in texts])


def test_expand_together_gives_each_text_its_own_part() -> None:
    body = _body("<p>一</p>", "<p>二</p>", '<p><a href="javascript:x">三</a></p>')
    expand_together(body)
    assert [as_html(block.value) for block in body] == ["<p>一</p>", "<p>二</p>", "<p><a>三</a></p>"]


def test_expand_together_of_nothing_does_nothing() -> None:
    expand_together(_body())
