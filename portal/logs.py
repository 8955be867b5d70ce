"""Structured logs: one JSON object a line, without bodies, query strings or names."""

import json
import logging
from datetime import UTC, datetime

from portal import context


class JSONFormatter(logging.Formatter):
    """Write a record as JSON with the request it belongs to."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line of JSON."""
        act = context.current()
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": act.request_id,
            "path": act.path,
            "user": act.actor.pk if act.actor else None,
            "command": act.command,
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(
            {key: value for key, value in line.items() if value not in ("", None)}, ensure_ascii=False
        )
