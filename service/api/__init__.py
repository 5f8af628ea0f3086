"""The REST API under ``/api/v1``: parse, one action, respond; the only code besides the web pages that knows of HTTP."""

from service.api.application import add_api
from service.api.observing import log_as_json

__all__ = ["add_api", "log_as_json"]
