"""The agency's own templates that a draft can be printed with, and the version it keeps."""

from typing import Any

from flask import url_for

from service.actions.documents import DocumentView
from service.actions.templates import TemplateView, list_templates, template_used
from service.web.context import actor, services


def to_choose(item: DocumentView) -> dict[str, Any]:
    """What the drafting page offers: the template in use with its version, and the active ones of this kind."""
    chosen = template_used(services(), actor(), item.template_version_id) if item.template_version_id else None
    offered = [one for one in list_templates(services(), actor()) if one.kind == item.kind and not one.retired_at]
    return {
        "chosen": _named(chosen) if chosen else None,
        "offered": [_named(one) for one in offered],
        "url": url_for("editor.choose_template", document_id=item.id),
    }


def _named(template: TemplateView) -> dict[str, Any]:
    return {"id": str(template.id), "name": template.name, "version": template.version}
