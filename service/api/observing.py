"""Each request has an id, a log line and a place in the metrics."""

import os
import re
import time
import uuid

import structlog
from flask import Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

#: What a caller may send as ``X-Request-Id``; anything else is replaced, so that a log line stays one line.
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

REQUESTS = Counter(
    "nd30_requests", "Số yêu cầu theo nơi nhận, phương thức và kết quả.", ["endpoint", "method", "status"]
)
SECONDS = Histogram(
    "nd30_request_seconds",
    "Thời gian trả lời (giây).",
    ["endpoint"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)

_log = structlog.get_logger("nd30.request")


def install(app: Flask) -> None:
    """Observe every request, before anything else looks at it."""
    app.before_request(_begin)
    app.after_request(_end)


def metrics() -> Response:
    """Everything counted so far, by all worker processes where there are several."""
    registry = None
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    content = generate_latest(registry) if registry else generate_latest()
    return Response(content, content_type=CONTENT_TYPE_LATEST)


def _begin() -> None:
    g.began = time.perf_counter()
    sent = request.headers.get("X-Request-Id", "")
    g.request_id = sent if _REQUEST_ID.fullmatch(sent) else uuid.uuid4().hex


def _end(response: Response) -> Response:
    seconds = time.perf_counter() - g.began
    endpoint = request.endpoint or "none"
    response.headers["X-Request-Id"] = g.request_id
    REQUESTS.labels(endpoint, request.method, response.status_code).inc()
    SECONDS.labels(endpoint).observe(seconds)
    actor = g.get("actor")
    _log.info(
        "request",
        request_id=g.request_id,
        method=request.method,
        path=request.path,
        status=response.status_code,
        milliseconds=round(seconds * 1000, 1),
        caller=actor.caller if actor else None,
    )
    return response
