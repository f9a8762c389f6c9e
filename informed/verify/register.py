"""What the clinic's ledger can say about a file: which revisions it issued, each with the hash of its exact bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Revision:
    """One sealed file of a record, as it was issued; `number` counts the record's sealed files from 1.

    `sha256` is in lower-case hexadecimal, `length` in bytes, `signatures` the number of signatures in the file; `kind` is
    "patient", "countersigned", or that of another document of the record, such as "addendum".
    """

    number: int
    sha256: str
    length: int
    kind: str
    signatures: int

    @property
    def document(self) -> str:
        """Which document of the record this is a revision of: the countersigned one follows the patient's."""
        return "patient" if self.kind == "countersigned" else self.kind


class Register(Protocol):
    """The ledger, as far as a check asks it."""

    def revisions(self, record_id: str) -> Sequence[Revision]:
        """Every file that was issued for a record; none when the record is not known."""
        ...

    def recorded(self, sha256: str) -> tuple[str, int] | None:
        """The record and the revision number of the file with exactly this hash."""
        ...


def latest(revisions: Sequence[Revision], of: Revision) -> int:
    """The newest revision number of the same document."""
    return max(revision.number for revision in revisions if revision.document == of.document)
