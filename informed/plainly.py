"""How the command line says errors: one sentence on stderr and an exit code, never a traceback."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from informed.content import Language
from informed.errors import BadInput, InformedError, SettingsError
from informed.ui.words import WORDS

P = ParamSpec("P")
T = TypeVar("T")


def plainly(command: Callable[P, T]) -> Callable[P, T]:
    """Say every error of ours in one sentence on stderr, with the exit code of the contract."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except InformedError as error:
            sentence = WORDS[str(error)][Language.ENGLISH] if isinstance(error, BadInput) else error
            click.echo(f"informed: {sentence}", err=True)
            sys.exit(2 if isinstance(error, (SettingsError, BadInput)) else 1)

    return run
