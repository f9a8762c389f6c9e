"""Real veraPDF rules: asks the process that runs them (`verapdf_process`), one for each process of a test session."""

import atexit
import json
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

from informed.paths import HOME

#: No flavour has fewer rules: a profile that was not read whole would let everything pass.
FEWEST_RULES = 100


@cache
def _process() -> "subprocess.Popen[str]":
    """The process that judges, started at the first question; it ends when its input ends, and so with this one."""
    command = [sys.executable, "-m", "tests.document.verapdf_process"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HOME)
    atexit.register(process.communicate)
    return process


def broken(path: Path) -> dict[str, Counter[str]]:
    """The rules of PDF/A-3U and of PDF/UA-1 that a file breaks, by flavour; empty for a good file."""
    return {flavour: found for flavour in ("3u", "ua1") if (found := failures(path, flavour))}


def failures(path: Path, flavour: str) -> Counter[str]:
    """The rules that a file breaks, by clause and test number with what is wrong; empty for a good file."""
    process = _process()
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps({"path": str(path), "flavour": flavour}) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    assert line, "veraPDF's process has ended; what it said is on the error output"
    answer = json.loads(line)
    assert "error" not in answer, answer["error"]
    assert answer["rules"] > FEWEST_RULES
    return Counter(answer["failures"])
