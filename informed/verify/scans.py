"""What a scan or photo of signed paper is: judged by its content, never by its name, in a process of its own with limits.

A script that calls itself a picture, a picture that unpacks to gigabytes, a PDF that does, one with a password or with a
program in it: each is refused for a reason that staff can act on (`BadInput("scan", reason)`).
"""

import json
import subprocess
import sys
from dataclasses import asdict
from typing import get_args

from informed.errors import BadInput
from informed.events import ScanType
from informed.verify.bounded import Limits

COMMAND = (sys.executable, "-I", "-X", "utf8", "-m", "informed.verify.scan_worker")
#: All scans of a record together, in bytes.
MOST_BYTES = 20_000_000
#: A photo of 100 megapixels has to be unpacked to see whether it can be.
LIMITS = Limits(memory=1024 * 2**20, processor=20, clock=40)

#: Why a file is no scan: it is empty, too large, none of the three kinds, damaged, made to exhaust its reader, has more
#: pixels or pages than paper has, is locked by a password, or carries a program or other files.
REASONS = ("empty", "too_large", "kind", "damaged", "limits", "pixels", "pages", "encrypted", "active")


def scan_type(data: bytes, limits: Limits = LIMITS) -> ScanType:
    """The media type of a scan; raises `BadInput("scan", one of REASONS)` for anything else, whatever it contains."""
    if not data:
        raise BadInput("scan", "empty")
    if len(data) > MOST_BYTES:
        raise BadInput("scan", "too_large")
    found = _looked_at(data, limits)
    for known in get_args(ScanType):
        if found == known:
            return known  # type: ignore[no-any-return]
    raise BadInput("scan", found if found in REASONS else "limits")


def _looked_at(data: bytes, limits: Limits) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and the file only on its standard input
            COMMAND,
            input=json.dumps(asdict(limits)).encode() + b"\n" + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.clock,
            check=True,
        )
        return done.stdout.decode("ascii")
    except (subprocess.SubprocessError, ValueError):
        return "limits"
