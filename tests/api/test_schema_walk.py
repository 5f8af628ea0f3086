"""schemathesis sends what the description allows and what it forbids, to every operation, with a token and without.

A longer walk: ``WALK_EXAMPLES=200 pytest tests/api/test_schema_walk.py``.
"""

import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from service.app import create_app

EXAMPLES = os.environ.get("WALK_EXAMPLES", "2")
CONFIG = Path(__file__).with_name("schemathesis.toml")


@pytest.fixture
def server(settings, services):
    """The application on a port of its own, without rate limits."""
    server = make_server(
        "127.0.0.1", 0, create_app(replace(settings, rate_limit="1000000/minute"), services), threaded=True
    )
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def description(stranger, tmp_path):
    """The description with blocks that hold plain paragraphs only: making data of a recursive schema takes minutes."""
    spec = stranger.get("/api/openapi.json").json
    paragraphs = {"type": "array", "items": {"$ref": "#/components/schemas/Paragraph"}, "maxItems": 2}
    for schema in spec["components"]["schemas"].values():
        for name, field in schema.get("properties", {}).items():
            if field.get("type") == "array" and "#/components/schemas/Paragraph" in json.dumps(field):
                schema["properties"][name] = paragraphs
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(spec))
    return path


@pytest.fixture
def known_ids(caller, draft, plan, template, tmp_path):
    """The configuration, with something real in every variable part of a path, so that more than 404 is met."""
    entry = caller.post("/register", json={"kind": "cong-van", "symbol": "UBND-VP", "subject": "x"}).json["id"]
    upload = {"data": template, "content_type": "application/octet-stream"}
    made = caller.post("/templates?kind=ke-hoach&name=x", **upload).json["id"]
    hook = caller.post("/webhooks", json={"url": "https://93.184.216.34/", "events": ["document.issued"]}).json["id"]
    batch = caller.post("/batches", json={"data": plan(), "units": {"codes": ["31756"]}}).json["id"]
    person = {"email": "an@xa.example.vn", "name": "Nguyễn Văn An", "roles": ["van-thu"]}
    token = {"name": "x", "scopes": ["render"], "expires_at": "2026-12-01T00:00:00Z"}
    ids = {
        "document_id": draft.rsplit("/")[-1],
        "entry_id": entry,
        "template_id": made,
        "webhook_id": hook,
        "batch_id": batch,
        "agency_id": caller.get("/agency").json["id"],
        "user_id": caller.post("/users", json=person).json["id"],
        "token_id": caller.post("/tokens", json=token).json["id"],
    }
    lines = [f'"path.{name}" = "{value}"' for name, value in ids.items()]
    path = tmp_path / "schemathesis.toml"
    path.write_text(
        CONFIG.read_text() + "\n[parameters]\n" + "\n".join(lines) + '\n"path.page" = 1\n"path.position" = 1\n'
    )
    return path


def walk(description, server, config, *arguments):
    command = [
        sys.executable,
        "-m",
        "schemathesis.cli",
        f"--config-file={config}",
        "run",
        str(description),
        f"--url={server}",
        f"--max-examples={EXAMPLES}",
        "--generation-deterministic",
        "--continue-on-failure",
        "--no-color",
        *arguments,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=description.parent)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
    return done.stdout


#: These take the same data as documents, batches and the own agency do.
LIKE_OTHERS = "^/api/v1/(validate|render|batches/faults|batches/sheet|agencies.*)$"


@pytest.fixture
def bearer(new_token, actor):
    return f"--header=Authorization: Bearer {new_token(actor)}"


def test_with_a_token(description, server, known_ids, bearer):
    walk(description, server, known_ids, bearer, "--phases=coverage,fuzzing", f"--exclude-path-regex={LIKE_OTHERS}")


def test_data_that_is_not_stored(description, server, bearer):
    walk(description, server, CONFIG, bearer, "--phases=fuzzing", f"--include-path-regex={LIKE_OTHERS}")


def test_without_a_token(description, server):
    walk(description, server, CONFIG, "--phases=fuzzing")
