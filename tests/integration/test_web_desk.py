"""The staff's plain pages: who may see them, what they refuse in which words, and what they do."""

import unicodedata
from asyncio import run
from collections.abc import Callable
from string import Formatter
from uuid import uuid4

import pytest
from starlette.requests import Request

from informed import events as e
from informed.bootstrap import Product
from informed.content import Language
from informed.errors import BadInput
from informed.patient import Patient
from informed.record import Record, Status
from informed.service.accounts import SHELL
from informed.web.desk_words import WORDS
from informed.web.upload import THROWN_AWAY, _limited
from tests.around import pdf_bomb, pdf_with_program, picture
from tests.factories import PASSWORD, patient, tap
from tests.integration.asgi import OWN, Browser, Reply
from tests.integration.web import APP

Begin = Callable[..., Record]


def said(key: str, language: str = "vi", **values: object) -> str:
    return WORDS[key][Language(language)].format(**values)


@pytest.fixture
def begin(product: Product) -> Begin:
    """Opens a record."""

    def begin(who: Patient | None = None) -> Record:
        journey = product.service.journey
        return journey.record(journey.begin(who or patient(), Language.VIETNAMESE, tap())[0])

    return begin


@pytest.fixture
def clerk(product: Product) -> Browser:
    """A browser of somebody at the front desk."""
    return signed_in(product, "front_desk")


def signed_in(product: Product, role: str) -> Browser:
    accounts, browser = product.service.accounts, Browser(APP)
    accounts.set_up(accounts.add(SHELL, f"lan-{role}", role), PASSWORD, PASSWORD)
    assert browser.post("/sign-in", name=f"lan-{role}", password=PASSWORD).status == 303
    return browser


def upload(browser: Browser, record: Record, *files: bytes, origin: str = OWN, name: str = "scan.png") -> Reply:
    """A form with files, as a browser sends it; the name and the type that it claims are never believed."""
    head = f'--x\r\nContent-Disposition: form-data; name="scan"; filename="{name}"\r\nContent-Type: image/png\r\n\r\n'
    body = b"".join(head.encode() + file + b"\r\n" for file in files) + b"--x--\r\n"
    headers = {"content-type": "multipart/form-data; boundary=x", "content-length": str(len(body))}
    where = "http://tablet.example" if origin == OWN else origin
    return browser.post_as(f"/records/{record.id}/scan", headers | {"origin": where}, body)


def now(product: Product, record: Record) -> Record:
    with product.service._ledger.reading() as work:
        return Record(work.events(record.id))


def test_only_staff_with_the_right_see_it(product: Product, begin: Begin, clerk: Browser) -> None:
    """A stranger is sent to sign in, an auditor gets a sentence, another site's form changes nothing."""
    record = begin(patient(name="<b>Kín</b>"))
    page = f"/records/{record.id}"
    assert Browser(APP).get(page)["location"] == "/sign-in"
    assert "Kín" not in signed_in(product, "auditor").get(page).text
    shown = clerk.get(page)
    assert shown.status == 200 and "&lt;b&gt;Kín" in shown.text and "<b>Kín" not in shown.text
    assert shown["cache-control"] == "no-store"
    foreign = clerk.post(f"{page}/paper", origin="https://elsewhere.example", language="vi")
    assert foreign.status == 403 and said("foreign") in foreign.text
    assert upload(clerk, record, picture(), origin="https://elsewhere.example").status == 403
    missing = clerk.get("/records/nosuchrecord")
    assert missing.status == 404 and said("no_record") in missing.text
    assert len(now(product, record).events) == 1


def test_a_helper_is_named_and_removed(product: Product, begin: Begin, clerk: Browser) -> None:
    """What is missing is said with what was typed kept; a minor's page asks for the guardian."""
    record = begin(patient(name="Bé Na", born=patient().date_of_birth.replace(year=2015)))
    page = f"/records/{record.id}"
    assert said("people.minor") in clerk.get(page).text
    typed = {"role": "guardian", "helper_name": 'Trần "Văn" <i>Bảo</i>', "identity": "document"}
    refused = clerk.post(f"{page}/people", **typed)
    assert refused.status == 400 and said("helper_relation.empty") in refused.text
    assert "Trần &quot;Văn&quot; &lt;i&gt;Bảo" in refused.text
    assert clerk.post(f"{page}/people", **typed, helper_relation="bố")["location"] == f"{page}?done=helper#people"
    (helper,) = now(product, record).helpers
    assert helper.relation == "bố" and said("done.helper") in clerk.get(f"{page}?done=helper").text
    assert said("people.minor") not in clerk.get(page).text
    for wrong, key in (
        ({"role": "king"}, "helper_role.empty"),
        ({"identity": ""}, "identity.empty"),
        ({"helper_name": "x" * 400, "helper_relation": "bố"}, "too_long"),
    ):
        reply = clerk.post(f"{page}/people", **(typed | wrong))
        assert reply.status == 400 and said(key, field=said("helper_name")) in reply.text
    assert clerk.post(f"{page}/identity", how="known").status == 303
    assert clerk.post(f"{page}/identity", how="by heart").status == 400
    assert clerk.post(f"{page}/people/{helper.id}/remove").status == 303
    left = now(product, record)
    assert left.helpers == () and left.identity_checks["patient"] == "known"


@pytest.mark.parametrize(
    ("file", "key", "status"),
    [
        (b"#!/bin/sh\nrm -rf /", "scan.kind", 400),
        (b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", "scan.damaged", 400),
        (pdf_bomb(), "scan.limits", 400),
        (pdf_with_program(), "scan.active", 400),
        (bytes(21_000_000), "scan.too_large", 413),
        (b"", "scan.empty", 400),
    ],
    ids=["script", "html in a png", "bomb", "program", "too large", "empty"],
)
def test_a_bad_file_gets_a_sentence(
    product: Product, begin: Begin, clerk: Browser, file: bytes, key: str, status: int
) -> None:
    """A script that calls itself a picture, a PDF bomb: each is refused in plain words, and nothing is kept."""
    record = begin()
    reply = upload(clerk, record, file)
    assert (reply.status, said(key) in reply.text) == (status, True)
    assert len(now(product, record).events) == 1


def test_what_is_too_large_is_never_held() -> None:
    """Of a body without end no more than the limit is passed on, and reading stops; then it is refused."""
    sent = passed = 0

    async def receive() -> dict[str, object]:
        nonlocal sent
        sent += 1_000_000
        return {"type": "http.request", "body": bytes(1_000_000), "more_body": True}

    async def read() -> None:
        nonlocal passed
        async for chunk in _limited(Request({"type": "http"}, receive), "scan", 5_000_000):
            passed += len(chunk)

    with pytest.raises(BadInput, match=r"scan\.too_large"):
        run(read())
    assert (passed, sent) == (5_000_000, THROWN_AWAY + 1_000_000)


def test_a_scan_comes_back_harmless(product: Product, begin: Begin, clerk: Browser) -> None:
    """As what it was checked to be: a picture in a page that can do nothing, a PDF as a file; a form of nonsense is refused."""
    record = begin()
    assert upload(clerk, record, picture("JPEG"), picture("PDF")).status == 303
    first, second = (clerk.get(f"/records/{record.id}/scan/{number}") for number in (1, 2))
    assert (first["content-type"], first.body) == ("image/jpeg", picture("JPEG"))
    assert first["content-security-policy"].startswith("sandbox") and first["x-content-type-options"] == "nosniff"
    assert second["content-disposition"] == 'attachment; filename="scan-2.pdf"'
    assert clerk.get(f"/records/{record.id}/scan/3").status == 404
    assert clerk.post(f"/records/{record.id}/scan/1/remove").status == 303
    assert [scan.number for scan in now(product, record).scans] == [2]
    assert clerk.get(f"/records/{record.id}/scan")["location"] == f"/records/{record.id}#paper"
    headers = {"content-type": "multipart/form-data", "origin": "http://tablet.example"}
    assert clerk.post_as(f"/records/{record.id}/scan", headers, b"nonsense").status == 400


def fields(product: Product, **changes: str) -> dict[str, str]:
    """A filled transcript."""
    pack = product.service.packs.current()
    found = {f"s-{id}": "understood" for id in pack.required_statements}
    found |= {f"q-{id}": question.options[0].id for id, question in pack.questions.items()}
    found |= {"ending": "signed", "signers": "patient", "seen": "yes", "tap": uuid4().hex, "own": "Có đau không?"}
    return found | {"signed_on": product.service.journey.today().isoformat()} | changes


def test_the_paper_is_recorded(product: Product, begin: Begin, clerk: Browser) -> None:
    """Printed, scanned, transcribed, sealed; what is missing is said and what was entered stays; copies are printed."""
    record, pack = begin(), product.service.packs.current()
    page = f"/records/{record.id}"
    assert clerk.get(f"{page}/transcript")["location"] == f"{page}#paper"
    printed = clerk.post(f"{page}/paper", language="en")
    assert printed["content-type"] == "application/pdf" and printed.body.startswith(b"%PDF")
    upload(clerk, record, picture())
    blank = clerk.get(f"{page}/transcript").text
    assert "checked" not in blank and blank.count('value="understood"') == len(pack.required_statements)
    started = clerk.get(f"{page}/transcript?start=understood").text
    assert started.count('value="understood" checked') == len(pack.required_statements)
    first, second, *_ = pack.required_statements
    for wrong, key in (
        ({f"s-{first}": ""}, "no_choice"),
        ({"ending": ""}, "ending.empty"),
        ({"seen": ""}, "seen.empty"),
        ({"signed_on": "2 tháng 3"}, "signed_on.empty"),
        ({"signed_on": "2020-01-01"}, "signed_on.not_then"),
        ({"signers": ""}, "ink.empty"),
        ({f"q-{next(iter(pack.questions))}": "nosuch"}, "unknown"),
    ):
        reply = clerk.post(f"{page}/transcript", **fields(product, **wrong))
        assert reply.status == 400, key
        assert said(key, field=first) in reply.text or key == "unknown"
        assert "Có đau không?" in reply.text
    assert now(product, record).status == Status.OPEN
    once = fields(product, **{f"s-{first}": "unsure", f"s-{second}": "blank"})
    for _ in range(2):
        assert clerk.post(f"{page}/transcript", **once)["location"] == f"{page}?done=recorded#paper"
    done = now(product, record)
    assert done.status == Status.SIGNED and done.document_status == "sealed" and done.paper
    assert second not in done.statements and done.statements[first].payload.answer == "unsure"  # type: ignore[union-attr]
    copy = clerk.post(f"{page}/copies", copy="patient", copies="2")
    assert copy["content-type"] == "application/pdf" and b"scan-1.jpg" in copy.body
    assert clerk.post(f"{page}/copies", copy="patient", copies="99").status == 400
    counted = said("copies.sofar", patient=2, physician=0)
    assert counted in clerk.get(page).text and said("on_paper") in clerk.get(page).text
    assert isinstance(now(product, record).events[-1].payload, e.DocumentPrinted)


def test_an_unfinished_record_has_no_copy(begin: Begin, clerk: Browser) -> None:
    """A sentence instead of a file."""
    reply = clerk.post(f"/records/{begin().id}/copies", copy="physician", copies="1")
    assert reply.status == 400 and said("copies.none") in reply.text


def test_every_word_is_there_in_both_languages(begin: Begin, clerk: Browser) -> None:
    """The page in English has no Vietnamese sentence left; every key takes the same values in both."""
    clerk.cookies["language"] = "en"
    assert said("paper.lead", "en") in clerk.get(f"/records/{begin().id}").text
    for key, text in WORDS.items():
        values = [{name for _, name, _, _ in Formatter().parse(said) if name} for said in (text.vi, text.en)]
        assert text.vi != text.en and values[0] == values[1], key
        assert unicodedata.normalize("NFC", text.vi) == text.vi
