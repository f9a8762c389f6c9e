"""Our HTTP routes. Those that change something answer only to our own pages; nothing of a patient is ever cached."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from informed.bootstrap import product
from informed.errors import InformedError, LedgerError, NotAllowed, NotFound, SealError
from informed.paths import FONTS, WEB_ASSETS
from informed.record import Record
from informed.web import (
    cookies,
    desk_routes,
    display,
    handover,
    join,
    locked,
    oidc,
    pause,
    refused,
    set_up,
    sign_in,
    verify,
)
from informed.web.forms import form_of
from informed.web.origin import ours

NO_STORE = {"cache-control": "no-store"}


async def start_visit(request: Request) -> Response:
    """POST /visit: a one-time ticket for the HttpOnly cookie; 204, or 403 for a used or unknown ticket."""
    fields = await form_of(request) if ours(request) else {}
    redeem = product().service.journey.redeem
    cookie = await run_in_threadpool(redeem, fields.get("ticket", "")) if fields else None
    if cookie is None:
        return Response(status_code=403, headers=NO_STORE)
    response = Response(status_code=204, headers=NO_STORE)
    cookies.put(request, response, cookies.VISIT, cookie)
    await run_in_threadpool(sign_in.sign_out, request, response)  # the browser is the patient's from here on
    return response


def end_visit(request: Request) -> Response:
    """POST /visit/end: hand back. The visit ends, the cookie goes, the browser drops what it kept of this origin.

    A tablet that staff handed over then asks for a member of staff.
    """
    if not ours(request):
        return Response(status_code=403, headers=NO_STORE)
    journey = product().service.journey
    if visit := journey.visit_of(request.cookies.get(cookies.VISIT, "")):
        journey.end(visit)
    to = locked.TAKE_BACK if locked.lock_of(request) else "/"
    response = RedirectResponse(to, 303, headers={**NO_STORE, "clear-site-data": '"cache", "storage"'})
    cookies.clear(request, response, cookies.VISIT)
    display.forget(request, response)
    if to == "/":  # the next patient is addressed in the clinic's language; a tablet for staff thanks in this one's
        cookies.clear(request, response, cookies.LANGUAGE)
    return response


def document(request: Request) -> Response:
    """GET /documents/RECORD.pdf, or /documents/RECORD/REVISION.pdf: for signed-in staff; the first also for the patient of this
    visit on a tablet of their own.
    """
    wanted, revision = request.path_params["record"], request.path_params.get("revision")
    try:
        token = request.cookies.get(cookies.STAFF, "")
        staff = product().service.staff
        if staff.account(token):
            record, pdf = staff.open_document(token, wanted, revision)
        elif revision is None:
            record, pdf = _for_patient(request, wanted)
        else:
            raise NotFound("only staff open a certain revision")
    except (NotFound, NotAllowed):
        return refused.missing(request)
    except SealError:
        return refused.sealing(request)
    name = f'inline; filename="{record.short_id}.pdf"'
    return Response(pdf, media_type="application/pdf", headers={**NO_STORE, "content-disposition": name})


def _for_patient(request: Request, wanted: str) -> tuple[Record, bytes]:
    journey = product().service.journey
    visit = journey.visit_of(request.cookies.get(cookies.VISIT, ""))
    if product().settings.tablet_is_shared or visit is None or journey.record(visit).id != wanted:
        raise NotFound("no such document for this visit")
    return journey.document(visit)


def audio(request: Request) -> Response:
    """GET /audio/SHA256.mp3: the clinic's recording of the text with this fingerprint; nothing in it is a patient's, and a tablet
    whose visit rests does not read on all the same.
    """
    if product().service.pauses.is_paused(request.cookies.get(cookies.VISIT, "")):
        return refused.missing(request)
    file = product().recordings.file(request.path_params["key"])
    return FileResponse(file, media_type="audio/mpeg") if file else refused.missing(request)


def health(request: Request) -> Response:
    """GET /healthz: 200 only while the ledger can be written."""
    try:
        product().service.check_writable()
    except LedgerError:
        return JSONResponse({"status": "ledger cannot be written"}, 503, headers=NO_STORE)
    return JSONResponse({"status": "ok"}, headers=NO_STORE)


ROUTES: list[BaseRoute] = [
    Route("/visit", start_visit, methods=["POST"]),
    Route("/visit/end", end_visit, methods=["POST"]),
    Route("/visit/here", pause.here, methods=["POST"]),
    Route("/visit/lock", pause.lock, methods=["POST"]),
    Route("/visit/unlock", pause.unlock, methods=["POST"]),
    Route("/visit/call", pause.call, methods=["POST"]),
    Route("/paused", pause.show, methods=["GET"]),
    Route("/handover/tablet", handover.hand_over, methods=["POST"]),
    Route("/device", handover.name_device, methods=["POST"]),
    Route("/take-back", handover.show, methods=["GET"]),
    Route("/take-back", handover.take, methods=["POST"]),
    Route("/join", join.show, methods=["GET"]),
    Route("/join", join.take, methods=["POST"]),
    Route("/documents/{record}.pdf", document),
    Route("/documents/{record}/{revision:int}.pdf", document),
    Route("/audio/{key}.mp3", audio),
    Route("/healthz", health),
    Route("/sign-in", sign_in.show, methods=["GET"]),
    Route("/sign-in", sign_in.take, methods=["POST"]),
    Route("/sign-out", sign_in.leave, methods=["POST"]),
    Route("/verify", verify.show, methods=["GET"]),
    Route("/verify", verify.take, methods=["POST"]),
    Route("/set-up", set_up.show, methods=["GET"]),
    Route("/set-up", set_up.take, methods=["POST"]),
    Route("/oidc/start", oidc.start, methods=["GET"]),
    Route("/oidc/callback", oidc.callback, methods=["GET"]),
    *desk_routes.ROUTES,
    Mount("/assets/fonts", StaticFiles(directory=FONTS)),
    Mount("/assets", StaticFiles(directory=WEB_ASSETS)),
]
EXCEPTION_HANDLERS = {
    InformedError: refused.failed,
    404: refused.of_routing,
    405: refused.of_routing,
}
