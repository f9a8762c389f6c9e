"""`informed accounts ...`: staff accounts for whoever holds the server itself, which is trusted like its root user."""

import click

from informed.bootstrap import product
from informed.plainly import plainly
from informed.service.accounts import LINK_LIFE, ROLES, SHELL
from informed.web import screens

ADDRESS = click.option(
    "--address", default="", help="The server's address in the link; default: INFORMED_PUBLIC_ORIGINS, or this machine."
)
ROLE = click.Choice(ROLES)


@click.group()
def accounts() -> None:
    """Staff accounts: who may sign in, and as what. Passwords are chosen by the persons themselves, by one-time links."""


@accounts.command()
@click.argument("name")
@click.option("--role", type=ROLE, required=True, help="What the person may do.")
@click.option("--display", default="", help="The name on screens and documents; default: the name to sign in with.")
@ADDRESS
@plainly
def add(name: str, role: str, display: str, address: str) -> None:
    """Add an account; prints the link by which the person chooses a password."""
    _say_link(product().service.accounts.add(SHELL, name, role, display), address)


@accounts.command()
@click.argument("name")
@ADDRESS
@plainly
def reset(name: str, address: str) -> None:
    """Forget a password and end all sessions; prints a new link."""
    _say_link(product().service.accounts.reset(SHELL, name), address)


@accounts.command()
@click.argument("name")
@plainly
def clear_pin(name: str) -> None:
    """Take somebody's PIN away; they choose another before handing a tablet over."""
    product().service.accounts.clear_pin(SHELL, name)
    click.echo(f"{name} has no PIN now.")


@accounts.command()
@click.argument("name")
@click.argument("role", type=ROLE)
@plainly
def role(name: str, role: str) -> None:
    """Give an account another role; its sessions end."""
    product().service.accounts.change_role(SHELL, name, role)
    click.echo(f"{name} is {role} now.")


@accounts.command()
@click.argument("name")
@plainly
def deactivate(name: str) -> None:
    """Let nobody sign in by an account any more. It is never deleted, and its name never given to another."""
    product().service.accounts.deactivate(SHELL, name)
    click.echo(f"{name} cannot sign in any more.")


@accounts.command()
@click.argument("name")
@plainly
def reactivate(name: str) -> None:
    """Let a person sign in again."""
    product().service.accounts.reactivate(SHELL, name)
    click.echo(f"{name} can sign in again.")


@accounts.command(name="list")
@plainly
def list_() -> None:
    """List all accounts: name, role, state, name on documents."""
    for one in product().service.accounts.all(SHELL):
        state = "deactivated" if not one.active else "active" if one.is_set_up else "not set up"
        source = " (sign-in service)" if one.subject else ""
        click.echo(f"{one.name}  {one.role}  {state}{source}  {one.shown_name}")


def _say_link(code: str, address: str) -> None:
    base = address.rstrip("/") or product().settings.first_origin or "http://127.0.0.1:8501"
    hours = int(LINK_LIFE.total_seconds() // 3600)
    click.echo(
        f"Give this link to the person; it counts once, for {hours} hours:\n    {base}{screens.set_up_path(code)}"
    )
