"""What a ledger holds that a backup of it does not."""

from dataclasses import dataclass

from informed.ports import Work


@dataclass(frozen=True)
class Loss:
    """How many chains are not in the backup as they are in the ledger, and how many events go with them."""

    chains: int = 0
    #: Of those chains, the ones that the backup does not know at all.
    unknown: int = 0
    events: int = 0

    def __bool__(self) -> bool:
        return bool(self.chains)

    def __str__(self) -> str:
        return f"{self.events} events in {self.chains} chains, {self.unknown} of which the backup does not know"


def measure(present: Work, copy: Work) -> Loss:
    """Compare the heads of a ledger with a copy."""
    chains = unknown = events = 0
    for head in present.heads():
        if copy.hash_at(head.record, head.events) == head.hash:
            continue
        known = copy.length(head.record)
        chains += 1
        unknown += not known
        events += max(head.events - known, 0)
    return Loss(chains, unknown, events)
