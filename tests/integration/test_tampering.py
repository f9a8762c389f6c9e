"""Events that somebody changes behind the program's back, with the database in hand and no key: reading refuses, and the
check of the whole ledger tells it by name and place.
"""

from collections.abc import Callable

import pytest

from informed.audit import Kind
from informed.errors import KeyFault, Tampered
from informed.events import link
from tests.factories import House, foot_bath
from tests.integration.administrator import Administrator
from tests.integration.tampering import event, flipped, records, report, rewrite, told, visits

# --- nothing is found where nothing was done


def test_an_untouched_ledger_is_sound(kept: House) -> None:
    """Also without a checkpoint, after more events, after holds, and after an erasure."""
    assert report(kept).ok
    token, record = kept.signed_in(role="admin"), kept.record(kept.begin())
    kept.custody.hold(token, record.id, "a complaint")
    kept.custody.release(token, record.id, "settled")
    assert told(kept) == []
    kept.custody.erase(token, record.id, "asked for", record.short_id)
    assert told(kept) == []
    kept.custody.checkpoint()
    kept.clock.passes(days=400)
    assert told(kept) == []


def test_a_ledger_without_a_checkpoint_is_sound_and_says_what_it_cannot_see(house: House) -> None:
    """Chains hold; what is missing at an end could not be noticed."""
    house.signed()

    assert report(house).ok
    assert "without a checkpoint" in next(report(house).lines())


# --- events


@pytest.mark.parametrize("part", ["header", "payload", "hash"])
def test_a_changed_bit_is_found_wherever_it_is(kept: House, administrator: Administrator, part: str) -> None:
    """In the first, a middle and the last byte of each part of a stored event."""
    record = records(administrator)[0]
    whole = event(administrator, record, 5)[part]
    for at in (0, len(whole) // 2, len(whole) - 1):
        rewrite(administrator, record, 5, **{part: flipped(whole, at)})
        found = told(kept)
        assert found[0][0] == Kind.CHANGED_BYTE
        assert found[0][1] == record
        assert found[0][2] in (5, 6)  # a changed hash shows at the event that follows it
    rewrite(administrator, record, 5, **{part: whole})
    assert told(kept) == []


Attack = Callable[[Administrator, str], None]


def _delete(administrator: Administrator, record: str, condition: str) -> None:
    administrator.change(f"delete from event where record = :record and {condition}", record=record)


def _swap(administrator: Administrator, record: str) -> None:
    for old, new in ((5, 1000), (6, 5), (1000, 6)):
        rewrite(administrator, record, old, sequence=new)


def _remove_and_close_up(administrator: Administrator, record: str) -> None:
    last = administrator.value("select max(sequence) from event where record = :record", record=record)
    _delete(administrator, record, "sequence = 5")
    for sequence in range(6, last + 1):
        rewrite(administrator, record, sequence, sequence=sequence - 1)


def _copy_to_the_end(administrator: Administrator, record: str) -> None:
    administrator.change(
        "insert into event select record, 1 + (select max(sequence) from event where record = :record), 'new', header, "
        "payload, hash from event where record = :record and sequence = 5",
        record=record,
    )


def _relink(administrator: Administrator, record: str) -> None:
    """A changed answer, and a chain that holds again from there to its end: whoever can hash can do that."""
    last = administrator.value("select max(sequence) from event where record = :record", record=record)
    previous = event(administrator, record, 4)["hash"]
    for sequence in range(5, last + 1):
        stored = event(administrator, record, sequence)
        payload = flipped(stored["payload"], 20) if sequence == 5 else stored["payload"]
        previous = link(previous, stored["header"], payload)
        rewrite(administrator, record, sequence, payload=payload, hash=previous)


#: what was done -> how, and what the check tells first.
ON_EVENTS: dict[str, tuple[Attack, Kind]] = {
    "a changed time": (
        lambda a, r: rewrite(a, r, 5, header=event(a, r, 5)["header"].replace(b"2026", b"2025")),
        Kind.CHANGED_BYTE,
    ),
    "a changed actor": (
        lambda a, r: rewrite(a, r, 5, header=event(a, r, 5)["header"].replace(b"patient", b"account")),
        Kind.CHANGED_BYTE,
    ),
    "an added blank": (
        lambda a, r: rewrite(a, r, 5, header=event(a, r, 5)["header"].replace(b"{", b"{ ", 1)),
        Kind.CHANGED_BYTE,
    ),
    "an emptied answer": (lambda a, r: rewrite(a, r, 5, payload=b""), Kind.CHANGED_BYTE),
    "a hash of zeros": (lambda a, r: rewrite(a, r, 5, hash=bytes(32)), Kind.CHANGED_BYTE),
    "a changed tap": (lambda a, r: rewrite(a, r, 5, tap="tap-of-another"), Kind.CHANGED_BYTE),
    "the answer of another event": (
        lambda a, r: rewrite(a, r, 5, payload=event(a, r, 6)["payload"]),
        Kind.CHANGED_BYTE,
    ),
    "a removed event": (lambda a, r: _delete(a, r, "sequence = 5"), Kind.REMOVED_EVENT),
    "a removed first event": (lambda a, r: _delete(a, r, "sequence = 1"), Kind.REMOVED_EVENT),
    "a removed event and closed ranks": (_remove_and_close_up, Kind.REMOVED_EVENT),
    "two events in each other's place": (_swap, Kind.REORDERED_EVENTS),
    "an event copied to the end": (_copy_to_the_end, Kind.REORDERED_EVENTS),
    "a chain hashed anew": (_relink, Kind.REWRITTEN_CHAIN),
}


@pytest.mark.parametrize(("attack", "kind"), ON_EVENTS.values(), ids=ON_EVENTS.keys())
def test_tampering_with_events_is_found(kept: House, administrator: Administrator, attack: Attack, kind: Kind) -> None:
    """The check names kind and record, and no record beside it; the record is not read, printed, or appended to."""
    (visit, *_), (record, *_) = visits(administrator), records(administrator)
    attack(administrator, record)
    found = told(kept)

    assert kind in {told_kind for told_kind, _, _ in found}
    assert {record} == {of for _, of, _ in found}
    for command in (kept.record, kept.journey.document, kept.journey.end):
        with pytest.raises(Tampered, match="event "):
            command(visit)


def test_a_removed_event_is_named_by_its_number(kept: House, administrator: Administrator) -> None:
    """Record and place, so that somebody can look for it in a backup."""
    record = records(administrator)[0]
    _delete(administrator, record, "sequence in (5, 6, 9)")

    assert told(kept)[:2] == [(Kind.REMOVED_EVENT, record, 5), (Kind.REMOVED_EVENT, record, 9)]


def test_a_cut_tail_is_found(kept: House, administrator: Administrator) -> None:
    """The signature and all after it are cut off, and the index is made to agree: only the checkpoint knows."""
    record = records(administrator)[0]
    last = administrator.value("select max(sequence) from event where record = :record", record=record)
    _delete(administrator, record, f"sequence > {last - 2}")
    found = told(kept)

    assert found[0] == (Kind.CUT_TAIL, record, last - 1)
    with pytest.raises(Tampered, match="1 chains are not as the last checkpoint saw them"):
        kept.custody.checkpoint()


def test_a_tail_cut_off_under_a_running_server_is_found(kept: House, administrator: Administrator) -> None:
    """What this process has seen cannot vanish: not by cutting the tail, nor by writing another one."""
    visit, record = visits(administrator)[0], records(administrator)[0]
    last = len(kept.record(visit).events)
    _delete(administrator, record, f"sequence = {last}")
    with pytest.raises(Tampered, match=f"event {last} of record"):
        kept.record(visit)


def test_an_event_that_was_moved_is_found(kept: House, administrator: Administrator) -> None:
    """From one record to the end of another, and a whole chain under another's name: the envelope tells whose it was."""
    signed, opened, _ = records(administrator)
    _delete(administrator, opened, "sequence = 1")
    administrator.change(
        "update event set record = :opened, sequence = 1 where record = :signed and sequence = 5",
        opened=opened,
        signed=signed,
    )
    found = told(kept)

    assert (Kind.MOVED_EVENT, opened, 1) in found
    assert (Kind.REMOVED_EVENT, signed, 5) in found


def test_a_record_in_the_place_of_another_is_found(kept: House, administrator: Administrator) -> None:
    """A whole chain that belongs to somebody else, even with its key, does not pass for this one's."""
    signed, opened, _ = records(administrator)
    _delete(administrator, opened, "sequence = 1")
    administrator.change("delete from data_key where owner = :opened", opened=opened)
    administrator.change("update event set record = :opened where record = :signed", opened=opened, signed=signed)
    administrator.change("update data_key set owner = :opened where owner = :signed", opened=opened, signed=signed)
    found = told(kept)

    assert (Kind.MOVED_EVENT, opened, 1) in found
    assert (Kind.REMOVED_RECORD, signed, None) in found
    with pytest.raises(KeyFault, match="was changed in the database"):  # a wrapped key is bound to its record
        kept.record(visits(administrator)[1])


def test_a_removed_record_is_found(kept: House, administrator: Administrator) -> None:
    """Taken out without a trace: events, index, tokens, key. Only the checkpoint knows that it was there."""
    _, opened, _ = records(administrator)
    for table, column in (
        ("event", "record"),
        ("record_index", "record"),
        ("search_token", "record"),
        ("data_key", "owner"),
    ):
        administrator.change(f"delete from {table} where {column} = :id", id=opened)

    assert told(kept) == [(Kind.REMOVED_RECORD, opened, None)]


def test_an_event_type_that_is_not_known_is_not_skipped(house: House) -> None:
    """Bytes of an unbroken chain, encrypted with the record's own key, that this program does not know."""
    visit = house.begin()
    record = house.record(visit)
    with house.ledger.writing() as work:
        unknown = record.events[0].payload.model_copy(update={"type": "RecordEaten"})
        header = record.events[0].header.model_copy(update={"sequence": 2, "tap": None, "type": "RecordEaten"})
        with pytest.raises(ValueError, match="RecordEaten"):
            work.append(header, unknown)
    house.restart()
    with pytest.raises(Tampered, match="not as this program knows them"):
        house.record(visit)
    assert [(found.kind, found.sequence) for found in report(house).findings] == [(Kind.UNREADABLE, 2)]


# --- the words of old records


def test_a_record_shows_its_own_words_after_the_pack_changed(house: House) -> None:
    """A new version of the pack is for new records; an old one is finished and printed with the words it began with."""
    visit = house.begin()
    old = foot_bath()
    intro = old.topics[0].model_copy(update={"title": old.topics[1].title})
    new = old.model_copy(update={"version": "2.0", "topics": (intro, *old.topics[1:])})
    new.__dict__.pop("sha256", None)
    assert new.sha256 != old.sha256
    house.restart(pack=new)

    assert house.journey.pack(house.record(visit)) == old
    record = house.journey.show_topic(visit, "intro")
    assert record.topics_shown["intro"].payload.title == "What a foot bath is"
    later = house.record(house.begin())
    assert (later.opened.pack.version, house.journey.pack(later).version) == ("2.0", "2.0")


def test_a_changed_kept_pack_is_found(house: House, administrator: Administrator) -> None:
    """The words kept with the records are checked against their fingerprint."""
    visit = house.begin()
    ((content,),) = administrator.rows("select content from pack")
    administrator.change("update pack set content = :content", content=bytes(content).replace(b"warm", b"cold"))
    house.restart(pack=foot_bath().model_copy(update={"version": "2.0"}))
    house.pack.__dict__.pop("sha256", None)
    house.restart()
    with pytest.raises(Tampered, match="does not match its fingerprint"):
        house.journey.pack(house.record(visit))
