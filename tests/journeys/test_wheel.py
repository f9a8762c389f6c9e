"""The wheel is whole: pages, content, fonts and components travel inside it, and it serves from an empty folder."""

import subprocess
import sys
import zipfile
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.patient import Patient
from tests.journeys.server import Server
from tests.journeys.staff import events

ROOT = Path(__file__).parent.parent.parent


def test_the_wheel_serves_from_an_empty_folder(page: Page, tmp_path: Path) -> None:
    """Built, unpacked and served from a folder with nothing in it, a patient starts and answers."""
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", tmp_path, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("informed-*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")

    server = Server(tmp_path / "data", package=tmp_path / "installed").start()
    try:
        where = subprocess.run(
            [sys.executable, "-c", "import informed.paths as p; print(p.HOME)"],
            env={"PYTHONPATH": str(tmp_path / "installed")},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        assert where.stdout.strip() == str(tmp_path / "installed" / "informed" / "bundle")
        patient = Patient(page, server.url)
        patient.starts("Người Dùng Gói")
        patient.walks_to("benefits")
        patient.answers("B1", "understood")
        assert events(server, "StatementAnswered")
    finally:
        server.stop()
