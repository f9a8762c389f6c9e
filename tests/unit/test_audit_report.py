"""The report of a check, for persons and programs."""

import json

from informed.audit import Kind, Report
from informed.audit.findings import MOST, Findings
from tests.factories import opened
from tests.raw_ledger import A, RawLedger


def test_a_report_is_read_by_persons_and_programs() -> None:
    """Plain sentences; the same as JSON."""
    ledger = RawLedger()
    checkpoint = ledger.checkpoint()
    ledger.delete(A, 3)
    report = ledger.check(checkpoint)

    assert list(report.lines()) == [
        "20 events in 4 chains were checked, against checkpoint 1 of 2026-11-23 06:00 UTC.",
        f"removed_event: Record {A} lacks event 3, and later ones are there.",
    ]
    said = json.loads(report.to_json())
    assert (said["ok"], said["events"], said["checkpoint_at"]) == (False, 20, "2026-11-23T06:00:00+00:00")
    assert said["findings"][0]["kind"] == "removed_event"
    assert "could not be noticed" in next(RawLedger().check().lines())
    assert list(RawLedger().check().lines())[-1] == "Nothing was changed."


def test_many_findings_of_a_kind_are_counted() -> None:
    """A wrong key must not fill the memory."""
    findings = Findings()
    for n in range(MOST + 5):
        findings.tell(Kind.UNREADABLE, "r", n, "Text.")
    findings.tell(Kind.ROLLED_BACK, None, None, "Text.")
    assert len(findings.told) == MOST + 1 and findings.told[0].kind is Kind.ROLLED_BACK
    assert findings.untold == {Kind.UNREADABLE: 5}
    assert (
        list(Report(findings.told, findings.untold, 1, 1, None, None).lines())[-1] == "unreadable: 5 more of this kind"
    )


def test_an_id_from_the_database_writes_nothing_on_the_terminal() -> None:
    """Signs that do not print are escaped."""
    ledger = RawLedger()
    ledger.append("\x1b[2J", opened())
    ledger.index.clear()
    assert all(line.isprintable() for line in ledger.check().lines())
