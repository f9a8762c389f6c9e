"""`informed ...`: serve the product, make a sample document, list settings; `informed content ...` is in cli_content.

Exit codes: 0 done, 1 the answer is no, 2 used wrongly. Errors are one sentence on stderr, never a traceback.
"""

import errno
import re
import runpy
import socket
import sys
from pathlib import Path
from typing import Any

import click

from informed import cli_ledger
from informed.adapters.settings import PREFIX, Settings, read_settings
from informed.bootstrap import migrate_if_safe, product
from informed.cli_accounts import accounts
from informed.cli_content import content
from informed.cli_document import root, verify
from informed.content import Language
from informed.errors import NotReviewed, SettingsError
from informed.paths import APP
from informed.plainly import plainly
from informed.sample import write_sample
from informed.web import screens

#: The password in an address, with what stands before it.
_PASSWORD = re.compile(r"(://[^:/@]*:)[^@]*@")
_NEXT = (
    "Next: open the link, choose a password, then go through the patients' address once and open the document as staff."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="informed", prog_name="informed")
def main() -> None:
    """The informed-consent explainer: a patient reads and answers on a tablet, the physician gets a document to close.

    `informed serve` is all that is needed to begin.
    """


@main.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for the clinic's network."
)
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535))
@plainly
def serve(host: str, port: int) -> None:
    """Serve the tablets and the staff, from any folder. The first start makes the data folder."""
    listening = _listen(host, port)
    if (migrated := migrate_if_safe(read_settings())) and migrated.before:
        click.echo(cli_ledger.said(migrated))
    code = product().service.accounts.first_code()
    _say_what_next(host, port, code)
    _run(listening)


@main.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--language",
    type=click.Choice([language.value for language in Language]),
    default=Language.VIETNAMESE.value,
    show_default=True,
)
@click.option("--patient", "name", default="Nguyễn Thị Ánh", show_default=True, help="The name on the sample.")
@click.option("--countersigned", is_flag=True, help="A made-up physician closes it too; the addendum lies beside OUT.")
@plainly
def sample(out: Path, language: str, name: str, countersigned: bool) -> None:
    """Write a sample document: made-up answers through the same commands that the screens call.

    In demo mode the sample is a record of the ledger; in clinic mode it is made in a temporary one, as a demonstration.
    """
    made = write_sample(out, read_settings(), Language(language), name, countersigned=countersigned)
    for file, written in made.files.items():
        click.echo(f"{file}: {len(written):,} bytes, record {made.record.short_id}")


@main.command()
@plainly
def settings() -> None:
    """List every setting with its meaning, its default, and its present value."""
    now = read_settings()
    for name, field in Settings.model_fields.items():
        value = _PASSWORD.sub(r"\1***@", str(getattr(now, name)))
        mark = "" if getattr(now, name) == field.default else f"\n    now: {value}"
        default = field.default if str(field.default) not in ("", "None") else "empty"
        click.echo(f"{PREFIX}{name.upper()}\n    {field.description}\n    default: {default}{mark}")


main.add_command(content)
main.add_command(accounts)
main.add_command(verify)
main.add_command(root)
for command in cli_ledger.COMMANDS:
    main.add_command(command)


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket of our own: uvicorn's would be the same, but its error is a traceback."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except (OSError, UnicodeError) as error:
        in_use = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        why = "is in use by another program; choose another with --port" if in_use else f"cannot be used ({error})"
        raise SettingsError(f"port {port} on {host} {why}") from error
    return listening


def _say_what_next(host: str, port: int, code: str | None) -> None:
    settings = product().settings
    address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"  # noqa: S104 - compared, not bound
    click.echo(f"Patients:  {address}/\nStaff:     {address}/staff\nData:      {settings.data_dir.absolute()}")
    blocked = _blocked()
    if code:
        link = (settings.first_origin or address) + screens.set_up_path(code)
        click.echo(f"\nSet up the first administrator (this link counts once, for 24 hours):\n    {link}\n")
        if not blocked:
            click.echo(_NEXT)
    if settings.mode == "demo":
        click.echo("Demonstration mode: every screen says so.")
        click.echo(f"For real patients set {PREFIX}MODE=clinic and the clinic's name.")
    if blocked:
        click.echo(f"Attention: {blocked}.")
    sys.stdout.flush()


def _blocked() -> NotReviewed | None:
    """Why this installation opens no new record today, if so."""
    try:
        product().service.journey.packs_to_begin()
    except NotReviewed as why:
        return why
    return None


def _run(listening: socket.socket) -> None:
    import uvicorn  # here, because Streamlit is not needed to list settings

    app: Any = runpy.run_path(str(APP))["app"]
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,  # addresses of patients' tablets are nobody's business
        server_header=False,
        ws="websockets-sansio",
        ws_ping_interval=5,
        ws_ping_timeout=10,
        timeout_graceful_shutdown=3,
    )
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
