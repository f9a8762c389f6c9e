"""What somebody may do to a sealed document, and what the check says: the right verdict, within limits, no traceback."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random

import pytest

from informed.adapters.seal import Sealer
from informed.content import ContentPack
from informed.document import render, render_notice
from informed.record import Record
from informed.verify.bounded import read_bounded
from informed.verify.check import check
from informed.verify.facts import Facts
from informed.verify.reading import read
from informed.verify.report import Report, Verdict

from . import attacks
from .closed import its_pack, notices
from .sealed import DAY, SEALED, TODAY, Book, Clinic

FLIPS = 60

Reader = Callable[[bytes, Sequence[bytes]], Facts]


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    """The clinic whose root certificate is pinned."""
    return Clinic()


@pytest.fixture(scope="session")
def rendering(signed: Record, pack: ContentPack) -> bytes:
    return render(signed, pack)


@pytest.fixture(scope="session")
def sealed(clinic: Clinic, rendering: bytes) -> bytes:
    return clinic.sealed(rendering)


@pytest.fixture(scope="session")
def countersigned(clinic: Clinic, sealed: bytes) -> bytes:
    return clinic.countersigned(sealed)


@pytest.fixture(scope="session")
def book(signed: Record, sealed: bytes, countersigned: bytes) -> Book:
    """What the clinic issued: the sealed file, then the countersigned one."""
    return Book().issue(signed.id, sealed, "patient", 1).issue(signed.id, countersigned, "countersigned", 2)


@pytest.fixture(scope="session")
def verdict_on(clinic: Clinic, pack: ContentPack) -> Callable[..., Report]:
    """The check with this clinic's root; without a register, unless it is given one. The file is read in this process."""

    def verdict(pdf: bytes, register: Book | None = None, reader: Reader = read) -> Report:
        packs = {pack.sha256: pack}.get
        return check(pdf, roots=clinic.roots, register=register, packs=packs, now=TODAY, read=reader)

    return verdict


def codes(report: Report) -> list[str]:
    return [reason.code for reason in report.reasons]


# --- bits


def flipped(pdf: bytes, bit: int) -> bytes:
    changed = bytearray(pdf)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_no_single_bit_can_change(sealed: bytes, verdict_on: Callable[..., Report]) -> None:
    """Spread over the whole file, some in the signature's own bytes; without a register that knows the hash."""
    random, gap = Random(20261122), sealed.rindex(b"/Contents <") * 8
    bits = [random.randrange(len(sealed) * 8) for _ in range(FLIPS - 12)]
    bits += [gap + random.randrange(96, 6_000 * 8) for _ in range(12)]
    reports = [verdict_on(flipped(sealed, bit)) for bit in bits]

    accepted = [bit for bit, report in zip(bits, reports, strict=True) if report.verdict == Verdict.VALID]
    assert accepted == []
    assert {report.verdict for report in reports} >= {Verdict.ALTERED}


def test_a_flipped_bit_is_not_what_was_issued(sealed: bytes, book: Book, verdict_on: Callable[..., Report]) -> None:
    """The register knows the record, and says that this file was never issued."""
    report = verdict_on(flipped(sealed, len(sealed) * 4), book)

    assert report.verdict == Verdict.ALTERED
    assert codes(report)[:2] == ["broken", "not_recorded"] or "structure" in codes(report)


# --- additions


@pytest.fixture(scope="session")
def notice(clinic: Clinic) -> bytes:
    """A sealed addendum: no field, and nothing at all may change."""
    record = notices()["addendum"]
    return Sealer(clinic.authority).seal(render_notice(record, its_pack(record)), at=SEALED, field=None).content


@pytest.mark.parametrize("of", ["sealed", "countersigned", "notice"])
@pytest.mark.parametrize(
    ("attack", "code", "where"),
    [
        (attacks.white_box, "changed_after", "content of page 1"),
        (attacks.moved_signature, "changed_after", "content of page 1"),
        (attacks.annotated, "changed_after", "annotations of page 1"),
        (attacks.rotated, "changed_after", "page 1"),
        (attacks.replaced_attachment, "changed_after", "the attachment"),
        (attacks.replaced_xmp, "appended", "the file's description"),
        (lambda pdf: pdf + b"% nothing of weight\n", "appended", "20 bytes"),
        (attacks.named_in_the_gap, "respelled", "the seal"),
    ],
    ids=["box", "signature", "note", "rotation", "attachment", "xmp", "appended", "gap"],
)
def test_an_addition_is_found(
    attack: Callable[[bytes], bytes],
    code: str,
    where: str,
    of: str,
    request: pytest.FixtureRequest,
    verdict_on: Callable[..., Report],
) -> None:
    """Altered, what, and where; with no more than the clinic's root certificate."""
    report = verdict_on(attack(request.getfixturevalue(of)))

    assert report.verdict == Verdict.ALTERED
    assert next(reason.where for reason in report.reasons if reason.code == code).find(where) >= 0


@pytest.mark.parametrize("of", ["sealed", "countersigned"])
@pytest.mark.parametrize(
    "attack",
    [
        attacks.painted_field,
        attacks.page_removed,
        attacks.page_repeated,
        attacks.pages_turned_round,
        attacks.other_letters,
        attacks.read_aloud_otherwise,
    ],
)
def test_another_look_or_order_is_found(
    attack: Callable[[bytes], bytes], of: str, request: pytest.FixtureRequest, verdict_on: Callable[..., Report]
) -> None:
    """In the field, of the pages, of the letters, or for those who listen: altered, with the root certificate alone."""
    report = verdict_on(attack(request.getfixturevalue(of)))

    assert report.verdict == Verdict.ALTERED
    assert {"changed_after", "appended"} & set(codes(report))


@pytest.mark.parametrize("of", ["sealed", "countersigned"])
def test_a_file_written_anew_is_not_the_sealed_one(
    of: str, book: Book, request: pytest.FixtureRequest, verdict_on: Callable[..., Report]
) -> None:
    """Another program's copy: whatever it shows, the signatures do not hold over it."""
    copy = attacks.rewritten(request.getfixturevalue(of))

    assert {verdict_on(copy).verdict, verdict_on(copy, book).verdict} == {Verdict.ALTERED}


@pytest.mark.parametrize(("of", "without"), [("sealed", Verdict.NOT_OURS), ("countersigned", Verdict.ALTERED)])
def test_an_emptied_field_is_missed(
    of: str, without: Verdict, book: Book, request: pytest.FixtureRequest, verdict_on: Callable[..., Report]
) -> None:
    """The signature's own bytes are still in the file; the field does not name them any more."""
    emptied = attacks.emptied_field(request.getfixturevalue(of))

    assert verdict_on(emptied, book).verdict == Verdict.ALTERED
    assert verdict_on(emptied).verdict == without


def test_ten_thousand_more_pages_are_found(sealed: bytes, verdict_on: Callable[..., Report]) -> None:
    """Within the limits of the reading process."""
    assert verdict_on(attacks.ten_thousand_pages_more(sealed), None, read_bounded).verdict == Verdict.ALTERED


# --- whole revisions


def test_a_removed_seal_is_missed(rendering: bytes, book: Book, verdict_on: Callable[..., Report]) -> None:
    """A file that names a record of ours without a seal is altered; without the register it is just not ours."""
    assert codes(verdict_on(rendering)) == ["no_seal"]
    assert verdict_on(rendering).verdict == Verdict.NOT_OURS
    assert codes(verdict_on(rendering, book)) == ["seal_removed"]
    assert verdict_on(rendering, book).verdict == Verdict.ALTERED


def test_a_rollback_is_an_older_revision(
    sealed: bytes, countersigned: bytes, book: Book, verdict_on: Callable[..., Report]
) -> None:
    """The countersigned file cut back to the sealed one is genuine, but not the latest."""
    cut = countersigned[: len(sealed)]
    report = verdict_on(cut, book)

    assert cut == sealed
    assert (report.verdict, report.revision, report.latest_revision) == (Verdict.OLDER_REVISION, 1, 2)
    assert report.meaning is not None


def test_a_rollback_cannot_be_seen_without_the_register(sealed: bytes, verdict_on: Callable[..., Report]) -> None:
    """And the weaker verdict says so."""
    report = verdict_on(sealed)

    assert report.verdict == Verdict.VALID
    assert "could not be asked" in report.headline.en
    assert "not_asked" in codes(report)


def test_a_signature_of_another_record_is_not_ours(
    signed: Record, pack: ContentPack, clinic: Clinic, book: Book, verdict_on: Callable[..., Report]
) -> None:
    """A document with another name over the same strokes: even under a real seal, the register never issued it."""
    opened = signed.events[0].payload
    patient = signed.patient.model_copy(update={"name": "Lê Văn Tám"})
    first = signed.events[0].model_copy(update={"payload": opened.model_copy(update={"patient": patient})})
    moved = render(Record((first, *signed.events[1:])), pack)

    assert verdict_on(moved, book).verdict == Verdict.ALTERED
    assert verdict_on(Clinic().sealed(moved), book).verdict == Verdict.NOT_OURS
    under_seal = verdict_on(clinic.sealed(moved), book)
    assert (under_seal.verdict, codes(under_seal)[0]) == (Verdict.ALTERED, "not_recorded")


# --- keys


def test_another_clinics_seal_is_not_ours(rendering: bytes, book: Book, verdict_on: Callable[..., Report]) -> None:
    """Whatever name the other clinic gives itself."""
    foreign = Clinic().sealed(rendering)

    assert codes(verdict_on(foreign)) == ["foreign_seal"]
    assert verdict_on(foreign).verdict == verdict_on(foreign, book).verdict == Verdict.NOT_OURS


def test_a_physicians_key_cannot_seal(rendering: bytes, clinic: Clinic, verdict_on: Callable[..., Report]) -> None:
    """Its certificate comes from the same root, but says what it is for."""
    report = verdict_on(clinic.signed_by(clinic.physician, rendering))

    assert (report.verdict, codes(report)[0]) == (Verdict.NOT_OURS, "not_the_seal")


def test_a_seal_that_certifies_nothing_is_none(
    rendering: bytes, clinic: Clinic, verdict_on: Callable[..., Report]
) -> None:
    """An ordinary signature would allow changes after it."""
    report = verdict_on(clinic.signed_by(clinic.authority.seal, rendering, allows=None))

    assert (report.verdict, codes(report)[0]) == (Verdict.NOT_OURS, "not_the_seal")


def test_a_foreign_countersignature_is_found(sealed: bytes, verdict_on: Callable[..., Report]) -> None:
    """The prepared field, filled with somebody else's key."""
    other = Clinic()
    report = verdict_on(other.signed_by(other.physician, sealed, name="Physician", allows=None))

    assert (report.verdict, codes(report)[0]) == (Verdict.ALTERED, "foreign_signature")


def test_the_seals_key_cannot_countersign(sealed: bytes, clinic: Clinic, verdict_on: Callable[..., Report]) -> None:
    """The server alone is no physician."""
    report = verdict_on(clinic.signed_by(clinic.authority.seal, sealed, name="Physician", allows=None))

    assert (report.verdict, codes(report)[0]) == (Verdict.ALTERED, "unknown_signature")


@pytest.mark.parametrize("with_register", [False, True])
def test_a_seal_with_an_expired_certificate_is_not_relied_on(
    rendering: bytes, signed: Record, clinic: Clinic, with_register: bool, verdict_on: Callable[..., Report]
) -> None:
    """Expired when it was used: even where the register knows the file."""
    late = clinic.signed_by(clinic.seal_of(SEALED - 3 * 365 * DAY), rendering)
    report = verdict_on(late, Book().issue(signed.id, late, "patient", 1) if with_register else None)

    assert report.verdict == Verdict.UNTRUSTED
    assert "expired" in codes(report)
    assert not report.signatures[0].trusted


def test_a_certificate_that_expired_since_did_seal(sealed: bytes, clinic: Clinic) -> None:
    """Judged at the time of the seal; that nobody else confirms the time is said."""
    report = check(sealed, roots=clinic.roots, register=None, packs=None, now=SEALED + 900 * DAY, read=read)

    assert (report.verdict, report.signatures[0].note) == (Verdict.VALID, "expired_since")


def test_a_seal_from_the_future_is_not_relied_on(
    rendering: bytes, clinic: Clinic, verdict_on: Callable[..., Report]
) -> None:
    """Whose clock was wrong cannot be known."""
    report = verdict_on(clinic.signed_by(clinic.authority.seal, rendering, at=TODAY + DAY))

    assert (report.verdict, codes(report)[0]) == (Verdict.UNTRUSTED, "future")


def test_a_strangers_certificate_may_say_anything(rendering: bytes, verdict_on: Callable[..., Report]) -> None:
    """Control characters in its name, and a signing time without a time zone."""
    other = Clinic("Ánh Dương\x1b[2J")
    report = verdict_on(other.signed_by(other.root, rendering, at=SEALED.replace(tzinfo=None)))

    assert report.verdict == Verdict.NOT_OURS
    assert report.signatures[0].name.isprintable()


def revoking(rendering: bytes, when: timedelta, *, stamped: bool) -> tuple[bytes, bytes, Clinic]:
    """A document sealed with a certificate that is taken back so long after, with the list that says so."""
    clinic = Clinic()
    pair = clinic.authority.seal
    timestamper = clinic.clock(SEALED) if stamped else None
    return clinic.signed_by(pair, rendering, timestamper=timestamper), clinic.revoked(pair, SEALED + when), clinic


@pytest.mark.parametrize(
    ("when", "stamped", "recorded", "verdict", "note"),
    [
        (-DAY, False, False, Verdict.UNTRUSTED, "revoked"),
        (-DAY, True, True, Verdict.UNTRUSTED, "revoked"),
        (DAY, False, False, Verdict.UNTRUSTED, "revoked"),
        (DAY, True, False, Verdict.VALID, "revoked_since"),
        (DAY, False, True, Verdict.VALID, "revoked_since"),
    ],
)
def test_a_revoked_certificate_seals_nothing_more(
    when: timedelta,
    stamped: bool,
    recorded: bool,
    verdict: Verdict,
    note: str,
    rendering: bytes,
    signed: Record,
    verdict_on: Callable[..., Report],
) -> None:
    """What was sealed before counts only where a time stamp or the register shows that it was before."""
    pdf, crl, clinic = revoking(rendering, when, stamped=stamped)
    register = Book().issue(signed.id, pdf, "patient", 1) if recorded else None
    report = check(pdf, roots=clinic.roots, register=register, packs=None, now=TODAY, crl=crl, read=read)

    assert (report.verdict, report.signatures[0].note) == (verdict, note)
    assert report.signatures[0].timestamped == stamped


# --- files that harm or are none


@pytest.mark.parametrize(
    ("attack", "verdict", "code"),
    [
        (attacks.ten_thousand_pages, Verdict.NOT_OURS, "no_seal"),
        (attacks.attached_bomb, Verdict.UNREADABLE, "limits"),
        (attacks.table_bomb, Verdict.UNREADABLE, "limits"),
        (attacks.circle_of_tables, Verdict.UNREADABLE, "damaged"),
        (attacks.circle_of_fields, Verdict.UNREADABLE, "damaged"),
        (attacks.deep_nesting, Verdict.UNREADABLE, "limits"),
        (lambda: b"", Verdict.NOT_A_PDF, "empty"),
        (lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(4000), Verdict.NOT_A_PDF, "no_magic"),
        (lambda: b"%PDF-1.7\n" + bytes(25_000_000), Verdict.UNREADABLE, "too_large"),
    ],
)
def test_a_harmful_file_is_answered(
    attack: Callable[[], bytes], verdict: Verdict, code: str, book: Book, verdict_on: Callable[..., Report]
) -> None:
    """Whatever it is, the answer is a verdict."""
    report = verdict_on(attack(), book, read_bounded)

    assert (report.verdict, codes(report)[0]) == (verdict, code)
    assert report.signatures == ()


def test_an_encrypted_file_cannot_be_checked(sealed: bytes, book: Book, verdict_on: Callable[..., Report]) -> None:
    """And it is no document of ours: they are never encrypted."""
    report = verdict_on(attacks.encrypted(sealed), book)

    assert (report.verdict, codes(report)) == (Verdict.UNREADABLE, ["encrypted"])


@pytest.mark.parametrize(
    ("left", "verdict"), [(1 / 200, Verdict.UNREADABLE), (1 / 2, Verdict.UNREADABLE), (0.999, Verdict.ALTERED)]
)
def test_a_truncated_file_is_damaged(
    left: float, verdict: Verdict, sealed: bytes, verdict_on: Callable[..., Report]
) -> None:
    """Altered where the seal is still in the bytes; else nobody can say whose it was."""
    assert verdict_on(sealed[: int(len(sealed) * left)]).verdict == verdict
