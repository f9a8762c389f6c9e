"""The main job, end to end: a patient goes through the whole pack, and the physician opens the document."""

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.journeys.patient import Patient, product_pack
from tests.journeys.server import Server
from tests.journeys.staff import document, events, record_of, squeezed

NAME = "Nguyễn Thị Thuỳ Dương"


def test_vietnamese_with_a_finger(server: Server, page: Page, tmp_path: Path) -> None:
    """Every statement shown, every answer given, the name and the meaning stand in the document; no request leaves the origin."""
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    patient = Patient(page, server.url)
    patient.starts(NAME)
    patient.walks_to("sign")
    patient.sees(patient.say("sign_title"))
    patient.draws_a_signature()
    patient.presses("do_sign")
    patient.is_at("done")
    patient.sees(patient.say("done_signed"))

    text = squeezed(document(server, record_of(server, NAME), tmp_path))
    answered = events(server, "StatementAnswered", NAME)
    assert {a["statement"]["id"] for a in answered} == set(product_pack().required_statements)
    for statement in product_pack().statements.values():
        assert squeezed(statement.text.vi) in text, statement.id
    (signed,) = events(server, "RecordSigned", NAME)
    assert squeezed(signed["meaning"]["text"]) in text
    assert squeezed(NAME) in text
    assert len(signed["signature"]["strokes"]) == 3
    assert asked == {urlsplit(server.url).netloc}


def test_english_with_a_typed_name_and_unsure_answers(server: Server, page: Page, tmp_path: Path) -> None:
    """Unsure answers and the typed name reach the document, in the language that the patient read."""
    name = "Margaret O'Neill <b>"
    patient = Patient(page, server.url, "en", unsure=frozenset({"B5", "R7"}))
    patient.starts(name, ("29", "2", "1960"))
    patient.walks_to("sign")
    page.get_by_text(patient.say("typed"), exact=True).tap()
    page.get_by_label(patient.say("typed_label")).fill("Margaret O'Neill")
    patient.presses("do_sign")
    patient.is_at("done")

    answers = {a["statement"]["id"]: a["answer"] for a in events(server, "StatementAnswered", name)}
    assert {id for id, answer in answers.items() if answer == "unsure"} == {"B5", "R7"}
    text = squeezed(document(server, record_of(server, name), tmp_path))
    assert squeezed(name) in text
    assert squeezed(product_pack().statements["R7"].text.en) in text
    (signed,) = events(server, "RecordSigned", name)
    assert signed["signature"] == {
        "kind": "typed",
        "typed": "Margaret O'Neill",
        "strokes": [],
        "aspect": 0.35,
        "witness": "",
    }


def test_declining(patient: Patient, server: Server, tmp_path: Path) -> None:
    """ "No, thank you" takes one tap and gives the record its document."""
    patient.arrives_at("sign", server, "Trần Văn Không")
    patient.presses("do_no")
    patient.is_at("done")
    patient.sees(patient.say("done_declined"))
    assert events(server, "RecordDeclined", "Trần Văn Không")
    assert squeezed("Trần Văn Không") in squeezed(document(server, record_of(server, "Trần Văn Không"), tmp_path))


def test_more_time_then_going_on(patient: Patient, server: Server) -> None:
    """After "I want more time" the same visit goes on where it was, with every answer, and may sign."""
    name = "Lê Thị Chờ"
    patient.arrives_at("sign", server, name)
    patient.presses("do_later")
    patient.is_at("done")
    patient.presses("go_on")
    patient.is_at("sign")
    patient.draws_a_signature()
    patient.presses("do_sign")
    patient.is_at("done")
    kinds = [event["type"] for event in events(server, name=name)]
    assert kinds.index("RecordDeferred") < kinds.index("RecordContinued") < kinds.index("RecordSigned")


def test_what_was_told_and_what_a_word_means(patient: Patient, server: Server, tmp_path: Path) -> None:
    """A tapped term shows its meaning; a ticked claim shows its answer and reaches the document."""
    name = "Người Nghe Quảng Cáo"
    patient.arrives_at("about", server, name)
    patient.page.locator("button.term").first.tap()
    expect(patient.page.locator(".meaning:visible")).to_contain_text("tế bào")
    patient.skips_to("told", server)
    claim = product_pack().told[0]
    patient.card("told-claims").get_by_text(claim.text.vi, exact=True).tap()
    expect(patient.card("told-claims").locator(".replies")).to_contain_text(claim.answer.vi)
    patient.presses("stop")
    patient.presses("do_later")
    patient.is_at("done")
    assert squeezed(claim.text.vi) in squeezed(document(server, record_of(server, name), tmp_path))


def test_stopping_in_the_middle(patient: Patient, server: Server) -> None:
    """From any topic two taps say no, or go on after all; the tablet can be handed back, and the answers so far are kept."""
    name = "Người Dừng Lại"
    patient.arrives_at("risks", server, name)
    patient.answers("R1", "unsure")
    patient.presses("stop")
    patient.is_at("stop")
    patient.presses("read_on")
    patient.is_at("risks")
    patient.presses("stop")
    patient.is_at("stop")
    patient.presses("do_no")
    patient.is_at("done")
    patient.presses("hand_back")
    patient.sees(patient.say("welcome_title"))
    assert events(server, "RecordDeclined", name)
    assert events(server, "StatementAnswered", name)[-1]["statement"]["id"] == "R1"


def test_a_minor_does_not_sign_alone(patient: Patient, server: Server) -> None:
    """Under 18 the screen asks for a member of staff; the answers are kept."""
    patient.arrives_at("sign", server, "Phạm Bé Út", date(2015, 1, 1))
    patient.sees(patient.say("minor_title"))
    assert patient.page.locator("canvas").count() == 0
    patient.presses("do_later")
    patient.is_at("done")
    patient.presses("hand_back")
    patient.sees(patient.say("welcome_title"))
    assert len(events(server, "StatementAnswered", "Phạm Bé Út")) == len(product_pack().required_statements)
