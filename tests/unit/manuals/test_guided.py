"""What keeps a guided path from leading everybody to a result, and the tree it makes."""

from manuals.guided import (
    MOST_BRANCHES,
    MOST_QUESTIONS_IN_A_ROW,
    Node,
    Path,
    Question,
    mistakes_of,
    problems_of,
    tree_of,
)


def _path(*questions: tuple[str, list[str]], results: tuple[str, ...] = ("甲", "乙")) -> Path:
    return Path(tuple(Question(key, tuple(targets)) for key, targets in questions), results)


def test_path_that_leads_everybody_to_a_result_has_no_problems() -> None:
    assert not problems_of(_path(("一", ["二", "甲"]), ("二", ["甲", "乙"])))


def test_name_used_twice_is_told_at_its_second_place() -> None:
    found = problems_of(_path(("一", ["甲", "乙"]), ("甲", ["乙", "乙"])))
    assert "2回使われています" in found.results[0]
    assert found.questions == {}


def test_way_back_is_told_even_in_a_draft() -> None:
    found = mistakes_of(_path(("一", ["二", "甲"]), ("二", ["乙", "一"])))
    assert list(found.answers) == [(1, 1)]
    assert "同じ質問に戻って" in found.answers[1, 1]


def test_answer_that_leads_nowhere_names_what_can_be_used() -> None:
    path = _path(("一", ["甲", "丙"]))
    assert not mistakes_of(path)
    assert "使える名前は「一、甲、乙」" in problems_of(path).answers[0, 1]


def test_single_answer_is_no_question() -> None:
    assert (
        problems_of(_path(("一", ["甲"]), results=("甲",))).few_answers[0] == "答えを2つ以上入れてください。"
    )


def test_what_no_answer_leads_to_is_told() -> None:
    found = problems_of(_path(("一", ["甲", "甲"]), ("二", ["甲", "乙"])))
    assert "「二」へ進めません" in found.questions[1]
    assert "「乙」へ進めません" in found.results[1]


def test_too_many_questions_in_a_row_and_too_many_branches_are_refused() -> None:
    long = [(str(n), [str(n + 1), "甲"]) for n in range(MOST_QUESTIONS_IN_A_ROW)]
    found = problems_of(_path(*long, (str(len(long)), ["甲", "乙"])))
    assert f"いまは{MOST_QUESTIONS_IN_A_ROW + 1}問" in found.whole
    wide = [(str(n), [str(n + 1)] * 4) for n in range(4)]
    found = problems_of(_path(*wide, ("4", ["甲", "乙"])))
    assert f"{MOST_BRANCHES}本まで" in found.whole


def _value(questions: list[dict], results: list[dict]) -> dict:
    return {"title": "案内", "questions": questions, "results": results}


def test_tree_gives_each_end_the_answers_that_lead_to_it() -> None:
    tree = tree_of(
        _value(
            [
                {
                    "key": "一",
                    "question": "何歳ですか",
                    "answers": [{"label": "14歳", "goes_to": "二"}, {"label": "大人", "goes_to": "甲"}],
                },
                {
                    "key": "二",
                    "question": "誰と",
                    "answers": [{"label": "祖父", "goes_to": "乙"}, {"label": "親", "goes_to": "甲"}],
                },
            ],
            [{"key": "甲", "title": "そのまま"}, {"key": "乙", "title": "職員へ"}],
        )
    )
    assert isinstance(tree, Node)
    inner = tree.branches[0].node
    assert inner is not None
    assert inner.branches[0].answers == ("14歳", "祖父")
    assert inner.branches[0].result["title"] == "職員へ"
    assert tree.branches[1].result["title"] == "そのまま"
    assert inner.name != tree.name


def test_tree_of_an_unfinished_draft_ends_where_it_leads_nowhere_or_back() -> None:
    question = {
        "key": "一",
        "question": "何歳ですか",
        "answers": [{"label": "戻る", "goes_to": "一"}, {"label": "先", "goes_to": "ない"}],
    }
    tree = tree_of(_value([question], []))
    assert tree is not None
    assert [(one.node, one.result) for one in tree.branches] == [(None, None), (None, None)]
    assert tree_of(_value([], [])) is None
