"""Structured logs."""

import json
import logging

from portal import context
from portal.logs import JSONFormatter


def test_line_is_json_with_the_request_it_belongs_to() -> None:
    record = logging.LogRecord("portal", logging.WARNING, "x.py", 1, "遅い %s", ("応答",), None)
    with context.entered(context.RequestContext(request_id="r1", path="/manuals/")):
        line = json.loads(JSONFormatter().format(record))
    assert line["message"] == "遅い 応答"
    assert line["request_id"] == "r1"
    assert line["path"] == "/manuals/"
    assert "user" not in line


def test_line_stays_one_line_with_an_exception() -> None:
    try:
        raise ValueError("壊れた")
    except ValueError as error:
        record = logging.LogRecord("portal", logging.ERROR, "x.py", 1, "失敗", (), (ValueError, error, None))
    text = JSONFormatter().format(record)
    assert "\n" not in text
    assert "壊れた" in json.loads(text)["exception"]
