"""Plain HTML forms: read with a limit, as text fields only."""

from starlette.datastructures import FormData
from starlette.requests import Request

MAX_BYTES = 10_000


async def form_of(request: Request) -> dict[str, str]:
    """The text fields of a small form; empty when it is larger than any form of ours."""
    form = await long_form_of(request, MAX_BYTES)
    return {name: value for name, value in form.items() if isinstance(value, str)}


async def long_form_of(request: Request, most: int) -> FormData:
    """The fields of a form of at most so many bytes, where one name may stand several times; else empty."""
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > most:
        return FormData()
    return await request.form(max_files=0)
