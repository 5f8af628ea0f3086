"""The web application: an official drafts, checks, issues and sends out, in the browser. HTML over the actions, nothing else.

`register` mounts it on the application that `service.app` makes; the application's `Services` are expected there.
"""

from flask import Flask

from service.web import (
    administration,
    approving,
    assets,
    batch_downloads,
    batch_findings,
    batch_kept,
    batch_numbers,
    batch_pages,
    batch_row_pages,
    batch_wizard,
    checking,
    commenting,
    drafts,
    editor,
    faults,
    formatting,
    home,
    importing,
    issuing,
    language,
    log_pages,
    provisions,
    register_pages,
    report_sheets,
    reports,
    searching,
    security,
    setup,
    sign_in,
    subordinates,
    task_sheets,
    template_pages,
    undoing,
    webhook_pages,
)

__all__ = ["register"]

#: Every page, in the order of the interface.
PAGES = (
    sign_in,
    setup,
    home,
    searching,
    drafts,
    importing,
    editor,
    approving,
    commenting,
    provisions,
    reports,
    report_sheets,
    task_sheets,
    issuing,
    register_pages,
    batch_downloads,
    batch_findings,
    batch_kept,
    batch_numbers,
    batch_pages,
    batch_row_pages,
    batch_wizard,
    checking,
    administration,
    subordinates,
    template_pages,
    webhook_pages,
    log_pages,
)


def register(app: Flask) -> None:
    """Add every page with its language, session, security headers and error pages to `app`."""
    for part in (assets, language, security, formatting, undoing, faults):
        part.set_up(app)
    for page in PAGES:
        app.register_blueprint(page.bp)
