"""A time from a timestamp authority (RFC 3161), by HTTP, within a few seconds or not at all."""

import urllib.request
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.error import HTTPError

from asn1crypto import cms, core, tsp  # type: ignore[import-untyped]
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import ValidationContext

from informed.adapters.seal.signing import ROOM_FOR_TIMESTAMP
from informed.errors import SealError

SECONDS = 5.0


class NoTimestamp(Exception):
    """No timestamp was to be had; the sentence says why."""


class Timestamps(TimeStamper):
    """Asks one authority; every failure is a `NoTimestamp`. Thread-safe: nothing is kept from one answer to the next."""

    def __init__(self, url: str):
        if not url.startswith(("http://", "https://")):
            raise SealError("the address of the timestamp authority must begin with http:// or https://")
        super().__init__()  # type: ignore[no-untyped-call]
        self._url, self.seconds = url, SECONDS

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """A token for this digest whose signature holds; who signed it is for the reader of the file to trust."""
        nonce, request = self.request_cms(message_digest, md_algorithm)  # type: ignore[no-untyped-call]
        answer = within(self.seconds, lambda: self._ask(request.dump()))
        try:
            return await _token(answer, nonce, message_digest)
        except NoTimestamp:
            raise
        except Exception as error:  # the parsers of ASN.1 and CMS raise what they like
            raise NoTimestamp("the timestamp authority's answer is not a timestamp") from error

    def _ask(self, request: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        question = urllib.request.Request(self._url, request, headers)  # noqa: S310  http or https, see above
        try:
            with urllib.request.urlopen(question, timeout=self.seconds) as reply:  # noqa: S310
                answer: bytes = reply.read(ROOM_FOR_TIMESTAMP + 1)
        except HTTPError as error:
            raise NoTimestamp(f"the timestamp authority answered with the error {error.code}") from error
        return answer


def within(seconds: float, work: Callable[[], bytes]) -> bytes:
    """The result of work in a thread of its own, so that a name server or a trickle of bytes cannot hold us longer."""
    done: SimpleQueue[bytes | Exception] = SimpleQueue()

    def keep() -> None:
        try:
            done.put(work())
        except Exception as error:
            done.put(error)

    Thread(target=keep, daemon=True, name="timestamp").start()
    try:
        result = done.get(timeout=seconds)
    except Empty:
        raise _too_slow(seconds) from None
    if isinstance(result, NoTimestamp):
        raise result
    if isinstance(result, Exception):
        if isinstance(getattr(result, "reason", result), TimeoutError):  # its own limit, a moment before ours
            raise _too_slow(seconds) from result
        raise NoTimestamp("the timestamp authority could not be reached") from result
    return result


def _too_slow(seconds: float) -> NoTimestamp:
    return NoTimestamp(f"the timestamp authority did not answer within {seconds:g} seconds")


class _Answer(core.Sequence):  # type: ignore[misc]
    """TimeStampResp as RFC 3161 has it: a refusal brings no token, which asn1crypto's own class takes for an error."""

    _fields = [("status", tsp.PKIStatusInfo), ("time_stamp_token", cms.ContentInfo, {"optional": True})]


async def _token(answer: bytes, nonce: int, digest: bytes) -> cms.ContentInfo:
    if len(answer) > ROOM_FOR_TIMESTAMP:
        raise NoTimestamp("the timestamp authority's answer is too long")
    response = _Answer.load(answer, strict=True)
    if response["status"]["status"].native not in ("granted", "granted_with_mods"):
        raise NoTimestamp("the timestamp authority refused")
    token = response["time_stamp_token"]
    if token["content"]["encap_content_info"]["content"].parsed["nonce"].native != nonce:
        raise NoTimestamp("the timestamp authority answered another question")
    nobody = ValidationContext(trust_roots=[], allow_fetching=False)
    status = await validate_tst_signed_data(token["content"], nobody, lambda algorithm: digest)
    if not (status["intact"] and status["valid"]):
        raise NoTimestamp("the timestamp authority's signature does not hold")
    return token
