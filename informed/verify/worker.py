"""The process that reads a stranger's file: `python -I -m informed.verify.worker`.

Input: one line of JSON (`roots`: DER in base64; `limits`), then the file. Output: the facts as JSON. It limits itself
before it reads a byte: address space, processor seconds, open files, and no file may be written. Where the operating
system has no such limits (Windows), only the parent's clock ends it.
"""

import base64
import json
import logging
import sys
from typing import Any


def limit(limits: dict[str, Any]) -> None:
    """Bound this process for good; `memory` in bytes of address space, `processor` in seconds."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_CPU, limits["processor"]),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def main() -> None:
    request = json.loads(sys.stdin.buffer.readline())
    limit(request["limits"])
    logging.disable()
    from informed.verify.reading import read  # here, so that even its imports are bounded

    facts = read(sys.stdin.buffer.read(), [base64.b64decode(root) for root in request["roots"]])
    sys.stdout.write(facts.to_json())


if __name__ == "__main__":
    main()
