"""The settings: defaults that work, and a sentence for what cannot be."""

import os
import re
from pathlib import Path

import pytest

from informed.adapters.settings import FOREIGN, PREFIX, Settings, read_settings
from informed.content import Language
from informed.errors import SettingsError
from informed.paths import HOME


def test_the_defaults_are_a_demonstration() -> None:
    """Nobody treats a patient by accident: without any setting it is a demo, in Vietnamese, with a file in ./data."""
    settings = read_settings()

    assert (settings.mode, settings.language, settings.pack) == ("demo", Language.VIETNAMESE, "exosome-skin")
    assert settings.url == f"sqlite:///{Path('data/informed.db').absolute()}"
    assert settings.time_zone == "Asia/Ho_Chi_Minh"
    assert settings.origins == frozenset()


@pytest.mark.parametrize(
    ("mode", "shared", "expected"),
    [
        ("demo", None, False),
        ("clinic", None, True),
        ("demo", "yes", True),
        ("clinic", "no", False),
        ("clinic", "", True),
    ],
)
def test_a_clinics_tablet_is_shared(
    monkeypatch: pytest.MonkeyPatch, mode: str, shared: str | None, expected: bool
) -> None:
    """Unless it is said otherwise; set to nothing is not set."""
    monkeypatch.setenv("INFORMED_MODE", mode)
    if shared is not None:
        monkeypatch.setenv("INFORMED_SHARED_TABLET", shared)

    assert read_settings().tablet_is_shared == expected


def test_a_setting_set_to_nothing_is_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """As container files write it: `INFORMED_X=`."""
    for name in Settings.model_fields:
        monkeypatch.setenv(PREFIX + name.upper(), "")

    assert read_settings() == Settings.model_construct()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("INFORMED_MOOD", "good", "INFORMED_MOOD is not a setting; `informed settings` lists them all"),
        ("INFORMED_MODE", "test", "INFORMED_MODE: "),
        ("INFORMED_LANGUAGE", "fr", "INFORMED_LANGUAGE: "),
        ("INFORMED_SHARED_TABLET", "perhaps", "INFORMED_SHARED_TABLET: "),
        (
            "INFORMED_TIME_ZONE",
            "Asia/Atlantis",
            "INFORMED_TIME_ZONE: not a time zone; use a name such as Asia/Ho_Chi_Minh",
        ),
        ("INFORMED_TIME_ZONE", "America", "INFORMED_TIME_ZONE: not a time zone"),
        ("INFORMED_TIME_ZONE", "../../etc/passwd", "INFORMED_TIME_ZONE: not a time zone"),
        ("INFORMED_PACK", "../secret", "INFORMED_PACK: "),
        ("INFORMED_PACK", "/etc", "INFORMED_PACK: "),
        ("INFORMED_PACK", "exosome-skin,", "INFORMED_PACK: "),
        ("INFORMED_PACK", "exosome-skin, ../secret", "INFORMED_PACK: "),
    ],
)
def test_a_setting_that_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    """One sentence with the variable's name."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        read_settings()

    assert str(refused.value).startswith(said)
    assert "\n" not in str(refused.value)


def test_public_origins_are_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """With commas; a slash at the end is no part of an origin."""
    monkeypatch.setenv("INFORMED_PUBLIC_ORIGINS", "https://a.example/, https://b.example ,")

    assert read_settings().origins == {"https://a.example", "https://b.example"}


@pytest.mark.parametrize(
    "origin",
    [
        "https://a.example",
        "http://10.0.0.5:8501",
        "http://tablet",
        "http://[::1]:8501",
        "http://a.example:443",
        "https://xn--phng-khm-fza.vn:8443/",
    ],
)
def test_an_origin_is_taken(monkeypatch: pytest.MonkeyPatch, origin: str) -> None:
    """Scheme, host and perhaps a port, as browsers write them."""
    monkeypatch.setenv("INFORMED_PUBLIC_ORIGINS", origin)

    assert read_settings().origins == {origin.rstrip("/")}


@pytest.mark.parametrize(
    "entry",
    [
        "clinic.example",
        "*",
        "null",
        "https://",
        "https://*.example",
        "ftp://a.example",
        "https://a.example/path",
        "https://a.example//",
        "https://a.example?x",
        "https://user@a.example",
        "https://a.example:",
        "https://a.example:port",
        "https://a.example:443",
        "http://a.example:80",
        "https://A.example",
        "https://phòng-khám.vn",
        "https://b.example https://c.example",
        "https://b.example;https://c.example",
    ],
)
def test_what_is_no_origin_is_named(monkeypatch: pytest.MonkeyPatch, entry: str) -> None:
    """Among good ones; a browser would never send it, and every tablet would be refused."""
    monkeypatch.setenv("INFORMED_PUBLIC_ORIGINS", f"https://a.example, {entry}")
    with pytest.raises(SettingsError) as refused:
        read_settings()

    assert str(refused.value).startswith(f"INFORMED_PUBLIC_ORIGINS: {entry.removesuffix('/')}")
    assert "\n" not in str(refused.value)


def test_the_browser_of_the_tests_is_no_unknown_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the tests find a browser does not stop the product."""
    for name in FOREIGN:
        monkeypatch.setenv(name, "/usr/bin/chromium")

    assert read_settings().mode == "demo"


def test_every_setting_has_a_meaning() -> None:
    """`informed settings` has a sentence for each."""
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.description.endswith("."), name


def test_the_readme_lists_every_setting_and_no_other() -> None:
    """The section "Settings" names what the code reads."""
    section = (HOME / "README.md").read_text("utf-8").split("\n## Settings\n")[1].split("\n## ")[0]
    listed = set(re.findall(rf"`({PREFIX}[A-Z0-9_]*[A-Z0-9])`", section))

    assert listed == {PREFIX + name.upper() for name in Settings.model_fields}


def test_the_suite_runs_without_the_developers_settings() -> None:
    """No test depends on the shell that it was started from."""
    assert [name for name in os.environ if name.startswith(PREFIX) and name not in FOREIGN] == []
