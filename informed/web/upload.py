"""Files that a browser sends: read with a limit and kept in memory only, so that nothing of a patient lies in a temporary file."""

from collections.abc import AsyncGenerator

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from informed.errors import BadInput

#: What a form adds around its files, in bytes.
AROUND = 100_000
#: A browser shows our answer only after it has sent everything: so much of what is too large is read and thrown away.
THROWN_AWAY = 200_000_000
MOST_FILES = 40


class _InMemory(MultiPartParser):
    """Never writes to the disk: the limit below is enforced while reading."""

    spool_max_size = 1 << 40


async def files_of(request: Request, field: str, most: int) -> list[bytes]:
    """The files of a form's field, `most` bytes together; raises `BadInput(field, ...)` when it is larger, or no such form."""
    stream = _limited(request, field, most + AROUND)
    try:
        form = await _InMemory(request.headers, stream, max_files=MOST_FILES, max_fields=20).parse()
    except (MultiPartException, KeyError) as error:
        raise BadInput(field, "damaged") from error
    sent = [item for name, item in form.multi_items() if name == field and isinstance(item, UploadFile)]
    files = [await item.read() for item in sent]
    await form.close()
    return [file for file in files if file]


async def _limited(request: Request, field: str, most: int) -> AsyncGenerator[bytes, None]:
    read = 0
    async for chunk in request.stream():
        read += len(chunk)
        if read <= most:
            yield chunk
        elif read > THROWN_AWAY:
            break
    if read > most:
        raise BadInput(field, "too_large")
