"""A timestamp authority on this machine: up, down, slow, or talking nonsense. The document is sealed in each case."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from asn1crypto import keys, tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

from informed.adapters.seal import Sealed, Sealer, timestamps
from informed.adapters.seal.signing import as_asn1
from informed.adapters.seal.timestamps import Timestamps
from informed.document import PHYSICIAN_FIELD
from informed.errors import SealError
from tests.sealing import LATER, NOW, PASSWORD, document, make_authority, make_physician, statuses

Answer = Callable[[bytes], tuple[int, bytes]]


@cache
def dummy() -> DummyTimeStamper:
    """pyHanko's authority, which knows RSA only."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A timestamp authority")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(7).not_valid_before(NOW - timedelta(9)).not_valid_after(NOW + timedelta(9))
    purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    certificate = builder.add_extension(purpose, True).sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return DummyTimeStamper(as_asn1(certificate), keys.PrivateKeyInfo.load(private), fixed_dt=LATER)


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """An HTTP server for as long as the block lasts; yields its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, body = answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def good(request: bytes) -> tuple[int, bytes]:
    return 200, dummy().request_tsa_response(tsp.TimeStampReq.load(request)).dump()


def other_digest(request: bytes) -> tuple[int, bytes]:
    """A true timestamp, of something else."""
    asked = tsp.TimeStampReq.load(request)
    asked["message_imprint"]["hashed_message"] = b"\0" * 32
    return 200, dummy().request_tsa_response(asked).dump()


def other_nonce(request: bytes) -> tuple[int, bytes]:
    """A true timestamp, the answer to an earlier question."""
    asked = tsp.TimeStampReq.load(request)
    asked["nonce"] = 1
    return 200, dummy().request_tsa_response(asked).dump()


def broken_signature(request: bytes) -> tuple[int, bytes]:
    status, body = good(request)
    return status, body[:-1] + bytes([body[-1] ^ 1])


def refusal(request: bytes) -> tuple[int, bytes]:
    """A status of 2 (rejection) and nothing else."""
    return 200, bytes.fromhex("3005 3003 020102")


def seal(url: str) -> Sealed:
    return Sealer(make_authority(), url).seal(document(), at=LATER, field=PHYSICIAN_FIELD)


def test_an_authority_that_answers_gives_the_time() -> None:
    """Both signatures carry its token, and its time; it is asked once for each."""
    asked: list[bytes] = []
    with serving(lambda request: (asked.append(request), good(request))[1]) as url:
        sealed = seal(url)
        done = Sealer(make_authority(), url).countersign(
            sealed.content, make_physician(), PASSWORD, at=LATER, name="A", at_text="B", outcome_text="C"
        )
    found = statuses(done.content, make_authority())

    assert (sealed.timestamped, sealed.note) == (done.timestamped, done.note) == (True, "")
    assert len(asked) == 2
    for status in found.values():
        assert status.timestamp_validity.valid
        assert status.timestamp_validity.intact
        assert status.timestamp_validity.timestamp == LATER
        assert status.intact and status.valid and status.trusted and status.docmdp_ok


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda request: (200, b"<html>Moved</html>"), "the timestamp authority's answer is not a timestamp"),
        (lambda request: (200, b""), "the timestamp authority's answer is not a timestamp"),
        (lambda request: (200, good(request)[1][:-40]), "the timestamp authority's answer is not a timestamp"),
        (lambda request: (200, b"0" * 100_000), "the timestamp authority's answer is too long"),
        (lambda request: (503, b""), "the timestamp authority answered with the error 503"),
        (refusal, "the timestamp authority refused"),
        (other_nonce, "the timestamp authority answered another question"),
        (other_digest, "the timestamp authority's signature does not hold"),
        (broken_signature, "the timestamp authority's signature does not hold"),
    ],
)
def test_nonsense_is_sealed_without(answer: Answer, why: str) -> None:
    """And the note says which nonsense."""
    with serving(answer) as url:
        sealed = seal(url)

    assert (sealed.timestamped, sealed.note) == (False, f"Sealed without a timestamp: {why}.")
    status = statuses(sealed.content, make_authority())["ClinicSeal"]
    assert status.bottom_line
    assert status.timestamp_validity is None


def test_an_authority_that_is_down_is_done_without() -> None:
    """Nobody listens at the address."""
    with serving(good) as url:
        pass
    sealed = seal(url)

    assert not sealed.timestamped
    assert sealed.note == "Sealed without a timestamp: the timestamp authority could not be reached."
    assert statuses(sealed.content, make_authority())["ClinicSeal"].bottom_line


def test_an_authority_that_is_silent_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit holds for the whole answer, and not for each byte of it."""
    monkeypatch.setattr(timestamps, "SECONDS", 0.2)
    asked, enough = Event(), Event()

    def silent(request: bytes) -> tuple[int, bytes]:
        asked.set()
        enough.wait()
        return good(request)

    with serving(silent) as url:
        sealed = seal(url)
        enough.set()

    assert asked.is_set()
    assert sealed.note == "Sealed without a timestamp: the timestamp authority did not answer within 0.2 seconds."
    assert statuses(sealed.content, make_authority())["ClinicSeal"].bottom_line


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:///etc/passwd", "tsa.example.org"])
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    """At the start, not at the first document."""
    with pytest.raises(SealError, match="must begin with http"):
        Sealer(make_authority(), url)


def test_the_limit_is_five_seconds() -> None:
    """A patient does not wait longer for a seal."""
    assert Timestamps("http://127.0.0.1:9/").seconds == 5
