"""The settings: environment variables `INFORMED_*`, each with its meaning and a default that works."""

import os
import re
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from informed.content import Language
from informed.errors import SettingsError
from informed.paths import CONTENT
from informed.service.accounts import ROLES

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
    database_url: str = Field(
        default="",
        description="Database address, sqlite:////folder/file.db or postgresql://user:password@host/name; "
        "empty: SQLite in the data folder.",
    )
    migrator_url: SecretStr = Field(
        default=SecretStr(""),
        description="Address of the PostgreSQL role that owns the tables, for `informed migrate`; "
        "the role of INFORMED_DATABASE_URL then only reads and adds events.",
    )
    kek_file: Path | None = Field(
        default=None,
        description="File of the key-encryption key, mode 0400; empty: key-encryption-key in the data folder. "
        "Keep a copy apart from the backups: without it nothing can be read.",
    )
    checkpoint_dir: Path | None = Field(
        default=None,
        description="Folder for signed checkpoints and the list of erasures; empty: checkpoints in the data folder. "
        "Put it on another disk than the database.",
    )
    seal_pkcs12: Path | None = Field(
        default=None,
        description="The clinic's own certificate and key for the seal, a PKCS#12 file; empty: the product makes its own.",
    )
    seal_passphrase_file: Path | None = Field(
        default=None, description="File with the passphrase of INFORMED_SEAL_PKCS12, mode 0400."
    )
    tsa_url: str = Field(
        default="",
        pattern=r"^(https?://\S+)?$",
        description="Address of a timestamp authority (RFC 3161) that confirms the time of each seal; empty: none is asked.",
    )
    retention_days: int | None = Field(
        default=None,
        ge=1,
        le=36_525,
        description="After how many days without change `informed retention` lists a record as past its time; empty: never. "
        "The page /clinic counts over it.",
    )
    reopen_days: int = Field(
        default=30,
        ge=1,
        le=366,
        description="For so many days staff can open a visit again whose patient wanted more time; later a new record is opened.",
    )
    mode: Literal["demo", "clinic"] = Field(
        default="demo",
        description="demo: every screen and page says that it is not for real patients; clinic: real use.",
    )
    shared_tablet: bool | None = Field(
        default=None,
        description="Whether tablets pass from patient to patient: then no download is offered. "
        "Default: yes in clinic mode, no in demo mode.",
    )
    idle_minutes: int = Field(
        default=5,
        ge=1,
        le=60,
        description="After so many minutes without a touch a patient's screen is locked, warned half a minute before; "
        "the date of birth opens it.",
    )
    pack: str = Field(
        default="exosome-skin",
        pattern=r"^[a-z][a-z0-9-]*( *, *[a-z][a-z0-9-]*)*$",
        description="The content pack that new records use; several with commas: staff, or the patient, then choose the "
        "procedure of each visit.",
    )
    content_dir: Path | None = Field(
        default=None, description="Folder of the content packs; empty: those that come with the product."
    )
    language: Language = Field(
        default=Language.VIETNAMESE, description="The language of the first screen and of the document's headings."
    )
    clinic_name: str = Field(
        default="Phòng khám (chưa đặt tên)",
        description="The clinic's name, on screens and documents. "
        "It, address, hotline and privacy notice can also be set on the page /clinic, which counts then.",
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

    oidc_issuer: str = Field(
        default="",
        pattern=r"^(https://[^\s?#]+|http://(localhost|127\.0\.0\.1)(:\d+)?(/[^\s?#]*)?)?$",
        description="Address of a sign-in service (OpenID Connect issuer, https), exactly as it names itself; "
        "empty: staff sign in with passwords only.",
    )
    oidc_client_id: str = Field(default="", description="The name by which the sign-in service knows this server.")
    oidc_client_secret_file: Path | None = Field(
        default=None, description="File with the secret that belongs to INFORMED_OIDC_CLIENT_ID, mode 0400."
    )
    oidc_role_claim: str = Field(
        default="roles",
        description="Where the sign-in service says what a person may do; dots lead into nested claims.",
    )
    oidc_roles: str = Field(
        default="",
        description="What its words mean here, such as doctors=physician,desk=front_desk,it=admin; "
        "the first that a person has counts, and without one nobody is let in.",
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

    @field_validator("oidc_roles")
    @classmethod
    def _known_roles(cls, listed: str) -> str:
        for entry in _entries(listed):
            if not re.fullmatch(rf".+=({'|'.join(ROLES)})", entry):
                raise ValueError(f"{entry} is not a pair such as doctors=physician; roles are {', '.join(ROLES)}")
        return listed

    @property
    def role_mapping(self) -> dict[str, str]:
        """What the sign-in service's words mean here, in the order in which they count."""
        pairs = (entry.rpartition("=") for entry in _entries(self.oidc_roles))
        return {theirs.strip(): ours for theirs, _, ours in pairs}

    @property
    def pack_folders(self) -> tuple[Path, ...]:
        """The folders of the packs that new records use, each once."""
        return tuple((self.content_dir or CONTENT) / name for name in dict.fromkeys(_entries(self.pack)))

    @property
    def url(self) -> str:
        """The database's address."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'informed.db').absolute()}"

    @property
    def key_file(self) -> Path:
        """The file of the key-encryption key."""
        return self.kek_file or self.data_dir / "key-encryption-key"

    @property
    def checkpoints(self) -> Path:
        """The folder for what is kept outside the database."""
        return self.checkpoint_dir or self.data_dir / "checkpoints"

    @property
    def tablet_is_shared(self) -> bool:
        return self.mode == "clinic" if self.shared_tablet is None else self.shared_tablet

    @property
    def first_origin(self) -> str:
        """The first address by which browsers reach the server, as the clinic lists them; empty: none is listed."""
        return next(iter(_entries(self.public_origins)), "")

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
