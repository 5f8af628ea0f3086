"""The REST API under ``/api/v1``: parse, one action, respond; the only code besides the web pages that knows of HTTP."""

from service.api.application import add_api

__all__ = ["add_api"]
