"""PostgreSQL's own programs: `pg_dump` makes a copy while others write, `pg_restore` puts one back, or only unpacks it.

A password goes to them in their environment, never in their arguments, which every user of the machine can list.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, LargeBinary
from sqlalchemy import create_engine as sqlite_engine
from sqlalchemy.pool import StaticPool

from informed.adapters import database as db
from informed.errors import LedgerError

#: The tables that a check of a copy needs.
CHECKED = ("event", "about", "data_key", "alembic_version")
_COPY = re.compile(rb'COPY (?:\w+|"[^"]+")\.(\w+) \((.+)\) FROM stdin;\n')
_ESCAPE = re.compile(rb"\\(.)", re.DOTALL)
_MEANT = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


def dump(address: URL, to: Path, server: int) -> None:
    """Write one moment of a database to a file; `server` is its major version. Raises `LedgerError`."""
    ours = _major("pg_dump")
    if ours < server:
        raise LedgerError(
            f"pg_dump on the PATH is version {ours}, and the server is PostgreSQL {server}: install the client programs of "
            f"version {server} (Debian: postgresql-client-{server}), or put their folder first in PATH"
        )
    options = ("--format=custom", "--no-owner", "--no-acl", "--no-comments", "--encoding=UTF8", f"--file={to}")
    _run("pg_dump", (*options, f"--dbname={_without_password(address)}"), address)


def load(address: URL, dump: Path) -> None:
    """Put a dump in the place of a database's tables, in one transaction: whole, or not at all. Raises `LedgerError`."""
    options = ("--single-transaction", "--exit-on-error", "--clean", "--if-exists", "--no-owner", "--no-acl")
    _run("pg_restore", (*options, f"--dbname={_without_password(address)}", str(dump)), address)


def unpacked(dump: Path) -> Any:
    """The tables of a dump that a check needs, in a SQLite database that is gone when it is closed.

    Raises `LedgerError`.
    """
    raw = db.sqlite3.connect("")
    try:
        _make_tables(raw)
        for name, columns, rows in _tables(dump):
            marks = ", ".join("?" * len(columns))
            names = ", ".join(f'"{column}"' for column in columns)
            raw.executemany(f"insert into {name} ({names}) values ({marks})", rows)  # noqa: S608 - names of `CHECKED`
        raw.commit()
    except BaseException:
        raw.close()
        raise
    return raw


def _make_tables(raw: Any) -> None:
    raw.execute("create table alembic_version (version_num text)")
    engine = sqlite_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    db.metadata.create_all(engine, tables=[db.events, db.about, db.data_keys])


def _tables(dump: Path) -> Iterator[tuple[str, list[str], Iterable[list[Any]]]]:
    """Name, columns and rows of each table, one after the other: the rows of one must be taken before the next comes."""
    tables = [f"--table={name}" for name in CHECKED]
    command = [_program("pg_restore"), "--data-only", *tables, "--file=-", str(dump)]
    with tempfile.TemporaryFile() as said, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said) as running:  # noqa: S603
        assert running.stdout
        for line in running.stdout:
            if found := _COPY.fullmatch(line):
                name, columns = found[1].decode(), found[2].decode().replace('"', "").split(", ")
                yield name, _known(name, columns), _rows(name, columns, running.stdout)
        if running.wait():
            said.seek(0)
            raise LedgerError(f"the dump {dump} cannot be read: {_reason(said.read())}")


def _known(name: str, columns: list[str]) -> list[str]:
    table = db.metadata.tables.get(name)
    expected = {column.name for column in table.columns} if table is not None else {"version_num"}
    if name not in CHECKED or not set(columns) <= expected:
        raise LedgerError(f"the dump's table {name} is not as this program knows it")
    return columns


def _rows(name: str, columns: list[str], lines: Iterable[bytes]) -> Iterator[list[Any]]:
    """The rows of one table, in the text format of COPY, up to the line that ends them."""
    table = db.metadata.tables.get(name)
    binary = [table is not None and isinstance(table.c[column].type, LargeBinary) for column in columns]
    for line in lines:
        if line == b"\\.\n":
            return
        fields = line.removesuffix(b"\n").split(b"\t")
        yield [_value(field, is_binary) for field, is_binary in zip(fields, binary, strict=True)]


def _value(field: bytes, binary: bool) -> bytes | str | None:
    if field == rb"\N":
        return None
    if binary:
        return bytes.fromhex(field.removeprefix(rb"\\x").decode())
    return _ESCAPE.sub(lambda found: _MEANT.get(found[1], found[1]), field).decode()


def _run(name: str, options: tuple[str, ...], address: URL) -> None:
    password = address.password or address.query.get("password")
    secret = {"PGPASSWORD": str(password)} if password else {}
    settings = {"LC_ALL": "C", "PGOPTIONS": f"{os.environ.get('PGOPTIONS', '')} -c bytea_output=hex"}
    done = subprocess.run(  # noqa: S603
        [_program(name), "--no-password", *options],
        capture_output=True,
        env=os.environ | settings | secret,
        check=False,
    )
    if done.returncode:
        raise LedgerError(f"{name} failed: {_reason(done.stderr)}")


def _reason(said: bytes) -> str:
    """The first error of a program; what follows it may name rows."""
    lines = said.decode("utf-8", "replace").splitlines()
    first = next((line for line in lines if "error:" in line), lines[0] if lines else "it says no reason")
    return first.split("error:", 1)[-1].strip()


def _without_password(address: URL) -> str:
    secret = [name for name in address.query if "password" in name]
    bare = URL.create("postgresql", address.username, None, address.host, address.port, address.database, address.query)
    return bare.difference_update_query(secret).render_as_string(hide_password=False)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise LedgerError(
            f"{name} is not on the PATH: install PostgreSQL's client programs (Debian: postgresql-client), "
            "or add their folder to PATH"
        )
    return found


def _major(name: str) -> int:
    done = subprocess.run([_program(name), "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    found = re.search(r"(\d+)(\.|devel|beta|rc|\s)", done.stdout)
    if found is None:
        raise LedgerError(f"{name} does not say its version")
    return int(found[1])
