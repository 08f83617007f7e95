"""One log line per request, and log lines without personal data."""

import secrets
import time
import traceback
from collections.abc import Callable
from typing import Any, TypeVar

import structlog
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from structlog.typing import EventDict, Processor

View = TypeVar("View", bound=Callable[..., HttpResponse])

log = structlog.stdlib.get_logger("request")


class RequestLogMiddleware:
    """Give each request a reference and log route, status and time: no path, query, address or name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reference = secrets.token_hex(4)
        request.reference = reference  # type: ignore[attr-defined]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(reference=reference)
        start = time.perf_counter()
        response = self.get_response(request)
        response["X-Request-Reference"] = reference
        match = request.resolver_match
        log.info(
            "request",
            route=match.view_name if match else None,
            method=request.method,
            status=response.status_code,
            ms=round((time.perf_counter() - start) * 1000),
        )
        return response


class PlainTextMiddleware:
    """Refuse a zero byte in path, query or form: no keyboard makes it, and PostgreSQL can't keep it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        texts = [request.path]
        for sent in (request.GET, request.POST):
            for name, values in sent.lists():
                texts += [name, *values]
        if any("\0" in text for text in texts):
            raise BadRequest
        return self.get_response(request)


def beside_the_form(view: View) -> View:
    """Mark a view that a page asks while its form is still open.

    It is sent the whole form, with the key that makes a form count once, and is no use of that key.
    """
    view.beside_the_form = True  # type: ignore[attr-defined]
    return view


def strip_exception(_logger: Any, _name: str, event: EventDict) -> EventDict:
    """Keep the kind of an error and where it rose, never its text: that can quote a record."""
    info = event.pop("exc_info", None)
    if info:
        error = info[1] if isinstance(info, tuple) else info
        frames = traceback.extract_tb(error.__traceback__)
        event["error"] = type(error).__name__
        event["at"] = [f"{frame.filename}:{frame.lineno}" for frame in frames[-8:]]
    return event


def json_formatter() -> structlog.stdlib.ProcessorFormatter:
    """The formatter of every handler: JSON, one line, structlog and stdlib alike."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder(allow=["task", "status_code"])],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            strip_exception,
            structlog.processors.JSONRenderer(),
        ],
    )
