"""A sign-in service by OpenID Connect: the code flow with PKCE, and the verified words of its ID token.

Nothing is kept between two sign-ins: a clinic has few, and a service may change its keys at any time.
"""

import base64
import hashlib
import hmac
import json
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import ModuleType
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode

from informed.errors import IssuerFault, SettingsError
from informed.ports import Identity

SECONDS = 10.0
MAX_BYTES = 1_000_000
#: Signatures that only the service can make; never "none", and none by a shared secret.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
#: How much its clock may differ from ours, in seconds.
LEEWAY = 60


@dataclass(frozen=True)
class Asked:
    """What one sign-in was asked with: the answer must fit it."""

    redirect: str
    nonce: str
    verifier: str


class SignInService:
    """The service of one issuer, as a client of it. Raises `SettingsError` when the library for its tokens is missing."""

    def __init__(
        self,
        issuer: str,
        client: str,
        secret: str,
        *,
        role_claim: str = "roles",
        roles: Mapping[str, str] | None = None,
    ):
        self._jwt = _library()
        self.issuer = issuer
        self._client = client
        self._secret = secret
        self._role_claim = role_claim
        self._roles = dict(roles or {})

    def address(self, asked: Asked, state: str, *, fresh: bool) -> str:
        """Where the browser goes to sign in; `fresh`: the person must prove who they are, whatever session they have there."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(asked.verifier.encode()).digest()).decode().rstrip("=")
        query = {
            "response_type": "code",
            "client_id": self._client,
            "redirect_uri": asked.redirect,
            "scope": "openid profile email",
            "state": state,
            "nonce": asked.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            **({"prompt": "login", "max_age": "0"} if fresh else {}),
        }
        endpoint = self._endpoint(self._metadata(), "authorization_endpoint")
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}"

    def identity(self, code: str, asked: Asked) -> Identity:
        """Who signed in, for the code that the browser brought back. Raises `IssuerFault`."""
        metadata = self._metadata()
        claims = self._verified(self._id_token(metadata, code, asked), metadata, asked.nonce)
        name = str(claims.get("preferred_username") or claims.get("email") or claims.get("name") or "")
        return Identity(
            issuer=self.issuer,
            subject=str(claims["sub"]),
            name=name,
            display=str(claims.get("name") or ""),
            role=self._role(claims),
            authenticated=_moment(claims.get("auth_time")),
        )

    def _metadata(self) -> dict[str, Any]:
        found = _json(urllib.request.Request(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"))  # noqa: S310
        if found.get("issuer") != self.issuer:
            raise IssuerFault("the sign-in service calls itself otherwise than INFORMED_OIDC_ISSUER does")
        return found

    def _endpoint(self, metadata: Mapping[str, Any], name: str) -> str:
        """An address of the service; over TLS when its issuer is."""
        address = str(metadata.get(name, ""))
        if not address.startswith(("https://", "http://")) or (
            self.issuer.startswith("https:") and not address.startswith("https:")
        ):
            raise IssuerFault(f"the sign-in service has no {name} that can be used")
        return address

    def _id_token(self, metadata: Mapping[str, Any], code: str, asked: Asked) -> str:
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": asked.redirect,
            "code_verifier": asked.verifier,
        }
        headers = {"Accept": "application/json"}
        methods = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        if not self._secret:
            fields |= {"client_id": self._client}
        elif "client_secret_basic" in methods:
            pair = f"{quote(self._client, safe='')}:{quote(self._secret, safe='')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            fields |= {"client_id": self._client, "client_secret": self._secret}
        address = self._endpoint(metadata, "token_endpoint")
        answer = _json(urllib.request.Request(address, urlencode(fields).encode(), headers))  # noqa: S310  checked above
        return str(answer.get("id_token", ""))

    def _verified(self, token: str, metadata: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        """The claims of a token that the issuer signed, for us, now, and as the answer to this very question."""
        jwt = self._jwt
        keys = _json(urllib.request.Request(self._endpoint(metadata, "jwks_uri")))  # noqa: S310  checked
        try:
            key = _key_of(jwt, token, keys)
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                audience=self._client,
                issuer=self.issuer,
                leeway=LEEWAY,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except jwt.PyJWTError as error:
            raise IssuerFault("the sign-in service's token does not hold") from error
        audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        meant_for_us = claims.get("azp", self._client if len(audiences) == 1 else None) == self._client
        if not meant_for_us or not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise IssuerFault("the sign-in service's token answers another question")
        return claims

    def _role(self, claims: Mapping[str, Any]) -> str | None:
        found = _at(claims, self._role_claim)
        theirs = {str(one) for one in found} if isinstance(found, list) else {str(found)}
        return next((ours for theirs_word, ours in self._roles.items() if theirs_word in theirs), None)


def _key_of(jwt: ModuleType, token: str, keys: Mapping[str, Any]) -> Any:
    """The key that a token names; one without a name is that of a service with a single key."""
    wanted = jwt.get_unverified_header(token).get("kid")
    usable = [key for key in jwt.PyJWKSet.from_dict(keys).keys if key.public_key_use in (None, "sig")]
    fitting = [key for key in usable if key.key_id == wanted] if wanted else usable
    if len(fitting) != 1:
        raise IssuerFault("the sign-in service's token names a key that it does not publish")
    return fitting[0]


def _at(claims: Mapping[str, Any], path: str) -> Any:
    """A claim by its name, or by names of nested ones with dots between."""
    if path in claims:
        return claims[path]
    found: Any = claims
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _moment(seconds: object) -> datetime | None:
    if not isinstance(seconds, int | float) or isinstance(seconds, bool):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _json(request: urllib.request.Request) -> dict[str, Any]:
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as reply:  # noqa: S310  the issuer's, or checked
            found = json.loads(reply.read(MAX_BYTES))
    except HTTPError as error:
        raise IssuerFault(f"the sign-in service answered with the error {error.code}") from error
    except (URLError, OSError) as error:
        raise IssuerFault("the sign-in service could not be reached") from error
    except ValueError as error:
        raise IssuerFault("the sign-in service's answer cannot be read") from error
    if not isinstance(found, dict):
        raise IssuerFault("the sign-in service's answer cannot be read")
    return found


def _library() -> ModuleType:
    try:
        import jwt
    except ImportError as error:
        raise SettingsError(
            'for INFORMED_OIDC_ISSUER install the extra "oidc": pip install "informed[oidc]"'
        ) from error
    return jwt
