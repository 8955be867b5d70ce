"""The block of a guided path: its parts as editors fill them in, and the sentences for what is wrong."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from manuals.compared_blocks import ComparedByLines
from manuals.enums import RICH_TEXT
from manuals.guided import Path, Problems, Question, mistakes_of, problems_of, tree_of

NAME_HELP = "「進む先」に書くための短い名前です。画面には出ません。例：来る人"


class AnswerBlock(blocks.StructBlock):
    """One answer to a question, and where it leads."""

    label = blocks.CharBlock(label="答え", max_length=60)
    goes_to = blocks.CharBlock(label="進む先", max_length=30, help_text="次の質問か結果の、短い名前です。")

    class Meta:
        label = "答え"


class QuestionBlock(blocks.StructBlock):
    """A question with its answers."""

    key = blocks.CharBlock(label="短い名前", max_length=30, help_text=NAME_HELP)
    question = blocks.CharBlock(
        label="質問", max_length=100, help_text="窓口でそのまま聞ける言葉で書きます。"
    )
    help = blocks.CharBlock(label="見分け方", max_length=200, required=False)
    answers = blocks.ListBlock(AnswerBlock(), label="答え")

    class Meta:
        label = "質問"


class ResultBlock(blocks.StructBlock):
    """Where a path ends: documents, what to do, and whether city staff decide."""

    key = blocks.CharBlock(label="短い名前", max_length=30, help_text=NAME_HELP)
    title = blocks.CharBlock(label="結果", max_length=100)
    documents = blocks.ListBlock(
        blocks.CharBlock(label="書類", max_length=200), label="必要な書類", default=[]
    )
    notes = blocks.RichTextBlock(label="手順と注意", features=RICH_TEXT, required=False)
    city_check = blocks.CharBlock(
        label="職員確認へ",
        max_length=200,
        required=False,
        help_text="市職員が決めることがあれば書きます。結果に「職員確認へ」と表示します。",
    )

    class Meta:
        label = "結果"


class GuidedPathBlock(ComparedByLines, blocks.StructBlock):
    """Question by question to the right list: the first question is asked first."""

    title = blocks.CharBlock(label="表題", max_length=80)
    questions = blocks.ListBlock(QuestionBlock(), label="質問", help_text="1番目の質問から始まります。")
    results = blocks.ListBlock(ResultBlock(), label="結果")

    class Meta:
        label = "案内（質問に答えて進む）"
        icon = "redirect"
        template = "manuals/blocks/guided_path.html"
        preview_value = {
            "title": "必要な書類を調べる",
            "questions": [
                {
                    "key": "来る人",
                    "question": "どなたが来ましたか",
                    "help": "",
                    "answers": [
                        {"label": "本人", "goes_to": "本人"},
                        {"label": "代理の方", "goes_to": "代理"},
                    ],
                }
            ],
            "results": [
                {
                    "key": "本人",
                    "title": "本人が受け取るとき",
                    "documents": ["本人確認書類 A1点"],
                    "notes": "",
                    "city_check": "",
                },
                {
                    "key": "代理",
                    "title": "代理の方が受け取るとき",
                    "documents": ["来られない理由がわかる書類"],
                    "notes": "",
                    "city_check": "代理の方に渡せるかの判断",
                },
            ],
        }

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the tree that the questions make."""
        return super().get_context(value, parent_context) | {"tree": tree_of(value)}

    def clean(self, value: Any) -> Any:
        """Refuse a path that does not lead everybody to a result; a draft may be unfinished, not wrong."""
        cleaned = super().clean(value)
        path = _path(cleaned)
        if not self.is_deferred_validation:
            _check_presence(path)
        problems = mistakes_of(path) if self.is_deferred_validation else problems_of(path)
        if problems:
            raise _error(problems)
        return cleaned


def _path(value: Any) -> Path:
    questions = tuple(
        Question(one["key"], tuple(answer["goes_to"] for answer in one["answers"]))
        for one in value["questions"]
    )
    return Path(questions, tuple(one["key"] for one in value["results"]))


def _check_presence(path: Path) -> None:
    wanted = {
        "questions": (path.questions, "質問を入れてください。"),
        "results": (path.results, "結果を入れてください。"),
    }
    missing = {
        name: ListBlockValidationError(non_block_errors=[sentence])
        for name, (found, sentence) in wanted.items()
        if not found
    }
    if missing:
        raise StructBlockValidationError(block_errors=missing)


def _error(problems: Problems) -> ValidationError:
    """Return the problems as Wagtail shows them: each at its field."""
    questions: dict[int, dict[str, ValidationError]] = {
        place: {"key": ValidationError(sentence)} for place, sentence in problems.questions.items()
    }
    for place, sentence in problems.few_answers.items():
        questions.setdefault(place, {})["answers"] = ListBlockValidationError(non_block_errors=[sentence])
    of_question: dict[int, dict[int, ValidationError]] = {}
    for (place, answer), sentence in problems.answers.items():
        error = StructBlockValidationError(block_errors={"goes_to": ValidationError(sentence)})
        of_question.setdefault(place, {})[answer] = error
    for place, answers in of_question.items():
        few = problems.few_answers.get(place)
        questions.setdefault(place, {})["answers"] = ListBlockValidationError(
            block_errors=answers, non_block_errors=[few] if few else None
        )
    found: dict[str, ValidationError] = {}
    if questions:
        found["questions"] = _at_places(questions)
    if problems.results:
        found["results"] = _at_places(
            {place: {"key": ValidationError(sentence)} for place, sentence in problems.results.items()}
        )
    return StructBlockValidationError(
        block_errors=found, non_block_errors=[problems.whole] if problems.whole else None
    )


def _at_places(errors: dict[int, dict[str, ValidationError]]) -> ListBlockValidationError:
    return ListBlockValidationError(
        block_errors={place: StructBlockValidationError(block_errors=one) for place, one in errors.items()}
    )
