"""The check of a whole ledger: does it still hold what was written, and nothing else?

Rows come as they are stored; each chain is hashed anew, compared with a checkpoint from outside the database, and, when it is
asked to look deep, opened, decoded, folded and compared with the index. What is wrong is told by name. One cause has one name:
what only follows from a finding is not told again.
"""

from informed.audit.check import check
from informed.audit.findings import Finding, Kind, Report
from informed.audit.rows import RawEvent, RawIndex

__all__ = ["Finding", "Kind", "RawEvent", "RawIndex", "Report", "check"]
