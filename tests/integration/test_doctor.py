"""`informed doctor`: it sees what is wrong with an installation, names what mends it, and changes nothing."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from informed.bootstrap import Product
from informed.doctor import Finding, examine
from informed.document import typeface
from informed.paths import FONTS
from tests import factories


@pytest.fixture
def installed(settings: Callable[..., Product], tmp_path: Path) -> Product:
    """An installation whose keys and checkpoints are apart from its database."""
    return settings(kek_file=str(tmp_path / "key"), checkpoint_dir=str(tmp_path / "outside"), retention_days="3650")


def told(product: Product, level: str) -> list[Finding]:
    return [finding for finding in examine(product.settings) if finding.level == level]


def fault(product: Product) -> Finding:
    """The one fault that is found."""
    (found,) = told(product, "fault")
    return found


def test_a_sound_installation_has_no_fault(installed: Product) -> None:
    """Demonstration mode, the draft and the missing checkpoint are to be known; nothing is broken."""
    assert told(installed, "fault") == []
    assert {notice.mend for notice in told(installed, "notice")} >= {
        "set INFORMED_MODE=clinic",
        "informed audit checkpoint",
        "informed content review",
    }
    installed.service.custody.checkpoint()
    assert "informed audit checkpoint" not in {notice.mend for notice in told(installed, "notice")}


def test_nothing_is_changed_and_nothing_made(installed: Product, tmp_path: Path) -> None:
    """Also where there is no installation yet."""
    with installed.service._ledger.reading() as work:
        before = work.length("clinic")
    list(examine(installed.settings))
    with installed.service._ledger.reading() as work:
        assert work.length("clinic") == before
    nowhere = installed.settings.model_copy(update={"data_dir": tmp_path / "nowhere"})
    assert "fault" in {finding.level for finding in examine(nowhere)}
    assert not (tmp_path / "nowhere").exists()


def test_a_key_that_others_can_read(installed: Product) -> None:
    """The command that mends it, and nothing more: the ledger is not opened with such a key."""
    key = installed.settings.key_file
    key.chmod(0o440)
    assert next(f.mend for f in told(installed, "fault")) == f"chmod 0400 {key}"


def test_settings_that_contradict(installed: Product, tmp_path: Path) -> None:
    """A passphrase for a certificate that is not there; a clinic without a name."""
    for change, mend in (
        ({"seal_passphrase_file": tmp_path / "p"}, "set INFORMED_SEAL_PKCS12"),
        ({"mode": "clinic"}, "set INFORMED_CLINIC_NAME, or the page /clinic"),
    ):
        changed = installed.settings.model_copy(update=change)
        assert mend in {finding.mend for finding in examine(changed) if finding.level == "fault"}


def test_a_clock_behind_the_ledger(installed: Product) -> None:
    """Something was written at a time that has not come yet."""
    late = datetime(2199, 1, 1, tzinfo=UTC).isoformat(timespec="microseconds")
    installed.service.journey.begin(factories.patient(), "en", factories.tap())  # type: ignore[arg-type]
    with installed.service._ledger.writing() as work:
        work.connection.exec_driver_sql("update record_index set changed_at = ?", (late,))  # type: ignore[attr-defined]
    assert fault(installed).mend == "timedatectl set-ntp true, or set the clock"


def test_a_font_that_is_missing(installed: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named before the first document fails."""
    monkeypatch.setitem(typeface.FACES, "", ("Nowhere.ttf", *typeface.FACES[""][1:]))
    assert not (FONTS / "Nowhere.ttf").exists()
    assert "no font Nowhere.ttf" in fault(installed).sentence


def test_a_changed_chain(installed: Product) -> None:
    """One of the newest records does not hold any more."""
    installed.service.journey.begin(factories.patient(), "en", factories.tap())  # type: ignore[arg-type]
    with installed.service._ledger.writing() as work:
        work.connection.exec_driver_sql("drop trigger event_no_update")  # type: ignore[attr-defined]
        work.connection.exec_driver_sql("update event set hash = zeroblob(32) where sequence = 1")  # type: ignore[attr-defined]
    assert any(finding.mend == "informed audit verify" for finding in told(installed, "fault"))


def test_what_the_page_of_the_clinic_sets_counts(settings: Callable[..., Product]) -> None:
    """Name and retention that an administrator set there, and not in the environment, are set."""
    product = settings(mode="clinic")
    missing = {"set INFORMED_RETENTION_DAYS, or the page /clinic", "set INFORMED_CLINIC_NAME, or the page /clinic"}
    assert missing <= {finding.mend for finding in examine(product.settings)}
    factories.first_administrator(product.service)
    token = product.service.staff.sign_in("admin", factories.PASSWORD, "192.0.2.1")
    product.service.setup.change_retention(token, "3650")
    product.service.setup.change_profile(token, "Phòng khám Thử", "", "")
    assert not missing & {finding.mend for finding in examine(product.settings)}
    product.service.setup.change_retention(token, "")
    assert min(missing) not in {f.mend for f in examine(product.settings)} and max(missing) in {
        f.mend for f in examine(product.settings)
    }
