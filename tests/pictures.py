"""Makes the pictures of README.md from the running product: `python -m tests.pictures`."""

import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from informed.adapters.settings import Settings
from informed.content import Language
from informed.sample import write_sample
from tests.journeys import chromium
from tests.journeys.patient import Patient
from tests.journeys.server import Server

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"


def main() -> None:
    """One topic as a patient sees it on a tablet, and the first page of the document that the physician gets."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        topic(Path(folder))
        document(Path(folder))


def topic(folder: Path) -> None:
    server = Server(folder / "data", clinic_name="Phòng khám Da liễu Ánh Dương").start()
    try:
        with sync_playwright() as playwright:
            browser = chromium.launch(playwright)
            page = browser.new_context(**chromium.TABLET).new_page()
            patient = Patient(page, server.url)
            patient.arrives_at("limitations", server, "Nguyễn Thị Ánh")
            patient.answers("L1", "understood")
            patient.answers("L2", "unsure")
            page.evaluate("document.activeElement.blur()")
            page.screenshot(path=PICTURES / "topic.png")
            browser.close()
    finally:
        server.stop()


def document(folder: Path) -> None:
    file = folder / "sample.pdf"
    settings = Settings(
        data_dir=folder / "sample", clinic_name="Phòng khám Da liễu Ánh Dương", language=Language.ENGLISH
    )
    write_sample(file, settings, Language.ENGLISH, "Nguyễn Thị Ánh")
    command = ["pdftoppm", "-png", "-singlefile", "-f", "1", "-l", "1", "-r", "100", file, PICTURES / "document"]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
