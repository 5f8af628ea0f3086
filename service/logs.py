"""The log of every process that serves or works: one line, one JSON object; set up before any process is forked."""

import structlog


def log_as_json() -> None:
    """Write the log as one JSON object per line, as servers like it; a terminal keeps structlog's colours."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.WriteLoggerFactory(),
        cache_logger_on_first_use=True,
    )
