"""The staff's plain pages about one record: people who help, paper, copies. Each asks who is signed in, and whence it comes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from informed.bootstrap import product
from informed.content import ContentPack, Language
from informed.errors import BadInput, InformedError, NotAllowed, NotFound, RecordClosed, SealError, TooYoung
from informed.record import Record
from informed.web import cookies, plain
from informed.web.desk_words import WORDS
from informed.web.origin import ours
from informed.web.plain import NO_STORE

HEAD = '<link rel="stylesheet" href="/assets/papers.css">'


@dataclass(frozen=True)
class Desk:
    """One request of a member of staff about one record."""

    request: Request
    token: str
    id: str
    #: What was typed into a form that was refused.
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def language(self) -> Language:
        return plain.language(self.request)

    @property
    def root(self) -> str:
        """The address of the record's page; ids are ours, and what is none is not found."""
        return f"/records/{self.id}"

    def say(self, key: str, **values: object) -> str:
        return WORDS[key][self.language].format(**values)

    async def does(self, command: Callable[..., Any], *values: object, **named: object) -> Any:
        """Run a command of the service about this record, beside the event loop."""
        return await run_in_threadpool(command, self.token, self.id, *values, **named)

    async def view(self) -> tuple[Record, ContentPack]:
        found: tuple[Record, ContentPack] = await self.does(product().service.paper.view)
        return found

    def back(self, done: str, place: str) -> Response:
        """To the record's page, with one sentence about what was done, at this place of it."""
        return RedirectResponse(f"{self.root}?done={done}#{place}", 303, headers=NO_STORE)

    def page(self, title: str, body: str, status: int = 200) -> Response:
        return plain.page(self.request, title, f'<div class="papers">{body}</div>', status=status, head=HEAD)

    def sentence(self, error: InformedError) -> str:
        """What went wrong, in words for staff."""
        match error:
            case BadInput():
                return self._refused(error)
            case TooYoung():
                return self.say("too_young")
            case RecordClosed():
                return self.say("closed")
            case NotFound():
                return self.say("copies.none")
            case SealError():
                return self.say("copies.waiting")
        return self.say("not_allowed")

    def _refused(self, error: BadInput) -> str:
        if str(error) in WORDS:
            return self.say(str(error))
        label = self.say(error.field) if error.field in WORDS else error.field
        return self.say(error.reason if error.reason in WORDS else "unknown", field=label)


#: What a page says in a sentence; a ledger that cannot be written is everybody's, and said elsewhere.
REFUSALS = (BadInput, NotAllowed, NotFound, SealError)

Handler = Callable[[Desk], Awaitable[Response]]
Route = Callable[[Request], Awaitable[Response]]


def staff_only(handler: Handler) -> Route:
    """A route for signed-in staff; a change only from our own pages. What is refused otherwise is the handler's to say."""

    async def route(request: Request) -> Response:
        token = request.cookies.get(cookies.STAFF, "")
        if await run_in_threadpool(product().service.staff.account, token) is None:
            return RedirectResponse("/sign-in", 303, headers=NO_STORE)
        desk = Desk(request, token, request.path_params["record"])
        if request.method == "POST" and not ours(request):
            return desk.page(desk.say("title"), plain.said(desk.say("foreign")), 403)
        try:
            return await handler(desk)
        except NotFound:
            return desk.page(desk.say("title"), plain.said(desk.say("no_record")), 404)
        except NotAllowed:
            return desk.page(desk.say("title"), plain.said(desk.say("not_allowed")), 403)

    return route
