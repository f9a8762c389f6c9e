"""The chains beside the checkpoint: what was there once, and is not any more."""

from informed.audit.beside import Beside
from informed.audit.chain import Chain
from informed.audit.findings import Findings, Kind
from informed.checkpoint import Checkpoint, Head
from informed.events import CLINIC


class Heads:
    """The heads of a checkpoint, in step with the chains of the ledger; without a checkpoint there are none."""

    def __init__(self, checkpoint: Checkpoint | None, found: Findings):
        self._heads = Beside[Head](checkpoint.heads if checkpoint else ())
        self._head: Head | None = None
        self._found = found
        self._lost: list[str] = []  # chains that do not hold any more what the checkpoint saw
        self._short = 0  # those of them that lack events
        self._grown = 0  # chains that are further on

    def mark(self, record: str) -> int:
        """How many events the checkpoint saw in the record that comes next; 0 when it did not know it."""
        self._pass_over(record)
        self._head = self._heads.of(record)
        return self._head.events if self._head else 0

    def compare(self, chain: Chain) -> None:
        """The chain that `mark` was asked for, when all its rows were seen."""
        head, top = self._head, chain.top
        if head is None:
            self._grown += 1
        elif top < head.events:
            sentence = f"Record {head.record} ends with event {top}; the checkpoint saw {head.events} events."
            self._lose(Kind.CUT_TAIL, head.record, top + 1, sentence)
        elif chain.marked not in (None, head.hash):
            sentence = f"Event {head.events} of record {head.record} is not the one that the checkpoint saw."
            self._lose(Kind.REWRITTEN_CHAIN, head.record, head.events, sentence)
        elif top > head.events:
            self._grown += 1

    def end(self) -> None:
        """Tell what only shows when all records have been seen.

        An older copy of the database lacks the end of several chains, and nothing in it is newer than the checkpoint. If it
        was used since, the chain `clinic` still shows it: it is written whenever anything happens to the ledger.
        """
        self._pass_over(None)
        if self._short and len(self._lost) > 1 and (not self._grown or CLINIC in self._lost):
            sentence = f"{len(self._lost)} chains lack what the checkpoint saw: an older copy of the ledger stands in its place."
            self._found.tell(Kind.ROLLED_BACK, None, None, sentence)

    def _pass_over(self, record: str | None) -> None:
        for head in self._heads.before(record):
            sentence = f"Record {head.record} is missing; the checkpoint saw {head.events} events."
            self._lose(Kind.REMOVED_RECORD, head.record, None, sentence)

    def _lose(self, kind: Kind, record: str, sequence: int | None, sentence: str) -> None:
        self._lost.append(record)
        self._short += kind is not Kind.REWRITTEN_CHAIN
        self._found.tell(kind, record, sequence, sentence)
