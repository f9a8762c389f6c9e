"""What was read from a file, without judgement: passed from the reading process to the checking one as JSON."""

import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Seen:
    """One signature as it was found. Times are ISO 8601 with an offset; `end` counts bytes from the file's start."""

    field: str
    #: Whether it certifies the document, and so limits what may follow it.
    certifies: bool
    #: Whether it is over the whole file.
    covers_file: bool
    end: int
    #: Digest and signature value are right.
    intact: bool
    #: What came after it was allowed to come.
    permitted: bool
    #: The bytes that it cannot cover, its own, are the only spelling of it.
    exact: bool
    #: "trusted": leads to a root and was valid then; "expired": leads to a root only at another time; "foreign".
    chain: str
    #: pyHanko's own word on the certificate at that time.
    trusted: bool
    claimed: str
    #: The time stamp's time and standing: "", "trusted", "untrusted" (an authority that is not pinned), "broken".
    stamped: str
    stamp: str
    #: Of the signer's certificate: common name, organisational unit, when it ends, its number; its issuer's name, DER in
    #: hexadecimal; and whether it is one of the roots itself.
    name: str
    unit: str
    until: str
    serial: int
    issuer: str
    pinned: bool


@dataclass(frozen=True)
class Facts:
    """A file as it was read. `trouble` says why reading ended early: encrypted, damaged, limits; else it is empty."""

    trouble: str = ""
    #: Whether a signature of this clinic stands in bytes whose structure cannot be read.
    traces: bool = False
    signatures: tuple[Seen, ...] = ()
    #: What was changed after the last signature, as (kind, page) pairs; page 0 for none.
    places: tuple[tuple[str, int], ...] = ()
    #: The id in the attached record.json, whoever wrote it: letters and digits, or empty.
    record_id: str = ""
    #: The attached record.json, and the words of each page without blanks; read only where every signature holds to the
    #: file's end, so that nothing of a stranger's is looked at outside of the reading process.
    record: str = ""
    pages: tuple[str, ...] = field(default=())
    #: Name and SHA-256 of each attached scan of signed paper, in the order of the file.
    scans: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> str:
        return json.dumps(asdict(self))


def from_json(text: str | bytes) -> Facts:
    """The facts that `to_json` wrote; raises ValueError, KeyError or TypeError on anything else."""
    found = json.loads(text)
    found["signatures"] = tuple(Seen(**seen) for seen in found["signatures"])
    found["places"] = tuple((kind, page) for kind, page in found["places"])
    found["pages"] = tuple(found["pages"])
    found["scans"] = tuple((name, sha256) for name, sha256 in found["scans"])
    return Facts(**found)
