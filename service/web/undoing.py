"""Undo instead of "are you sure": the page after an act offers once to take it back."""

from flask import Flask, session


def offer(words: str, address: str) -> None:
    """Say what was done; `address` takes a POST that takes it back."""
    session["undo"] = {"words": words, "address": address}


def set_up(app: Flask) -> None:
    """Give templates the offer; it is made once."""
    app.jinja_env.globals.update(undo_offer=lambda: session.pop("undo", None))
