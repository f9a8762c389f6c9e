"""Reading a stranger's file without trusting it: in a process of its own, with limits that the system enforces.

A small file can unpack to gigabytes, loop for ever or recurse until the stack ends, and no check inside the same process
is sure to notice in time. So the file goes to `informed.verify.worker`, which gives up address space and processor time
before it reads; this side stops it by the clock. Whatever happens there (an error, a killed process, an answer that makes
no sense) becomes the fact "limits", never an exception here.
"""

import base64
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from informed.verify.facts import Facts, from_json

COMMAND = (sys.executable, "-I", "-X", "utf8", "-m", "informed.verify.worker")


@dataclass(frozen=True)
class Limits:
    """What reading one file may cost: bytes of address space, seconds of the processor, seconds on the clock.

    A document of 210 kB needs 100 MB of address space, nearly all of it for the programs, and less than a second.
    """

    memory: int = 512 * 2**20
    processor: int = 15
    clock: float = 40


LIMITS = Limits()


def read_bounded(pdf: bytes, roots: Sequence[bytes], limits: Limits = LIMITS) -> Facts:
    """The facts of a file; `roots` are DER. Never raises for anything that the file contains."""
    head = {"roots": [base64.b64encode(root).decode() for root in roots], "limits": asdict(limits)}
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and the file only on its standard input
            COMMAND,
            input=json.dumps(head).encode() + b"\n" + pdf,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.clock,
            check=True,
        )
        return from_json(done.stdout)
    except (subprocess.SubprocessError, ValueError, KeyError, TypeError):
        return Facts(trouble="limits")
