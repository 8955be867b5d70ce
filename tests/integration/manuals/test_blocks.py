import re

import pytest

from manuals.blocks import ManualBody

from .conftest import blocks

# As short as the shortest field.
ATTACK = '"><script></script><img src=x onerror=a>'


def _shown(client_for, page) -> str:
    response = client_for("staff").get(page.url)
    assert response.status_code == 200
    return response.content.decode().split("<article", 1)[1].split("</article>", 1)[0]


def test_every_block_has_its_anchor_and_its_words(client_for, make_page, picture) -> None:
    page = make_page(body=blocks("語りの文", image=picture.pk))
    shown = _shown(client_for, page)
    for block in page.body:
        assert f'id="block-{block.id}" data-kind="{block.block_type}"' in shown
    assert {block.block_type for block in page.body} == set(ManualBody().child_blocks)


@pytest.mark.parametrize("kind", sorted(set(ManualBody().child_blocks)))
def test_plain_text_of_every_block_is_escaped(client_for, make_page, picture, kind) -> None:
    body = [block for block in blocks("文", image=picture.pk) if block["type"] == kind]

    def attacked(value):
        if isinstance(value, dict):
            return {key: attacked(part) for key, part in value.items()}
        if isinstance(value, list):
            return [attacked(part) for part in value]
        return ATTACK if value == "文" else value

    shown = _shown(client_for, make_page(body=[{"type": kind, "value": attacked(body[0]["value"])}]))
    assert "<script" not in shown
    assert "<img src=x" not in shown


def test_title_and_summary_are_escaped(client_for, make_page) -> None:
    shown = client_for("staff").get(make_page(title=ATTACK, summary=ATTACK).url).content.decode()
    assert "<script></script>" not in shown
    assert "<img src=x" not in shown


def test_furigana_is_ruby_in_text_and_left_out_of_the_title_element(client_for, make_page) -> None:
    page = make_page(title="｜電子証明書《でんししょうめいしょ》の更新")
    shown = client_for("staff").get(page.url).content.decode()
    assert "<title>電子証明書の更新 |" in shown
    assert "<rt>でんししょうめいしょ</rt>" in shown


def test_steps_are_numbered_in_the_contents(client_for, make_page) -> None:
    step = {"type": "step", "value": {"title": "見ます", "body": ""}}
    shown = _shown(client_for, make_page(body=[step, {"type": "heading", "value": "間"}, step]))
    assert re.findall(r'manual-contents__number">(\d)<', shown) == ["1", "2"]


def test_caution_says_its_strength_in_words(client_for, make_page) -> None:
    levels = [
        {"type": "caution", "value": {"level": level, "body": "<p>文</p>"}}
        for level in ("DANGER", "WARNING", "INFO")
    ]
    shown = _shown(client_for, make_page(body=levels))
    assert re.findall(r"</svg>\s*(厳禁|注意|補足)", shown) == ["厳禁", "注意", "補足"]


def test_city_check_says_that_city_staff_decide(client_for, make_page) -> None:
    shown = _shown(client_for, make_page())
    assert "職員確認" in shown
    assert "市職員に渡すもの" in shown


def test_checklist_can_be_ticked_and_sends_nothing(client_for, make_page) -> None:
    shown = _shown(client_for, make_page())
    assert '<input type="checkbox" autocomplete="off">' in shown
    ticks = shown[shown.index("manual-checklist") : shown.index("</fieldset>")]
    assert "name=" not in ticks


def test_figure_has_its_words_and_size(client_for, make_page, picture) -> None:
    body = [
        {"type": "figure", "value": {"image": picture.pk, "alt": "番号の｜種類《しゅるい》", "caption": ""}}
    ]
    shown = _shown(client_for, make_page(body=body))
    assert 'alt="番号の種類"' in shown
    assert re.search(r'width="\d+" height="\d+"', shown)


def test_picture_of_a_version_outlives_the_uploaded_one(client_for, make_page, picture) -> None:
    page = make_page(
        body=[{"type": "figure", "value": {"image": picture.pk, "alt": "種類の図", "caption": ""}}]
    )
    picture.delete()
    address = re.search(r'<img[^>]*src="([^"]+)"', _shown(client_for, page))
    assert address is not None
    assert client_for("staff").get(address[1]).status_code == 200


def test_page_without_blocks_says_so(client_for, make_page) -> None:
    assert "このページの内容はまだありません" in _shown(client_for, make_page(body=[]))


def test_nothing_inline_for_the_content_policy(client_for, make_page, picture) -> None:
    shown = _shown(client_for, make_page(body=blocks(image=picture.pk)))
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=", shown)


@pytest.mark.parametrize("kind", sorted(set(ManualBody().child_blocks)))
def test_every_block_has_a_sample_in_the_editor(client_for, kind) -> None:
    block = ManualBody().child_blocks[kind]
    response = client_for("manager").get("/cms/block-preview/", {"id": block.definition_prefix})
    assert response.status_code == 200
    assert "manual_step.css" in response.content.decode()
