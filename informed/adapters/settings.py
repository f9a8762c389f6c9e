"""The settings: environment variables `INFORMED_*`, each with its meaning and a default that works."""

import os
import re
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from informed.content import Language
from informed.errors import SettingsError

PREFIX = "INFORMED_"
#: Read by the tests, not by the product.
FOREIGN = {"INFORMED_CHROMIUM"}
_HOST = r"(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)"
#: As browsers write it: in small letters, without the scheme's own port.
_ORIGIN = re.compile(rf"(http://{_HOST}(?!:80$)|https://{_HOST}(?!:443$))(:[1-9]\d{{1,4}})?")


class Settings(BaseSettings):
    """Everything that a clinic can set."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True)

    data_dir: Path = Field(default=Path("data"), description="Folder for the database; made at the first start.")
    database_url: str = Field(default="", description="Database address; empty: SQLite in the data folder.")
    mode: Literal["demo", "clinic"] = Field(
        default="demo",
        description="demo: every screen and page says that it is not for real patients; clinic: real use.",
    )
    shared_tablet: bool | None = Field(
        default=None,
        description="Whether tablets pass from patient to patient: then no download is offered. "
        "Default: yes in clinic mode, no in demo mode.",
    )
    pack: str = Field(
        default="exosome-skin", pattern=r"^[a-z][a-z0-9-]*$", description="The content pack that new records use."
    )
    content_dir: Path | None = Field(
        default=None, description="Folder of the content packs; empty: those that come with the product."
    )
    language: Language = Field(
        default=Language.VIETNAMESE, description="The language of the first screen and of the document's headings."
    )
    clinic_name: str = Field(
        default="Phòng khám (chưa đặt tên)", description="The clinic's name, on screens and documents."
    )
    clinic_address: str = Field(default="", description="The clinic's address, on the privacy notice.")
    clinic_hotline: str = Field(default="", description="The number to call with questions or in an emergency.")
    privacy_notice_vi: str = Field(
        default="", description="The clinic's privacy notice in Vietnamese; empty: a plain default."
    )
    privacy_notice_en: str = Field(
        default="", description="The clinic's privacy notice in English; empty: a plain default."
    )
    time_zone: str = Field(
        default="Asia/Ho_Chi_Minh", description="The time zone of times on screens and documents (IANA name)."
    )
    public_origins: str = Field(
        default="",
        description="Addresses under which browsers reach the server through a proxy, with commas; "
        "empty: the Host header counts.",
    )

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones
            raise ValueError("not a time zone; use a name such as Asia/Ho_Chi_Minh") from None
        return name

    @field_validator("public_origins")
    @classmethod
    def _known_origins(cls, listed: str) -> str:
        for origin in _entries(listed):
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(f"{origin} is not an address such as https://clinic.example or http://10.0.0.5:8501")
        return listed

    @property
    def url(self) -> str:
        """The database's address."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'informed.db').absolute()}"

    @property
    def tablet_is_shared(self) -> bool:
        return self.mode == "clinic" if self.shared_tablet is None else self.shared_tablet

    @property
    def origins(self) -> frozenset[str]:
        return frozenset(_entries(self.public_origins))


def _entries(listed: str) -> list[str]:
    """The entries of a list with commas; a slash at the end is no part of an origin."""
    return [entry.strip().removesuffix("/") for entry in listed.split(",") if entry.strip()]


def read_settings() -> Settings:
    """The settings of the environment; raises `SettingsError` for an unknown name or a value that cannot be taken."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    if unknown := sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known | FOREIGN):
        raise SettingsError(f"{unknown[0]} is not a setting; `informed settings` lists them all")
    try:
        return Settings()
    except ValidationError as error:
        one = error.errors()[0]
        name = PREFIX + str(one["loc"][0]).upper()
        raise SettingsError(f"{name}: {one['msg'].removeprefix('Value error, ')}") from None
