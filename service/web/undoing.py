"""Undo instead of "are you sure": the page after an act offers once to take it back."""

from collections.abc import Iterable

from flask import Flask, session


def offer(words: str, address: str, fields: Iterable[tuple[str, str]] = ()) -> None:
    """Say what was done; `address` takes a POST of `fields` that takes it back."""
    session["undo"] = {"words": words, "address": address, "fields": [list(field) for field in fields]}


def set_up(app: Flask) -> None:
    """Give templates the offer; it is made once."""
    app.jinja_env.globals.update(undo_offer=lambda: session.pop("undo", None))
