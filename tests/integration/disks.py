"""Disks that are full or may not be written: a tiny file system of its own where the test may mount one."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def tiny_disk(folder: Path, size: str) -> Iterator[Path]:
    """A file system in memory of this size; a loud skip where this user may not mount one."""
    folder.mkdir()
    if os.geteuid() != 0 or _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)):
        pytest.skip("needs root and the right to mount: a tiny disk cannot be made here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=False)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """A disk that may not be written for a while."""
    assert not _mount("-o", "remount,ro", str(folder))
    try:
        yield
    finally:
        assert not _mount("-o", "remount,rw", str(folder))


def fill_up(folder: Path) -> Path:
    """Take the last byte of the disk; returns the file that has it."""
    with contextlib.suppress(OSError), (folder / "filler").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(512))
    return folder / "filler"


def _mount(*arguments: str) -> int:
    return subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode
