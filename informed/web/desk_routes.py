"""What the staff's pages about people, paper and copies do: each form's route, and the answers that are files."""

from dataclasses import replace
from typing import cast, get_args

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute
from starlette.routing import Route as At

from informed import events as e
from informed.bootstrap import product
from informed.content import Language
from informed.document.attached import scan_name
from informed.errors import BadInput
from informed.people import HelperRole, IdentityCheck
from informed.verify.scans import MOST_BYTES
from informed.web import transcript
from informed.web.desk import REFUSALS, Desk, staff_only
from informed.web.desk_page import drawn
from informed.web.forms import form_of
from informed.web.plain import NO_STORE
from informed.web.upload import files_of

#: A scan is a stranger's file: a picture is shown in a page that can do nothing, a PDF is only handed out as a file.
PICTURE = {**NO_STORE, "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'"}


@staff_only
async def show(desk: Desk) -> Response:
    """GET /records/RECORD."""
    return await drawn(desk)


@staff_only
async def name_helper(desk: Desk) -> Response:
    """POST /records/RECORD/people: somebody helps; what is wrong is said over the form, with what was typed still in it."""
    typed = await form_of(desk.request)
    fields = {name: typed.get(f"helper_{name}", "") for name in ("name", "relation", "language", "authority")}
    try:
        if typed.get("identity") not in get_args(IdentityCheck):
            raise BadInput("identity", "empty")
        how = cast(IdentityCheck, typed["identity"])
        role = cast(HelperRole, typed.get("role", ""))
        await desk.does(product().service.people.name, role, identity=how, **fields)
    except BadInput as wrong:
        return await drawn(replace(desk, typed=typed), desk.sentence(wrong), 400)
    return desk.back("helper", "people")


@staff_only
async def remove_helper(desk: Desk) -> Response:
    """POST /records/RECORD/people/HELPER/remove."""
    await desk.does(product().service.people.remove, desk.request.path_params["helper"])
    return desk.back("removed", "people")


@staff_only
async def check_identity(desk: Desk) -> Response:
    """POST /records/RECORD/identity: how staff know the patient."""
    how = (await form_of(desk.request)).get("how", "")
    try:
        await desk.does(product().service.people.check_identity, "patient", how)
    except BadInput as wrong:
        return await drawn(desk, desk.sentence(wrong), 400)
    return desk.back("identity", "people")


@staff_only
async def print_form(desk: Desk) -> Response:
    """POST /records/RECORD/paper: the whole content as a PDF to be signed by hand."""
    asked = (await form_of(desk.request)).get("language", "")
    language = Language(asked) if asked in tuple(Language) else product().settings.language
    try:
        record, pdf = await desk.does(product().service.paper.form, language)
    except REFUSALS as error:
        return await drawn(desk, desk.sentence(error), 400)
    return _pdf(pdf, f"{record.short_id}-paper.pdf")


@staff_only
async def add_scans(desk: Desk) -> Response:
    """POST /records/RECORD/scan: files, judged by their content; those before a refused one are kept."""
    try:
        files = await files_of(desk.request, "scan", MOST_BYTES)
        if not files:
            raise BadInput("scan", "empty")
        for file in files:
            await desk.does(product().service.paper.add_scan, file)
    except REFUSALS as error:
        return await drawn(desk, desk.sentence(error), 413 if "too_large" in str(error) else 400)
    return desk.back("scan", "paper")


@staff_only
async def show_upload(desk: Desk) -> Response:
    """GET /records/RECORD/scan: the place where scans are uploaded."""
    return RedirectResponse(f"{desk.root}#paper", 303, headers=NO_STORE)


@staff_only
async def show_scan(desk: Desk) -> Response:
    """GET /records/RECORD/scan/NUMBER: a scan as it was kept."""
    scan, content = await desk.does(product().service.paper.scan, desk.request.path_params["number"])
    attached = {**NO_STORE, "content-disposition": f'attachment; filename="{scan_name(scan)}"'}
    headers = attached if scan.media_type == "application/pdf" else PICTURE
    return Response(content, media_type=scan.media_type, headers=headers)


@staff_only
async def remove_scan(desk: Desk) -> Response:
    """POST /records/RECORD/scan/NUMBER/remove."""
    try:
        await desk.does(product().service.paper.remove_scan, desk.request.path_params["number"])
    except REFUSALS as error:
        return await drawn(desk, desk.sentence(error), 400)
    return desk.back("removed", "paper")


@staff_only
async def print_copy(desk: Desk) -> Response:
    """POST /records/RECORD/copies: the newest file of the patient's document; that it was printed is an event."""
    asked = await form_of(desk.request)
    copy, number = asked.get("copy", ""), asked.get("copies", "")
    try:
        if copy not in get_args(e.Copy) or not (number.isascii() and number.isdigit() and len(number) == 1):
            raise BadInput("copies", "wrong")
        record, pdf = await desk.does(product().service.paper.print_copy, copy, int(number))
    except REFUSALS as error:
        return await drawn(desk, desk.sentence(error), 400)
    return _pdf(pdf, f"{record.short_id}.pdf")


def _pdf(pdf: bytes, name: str) -> Response:
    headers = {**NO_STORE, "content-disposition": f'inline; filename="{name}"'}
    return Response(pdf, media_type="application/pdf", headers=headers)


ROUTES: list[BaseRoute] = [
    At("/records/{record}", show, methods=["GET"]),
    At("/records/{record}/people", name_helper, methods=["POST"]),
    At("/records/{record}/people/{helper}/remove", remove_helper, methods=["POST"]),
    At("/records/{record}/identity", check_identity, methods=["POST"]),
    At("/records/{record}/paper", print_form, methods=["POST"]),
    At("/records/{record}/scan", show_upload, methods=["GET"]),
    At("/records/{record}/scan", add_scans, methods=["POST"]),
    At("/records/{record}/scan/{number:int}", show_scan, methods=["GET"]),
    At("/records/{record}/scan/{number:int}/remove", remove_scan, methods=["POST"]),
    At("/records/{record}/transcript", staff_only(transcript.show), methods=["GET"]),
    At("/records/{record}/transcript", staff_only(transcript.take), methods=["POST"]),
    At("/records/{record}/copies", print_copy, methods=["POST"]),
]
