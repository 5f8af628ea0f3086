"""Sign-in through any OpenID Connect provider: authorization code with PKCE, the ID token verified by Authlib and joserfc."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from service.errors import MissingProgram, NotSignedIn
from service.settings import Settings

#: Only these; ``none`` and shared-secret algorithms would let anybody sign.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
#: Seconds the provider's clock may differ from ours, and the longest wait for one of its answers.
LEEWAY = 120
TIMEOUT = 10.0


@dataclass(frozen=True, kw_only=True)
class SignInRequest:
    """Where to send the browser, and what to remember in its session until it comes back."""

    url: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Whom the provider vouches for; `verified_email` is empty unless the provider says that it verified it."""

    issuer: str
    subject: str
    verified_email: str
    name: str


class OidcProvider:
    """The provider named by ``ND30_OIDC_ISSUER``; its metadata and keys are fetched when first needed."""

    def __init__(self, issuer: str, client_id: str, client_secret: str) -> None:
        self._issuer = issuer.rstrip("/")
        self._client_id, self._client_secret = client_id, client_secret

    @classmethod
    def from_settings(cls, settings: Settings) -> "OidcProvider | None":
        """The provider of `settings`; None where there is none."""
        if not settings.oidc_issuer:
            return None
        return cls(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret)

    def begin(self, redirect_uri: str) -> SignInRequest:
        """Prepare a sign-in that ends at `redirect_uri`."""
        verifier, nonce = generate_token(64), generate_token(32)
        with self._session(redirect_uri) as session:
            url, state = session.create_authorization_url(
                self._metadata["authorization_endpoint"], nonce=nonce, code_verifier=verifier
            )
        return SignInRequest(url=url, state=state, nonce=nonce, verifier=verifier)

    def finish(self, begun: SignInRequest, redirect_uri: str, answer: str) -> Identity:
        """Exchange the code in `answer`, the address the browser came back to, for a verified identity.

        Raises:
            NotSignedIn: the state, the code, or the ID token's signature, issuer, audience, nonce or time is not right.
        """
        try:
            with self._session(redirect_uri, begun.state) as session:
                token = session.fetch_token(
                    self._metadata["token_endpoint"],
                    authorization_response=answer,
                    code_verifier=begun.verifier,
                    timeout=TIMEOUT,
                )
            return self._identity(token, begun.nonce)
        except (AuthlibBaseError, JoseError, requests.RequestException, KeyError, ValueError) as error:
            raise NotSignedIn("Đăng nhập qua hệ thống xác thực không thành công.") from error

    def _identity(self, token: dict[str, Any], nonce: str) -> Identity:
        decoded = jwt.decode(
            token["id_token"],
            KeySet.import_key_set(self._keys),
            registry=JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False),
        )
        expected = {
            "iss": {"essential": True, "value": self._metadata["issuer"]},
            "aud": {"essential": True, "value": self._client_id},
        }
        parameters = {"nonce": nonce, "client_id": self._client_id, "access_token": token.get("access_token")}
        claims = CodeIDToken(decoded.claims, decoded.header, expected, parameters)
        claims.validate(leeway=LEEWAY)
        return Identity(
            issuer=claims["iss"],
            subject=claims["sub"],
            verified_email=claims.get("email", "") if claims.get("email_verified") is True else "",
            name=claims.get("name", ""),
        )

    @cached_property
    def _metadata(self) -> dict[str, Any]:
        metadata: dict[str, Any] = _fetch(f"{self._issuer}/.well-known/openid-configuration")
        if metadata.get("issuer", "").rstrip("/") != self._issuer:
            raise MissingProgram("Địa chỉ ND30_OIDC_ISSUER không khớp với hệ thống xác thực.")
        return metadata

    @property
    def _keys(self) -> Any:
        """Fetched each time: providers change their keys, and people sign in rarely."""
        return _fetch(self._metadata["jwks_uri"])

    def _session(self, redirect_uri: str, state: str | None = None) -> Any:
        return OAuth2Session(
            self._client_id,
            self._client_secret,
            scope="openid email profile",
            redirect_uri=redirect_uri,
            state=state,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic",  # noqa: S106 - the name of a method
        )


def _fetch(url: str) -> Any:
    try:
        answer = requests.get(url, timeout=TIMEOUT)
        answer.raise_for_status()
        return answer.json()
    except (requests.RequestException, ValueError) as error:
        raise MissingProgram("Không kết nối được hệ thống xác thực (ND30_OIDC_ISSUER).") from error
