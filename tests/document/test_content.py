"""What the document says."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from pypdf import PdfReader

from informed import events as e
from informed.content import ContentPack, Language, Severity
from informed.document import render
from informed.document.words import WORDS
from informed.errors import NotAllowed
from informed.plan import BiologicalSource, Plan, Registration, Route
from informed.record import Record
from informed.signature import MEANING, Signature

from . import invented
from .conftest import squeezed
from .invented import FULL_PLAN, Story

Pages = Callable[[Record, ContentPack], list[str]]


def test_same_record_gives_same_bytes(signed: Record, pack: ContentPack) -> None:
    """Rendering twice gives identical files."""
    assert render(signed, pack) == render(signed, pack)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_gives_the_same_bytes(signed: Record, pack: ContentPack, seed: str, tmp_path: Path) -> None:
    """No order of a set or hash leaks into the file."""
    code = (
        "import hashlib\nfrom informed.document import render\nfrom tests.document import invented\n"
        "pack = invented.pack()\nrecord = invented.Story(pack).whole().sign()\n"
        "print(hashlib.sha256(render(record, pack)).hexdigest())"
    )
    here = str(Path(__file__).parents[2])
    environment = {"PYTHONPATH": here, "PYTHONHASHSEED": seed, "TZ": "America/New_York"}
    found = subprocess.run([sys.executable, "-c", code], env=environment, cwd=here, capture_output=True, text=True)

    assert found.stdout.strip() == hashlib.sha256(render(Story(pack).whole().sign(), pack)).hexdigest(), found.stderr


def test_later_events_change_nothing(signed: Record, pack: ContentPack) -> None:
    """The document shows the record as it was closed."""
    story = Story(pack).whole()
    before = render(story.sign(), pack)
    after = story.happen(e.DocumentOpened()).happen(e.VisitEnded()).record

    assert before == render(after, pack)


def test_an_open_record_has_no_document(pack: ContentPack) -> None:
    """While the patient is not finished there is nothing to render."""
    with pytest.raises(NotAllowed):
        render(Story(pack).topic("intro").record, pack)


def test_everything_said_and_shown_is_in_it(signed: Record, pack: ContentPack, pages_of: Pages) -> None:
    """Each statement as shown, each answer, each of the patient's words, the meaning of the signature."""
    text = "".join(pages_of(signed, pack))
    shown = [s.text.vi for topic in pack.topics for s in topic.statements]
    said = ["nhột từ nhỏ", "Mong chân đỡ mỏi", "Tôi bị tiểu đường, có ngâm được không?", "Tôi không chắc"]
    rest = [MEANING.vi, pack.sha256, "Nguyễn Thị Thuỳ Dương", "VN-2026-004127", "14/03/1988 (38 tuổi)", "7F3A-91C2"]

    missing = [words for words in (*shown, *said, *rest) if squeezed(words) not in text]
    assert missing == []


def test_page_1_answers_in_the_order_of_the_physicians_minute(
    signed: Record, pack: ContentPack, pages_of: Pages
) -> None:
    """Status, who, plan, flags, words, understanding, topics, signatures."""
    page = pages_of(signed, pack)[0]
    order = [
        "ĐIỂMPHẢIDỪNG:1",
        "ĐIỂMCẦNTHẬNTRỌNG:2",
        "Khôngphảiphiếuđồngýđiềutrị",
        "NguyễnThịThuỳDương",
        "Dựkiếnthựchiện",
        "Đườngdùngđãđăngký",
        "Đườngdùngdựkiến",
        "TICKLISH_0",
        "F-1_UNSURE",
        "Mongmuốnvàcâuhỏi",
        "6/6đúngngaylầnđầu",
        "Bốnchủđềbắtbuộc",
        "Kýlúc22/11/2026",
        "kếtquảbuổinóichuyện",
    ]
    assert [page.find(words) for words in order] == sorted(page.find(words) for words in order)
    assert all(words in page for words in order)


def test_every_page_names_patient_page_and_what_it_is_not(signed: Record, pack: ContentPack, pages_of: Pages) -> None:
    """A page that falls out of the folder can be put back; a demonstration never passes for a record."""
    pages = pages_of(signed, pack)
    for number, page in enumerate(pages, 1):
        assert f"Trang{number}/{len(pages)}" in page
        assert "NguyễnThịThuỳDương" in page
        assert "VN-2026-004127" in page
        assert "khôngdùngchongườibệnhthật" in page
        assert "chưađượcbácsĩduyệt" in page


def test_a_real_reviewed_record_says_neither(pack: ContentPack, pages_of: Pages) -> None:
    """No warning stands where none is due."""
    text = "".join(pages_of(Story(pack, draft=False, demonstration=False).whole().sign(), pack))
    assert "trìnhdiễn" not in text
    assert "bảnnháp" not in text


def test_no_flag_is_no_clearance(pack: ContentPack, pages_of: Pages) -> None:
    """An empty list of flags is said, and said not to be a clearance."""
    page = pages_of(Story(pack, clinic_language="en").whole().sign(), pack)[0]
    assert squeezed("No factor was flagged (this is not clearance)") in page


def test_headings_are_the_clinics_and_answers_the_patients(pack: ContentPack, pages_of: Pages) -> None:
    """A Vietnamese clinic reads Vietnamese headings over English statements, as they were read, with its own beside."""
    story = Story(pack, language="en").whole().factor("F-0", "yes", words="since I was a child")
    text = "".join(pages_of(story.sign(), pack))

    assert squeezed("Yếu tố cần bác sĩ xem") in text
    for id in ("B2", "R4"):
        words = pack.statements[id].text
        assert squeezed(f"{words.en} {words.vi}") in text
    assert squeezed("Yes · “since I was a child” Có") in text
    assert squeezed("How warm should the water be? (B) Nước nên ấm đến đâu? (B)") in text
    assert squeezed("Pleasantly warm – chosen Ấm vừa") in text
    assert squeezed(MEANING.en) in text


def test_each_language_is_marked_for_those_who_listen(pack: ContentPack) -> None:
    """A screen reader says the English statements of a Vietnamese document in English."""
    story = Story(pack, language="en").whole()
    spoken = render(story.sign(), pack).count(b"/Lang (en)")

    assert spoken >= sum(len(topic.statements) for topic in pack.topics)
    assert render(Story(pack).whole().sign(), pack).count(b"/Lang (en)") == 0


def test_an_answer_of_another_day_names_the_day(pack: ContentPack, pages_of: Pages) -> None:
    """More time, and signed two days later: the times of the first day carry their date."""
    story = Story(pack, clinic_language="en").topic("intro").topic("benefits")
    story.happen(e.RecordDeferred(language=story.language)).happen(e.RecordContinued())
    story.now += timedelta(days=2)
    pages = pages_of(story.whole().sign(), pack)

    assert squeezed("Signed 24 Nov 2026") in pages[0]
    assert "24Nov2026,UTC+07:00" in "".join(pages)


def test_a_changed_answer_shows_the_latest_in_its_language(pack: ContentPack, pages_of: Pages) -> None:
    """The first answer is in the log only."""
    story = Story(pack, clinic_language="en").whole()
    text = e.shown("B1", pack.statements["B1"].text.en)
    story.happen(e.StatementAnswered(statement=text, language="en", pack_version="2026.1", answer="unsure"))  # type: ignore[arg-type]
    pages = pages_of(story.sign(), pack)

    assert squeezed("B1 " + pack.statements["B1"].text.en) in "".join(pages)
    assert squeezed("Marked not sure (1) B1 No large study has looked at foot baths.") in pages[0]
    assert "B1:understood" in "".join(pages)


def test_blanks_of_the_plan_are_not_entered(pack: ContentPack, pages_of: Pages) -> None:
    """What staff did not enter is said, beside what they did."""
    page = pages_of(Story(pack, clinic_language="en", plan=Plan(product="Plain water")).whole().sign(), pack)[0]
    assert squeezed("Registered route Not entered") in page
    assert squeezed("Cannot be compared") in page
    assert "Plainwater" in page
    half = FULL_PLAN.model_copy(update={"registration_number": None})
    page = pages_of(Story(pack, clinic_language="en", plan=half).whole().sign(), pack)[0]
    assert squeezed("Cosmetic · Not entered") in page


def test_routes_that_differ_are_said_so(pack: ContentPack, pages_of: Pages) -> None:
    """The hinge of safety is a word, not a colour."""
    plan = FULL_PLAN.model_copy(update={"planned_route": "injection"})
    page = pages_of(Story(pack, clinic_language="en", plan=plan).whole().sign(), pack)[0]
    assert "DIFFERENT" in page
    assert "ROUTE_MISMATCH" in page


@pytest.mark.parametrize(
    ("close", "title"), [("defer", "The patient wants more time"), ("decline", "The patient declined")]
)
def test_more_time_and_no_are_records_too(pack: ContentPack, pages_of: Pages, close: str, title: str) -> None:
    """They have no signature, and what was not reached is said."""
    story = Story(pack, clinic_language="en").topic("intro").topic("benefits")
    pages = pages_of(getattr(story, close)("I will ask my sister first"), pack)
    text = "".join(pages)

    assert squeezed(title) in pages[0]
    assert squeezed("No signature.") in pages[0]
    assert squeezed("“I will ask my sister first”") in pages[0]
    assert squeezed("This topic was not reached (4 statements).") in text
    assert squeezed(pack.statements["B4"].text.vi) in text
    assert squeezed(pack.statements["R4"].text.vi) not in text
    assert "Notreached" in pages[0]


def test_a_minor_is_named(pack: ContentPack, pages_of: Pages) -> None:
    """The age stands beside the date of birth, and is a stop."""
    page = pages_of(Story(pack, born=date(2011, 1, 2), clinic_language="en").whole().defer(), pack)[0]
    assert squeezed("2 Jan 2011 (15 years – a minor)") in page
    assert "AGE_MINOR" in page


@pytest.mark.parametrize(
    ("signature", "words"),
    [
        (Signature(kind="typed", typed="Dương N. T. T."), "Dương N. T. T."),
        (
            Signature(kind="mark", strokes=invented.drawn().strokes, witness="Lê Văn Chứng"),
            "Người làm chứng: Lê Văn Chứng",
        ),
    ],
)
def test_other_ways_to_sign(pack: ContentPack, pages_of: Pages, signature: Signature, words: str) -> None:
    """A typed name and a witnessed mark are named as what they are."""
    assert squeezed(words) in pages_of(Story(pack).whole().sign(signature), pack)[0]


def test_a_wrong_try_is_named_with_its_misconception(pack: ContentPack, pages_of: Pages) -> None:
    """Page 1 names what was missed; the options stand with each try further on."""
    story = Story(pack, clinic_language="en", language="en").whole()
    story.events = [x for x in story.events if getattr(x.payload, "question", None) is None]
    story.question("CQ-B", "b").question("CQ-B", "a").question("CQ-R", "c").question("CQ-R", "not_sure")
    pages = pages_of(story.sign(), pack)

    assert squeezed("0 of 2 right first time") in pages[0]
    assert squeezed("Right later; misconception at first: “Boiling”") in pages[0]
    assert squeezed("Not understood; misconception: “Ice cold”") in pages[0]
    assert not any(code in pages[0] for code in ("hotter_is_better", "cold_heals", "CQ-"))
    assert "hotter_is_better" in "".join(pages[1:]) and "cold_heals" in "".join(pages[1:])
    assert squeezed("I am not sure – chosen") in "".join(pages)


def test_the_record_itself_is_attached(signed: Record, pack: ContentPack) -> None:
    """The chain of hashes can be followed from the attached file alone."""
    data = PdfReader(BytesIO(render(signed, pack))).attachments["record.json"][0]
    before = e.FIRST_HASH
    for event in json.loads(data)["events"]:
        header = e.Header.model_validate(event["header"])
        decoded = e.decode(e.encode(header), json.dumps(event["payload"]).encode(), bytes.fromhex(event["hash"]))
        before = e.link(before, e.encode(decoded.header), e.encode(decoded.payload))
        assert before.hex() == event["hash"]
    assert before.hex() == signed.events[-1].hash


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("route", get_args(Route)),
        ("registration", get_args(Registration)),
        ("source", get_args(BiologicalSource)),
        ("severity", tuple(Severity)),
        ("status", ("signed", "deferred", "declined")),
        ("title", ("signed", "deferred", "declined")),
        ("answer", ("understood", "unsure", "shown", "none", "ask")),
        ("language", tuple(Language)),
        ("seen", ("primary", "secondary", "physician_pending")),
        ("actor", ("patient", "account", "system")),
    ],
)
def test_every_value_has_its_words(prefix: str, values: tuple[str, ...]) -> None:
    """No value of the record is without words in either language."""
    assert all(f"{prefix}.{value}" in WORDS for value in values)


def test_every_field_of_the_plan_has_its_label() -> None:
    """A new field of the plan needs a label here."""
    assert set(Plan.model_fields) <= set(WORDS)
