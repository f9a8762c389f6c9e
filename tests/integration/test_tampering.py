"""Events are only appended, and what somebody changes behind the program's back is found."""

import pytest

from informed.adapters.database import sqlite3
from informed.errors import Tampered
from informed.events import link
from tests.factories import House, foot_bath


@pytest.mark.parametrize(
    "statement",
    [
        "update event set payload = x'00' where sequence = 2",
        "delete from event where sequence = 2",
        "delete from event",
        "insert or replace into event select record, sequence, tap, header, x'00', hash from event where sequence = 2",
    ],
)
def test_the_database_refuses_to_change_an_event(house: House, statement: str) -> None:
    """Accidents are stopped by triggers."""
    visit = house.signed()
    connection = sqlite3.connect(house.file)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()
    house.restart()
    assert house.record(visit).status == "signed"


def tampered(house: House, *statements: str) -> None:
    """Change the file behind the program's back, as somebody with the file could."""
    connection = sqlite3.connect(house.file)
    for trigger in ("event_no_update", "event_no_delete", "event_no_replace"):
        connection.execute(f"drop trigger {trigger}")
    for statement in statements:
        assert connection.execute(statement).rowcount > 0
    connection.commit()
    connection.close()


CHANGES = {
    "a changed answer": [
        "update event set payload = cast(replace(payload, 'understood', 'unsure') as blob) where sequence = 5"
    ],
    "a changed letter": ["update event set payload = cast(replace(payload, 'may', 'MAY') as blob) where sequence = 5"],
    "an added blank": ["update event set payload = cast(replace(payload, '{', '{ ') as blob) where sequence = 5"],
    "a changed time": ["update event set header = cast(replace(header, '2026', '2025') as blob) where sequence = 5"],
    "a changed actor": [
        "update event set header = cast(replace(header, 'patient', 'account') as blob) where sequence = 5"
    ],
    "bytes stored as text": ["update event set payload = cast(payload as text) where sequence = 5"],
    "a changed hash": ["update event set hash = x'" + "00" * 32 + "' where sequence = 5"],
    "a changed tap": ["update event set tap = 'tap-of-another' where sequence = 5"],
    "a removed event": ["delete from event where sequence = 5"],
    "a removed first event": ["delete from event where sequence = 1"],
    "a removed and renumbered event": [
        "delete from event where sequence = 5",
        "update event set sequence = -sequence where sequence > 5",
        "update event set sequence = -sequence - 1 where sequence < 0",
    ],
    "two events in each other's place": [
        "update event set sequence = -1 where sequence = 5",
        "update event set sequence = 5 where sequence = 6",
        "update event set sequence = 6 where sequence = -1",
    ],
    "an event copied to the end": [
        "insert into event select record, 1 + (select max(sequence) from event), 'new', header, payload, hash "
        "from event where sequence = 5"
    ],
}


@pytest.mark.parametrize("statements", CHANGES.values(), ids=CHANGES.keys())
def test_tampering_is_found(house: House, statements: list[str]) -> None:
    """Reading the record raises, and names the event; no document of it is made, and nothing is appended."""
    visit = house.signed()
    tampered(house, *statements)
    house.restart()
    for command in (house.record, house.journey.document, house.journey.end):
        with pytest.raises(Tampered, match=r"event \d+ of record"):
            command(visit)


def test_an_event_of_another_record_is_found(house: House) -> None:
    """A whole chain that belongs to somebody else does not pass for this one's."""
    one, other = house.signed(), house.signed()
    mine, theirs = house.record(one).id, house.record(other).id
    tampered(
        house,
        f"delete from event where record = '{mine}'",
        f"update event set record = '{mine}' where record = '{theirs}'",
    )
    house.restart()
    with pytest.raises(Tampered, match="belongs to another event"):
        house.record(one)


def test_a_tail_cut_off_under_a_running_server_is_found(house: House) -> None:
    """What this process has seen cannot vanish: not by cutting the tail, nor by writing another one."""
    visit = house.signed()
    last = len(house.record(visit).events)
    tampered(house, f"delete from event where sequence = {last}")
    with pytest.raises(Tampered, match=f"event {last} of record"):
        house.record(visit)


def test_an_unknown_event_type_is_not_skipped(house: House) -> None:
    """Bytes in an unbroken chain that this program does not know raise too."""
    visit = house.begin()
    record = house.record(visit).id
    with sqlite3.connect(house.file) as connection:
        header = connection.execute("select header, hash from event").fetchone()
        payload = b'{"type":"RecordEaten"}'
        hash = link(header[1], header[0], payload)
        connection.execute("insert into event values (?, 2, null, ?, ?, ?)", (record, header[0], payload, hash))
    house.restart()
    with pytest.raises(Tampered, match="not as this program knows them"):
        house.record(visit)


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


def test_a_changed_kept_pack_is_found(house: House) -> None:
    """The words kept with the records are checked against their fingerprint."""
    visit = house.begin()
    with sqlite3.connect(house.file) as connection:
        connection.execute("update pack set content = replace(content, 'warm', 'cold')")
    house.restart(pack=foot_bath().model_copy(update={"version": "2.0"}))
    house.pack.__dict__.pop("sha256", None)
    house.restart()
    with pytest.raises(Tampered, match="does not match its fingerprint"):
        house.journey.pack(house.record(visit))
