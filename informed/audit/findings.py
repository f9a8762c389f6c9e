"""What a check finds, and its report."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

#: So many findings of a kind are told one by one, the others only counted: a wrong key makes every event one.
MOST = 1000


class Kind(StrEnum):
    """The names of what can be wrong with a ledger."""

    CHANGED_BYTE = "changed_byte"
    REMOVED_EVENT = "removed_event"
    REORDERED_EVENTS = "reordered_events"
    MOVED_EVENT = "moved_event"
    CUT_TAIL = "cut_tail"
    REMOVED_RECORD = "removed_record"
    REWRITTEN_CHAIN = "rewritten_chain"
    ROLLED_BACK = "rolled_back"
    FORGED_CHECKPOINT = "forged_checkpoint"
    MISSING_CHECKPOINT = "missing_checkpoint"
    INDEX_DIFFERS = "index_differs"
    CLOCK_SET_BACK = "clock_set_back"
    UNREADABLE = "unreadable"
    MISSING_KEY = "missing_key"
    KEY_NOT_ERASED = "key_not_erased"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, in a plain sentence without a patient's data; None where it is about more than one place."""

    kind: Kind
    record: str | None
    sequence: int | None
    sentence: str


class Findings:
    """The findings of a check that goes on."""

    def __init__(self) -> None:
        self._told: list[Finding] = []
        self._counts: Counter[Kind] = Counter()

    def tell(self, kind: Kind, record: str | None, sequence: int | None, sentence: str) -> None:
        """Ids come from the database: one with a sign that does not print is written with escapes."""
        self._counts[kind] += 1
        if self._counts[kind] <= MOST:
            sentence = sentence if sentence.isprintable() else ascii(sentence)
            self._told.append(Finding(kind, record, sequence, sentence))

    def __len__(self) -> int:
        return self._counts.total()

    @property
    def told(self) -> tuple[Finding, ...]:
        """What is about the whole ledger first, then by record."""
        return tuple(sorted(self._told, key=lambda finding: finding.record is not None))

    @property
    def untold(self) -> dict[Kind, int]:
        return {kind: count - MOST for kind, count in self._counts.items() if count > MOST}


@dataclass(frozen=True)
class Report:
    """What a check saw. `untold` counts the findings of a kind that are not listed."""

    findings: tuple[Finding, ...]
    untold: Mapping[Kind, int]
    records: int
    events: int
    checkpoint_number: int | None
    checkpoint_at: datetime | None

    @property
    def ok(self) -> bool:
        """Whether the ledger holds what was written. A clock that was once set back is told, and is no change of it: an honest
        correction would else fail every check for ever.
        """
        return all(finding.kind == Kind.CLOCK_SET_BACK for finding in self.findings)

    def to_json(self) -> str:
        """An object with the fields of the report and `ok`."""
        return json.dumps({"ok": self.ok, **asdict(self)}, default=datetime.isoformat, ensure_ascii=False, indent=2)

    def lines(self) -> Iterator[str]:
        """The report for a person."""
        yield f"{self.events} events in {self.records} chains were checked, {self._against()}."
        for finding in self.findings:
            yield f"{finding.kind}: {finding.sentence}"
        for kind, count in self.untold.items():
            yield f"{kind}: {count} more of this kind"
        if self.ok:
            yield "Nothing was changed."

    def _against(self) -> str:
        if self.checkpoint_number is None or self.checkpoint_at is None:
            return "without a checkpoint: what is missing at the end of a chain, and whole chains, could not be noticed"
        return f"against checkpoint {self.checkpoint_number} of {self.checkpoint_at:%Y-%m-%d %H:%M} UTC"
