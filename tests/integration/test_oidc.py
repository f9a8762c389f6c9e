"""Sign-in by OpenID Connect: with a service that others wrote, and against one that lies."""

import base64
import hashlib
import re
import time
import urllib.request
from collections.abc import Callable, Iterator
from html import unescape
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest

from informed.adapters import oidc
from informed.adapters.oidc import Asked, SignInService
from informed.bootstrap import Product
from informed.errors import IssuerFault, SettingsError
from informed.service.accounts import SHELL
from tests.integration.asgi import Browser, Reply
from tests.integration.issuers import ANOTHER, KEY, Issuer, issuer, jwks
from tests.integration.web import APP, begin, cookies

ROLES = "doctors=physician, it=admin,desk=front_desk"
ASKED = Asked("http://tablet.example/oidc/callback", "the-nonce", "the-verifier")


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An honest sign-in service with three people; returns its address."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    from oidc_provider_mock import User, run_server_in_thread

    def somebody(sub: str, **claims: object) -> User:
        return User(sub=sub, claims={"name": "BS Lê Minh", "preferred_username": sub, **claims})

    people = [
        somebody("minh", roles=["staff", "doctors"], auth_time=int(time.time())),
        somebody("stale", roles="doctors", auth_time=int(time.time()) - 300),
        somebody("guest", roles=["visitors"]),
    ]
    with run_server_in_thread(user_claims=people, require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def clinic(settings: Callable[..., Product], service: str, tmp_path: Path) -> Product:
    """A product that knows the service."""
    secret = tmp_path / "client-secret"
    secret.write_text("s3cret\n")
    return settings(oidc_issuer=service, oidc_client_id="clinic", oidc_client_secret_file=str(secret), oidc_roles=ROLES)


def proves(url: str, sub: str) -> str:
    """What a person does at the service; returns where it sends the browser, without the host."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            return None

    form = urllib.request.Request(url, urlencode({"sub": sub}).encode())
    try:
        urllib.request.build_opener(Stay).open(form)
    except urllib.error.HTTPError as redirect:
        back = urlsplit(redirect.headers["location"])
        assert back.netloc == "tablet.example"
        return f"{back.path}?{back.query}"
    raise AssertionError("the service did not send the browser back")


def comes_back(browser: Browser, path: str) -> Reply:
    """The two steps of the way back: the browser brings no strict cookie along from another site."""
    kept, browser.cookies = browser.cookies, {}
    first = browser.get(path)
    browser.cookies = kept
    assert first.status == 200 and "set-cookie" not in dict(first.headers)
    (again,) = re.findall(r'http-equiv="refresh" content="0;url=([^"]+)"', first.text)
    return browser.get(unescape(again))


def signs_in(browser: Browser, sub: str, query: str = "") -> Reply:
    return comes_back(browser, proves(browser.get(f"/oidc/start{query}")["location"], sub))


def test_a_person_of_the_service_signs_in(clinic: Product) -> None:
    """The form offers it; the answer is a session of ours in a cookie like any other, and an account with the mapped role."""
    browser = Browser(APP, "https")
    assert 'href="/oidc/start"' in browser.get("/sign-in").text
    begun = browser.get("/oidc/start")
    cookie = cookies(begun)["sign-in"]
    asked = {name: value[0] for name, value in parse_qs(urlsplit(begun["location"]).query).items()}
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["secure"]) == (
        True,
        "strict",
        "600",
        True,
    )
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert "max_age" not in asked and "prompt" not in asked
    reply = comes_back(browser, proves(begun["location"], "minh"))
    assert (reply.status, reply["location"]) == (303, "/staff")
    session = next(SimpleCookie(value)["staff"] for _, value in reply.headers if value.startswith("staff="))
    assert (session["httponly"], session["samesite"], bool(session["secure"])) == (True, "strict", True)
    assert "sign-in" not in browser.cookies
    account = clinic.service.staff.account(browser.cookies["staff"])
    assert (account.name, account.shown_name, account.role) == ("minh", "BS Lê Minh", "physician")


def test_a_second_sign_in_is_the_same_account_and_another_session(clinic: Product) -> None:
    """The session of before ends."""
    browser = Browser(APP)
    tokens = []
    for _ in range(2):
        signs_in(browser, "minh")
        tokens.append(browser.cookies["staff"])
    assert [clinic.service.staff.account(token) is not None for token in tokens] == [False, True]
    assert len(clinic.service.accounts.all(SHELL)) == 1


def test_a_fresh_sign_in_opens_the_physicians_key(clinic: Product) -> None:
    """The service is asked to prove the person anew, and the browser goes on where it was; a stale proof is refused."""
    browser = Browser(APP)
    begun = browser.get("/oidc/start?fresh=1&to=/record?id=abc")
    assert {"prompt=login", "max_age=0"} <= set(urlsplit(begun["location"]).query.split("&"))
    reply = comes_back(browser, proves(begun["location"], "minh"))
    assert reply["location"] == "/record?id=abc"
    opens = clinic.service.gate.confirm(browser.cookies["staff"], "")
    (account,) = clinic.service.accounts.all(SHELL)
    assert len(opens) > 20 and clinic.service.accounts._signers._credential(account.id).unlock(opens)

    browser.cookies["language"] = "en"
    refused = signs_in(browser, "stale", "?fresh=1")
    assert refused.status == 403 and "did not confirm" in refused.text


def test_a_tablet_is_handed_over_and_unlocked_by_the_service(clinic: Product) -> None:
    """A PIN is chosen with a fresh sign-in instead of a password; on the locked tablet a sign-in at the service unlocks it."""
    browser = Browser(APP)
    signs_in(browser, "minh", "?fresh=1&to=/pin")
    clinic.service.pins.choose(browser.cookies["staff"], "", "408162", "408162")
    record = clinic.service.journey.record(begin(clinic)[0]).id
    assert browser.post("/handover/tablet", record=record)["location"] == "/"
    held = browser.cookies["visit"]
    assert 'href="/oidc/start"' in browser.get("/take-back").text
    signs_in(browser, "minh")
    assert not {"tablet", "visit"} & set(browser.cookies)
    assert browser.get("/staff").status == 200 and clinic.service.journey.visit_of(held) is None


def test_without_a_role_nobody_is_let_in(clinic: Product) -> None:
    """One sentence, no account, no session."""
    browser = Browser(APP)
    browser.cookies["language"] = "en"
    refused = signs_in(browser, "guest")
    assert refused.status == 403 and "gives you no role here" in refused.text
    assert "staff" not in browser.cookies and clinic.service.accounts.all(SHELL) == []


@pytest.mark.parametrize(
    "to", ["https://evil.example", "//evil.example", "/\\evil.example", "/a//b", "javascript:x", "/x\r\ny"]
)
def test_the_way_on_is_always_ours(clinic: Product, to: str) -> None:
    """Another site's address is not gone to."""
    browser = Browser(APP)
    assert signs_in(browser, "minh", "?" + urlencode({"to": to}))["location"] == "/staff"


@pytest.mark.parametrize("spoiled", ["other browser", "cookie", "state", "issuer", "error", "replay", "code"])
def test_an_answer_that_does_not_fit_signs_nobody_in(clinic: Product, spoiled: str) -> None:
    """Not begun here, changed, of another service, refused there, used already, or with a made-up code."""
    browser = Browser(APP)
    path = proves(browser.get("/oidc/start")["location"], "minh")
    if spoiled == "other browser":
        browser = Browser(APP)
    if spoiled == "cookie":
        browser.cookies["sign-in"] = "x" + browser.cookies["sign-in"]
    if spoiled == "replay":
        assert comes_back(browser, path).status == 303
        del browser.cookies["staff"]
    path = {
        "state": re.sub(r"state=[^&]+", "state=made-up", path),
        "issuer": f"{path}&iss=https://evil.example",
        "error": re.sub(r"code=[^&]+", "error=access_denied", path),
        "code": re.sub(r"code=[^&]+", "code=made-up", path),
    }.get(spoiled, path)
    reply = comes_back(browser, path)
    assert reply.status in (403, 502)
    assert "staff" not in browser.cookies


def test_an_old_sign_in_is_not_finished(clinic: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    """After ten minutes it has to begin again, also when the browser kept the cookie."""
    browser = Browser(APP)
    path = proves(browser.get("/oidc/start")["location"], "minh")
    later = time.time() + 601
    monkeypatch.setattr("informed.web.oidc.time", lambda: later)
    assert comes_back(browser, path).status == 403


def test_another_site_begins_no_sign_in(clinic: Product) -> None:
    """A link on it leads to the form, not on."""
    reply = Browser(APP).get("/oidc/start", **{"sec-fetch-site": "cross-site"})
    assert reply.status == 403 and "set-cookie" not in dict(reply.headers)


def test_without_a_service_there_is_nothing_of_it(product: Product, browser: Browser) -> None:
    """No link, no routes."""
    assert "/oidc/" not in browser.get("/sign-in").text
    assert [browser.get(path).status for path in ("/oidc/start", "/oidc/callback?code=1&state=2")] == [404, 404]


def test_a_service_that_is_down_is_said_so(settings: Callable[..., Product]) -> None:
    """The form again, with one sentence; the product starts all the same."""
    settings(oidc_issuer="http://127.0.0.1:9", oidc_client_id="clinic", oidc_roles=ROLES)
    browser = Browser(APP)
    browser.cookies["language"] = "en"
    reply = browser.get("/oidc/start")
    assert reply.status == 502 and "did not answer as it should" in reply.text


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("oidc_client_id", "", "INFORMED_OIDC_CLIENT_ID"),
        ("oidc_roles", "", "INFORMED_OIDC_ROLES"),
        ("oidc_roles", "doctors=surgeon", "doctors=surgeon is not a pair such as doctors=physician"),
        ("oidc_issuer", "http://id.example", "INFORMED_OIDC_ISSUER"),
        ("oidc_client_secret_file", "/nowhere/secret", "/nowhere/secret cannot be read"),
    ],
)
def test_half_a_setting_stops_the_start(settings: Callable[..., Product], setting: str, value: str, said: str) -> None:
    """In one sentence that names it; an issuer on the network must be https."""
    given = {"oidc_issuer": "https://id.example", "oidc_client_id": "clinic", "oidc_roles": ROLES, setting: value}
    with pytest.raises(SettingsError, match=re.escape(said)):
        settings(**given)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to install."""
    monkeypatch.setitem(__import__("sys").modules, "jwt", None)
    with pytest.raises(SettingsError, match=r"informed\[oidc\]"):
        SignInService("https://id.example", "clinic", "")


# --- a service that lies, or somebody between


@pytest.fixture
def liar() -> Iterator[Issuer]:
    with issuer() as made:
        yield made


def claims(at: Issuer, **changes: object) -> dict[str, object]:
    """The claims of a good token; a change to None leaves one out."""
    now = int(time.time())
    good = {"iss": at.url, "sub": "s-1", "aud": "clinic", "iat": now, "exp": now + 60, "nonce": "the-nonce"}
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


def client(at: Issuer, **more: Any) -> SignInService:
    return SignInService(at.url, "clinic", "s3:cret", roles={"doctors": "physician", "it": "admin"}, **more)


def gives(at: Issuer, *, key: Any = KEY, alg: str = "RS256", kid: str | None = "k1", **changes: object) -> None:
    """Let the service answer with a token of these claims."""
    token = jwt.encode(claims(at, **changes), key, alg, headers={"kid": kid} if kid else {})
    at.token = lambda _: {"id_token": token}


def test_a_good_token_is_taken(liar: Issuer) -> None:
    """And the code is exchanged with the verifier, the same way back, and the client's secret."""
    gives(liar, preferred_username="minh", name="BS Lê Minh", roles=["it", "doctors"], auth_time=1_700_000_000)
    found = client(liar).identity("the-code", ASKED)
    assert (found.issuer, found.subject, found.name, found.display) == (liar.url, "s-1", "minh", "BS Lê Minh")
    assert (found.role, found.authenticated.timestamp()) == ("physician", 1_700_000_000)
    assert liar.asked == {
        "grant_type": "authorization_code",
        "code": "the-code",
        "redirect_uri": ASKED.redirect,
        "code_verifier": "the-verifier",
    }
    assert liar.headers["Authorization"] == "Basic " + base64.b64encode(b"clinic:s3%3Acret").decode()
    liar.metadata["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
    client(liar).identity("the-code", ASKED)
    assert (liar.asked["client_secret"], "Authorization" in liar.headers) == ("s3:cret", False)
    address = urlsplit(client(liar).address(ASKED, "the-state", fresh=False))
    challenge = base64.urlsafe_b64encode(hashlib.sha256(b"the-verifier").digest()).decode().rstrip("=")
    assert parse_qs(address.query)["code_challenge"] == [challenge]


HOUR = 3600
LIES: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://evil.example"},
    "another client": {"aud": "somebody else"},
    "several clients, none named": {"aud": ["clinic", "somebody else"]},
    "made for another client": {"aud": ["clinic", "somebody else"], "azp": "somebody else"},
    "another party": {"azp": "somebody else"},
    "expired": {"iat": time.time() - 2 * HOUR, "exp": time.time() - HOUR},
    "of the future": {"iat": time.time() + HOUR, "exp": time.time() + 2 * HOUR},
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "no end": {"exp": None},
    "no subject": {"sub": None},
    "another key": {"key": ANOTHER},
    "an unknown key": {"kid": "k2"},
    "a shared secret": {"key": b"s3:cret" * 10, "alg": "HS256"},
    "no signature": {"key": None, "alg": "none"},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_lies_is_refused(liar: Issuer, lie: str) -> None:
    """Each claim and the signature count."""
    gives(liar, **LIES[lie])
    with pytest.raises(IssuerFault, match="token"):
        client(liar).identity("the-code", ASKED)


def test_a_public_key_is_no_shared_secret(liar: Issuer) -> None:
    """The old trick: HMAC with the published key as its secret."""
    secret = base64.urlsafe_b64encode(b"published" * 5).decode().rstrip("=")
    liar.jwks = {"keys": [{"kty": "oct", "kid": "k1", "k": secret, "alg": "HS256"}]}
    gives(liar, key=b"published" * 5, alg="HS256")
    with pytest.raises(IssuerFault):
        client(liar).identity("the-code", ASKED)


@pytest.mark.parametrize("answer", [{}, [], "x", {"id_token": ""}, {"id_token": "a.b.c"}, {"error": "invalid_grant"}])
def test_an_answer_without_a_token_is_refused(liar: Issuer, answer: object) -> None:
    """Whatever it is."""
    liar.token = lambda _: answer
    with pytest.raises(IssuerFault):
        client(liar).identity("the-code", ASKED)


@pytest.mark.parametrize("keys", [{}, [], {"keys": []}, {"keys": [{"kty": "?"}]}, {"keys": "x"}, {"keys": [1]}])
def test_keys_that_cannot_be_read_are_refused(liar: Issuer, keys: object) -> None:
    """Without a traceback."""
    gives(liar)
    liar.jwks = keys
    with pytest.raises(IssuerFault):
        client(liar).identity("the-code", ASKED)


@pytest.mark.parametrize(
    "change", [{"issuer": "https://evil.example"}, {"token_endpoint": "file:///etc/passwd"}, {"jwks_uri": ""}]
)
def test_a_service_that_describes_itself_wrongly_is_refused(liar: Issuer, change: dict[str, str]) -> None:
    """Another name, or addresses that are none."""
    gives(liar)
    liar.metadata |= change
    with pytest.raises(IssuerFault):
        client(liar).identity("the-code", ASKED)


def test_a_key_is_changed_without_a_restart(liar: Issuer) -> None:
    """The service's new key counts at once; the old one no more."""
    at = client(liar)
    gives(liar)
    assert at.identity("the-code", ASKED)
    liar.jwks = jwks(ANOTHER, "k2")
    with pytest.raises(IssuerFault):
        at.identity("the-code", ASKED)
    gives(liar, key=ANOTHER, kid="k2")
    assert at.identity("the-code", ASKED)


@pytest.mark.parametrize(
    ("claim", "said", "role"),
    [
        ("roles", {"roles": ["it"]}, "admin"),
        ("roles", {"roles": "it"}, "admin"),
        ("roles", {"roles": ["it", "doctors"]}, "physician"),
        ("realm.roles", {"realm": {"roles": ["doctors"]}}, "physician"),
        ("https://clinic.example/roles", {"https://clinic.example/roles": ["it"]}, "admin"),
        ("roles", {}, None),
        ("roles", {"roles": None}, None),
        ("roles", {"roles": ["IT", "doctor", 7]}, None),
        ("roles", {"roles": {"it": True}}, None),
        ("realm.roles", {"realm": "doctors"}, None),
    ],
)
def test_roles_are_mapped(liar: Issuer, claim: str, said: dict[str, object], role: str | None) -> None:
    """By the clinic's list and in its order, from a claim wherever it stands; anything else is no role."""
    gives(liar, **said)
    assert client(liar, role_claim=claim).identity("the-code", ASKED).role == role


def test_the_library_takes_no_other_signatures() -> None:
    """None by a shared secret, none at all."""
    assert not [one for one in oidc.ALGORITHMS if one.startswith("HS") or one == "none"]
