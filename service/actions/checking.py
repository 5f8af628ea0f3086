"""Checking the form of a DOCX."""

import json

from service.accounts import Actor, Permission


def report(actor: Actor, docx: bytes) -> str:
    """The report as JSON."""
    actor.require(Permission.RENDER)
    return report_of(docx)


def report_of(docx: bytes) -> str:
    """The report as JSON."""
    return json.dumps({"size": len(docx)})


def annotated(actor: Actor, docx: bytes) -> bytes:
    """The copy with comments."""
    actor.require(Permission.RENDER)
    return docx
