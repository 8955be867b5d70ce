"""The blocks a manual page is built of: what a worker reads, says, checks and hands over."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from manuals.compared_blocks import ComparedByLines
from manuals.enums import RICH_TEXT
from manuals.guided_blocks import GuidedPathBlock

FURIGANA = "読みは ｜漢字《かんじ》 の形で付けられます。"


class HeadingBlock(blocks.CharBlock):
    """A heading between blocks."""

    class Meta:
        label = "見出し"
        icon = "title"
        template = "manuals/blocks/heading.html"
        preview_value = "受付の前に"


class ParagraphBlock(blocks.RichTextBlock):
    """Running text."""

    class Meta:
        label = "本文"
        icon = "pilcrow"
        template = "manuals/blocks/paragraph.html"
        preview_value = "<p>お客さまをお待たせしないよう、先に必要書類を確かめます。</p>"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=kwargs.pop("features", RICH_TEXT), **kwargs)


class StepBlock(blocks.StructBlock):
    """One step of a procedure; steps are numbered in their order on the page."""

    title = blocks.CharBlock(label="手順", max_length=80, help_text=f"「〜します」の形で書きます。{FURIGANA}")
    body = blocks.RichTextBlock(label="説明", features=RICH_TEXT, required=False)

    class Meta:
        label = "手順"
        icon = "list-ol"
        template = "manuals/blocks/step.html"
        preview_value = {
            "title": "本人を確認します",
            "body": "<p>顔写真と本人を見比べます。</p>",
        }


class LabelledChoiceBlock(blocks.ChoiceBlock):
    """A choice that the comparison of drafts tells by its label."""

    def render_basic(self, value: str | None, context: dict[str, Any] | None = None) -> str:
        """Return the label."""
        return str(dict(self.field.choices).get(value, ""))


class CautionBlock(blocks.StructBlock):
    """What must not be overlooked."""

    level = LabelledChoiceBlock(
        label="強さ",
        choices=[("DANGER", "厳禁"), ("WARNING", "注意"), ("INFO", "補足")],
        default="WARNING",
    )
    body = blocks.RichTextBlock(label="内容", features=RICH_TEXT)

    class Meta:
        label = "注意"
        icon = "warning"
        template = "manuals/blocks/caution.html"
        preview_value = {
            "level": "DANGER",
            "body": "<p>暗証番号を書き留めてはいけません。</p>",
        }


class DocumentsRowBlock(blocks.StructBlock):
    """The documents one case needs."""

    who = blocks.CharBlock(label="場合", max_length=80, help_text="例：本人が来庁、15歳未満の方")
    documents = blocks.ListBlock(blocks.CharBlock(label="書類", max_length=200), label="必要な書類")
    note = blocks.CharBlock(label="備考", max_length=300, required=False)

    class Meta:
        label = "場合"

    def render_basic(self, value: blocks.StructValue, context: dict[str, Any] | None = None) -> SafeString:
        """Return the parts by their labels: the comparison of drafts shows a row as text."""
        parts = (
            (part.label, part.render_basic(value[name] or "")) for name, part in self.child_blocks.items()
        )
        return format_html_join("\n", "<p>{}：{}</p>", parts)


class DocumentsBlock(ComparedByLines, blocks.StructBlock):
    """The documents needed, as a table by case."""

    title = blocks.CharBlock(label="表題", max_length=80, default="必要書類")
    rows = blocks.ListBlock(DocumentsRowBlock(), label="場合ごとの書類")

    class Meta:
        label = "必要書類"
        icon = "doc-full"
        template = "manuals/blocks/documents.html"
        preview_value = {
            "title": "必要書類",
            "rows": [{"who": "本人が来庁", "documents": ["本人確認書類 A1点"], "note": ""}],
        }


class CityCheckBlock(blocks.StructBlock):
    """The point where the work goes to city staff: the counter worker decides nothing here."""

    title = blocks.CharBlock(label="市職員が確認すること", max_length=120)
    body = blocks.RichTextBlock(label="説明", features=RICH_TEXT, required=False)
    hand_over = blocks.ListBlock(
        blocks.CharBlock(label="渡すもの", max_length=200), label="渡すもの", default=[]
    )

    class Meta:
        label = "職員確認"
        icon = "user"
        template = "manuals/blocks/city_check.html"
        preview_value = {
            "title": "交付してよいかの判断",
            "body": "<p>市職員が判断します。</p>",
            "hand_over": ["申請書"],
        }


class ScriptBlock(blocks.StructBlock):
    """Words to say to the citizen, plain ones too."""

    situation = blocks.CharBlock(label="場面", max_length=120)
    words = blocks.TextBlock(label="市民への言い方", rows=3)
    plain = blocks.TextBlock(
        label="やさしい日本語", rows=2, required=False, help_text="日本語に慣れていない方への言い方です。"
    )

    class Meta:
        label = "市民への言い方"
        icon = "openquote"
        template = "manuals/blocks/script.html"
        preview_value = {
            "situation": "番号を忘れたとき",
            "words": "新しい番号を決めていただけます。",
            "plain": "",
        }


class ChecklistBlock(blocks.StructBlock):
    """Things to tick off before going on."""

    title = blocks.CharBlock(label="表題", max_length=80)
    items = blocks.ListBlock(blocks.CharBlock(label="項目", max_length=200), label="項目")

    class Meta:
        label = "確認項目"
        icon = "tick-inverse"
        template = "manuals/blocks/checklist.html"
        preview_value = {"title": "お返しする前に", "items": ["カードの向きと枚数"]}


class FigureBlock(blocks.StructBlock):
    """A picture with words for those who cannot see it."""

    image = ImageChooserBlock(label="図")
    alt = blocks.CharBlock(
        label="代替テキスト", max_length=400, help_text="図を見られない人に伝わるように書きます。"
    )
    caption = blocks.CharBlock(label="図の説明", max_length=200, required=False)

    class Meta:
        label = "図"
        icon = "image"
        template = "manuals/blocks/figure.html"


class TableBlock(TypedTableBlock):
    """A table with a caption; the first cell of each row heads it."""

    class Meta:
        label = "表"
        icon = "table"
        template = "manuals/blocks/table.html"
        preview_value = {
            "caption": "ロックまでの回数",
            "columns": [{"type": "text", "heading": "種類"}, {"type": "text", "heading": "回数"}],
            "rows": [{"values": ["署名用電子証明書", "5回"]}],
        }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([("text", blocks.CharBlock(label="文字", required=False))], **kwargs)

    def clean(self, value: TypedTable) -> TypedTable:
        """Ask for a caption: a table is found and read aloud by it."""
        cleaned = super().clean(value)
        if not cleaned.caption.strip() or not cleaned.columns:
            raise ValidationError("表題と列を入力してください。")
        return cleaned


class FormBlock(blocks.StructBlock):
    """A form that goes with the procedure."""

    number = blocks.CharBlock(label="様式番号", max_length=40, required=False)
    title = blocks.CharBlock(label="様式名", max_length=120)
    document = DocumentChooserBlock(label="ファイル", required=False)
    note = blocks.CharBlock(label="備考", max_length=300, required=False)

    class Meta:
        label = "関連様式"
        icon = "doc-full-inverse"
        template = "manuals/blocks/form.html"
        preview_value = {"number": "様式第1号", "title": "暗証番号変更・初期化申請書", "note": ""}


class FaqBlock(blocks.StructBlock):
    """A question in the citizen's words, and its answer."""

    question = blocks.CharBlock(label="質問", max_length=200)
    answer = blocks.RichTextBlock(label="答え", features=RICH_TEXT)

    class Meta:
        label = "よくある質問"
        icon = "help"
        template = "manuals/blocks/faq.html"
        preview_value = {"question": "代理でもよいですか", "answer": "<p>はい。</p>"}


class ManualBody(blocks.StreamBlock):
    """Everything a manual page may hold."""

    heading = HeadingBlock(max_length=80)
    paragraph = ParagraphBlock()
    step = StepBlock()
    caution = CautionBlock()
    documents = DocumentsBlock()
    city_check = CityCheckBlock()
    script = ScriptBlock()
    checklist = ChecklistBlock()
    figure = FigureBlock()
    table = TableBlock()
    form = FormBlock()
    faq = FaqBlock()
    guided_path = GuidedPathBlock()
