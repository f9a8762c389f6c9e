"""A new pack to be filled in: every file, commented, with placeholders that load and that nobody takes for content."""

import re
from datetime import date
from pathlib import Path

from informed.errors import ContentError, SettingsError
from informed.paths import SKELETON

#: How every placeholder begins, by language.
PLACEHOLDERS = {"vi": "VIẾT – ", "en": "WRITE – "}


def write_skeleton(name: str, into: Path, on: date) -> Path:
    """Make the folder of a new pack; raises `SettingsError` for a bad name and `ContentError` for an existing folder."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,39}", name):
        raise SettingsError(
            f"{name!r} cannot be the name of a pack; use up to 40 small letters a-z, digits and hyphens, a letter first"
        )
    folder = into / name
    try:
        folder.mkdir(parents=True)
        for template in sorted(SKELETON.glob("*.yaml")):
            (folder / template.name).write_text(_filled(template.read_text("utf-8"), name, on), "utf-8")
    except FileExistsError:
        raise ContentError(f"{folder} is there already; nothing was changed") from None
    except OSError as error:
        raise ContentError(f"{folder} cannot be made: {error.strerror}") from error
    return folder


def _filled(template: str, name: str, on: date) -> str:
    due = date(on.year + 1, on.month, min(on.day, 28))
    values = {"id: NAME": f"id: {name}", ": DATE": f": {on}", ": NEXT": f": {due}"}
    for mark, value in values.items():
        template = template.replace(mark, value)
    return template
