"""Plain HTML forms: read with a limit, as text fields only."""

from starlette.requests import Request

MAX_BYTES = 10_000


async def form_of(request: Request) -> dict[str, str]:
    """The text fields of a small form; empty when it is larger than any form of ours."""
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > MAX_BYTES:
        return {}
    form = await request.form(max_files=0)
    return {name: value for name, value in form.items() if isinstance(value, str)}
