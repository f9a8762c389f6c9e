"""The answer: a verdict, its reasons in plain sentences, and what each signature is."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from informed.content import Text
from informed.verify.words import WORDS


class Verdict(StrEnum):
    """What a file is, the gravest first."""

    NOT_A_PDF = "not_a_pdf"
    #: A PDF that cannot be read: encrypted, damaged, too large, or made to exhaust its reader.
    UNREADABLE = "unreadable"
    NOT_OURS = "not_ours"
    ALTERED = "altered"
    #: Unchanged, but its seal cannot be relied on: the certificate had ended, or was taken back.
    UNTRUSTED = "untrusted"
    OLDER_REVISION = "older_revision"
    VALID = "valid"


@dataclass(frozen=True)
class Reason:
    """One finding: its code, where it is (in English, empty if nowhere), and a sentence in both languages."""

    code: str
    where: str
    text: Text


@dataclass(frozen=True)
class Signature:
    """One signature of the file, in the order of signing. Times are ISO 8601.

    `name` is the certificate's, not proven to be a person's; `time` is the time stamp's when it is trusted, else the
    signer's own word. `note` is the code of what the certificate makes doubtful: expired, revoked, expired_since, ...
    """

    name: str
    role: str
    time: str
    timestamped: bool
    intact: bool
    trusted: bool
    coverage: str
    note: str


@dataclass(frozen=True)
class Report:
    """The verdict on one file. What the register said is `None` where it was not asked or does not know the file."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    sha256: str
    register_asked: bool
    signatures: tuple[Signature, ...] = ()
    record_id: str | None = None
    revision: int | None = None
    latest_revision: int | None = None

    @property
    def headline(self) -> Text:
        """The verdict in a sentence; weaker when nobody could say whether this is the latest revision."""
        weaker = self.verdict == Verdict.VALID and not self.register_asked
        return WORDS["valid.weaker" if weaker else self.verdict]

    @property
    def meaning(self) -> Text | None:
        """What an unchanged file does not prove; said with every verdict that the file is unchanged."""
        unchanged = self.verdict in (Verdict.VALID, Verdict.OLDER_REVISION)
        return WORDS["promise"] if unchanged else None

    def to_json(self) -> str:
        """The report as an object: verdict, sentences in both languages, reasons, record, revisions, signatures."""
        meaning = self.meaning
        return json.dumps(
            {
                "verdict": self.verdict,
                "headline": _both(self.headline),
                "meaning": _both(meaning) if meaning else None,
                "reasons": [{"code": r.code, "where": r.where, **_both(r.text)} for r in self.reasons],
                "record_id": self.record_id,
                "revision": self.revision,
                "latest_revision": self.latest_revision,
                "register_asked": self.register_asked,
                "signatures": [asdict(signature) for signature in self.signatures],
                "sha256": self.sha256,
            },
            ensure_ascii=False,
            indent=2,
        )


def _both(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en}
