"""The server without Streamlit behind it: a stand-in answers 200 to whatever reaches it, as Streamlit does."""

from http.cookies import SimpleCookie

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from informed.bootstrap import Product
from informed.content import Language
from informed.web.hosting import EXCEPTION_HANDLERS, MIDDLEWARE
from informed.web.routes import ROUTES
from tests.factories import PASSWORD, first_administrator, patient, tap
from tests.integration.asgi import Browser, Reply

LEAKED = "this is Streamlit's page"


def _streamlit(request: Request) -> Response:
    return PlainTextResponse(LEAKED)


APP = Starlette(
    routes=[*ROUTES, Route("/{anything:path}", _streamlit)],
    middleware=MIDDLEWARE,
    exception_handlers=EXCEPTION_HANDLERS,
)


def begin(product: Product) -> tuple[str, str]:
    """A visit and its ticket."""
    return product.service.journey.begin(patient(), Language.ENGLISH, tap())


def cookies(reply: Reply) -> SimpleCookie:
    return SimpleCookie(reply["set-cookie"])


def signed_in(product: Product) -> Browser:
    """A browser of a signed-in member of staff."""
    browser = Browser(APP)
    first_administrator(product.service)
    assert browser.post("/sign-in", name="admin", password=PASSWORD).status == 303
    return browser
