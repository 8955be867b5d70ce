import random

import pytest
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema

from portal.search.analyzer.tokens import WordAnalyzer
from portal.search.backends.whoosh.store import Store

NOUNS = [
    "暗証番号",
    "ロック",
    "解除",
    "電子証明書",
    "更新",
    "住所",
    "券面",
    "代理人",
    "委任状",
    "PIN",
    "交付",
    "予約",
]


def make_schema() -> Schema:
    return Schema(
        key=ID(unique=True, stored=True),
        models=KEYWORD(),
        label=STORED(),
        title=TEXT(analyzer=WordAnalyzer()),
        body=TEXT(analyzer=WordAnalyzer()),
    )


@pytest.fixture
def store(tmp_path):
    """An empty index in force."""
    made = Store(tmp_path / "index", make_schema)
    with made.write_lock():
        made.publish(*made.create())
    return made


@pytest.fixture
def put(store):
    """Add documents to the index, each in a commit of its own: several segments, deletions among them."""

    def put(*documents):
        for key, title, body in documents:
            with store.write_lock(), store.writing() as opened:
                opened.delete_by_term("key", key)
                opened.add_document(key=key, models="app.page", label="app.page", title=title, body=body)

    return put


@pytest.fixture
def corpus(store):
    """Three hundred random texts over a dozen nouns, a third of them written a second time."""
    choose = random.Random(7)
    for round_ in range(3):
        folder = store.current()
        with store.write_lock(), store.writing() as opened:
            for number in range(0, 300, 1 + 2 * (round_ > 0)):
                if round_:
                    opened.delete_by_term("key", str(number))
                opened.add_document(
                    key=str(number),
                    models="app.page",
                    label="app.page",
                    title=" ".join(choose.choices(NOUNS, k=choose.randint(1, 3))),
                    body=" ".join(choose.choices(NOUNS, k=choose.randint(3, 40))),
                )
        assert store.current() == folder
    return store
