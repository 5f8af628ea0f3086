"""A real OpenID Connect provider, small: Authlib's authorization server over HTTP on a port of its own.

It asks nobody: whoever `next_person` names is who signs in. `spoil` lets a test change the ID token before it is signed.
"""

import os
import threading
import time
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest
from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import grants
from authlib.oauth2.rfc6749.models import AuthorizationCodeMixin, ClientMixin
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDCode
from flask import Flask, jsonify, request
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import make_server

CLIENT_ID, CLIENT_SECRET = "nd30", "bi-mat-cua-ung-dung"


@dataclass
class Person:
    """Somebody with an account at the provider."""

    sub: str = "1001"
    name: str = "Nguyễn Văn An"
    email: str = "an@xa.example.vn"
    email_verified: bool = True


class Client(ClientMixin):
    """Our application, as the provider knows it."""

    id_token_signed_response_alg = "RS256"

    def get_client_id(self):
        return CLIENT_ID

    def get_default_redirect_uri(self):
        return None

    def get_allowed_scope(self, scope):
        return scope

    def check_redirect_uri(self, redirect_uri):
        return redirect_uri.endswith("/api/v1/session/oidc/callback")

    def check_client_secret(self, client_secret):
        return client_secret == CLIENT_SECRET

    def check_endpoint_auth_method(self, method, endpoint):
        return method == "client_secret_basic"

    def check_response_type(self, response_type):
        return response_type == "code"

    def check_grant_type(self, grant_type):
        return grant_type == "authorization_code"


@dataclass
class Code(AuthorizationCodeMixin):
    """A code given out, good once."""

    code: str
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    person: Person
    auth_time: int = field(default_factory=lambda: int(time.time()))

    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return self.scope

    def get_nonce(self):
        return self.nonce

    def get_auth_time(self):
        return self.auth_time

    def get_acr(self):
        return None

    def get_amr(self):
        return None


class Provider:
    """The provider and what a test may turn."""

    def __init__(self) -> None:
        self.key = _key()
        self.published = self.key
        self.next_person: Person | None = Person()
        self.spoil: dict[str, Any] = {}
        self.codes: dict[str, Code] = {}
        os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # plain HTTP between the two in this test
        self._server = make_server("127.0.0.1", 0, _application(self), threaded=True)
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        del os.environ["AUTHLIB_INSECURE_TRANSPORT"]


@cache
def _key() -> RSAKey:
    """Made once: it takes a while."""
    return RSAKey.generate_key(2048, {"kid": "mot", "use": "sig", "alg": "RS256"})


def _application(provider: Provider) -> Flask:
    app = Flask("provider")
    app.config["OAUTH2_SCOPES_SUPPORTED"] = ["openid", "email", "profile"]

    class CodeGrant(grants.AuthorizationCodeGrant):
        TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]  # noqa: RUF012 - the library's attribute

        def save_authorization_code(self, code, request):
            data = request.payload.data
            provider.codes[code] = Code(
                code=code,
                redirect_uri=request.payload.redirect_uri,
                scope=request.payload.scope,
                nonce=data.get("nonce"),
                code_challenge=data.get("code_challenge"),
                code_challenge_method=data.get("code_challenge_method"),
                person=request.user,
            )

        def query_authorization_code(self, code, client):
            return provider.codes.get(code)

        def delete_authorization_code(self, authorization_code):
            del provider.codes[authorization_code.code]

        def authenticate_user(self, authorization_code):
            return authorization_code.person

    class IdToken(OpenIDCode):
        def exists_nonce(self, nonce, request):
            return any(code.nonce == nonce for code in provider.codes.values())

        def resolve_client_private_key(self, client):
            return provider.key

        def get_encode_header(self, client):
            return {"alg": "RS256", "kid": "mot"}

        def get_client_claims(self, client):
            return {"iss": provider.issuer, "aud": [CLIENT_ID]}

        def generate_user_info(self, user, scope):
            claims = {"sub": user.sub, "name": user.name, "email": user.email, "email_verified": user.email_verified}
            return UserInfo(claims | provider.spoil)

    server = AuthorizationServer(
        app, query_client=lambda client_id: Client() if client_id == CLIENT_ID else None, save_token=lambda *_: None
    )
    server.register_grant(CodeGrant, [IdToken(require_nonce=True), CodeChallenge(required=True)])

    @app.get("/.well-known/openid-configuration")
    def configuration():
        return jsonify(
            issuer=provider.issuer,
            authorization_endpoint=f"{provider.issuer}/authorize",
            token_endpoint=f"{provider.issuer}/token",
            jwks_uri=f"{provider.issuer}/keys",
        )

    @app.get("/keys")
    def keys():
        return jsonify(KeySet([provider.published]).as_dict(private=False))

    @app.get("/authorize")
    def authorize():
        grant = server.get_consent_grant(end_user=provider.next_person)
        return server.create_authorization_response(request, grant_user=provider.next_person, grant=grant)

    @app.post("/token")
    def token():
        return server.create_token_response()

    return app


@pytest.fixture
def provider():
    """A running provider."""
    provider = Provider()
    yield provider
    provider.stop()
