"""The command line as a process: exit codes, one sentence on stderr, and what only an operating system refuses."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

#: Root may write everything, unless it gives that right away.
LIKE_A_USER = ["setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"]


def informed(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("INFORMED_")} | settings
    command = [sys.executable, "-m", "informed.cli", *arguments]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root, and no setpriv (util-linux): permissions cannot be tested")
        command = LIKE_A_USER + command
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)


def refusal(done: subprocess.CompletedProcess[str]) -> tuple[int, str]:
    """Exit code and the one sentence."""
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    return done.returncode, done.stderr


def test_a_port_in_use_is_said_before_anything_is_made(tmp_path: Path) -> None:
    """Exit 2, with what to do; no data folder yet."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = informed("serve", "--port", str(port), INFORMED_DATA_DIR=str(tmp_path / "data"))

    said = f"informed: port {port} on 127.0.0.1 is in use by another program; choose another with --port\n"
    assert refusal(done) == (2, said)
    assert not (tmp_path / "data").exists()


def test_an_address_that_is_not_ours_is_said(tmp_path: Path) -> None:
    """An address of another machine."""
    code, said = refusal(informed("serve", "--host", "192.0.2.1", INFORMED_DATA_DIR=str(tmp_path / "data")))

    assert code == 2
    assert said.startswith("informed: port 8501 on 192.0.2.1 cannot be used")


def test_an_unknown_setting_stops_the_start(tmp_path: Path) -> None:
    """Exit 2."""
    done = informed("serve", "--port", "1", INFORMED_DATA_DIR=str(tmp_path / "data"), INFORMED_MOOD="good")

    assert refusal(done) == (2, "informed: INFORMED_MOOD is not a setting; `informed settings` lists them all\n")


@pytest.mark.parametrize("there", [False, True])
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path, there: bool) -> None:
    """Whether the data folder is there already or would have to be made."""
    data = tmp_path / "data"
    closed = data if there else tmp_path
    data.mkdir() if there else None
    closed.chmod(0o555)
    code, said = refusal(informed("sample", "/dev/null", INFORMED_DATA_DIR=str(data)))
    closed.chmod(0o755)

    assert code == 1
    assert f"{data}" in said
    assert ("cannot be opened: unable to open" if there else "cannot be made: Permission denied") in said


def test_a_database_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    """The sample is refused, and the file stays as it was."""
    data = tmp_path / "data"
    assert informed("sample", "/dev/null", INFORMED_DATA_DIR=str(data)).returncode == 0
    file = data / "informed.db"
    file.chmod(0o444)
    before = file.read_bytes()
    code, said = refusal(informed("sample", "/dev/null", INFORMED_DATA_DIR=str(data)))

    assert code == 1
    assert "attempt to write a readonly database" in said
    assert file.read_bytes() == before
