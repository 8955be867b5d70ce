"""The pages that say what went wrong, in Japanese."""

import logging
import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from portal.recording import RecordingFailed

logger = logging.getLogger(__name__)
# Shown when not even a template can be drawn.
LAST_WORDS = (
    '<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>エラー | 窓口ポータル</title></head>'
    "<body><main><h1>処理を完了できませんでした</h1><p>時間をおいて、もう一度お試しください。"
    "続く場合はシステム管理者に連絡してください。</p></main></body></html>"
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django passes it by name
    """Answer a request that makes no sense: 400."""
    return render(request, "errors/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django passes it by name
    """Answer somebody who may not do this: 403."""
    return render(request, "errors/403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django passes it by name
    """Answer for what does not exist, or may not be known of: 404."""
    return render(request, "errors/404.html", status=404)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old: 403."""
    logger.warning("a form was refused: %s", reason)
    return render(request, "errors/403_csrf.html", status=403)


def server_error(_request: HttpRequest) -> HttpResponse:
    """Answer after a fault of ours: 500, without database, session or context processors."""
    error = sys.exc_info()[1]
    return recording_failed() if isinstance(error, RecordingFailed) else _plain("errors/500.html", status=500)


def recording_failed() -> HttpResponse:
    """Answer when the record could not be written, so nothing was shown or done: 503."""
    return _plain("errors/recording_failed.html", status=503)


def _plain(template_name: str, *, status: int) -> HttpResponse:
    try:
        return HttpResponse(render_to_string(template_name), status=status)
    except Exception:
        logger.exception("an error page could not be drawn")
        return HttpResponse(LAST_WORDS, status=status)
