"""Private at rest: what a patient said is nowhere on the disk in the clear, and without the right key nothing starts."""

import logging
import os
import stat
import tempfile
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from informed.adapters.data_keys import DataKeys
from informed.adapters.keys import KeyEncryptionKey, new_kek, open_kek, read_kek
from informed.adapters.settings import Settings
from informed.bootstrap import Product, build
from informed.errors import KeyFault, NotAllowed
from informed.factors import FactorAnswer
from tests.factories import PACKS, House, patient, tap
from tests.integration.administrator import Administrator
from tests.integration.postgres import Server

NAME, NUMBER, WORDS = "Nguyễn Thị Canary-Ánh", "HS-CANARY-4711", "Tôi sợ kim tiêm CANARY"
BORN = date(1971, 3, 9)
#: What somebody who looks for the patient would look for, as bytes.
CANARIES = {
    form.encode(code)
    for text in (NAME, NUMBER, WORDS, "Canary", "CANARY", "canary", "1971-03-09")
    for form in (text, unicodedata.normalize("NFD", text))
    for code in ("utf-8", "utf-16-le")
} | {text.encode("unicode_escape") for text in (NAME, WORDS)}


def a_patient_was_here(house: House) -> str:
    """Answers, own words, a drawn end, a document, a checkpoint, errors, an erasure of one of two; returns what stays."""
    token = house.signed_in(role="admin")
    kept = ""
    for _ in range(2):
        visit = house.begin(who=patient(name=NAME, born=BORN, number=NUMBER))
        house.walk(visit, to="risks")
        house.journey.answer_factor(visit, "X-SKIN", FactorAnswer(("paint",), WORDS), tap())
        house.journey.choose_doctor_questions(visit, tap(), own_words=WORDS)
        with pytest.raises(NotAllowed):
            house.journey.finish_step(visit, "check")
        record = house.journey.decline(visit, tap())
        house.journey.document(visit)
        house.custody.checkpoint()
        kept = kept or record.id
    house.custody.hold(token, kept, f"a complaint of {NAME}")
    house.custody.erase(token, record.id, f"{NAME} asked for it", record.short_id)
    assert house.custody.check_ledger().ok
    return kept


def leaks(*folders: Path) -> list[str]:
    """The files in which something of the patient stands."""
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
    assert files
    return [str(file) for file in files if holds_a_canary(file)]


def holds_a_canary(file: Path) -> bool:
    """Whether something of the patient stands in a file; nothing does in one that a running server has just taken away."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return False
    return any(canary in content for canary in CANARIES)


@pytest.fixture
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of this test's own for temporary files."""
    folder = tmp_path_factory.mktemp("temporary")
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    (folder / "nothing").touch()
    return folder


def test_a_sqlite_ledger_holds_no_patient_in_the_clear(
    tmp_path: Path, temporary: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither in the file nor in its journal, while it is open and after; nor outside, in a log, or in a temporary file."""
    caplog.set_level(logging.DEBUG)
    house = House(tmp_path)
    kept = a_patient_was_here(house)
    (row,) = (row for row in house.staff.records(house.signed_in(role="auditor")) if row.record == kept)
    assert (row.name, row.record_number) == (NAME, NUMBER)  # it is there

    assert {file.name for file in tmp_path.iterdir()} >= {"informed.db", "outside"}
    assert leaks(tmp_path, temporary) == []
    house.ledger.close()
    assert leaks(tmp_path, temporary) == []
    said = caplog.text + "".join(capfd.readouterr())
    assert not any(canary.decode("utf-8", "ignore") in said for canary in CANARIES if canary.isascii())
    assert not [record for record in caplog.records if NAME in record.getMessage()]


def tables_of(postgres: Server, url: str) -> Path:
    """The folder of a database's tables."""
    with postgres.connect("postgres") as connection:
        name = urlsplit(url).path.strip("/")
        row = connection.execute("select oid from pg_database where datname = %s", [name]).fetchone()
    assert row
    return postgres.folder / "data" / "base" / str(row[0])


def test_a_postgresql_server_holds_no_patient_in_the_clear(
    postgres: Server, postgres_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither in its tables nor in its write-ahead log nor in its own log, though every statement is logged there."""
    caplog.set_level(logging.DEBUG)
    log = postgres.folder / "log"
    before = log.stat().st_size  # other tests on this server have patients of their own
    postgres.execute("alter system set log_statement = 'all'")
    postgres.execute("alter system set log_parameter_max_length = -1")
    postgres.execute("select pg_reload_conf()")
    house = House(tmp_path, url=postgres_url)
    try:
        a_patient_was_here(house)
        postgres.execute("checkpoint")
    finally:
        postgres.execute("alter system reset all")
        postgres.execute("select pg_reload_conf()")
        house.ledger.close()

    said = log.read_bytes()[before:]
    assert b"insert into event" in said.lower()
    assert leaks(tmp_path, tables_of(postgres, postgres_url), postgres.folder / "data" / "pg_wal") == []
    assert not any(canary in said for canary in CANARIES)
    assert not any(canary.decode("utf-8", "ignore") in caplog.text for canary in CANARIES if canary.isascii())


def test_the_search_for_canaries_finds_one(tmp_path: Path) -> None:
    """Else the tests above show nothing."""
    (tmp_path / "file").write_bytes(b"x" * 5000 + NUMBER.encode() + b"\x00")

    assert leaks(tmp_path) == [str(tmp_path / "file")]


def test_equal_answers_do_not_look_alike(house: House, administrator: Administrator) -> None:
    """The same answer twice, and by two people: no two stored payloads or names are equal."""
    for _ in range(2):
        visit = house.begin()
        for _ in range(3):
            house.journey.answer_statement(visit, "W2", "unsure", tap())
    payloads = [bytes(payload) for (payload,) in administrator.rows("select payload from event")]
    people = [bytes(person) for (person,) in administrator.rows("select person from record_index")]

    assert len(set(payloads)) == 8
    assert len(set(people)) == 2


# --- the key file


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Those of a clinic whose database and key exist, and who had a patient."""
    made = Settings(data_dir=tmp_path / "data", content_dir=PACKS, pack="foot-bath")
    product = build(made)
    product.service.journey.begin(patient(), made.language, tap())
    close(product)
    return made


def close(product: Product) -> None:
    product.service._ledger.close()  # type: ignore[attr-defined]


def _replaced(text: bytes) -> Callable[[Path], None]:
    def replace(file: Path) -> None:
        file.unlink()
        file.write_bytes(text)
        file.chmod(0o400)

    return replace


def _another_clinics(file: Path) -> None:
    file.unlink()
    new_kek().write(file)


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


#: what happened to the key file -> how, and what is said.
FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.unlink, "is missing, and without it the database cannot be read"),
    "of another clinic": (
        _another_clinics,
        "it is the key of another clinic, or one from before `informed keys rotate`",
    ),
    "empty": (_replaced(b""), "holds no key: expected one line that begins with informed-key-1:"),
    "cut off": (_replaced(b"informed-key-1:AAAA\n"), "holds no key"),
    "no base 64": (_replaced(b"informed-key-1:" + b"!" * 44), "holds no key"),
    "without its beginning": (_replaced(b"A" * 43 + b"="), "holds no key"),
    "no text": (_replaced(b"\xff\xfe\x00"), "cannot be read: it is no text"),
    "a folder": (_a_folder, "(others can read the key file|cannot be read)"),
    "readable by the group": (lambda file: file.chmod(0o440), r"\(mode 0440\): run `chmod 0400 "),
    "readable by all": (lambda file: file.chmod(0o404), r"\(mode 0404\): run `chmod 0400 "),
    "writable by the group": (lambda file: file.chmod(0o420), r"\(mode 0420\): run `chmod 0400 "),
}


@pytest.mark.parametrize(("spoil", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_without_its_key_nothing_starts(settings: Settings, spoil: Callable[[Path], object], said: str) -> None:
    """One sentence that names the file and what to do; nothing is made in its place, and with the right file all is there."""
    file = settings.key_file
    right, before = read_kek(file), (settings.data_dir / "informed.db").read_bytes()
    spoil(file)
    with pytest.raises(KeyFault, match=said) as refused:
        build(settings)

    assert "\n" not in str(refused.value)
    assert (settings.data_dir / "informed.db").read_bytes() == before
    assert (settings.data_dir / "informed.db").exists()
    if file.is_dir():
        file.rmdir()
    file.unlink(missing_ok=True)
    right.write(file)
    product = build(settings)
    assert product.service.custody.check_ledger().ok
    close(product)


def test_the_key_is_made_once_for_this_user_only(settings: Settings) -> None:
    """Mode 0400, one line, not in the database; a second start leaves it alone."""
    text = settings.key_file.read_text()
    assert stat.S_IMODE(settings.key_file.stat().st_mode) == 0o400
    assert text.startswith("informed-key-1:")
    assert len(text.splitlines()) == 1
    assert text.split(":")[1].strip().encode() not in (settings.data_dir / "informed.db").read_bytes()
    close(build(settings))

    assert settings.key_file.read_text() == text


def test_the_key_may_lie_elsewhere(tmp_path: Path) -> None:
    """Where `INFORMED_KEK_FILE` says, a secret mount for example; nothing of it is left in the data folder."""
    made = Settings(data_dir=tmp_path / "data", kek_file=tmp_path / "secret", content_dir=PACKS, pack="foot-bath")
    close(build(made))

    assert (tmp_path / "secret").exists()
    assert not (tmp_path / "data" / "key-encryption-key").exists()


def test_no_key_is_made_beside_a_database_that_has_keys(tmp_path: Path) -> None:
    """A new one would not open it, and would hide that the right one is gone."""
    with pytest.raises(KeyFault, match="is missing"):
        open_kek(tmp_path / "key", fresh=False)
    assert not (tmp_path / "key").exists()


def test_a_clinics_own_key_that_was_changed_is_said(house: House, administrator: Administrator) -> None:
    """The start is refused: a part of the ledger could not be read or proved."""
    administrator.change("update data_key set wrapped = :zeros where owner = 'clinic'", zeros=bytes(60))
    with pytest.raises(KeyFault, match="the data key of clinic was changed in the database"):
        house.restart()


@pytest.mark.parametrize("purpose", ["clinic", "index", "checkpoint", "secrets"])
def test_a_clinics_own_key_that_is_gone_is_said(house: House, administrator: Administrator, purpose: str) -> None:
    """By what needs it; no other is made in its place."""
    administrator.change("delete from data_key where owner = :purpose", purpose=purpose)

    def use() -> None:
        house.restart()
        with house.ledger.reading() as work:
            work.clinic_key(purpose)

    with pytest.raises(KeyFault, match=f"`{purpose}` is not in the database any more; restore a backup"):
        use()


def test_a_rotated_key_opens_all_that_was_written(house: House) -> None:
    """No event, token or checkpoint changes; the old key opens nothing any more."""
    administrator = Administrator(house)
    visit = house.signed()
    house.custody.checkpoint()
    untouched = ("event", "record_index", "search_token", "document", "clinic_secret")
    before, keys = administrator.tables(*untouched), administrator.tables("data_key")["data_key"]
    old, new = house.kek, KeyEncryptionKey(os.urandom(32))
    with house.ledger.writing() as work:
        assert DataKeys(old).rewrap(work.connection, new) == len(keys)

    house.kek = new
    house.restart()
    assert house.record(visit).status == "signed"
    assert house.custody.check_ledger().ok
    assert administrator.tables(*untouched) == before
    assert not set(keys) & set(administrator.tables("data_key")["data_key"])
    house.kek = old
    with pytest.raises(KeyFault, match="another clinic"):
        house.restart()
