"""Backups: a whole copy of the ledger with a list of hashes, and the way back from one.

A backup is a folder of its own, for this user only:

    manifest.json         what it is and the hash of each file; written last, so that a folder without it is half-written
    informed.db           a SQLite file; of a PostgreSQL database `informed.dump`, in pg_dump's custom format
    checkpoint-….txt      the newest checkpoint that the copy holds, if there is one
    erased.txt            the list of erasures, if there is one
    key-encryption-key    only when it was asked for

All that it holds of a person is encrypted; without the key-encryption key nobody can read it, the clinic neither.
"""

from informed.adapters.backup.loss import Loss
from informed.adapters.backup.making import Backup, backup
from informed.adapters.backup.restoring import Restored, restore

__all__ = ["Backup", "Loss", "Restored", "backup", "restore"]
