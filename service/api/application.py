"""Puts the API into an application."""

from flask_openapi3.openapi import OpenAPI

from service.api import (
    agencies,
    agency,
    batch_results,
    batches,
    catalogue,
    description,
    docs,
    documents,
    downloads,
    errors,
    health,
    idempotency,
    identity,
    issuing,
    observing,
    register,
    rendering,
    session,
    streaming,
    templates,
    tokens,
    users,
    webhooks,
)
from service.api.requests import refuse_large_bodies
from service.settings import Settings

OPERATIONS = (
    catalogue, rendering, documents, downloads, issuing, register, batches, batch_results, templates, webhooks,
    agency, agencies, users, tokens, session,
)  # fmt: skip


def add_api(app: OpenAPI, settings: Settings) -> None:
    """Add everything for programs. The order of the hooks matters: observe, bound, recognise."""
    observing.install(app)
    errors.install(app)
    app.before_request(refuse_large_bodies)
    identity.install(app)
    idempotency.install(app)
    streaming.install(app, settings)
    for module in OPERATIONS:
        app.register_api(module.bp)
    app.register_blueprint(health.bp)
    app.register_blueprint(docs.bp)
    description.install(app)
