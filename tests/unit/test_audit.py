"""The check of the ledger: each way to break an honest one is found, and has its name."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from informed import events as e
from informed.adapters import cipher
from informed.audit import Kind, RawIndex, Report, check
from informed.errors import CheckpointForged, KeyFault, LedgerError, Tampered
from tests.factories import asked, opened, understood
from tests.raw_ledger import CLINIC, JOURNEY, LATER, A, B, C, RawLedger, Row, fold

Broken = set[tuple[Kind, str | None, int | None]]
Break = Callable[[RawLedger], object]


def found(report: Report) -> Broken:
    """What was told, each thing once."""
    told = [(finding.kind, finding.record, finding.sequence) for finding in report.findings]
    assert len(told) == len(set(told))
    return set(told)


def test_an_honest_ledger_passes() -> None:
    """With and without a checkpoint, deep or not; and after it grew."""
    ledger = RawLedger()
    checkpoint = ledger.checkpoint()
    assert ledger.check().ok and ledger.check(checkpoint).ok and ledger.check(checkpoint, deep=False).ok
    ledger.append("aab", opened(), understood("W1"))
    ledger.append(A, asked("W1"))
    report = ledger.check(checkpoint)

    assert (report.findings, report.records, report.events) == ((), 5, 24)
    assert (report.checkpoint_number, report.checkpoint_at) == (1, checkpoint.at)


def flipped(value: bytes) -> bytes:
    return value[:-1] + bytes([value[-1] ^ 1])


def other(header: bytes, old: str, new: str) -> bytes:
    """A changed envelope."""
    assert old.encode() in header
    return header.replace(old.encode(), new.encode(), 1)


def test_a_tap_may_be_any_text_or_none() -> None:
    """Some events have none, and what a tablet sends may need escapes."""
    ledger = RawLedger()
    for tap, at in ((None, 7), ('a"b\\c', 8), ("đ\n", 9), ("None", 10), ("null", 11)):
        ledger.append(A, asked("W1"), tap=tap)
        assert ledger.check().ok and ledger.check(deep=False).ok, tap
        wrong = ledger.with_rows(ledger.rows)
        wrong.edit(A, at, tap=None if tap else "null")
        assert found(wrong.check(deep=False)) == {(Kind.CHANGED_BYTE, A, at)}
        wrong = ledger.with_rows(ledger.rows)
        wrong.index = {**ledger.index, A: Row(A, "", 0)}
        assert found(wrong.check()) == {(Kind.INDEX_DIFFERS, A, None)}


def edit_header(record: str, at: int, old: str, new: str) -> Break:
    return lambda ledger: ledger.edit(record, at, header=other(ledger.row(record, at).header, old, new))


def then(*steps: Break) -> Break:
    def all_of_them(ledger: RawLedger) -> None:
        for step in steps:
            step(ledger)

    return all_of_them


#: What somebody does to the rows, and all that is then told, without a checkpoint.
IN_THE_CHAIN: dict[str, tuple[Break, Broken]] = {
    "payload": (lambda x: x.edit(A, 3, payload=flipped(x.row(A, 3).payload)), {(Kind.CHANGED_BYTE, A, 3)}),
    "payload and hash": (
        lambda x: [
            x.edit(A, 3, payload=b"other"),
            x.edit(A, 3, hash=e.link(x.row(A, 2).hash, x.row(A, 3).header, b"other")),
        ],
        {(Kind.CHANGED_BYTE, A, 4), (Kind.UNREADABLE, A, 3)},
    ),
    "hash": (lambda x: x.edit(A, 3, hash=flipped(x.row(A, 3).hash)), {(Kind.CHANGED_BYTE, A, 3)}),
    "the last hash": (lambda x: x.edit(A, 6, hash=bytes(32)), {(Kind.CHANGED_BYTE, A, 6)}),
    "time": (edit_header(A, 3, "2026", "2025"), {(Kind.CHANGED_BYTE, A, 3)}),
    "actor": (edit_header(A, 3, "patient", "account"), {(Kind.CHANGED_BYTE, A, 3)}),
    "number in the envelope": (edit_header(A, 3, '"sequence":3', '"sequence":4'), {(Kind.CHANGED_BYTE, A, 3)}),
    "record in the envelope": (edit_header(A, 3, A, B), {(Kind.CHANGED_BYTE, A, 3)}),
    "broken envelope": (edit_header(A, 3, "{", "["), {(Kind.CHANGED_BYTE, A, 3)}),
    "tap": (lambda x: x.edit(A, 3, tap="another"), {(Kind.CHANGED_BYTE, A, 3)}),
    "text for bytes": (lambda x: x.edit(A, 3, payload="text"), {(Kind.CHANGED_BYTE, A, 3)}),
    "two in one record": (
        lambda x: [x.edit(A, 2, payload=b""), x.edit(A, 5, payload=b"")],
        {(Kind.CHANGED_BYTE, A, 2), (Kind.CHANGED_BYTE, A, 5)},
    ),
    "a removed event": (lambda x: x.delete(A, 3), {(Kind.REMOVED_EVENT, A, 3)}),
    "the removed first one": (lambda x: x.delete(A, 1), {(Kind.REMOVED_EVENT, A, 1)}),
    "two removed runs": (lambda x: x.delete(A, 2, 3, 5), {(Kind.REMOVED_EVENT, A, 2), (Kind.REMOVED_EVENT, A, 5)}),
    "removed, and closed up": (lambda x: x.renumber(A, [1, 2, 5, 6]), {(Kind.REMOVED_EVENT, A, 3)}),
    "two exchanged": (lambda x: x.renumber(A, [1, 2, 4, 3, 5, 6]), {(Kind.REORDERED_EVENTS, A, 3)}),
    "turned round": (lambda x: x.renumber(A, [6, 5, 4, 3, 2, 1]), {(Kind.REORDERED_EVENTS, A, 1)}),
    "removed, and two exchanged": (
        lambda x: x.renumber(A, [1, 3, 2, 5, 6]),
        {(Kind.REMOVED_EVENT, A, 4), (Kind.REORDERED_EVENTS, A, 2)},
    ),
    "removed, and another one doubled": (
        lambda x: x.renumber(A, [1, 2, 5, 5, 5, 6]),
        {(Kind.REMOVED_EVENT, A, 3), (Kind.REORDERED_EVENTS, A, 3)},
    ),
    "copied to the end": (
        lambda x: x.rows.append(x.row(A, 3)._replace(sequence=7)),
        {(Kind.REORDERED_EVENTS, A, 7)},
    ),
    "moved to another record": (
        lambda x: x.edit(A, 3, record=B, sequence=7),
        {(Kind.REMOVED_EVENT, A, 3), (Kind.MOVED_EVENT, B, 7)},
    ),
    "exchanged with another record's": (
        lambda x: [x.edit(A, 3, record="-"), x.edit(B, 3, record=A), x.edit("-", 3, record=B)],
        {(Kind.MOVED_EVENT, A, 3), (Kind.MOVED_EVENT, B, 3)},
    ),
    "moved, and all hashes anew": (
        lambda x: [x.edit(A, 6, record=B, sequence=7), x.rechain(B), x.index.update({A: Row(A, "StepFinished", 5)})],
        {(Kind.MOVED_EVENT, B, 7)},
    ),
    "a forged envelope in a sound chain": (
        then(edit_header(A, 3, '"record"', '"rekord"'), lambda x: x.rechain(A)),
        {(Kind.UNREADABLE, A, 3)},
    ),
    "a time without a zone in a sound chain": (
        then(edit_header(A, 3, 'Z"', '"'), lambda x: x.rechain(A)),
        {(Kind.UNREADABLE, A, 3)},
    ),
    "another record's in its place, and all hashes anew": (
        lambda x: [x.edit(B, 6, header=x.row(A, 6).header, tap=x.row(A, 6).tap), x.rechain(B)],
        {(Kind.MOVED_EVENT, B, 6)},
    ),
    "a wrong number in a sound chain, and a changed byte": (
        then(edit_header(A, 3, '"sequence":3', '"sequence":9'), lambda x: [x.rechain(A), x.edit(A, 5, payload=b"")]),
        {(Kind.REMOVED_EVENT, A, 3), (Kind.CHANGED_BYTE, A, 5)},
    ),
    "removed, and all hashes anew": (lambda x: [x.delete(A, 3), x.rechain(A)], {(Kind.REMOVED_EVENT, A, 3)}),
    "a number below one": (lambda x: x.edit(A, 3, sequence=-3), {(Kind.REORDERED_EVENTS, A, -3)}),
    "a number far away": (lambda x: x.edit(A, 6, sequence=10**15), {(Kind.REORDERED_EVENTS, A, 10**15)}),
}


#: What a checkpoint from before adds.
ALSO_BESIDE_A_CHECKPOINT: dict[str, Broken] = {
    "moved, and all hashes anew": {(Kind.CUT_TAIL, A, 6)},
    "another record's in its place, and all hashes anew": {(Kind.CUT_TAIL, B, 6)},
    "a wrong number in a sound chain, and a changed byte": {(Kind.REWRITTEN_CHAIN, A, 6)},
    "removed, and all hashes anew": {(Kind.REWRITTEN_CHAIN, A, 6)},
    "a forged envelope in a sound chain": {(Kind.REWRITTEN_CHAIN, A, 6)},
    "a time without a zone in a sound chain": {(Kind.REWRITTEN_CHAIN, A, 6)},
}


@pytest.mark.parametrize("name", IN_THE_CHAIN)
def test_what_is_wrong_in_a_chain_has_its_name(name: str) -> None:
    """Once, and nothing else is accused; with a checkpoint from before as well."""
    break_it, expected = IN_THE_CHAIN[name]
    ledger = RawLedger()
    checkpoint = ledger.checkpoint()
    break_it(ledger)

    assert found(ledger.check()) == expected
    shallow = {finding for finding in expected if finding[0] is not Kind.UNREADABLE or len(expected) == 1}
    assert found(ledger.check(deep=False)) == shallow
    assert found(ledger.check(checkpoint)) == expected | ALSO_BESIDE_A_CHECKPOINT.get(name, set())


#: What only a checkpoint shows.
BESIDE_A_CHECKPOINT: dict[str, tuple[Break, Broken]] = {
    "a cut tail": (
        lambda x: [x.delete(A, 5, 6), x.append(C, asked("W1"))],
        {(Kind.CUT_TAIL, A, 5)},
    ),
    "two cut tails while others went on": (
        lambda x: [x.delete(A, 6), x.delete(B, 4, 5, 6), x.append(C, asked("W1"))],
        {(Kind.CUT_TAIL, A, 6), (Kind.CUT_TAIL, B, 4)},
    ),
    "a removed record": (lambda x: x.delete(B), {(Kind.REMOVED_RECORD, B, None)}),
    "the removed last record": (lambda x: x.delete(CLINIC), {(Kind.REMOVED_RECORD, CLINIC, None)}),
    "a cut tail, written again": (
        lambda x: [x.delete(A, 5, 6), x.append(A, asked("W1"), asked("W1"), asked("W1"))],
        {(Kind.REWRITTEN_CHAIN, A, 6)},
    ),
    "another last event": (
        lambda x: [x.delete(A, 6), x.append(A, e.RecordDeclined(language=opened().language))],
        {(Kind.REWRITTEN_CHAIN, A, 6)},
    ),
    "an older copy": (
        lambda x: [x.delete(A, 5, 6), x.delete(B), x.delete(CLINIC, 3)],
        {
            (Kind.ROLLED_BACK, None, None),
            (Kind.CUT_TAIL, A, 5),
            (Kind.REMOVED_RECORD, B, None),
            (Kind.CUT_TAIL, CLINIC, 3),
        },
    ),
    "an older copy, used since": (
        lambda x: [x.delete(A, 5, 6), x.delete(CLINIC, 2, 3), x.append("aab", *JOURNEY)],
        {(Kind.ROLLED_BACK, None, None), (Kind.CUT_TAIL, A, 5), (Kind.CUT_TAIL, CLINIC, 2)},
    ),
    "an empty ledger": (
        lambda x: x.rows.clear(),
        {(Kind.ROLLED_BACK, None, None), *((Kind.REMOVED_RECORD, record, None) for record in (A, B, C, CLINIC))},
    ),
    "all hashes of two chains anew": (
        lambda x: [
            step
            for record in (A, B)
            for step in (
                x.edit(record, 2, header=other(x.row(record, 2).header, "patient", "system")),
                x.rechain(record),
            )
        ],
        {(Kind.REWRITTEN_CHAIN, A, 6), (Kind.REWRITTEN_CHAIN, B, 6)},
    ),
}


@pytest.mark.parametrize(("break_it", "expected"), BESIDE_A_CHECKPOINT.values(), ids=BESIDE_A_CHECKPOINT.keys())
def test_what_is_missing_has_its_name_beside_a_checkpoint(break_it: Break, expected: Broken) -> None:
    """And goes unseen without one."""
    ledger = RawLedger()
    checkpoint = ledger.checkpoint()
    break_it(ledger)
    ledger.reindex()

    assert found(ledger.check(checkpoint)) == found(ledger.check(checkpoint, deep=False)) == expected
    assert ledger.check().ok


# --- inside the events, and beside them


def test_an_erased_record_passes_by_its_bytes_alone() -> None:
    """No key, no row in the index; a changed byte is still found."""
    ledger = RawLedger()
    checkpoint = ledger.checkpoint()
    ledger.erased.add(A)
    del ledger.keys[A], ledger.index[A]
    assert ledger.check(checkpoint).ok
    ledger.edit(A, 3, payload=b"")
    assert found(ledger.check()) == {(Kind.CHANGED_BYTE, A, 3)}


def forget(record: str) -> Break:
    return lambda ledger: ledger.keys.pop(record)


INSIDE: dict[str, tuple[Break, Broken]] = {
    "no key": (forget(A), {(Kind.MISSING_KEY, A, None)}),
    "another key": (
        lambda x: x.keys.update({A: cipher.new_key()}),
        {(Kind.UNREADABLE, A, sequence) for sequence in range(1, 7)},
    ),
    "erased, and the key is there": (
        lambda x: [x.erased.add(A), x.index.pop(A)],
        {(Kind.KEY_NOT_ERASED, A, None)},
    ),
    "erased, and a key is there": (
        lambda x: [x.erased.add(A), x.index.pop(A), x.keys.update({A: cipher.new_key()})],
        {(Kind.KEY_NOT_ERASED, A, None)},
    ),
    "erased, and still listed": (lambda x: [x.erased.add(A), x.keys.pop(A)], {(Kind.INDEX_DIFFERS, A, None)}),
    "a row that differs": (
        lambda x: x.index.update({B: Row(B, "StepFinished", 6)}),
        {(Kind.INDEX_DIFFERS, B, None)},
    ),
    "a missing row": (lambda x: x.index.pop(B), {(Kind.INDEX_DIFFERS, B, None)}),
    "a row without a record": (lambda x: x.index.update({"bb": Row("bb", "", 1)}), {(Kind.INDEX_DIFFERS, "bb", None)}),
    "a last row without a record": (lambda x: x.index.update(z=Row("z", "", 1)), {(Kind.INDEX_DIFFERS, "z", None)}),
    "a row for the clinic": (lambda x: x.index.update(clinic=Row(CLINIC, "", 1)), {(Kind.INDEX_DIFFERS, CLINIC, None)}),
    "a row that does not open": (lambda x: x.index.update({B: Tampered("no")}), {(Kind.INDEX_DIFFERS, B, None)}),
    "a row that is no row": (lambda x: x.index.update({B: ValueError("no")}), {(Kind.INDEX_DIFFERS, B, None)}),
    "events that make no record": (lambda x: x.append("d", opened(), opened()), {(Kind.UNREADABLE, "d", None)}),
    "a checkpoint that is not at hand": (
        lambda x: x.append(CLINIC, e.CheckpointWritten(number=2, root="")),
        {(Kind.MISSING_CHECKPOINT, None, None)},
    ),
    "a clock set back": (
        lambda x: x.append(A, asked("W1"), later=-timedelta(seconds=63)),
        {(Kind.CLOCK_SET_BACK, A, 7)},
    ),
    "a clock set back, and left there": (
        lambda x: x.append(A, asked("W1"), asked("W1"), later=-timedelta(hours=1)),
        {(Kind.CLOCK_SET_BACK, A, 7)},
    ),
    "a wrong number in a sound chain, a clock set back, and a changed byte": (
        then(
            lambda x: x.append(A, asked("W1"), asked("W1"), later=-timedelta(hours=1)),
            edit_header(A, 6, '"sequence":6', '"sequence":9'),
            lambda x: [x.rechain(A), x.edit(A, 8, payload=b"")],
        ),
        {(Kind.REMOVED_EVENT, A, 6), (Kind.CLOCK_SET_BACK, A, 7), (Kind.CHANGED_BYTE, A, 8)},
    ),
    "a clock set back in the clinic's chain": (
        lambda x: x.append(CLINIC, e.KeysRotated(key_id="", keys=3), later=-timedelta(hours=1)),
        {(Kind.CLOCK_SET_BACK, CLINIC, 4)},
    ),
    "a clock that was ahead for a while": (
        lambda x: [x.append(A, asked("W1"), later=timedelta(days=2)), x.append(A, asked("W1"))],
        {(Kind.CLOCK_SET_BACK, A, 8), (Kind.CLOCK_SET_BACK, A, None)},
    ),
    "an event of tomorrow": (
        lambda x: x.append(A, asked("W1"), later=timedelta(days=2)),
        {(Kind.CLOCK_SET_BACK, A, None)},
    ),
}


@pytest.mark.parametrize(("break_it", "expected"), INSIDE.values(), ids=INSIDE.keys())
def test_what_stands_inside_or_beside_has_its_name(break_it: Break, expected: Broken) -> None:
    """Keys, index, time."""
    ledger = RawLedger()
    break_it(ledger)
    assert found(ledger.check()) == expected


def test_an_index_row_whose_id_is_no_text_is_found() -> None:
    """SQLite keeps any type in any column."""
    ledger = RawLedger().with_rows(())
    rows = [RawIndex(b"a", fold), RawIndex("b", fold)]  # type: ignore[arg-type]
    report = check((), rows, None, open_event=ledger.open_event, erased=(), fold=fold, now=LATER)
    assert found(report) == {(Kind.INDEX_DIFFERS, None, None), (Kind.INDEX_DIFFERS, "b", None)}


def test_a_changed_key_stops_no_check() -> None:
    """The database's keys are wrapped, and one that was changed there is a fault of the key."""

    def refuse(_: object) -> e.Event:
        raise KeyFault("the data key was changed in the database")

    ledger = RawLedger()
    report = check(ledger.of(A), (), None, open_event=refuse, erased=(), fold=fold, now=LATER, deep=True)
    assert {finding.kind for finding in report.findings} == {Kind.UNREADABLE, Kind.INDEX_DIFFERS}


def test_a_small_correction_of_the_clock_is_none() -> None:
    """A time server may take two seconds back."""
    ledger = RawLedger()
    ledger.append(A, asked("W1"), later=-timedelta(seconds=62))
    assert ledger.check().ok


def test_a_ledger_and_a_checkpoint_from_the_future_say_that_the_clock_was_set_back() -> None:
    """Now is earlier than both."""
    ledger = RawLedger()
    now_back = ledger.check(ledger.checkpoint(), late=False)
    assert found(now_back) == {(Kind.CLOCK_SET_BACK, C, None), (Kind.CLOCK_SET_BACK, None, None)}


def test_a_forged_checkpoint_is_a_finding() -> None:
    """The chains are checked all the same."""
    ledger = RawLedger()
    ledger.append(CLINIC, e.CheckpointWritten(number=1, root=""))
    ledger.delete(A, 2)
    report = ledger.check(CheckpointForged("it was changed"))

    assert found(report) == {(Kind.FORGED_CHECKPOINT, None, None), (Kind.REMOVED_EVENT, A, 2)}
    assert report.checkpoint_number is None


def test_rows_in_another_order_are_no_finding() -> None:
    """The database sorts as it should not: nobody did anything wrong."""
    ledger = RawLedger()
    rows = [*ledger.of(B), *ledger.of(A)]
    with pytest.raises(LedgerError, match="order"):
        check(rows, (), None, open_event=ledger.open_event, erased=(), fold=fold, now=LATER)
