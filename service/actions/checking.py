"""Checking the form of a DOCX: anybody's file, or a document of this service."""

import uuid

from service.accounts import Actor, Permission
from service.actions.downloads import document_file
from service.actions.producing import Format
from service.actions.services import Services
from service.checking import Report, annotate, check


def check_upload(actor: Actor, docx: bytes) -> Report:
    """Judge a file; raise UnreadableFile for what is no DOCX or cannot be read safely."""
    actor.require(Permission.RENDER)
    return check(docx)


def annotate_upload(actor: Actor, docx: bytes) -> bytes:
    """A copy of the file with a comment at each finding."""
    return annotate(docx, check_upload(actor, docx))


def check_document(services: Services, actor: Actor, document_id: uuid.UUID) -> Report:
    """Judge a stored document as it stands: the final file of an issued one, else one made now."""
    return check(document_file(services, actor, document_id, Format.DOCX).content)
