"""Small things that tests are made of: patients, packs, records without a database, and a whole service on a temporary
one.

Everything is keyword-only and has a default, so that a test names only what it is about.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

from informed import events as e
from informed import walkthrough
from informed.adapters import packs
from informed.adapters.data_keys import DataKeys
from informed.adapters.database import open_database, sqlite_url
from informed.adapters.keys import KeyEncryptionKey
from informed.adapters.ledger import DatabaseLedger
from informed.adapters.outside import OutsideFolder
from informed.content import ContentPack, Language, Review
from informed.factors import FactorAnswer
from informed.patient import Patient
from informed.plan import Plan
from informed.ports import Account, Clinic
from informed.record import Record
from informed.sample import walk
from informed.service import Service
from informed.signature import Signature, Stroke
from informed.walkthrough import Step
from tests.fakes import (
    NOON,
    FakeClock,
    FakeSealer,
    FakeSecrets,
    FakeSigners,
    FixedPack,
    NoAnchors,
    render,
    render_notice,
)

PACKS = Path(__file__).parent / "packs"
FOOT_BATH = PACKS / "foot-bath"
REVIEWED_ON = NOON.date()
RECORD_ID = "r" * 26

_taps = count(1)


def tap() -> str:
    """The id of a tap that was not used before."""
    return f"tap-{next(_taps):08}"


@cache
def foot_bath() -> ContentPack:
    """The invented pack of the tests, loaded once."""
    return packs.load(FOOT_BATH)


def reviewed(
    *languages: Language, seen: str = "", on: date = REVIEWED_ON, pack: ContentPack | None = None
) -> ContentPack:
    """A pack with a review of each of these languages (default: all), made on this day and good for a year."""
    pack = pack or foot_bath()
    reviews = [
        Review(
            name="BS Lê Minh",
            qualification="Bác sĩ CKI Da liễu",
            language=language,
            text_sha256=seen or pack.text_sha256(language),
            on=on,
            next_due=on + timedelta(days=365),
        )
        for language in languages or Language
    ]
    return pack.model_copy(update={"reviews": tuple(reviews)})


def signature(*, typed: str = "Trần Thị Bình") -> Signature:
    """A typed signature."""
    return Signature(kind="typed", typed=typed)


def ink(*points: tuple[float, float]) -> Stroke:
    """One line of a finger through these points."""
    return Stroke(pointer="touch", points=tuple((x, y, i * 10, 0.5) for i, (x, y) in enumerate(points)))


def patient(*, name: str = "Trần Thị Bình", born: date = date(1980, 5, 4), number: str | None = None) -> Patient:
    """A patient as entered."""
    return Patient(name=name, date_of_birth=born, record_number=number)


# --- a service on a database

PASSWORD = "ba con gà con trên sân"


def first_administrator(service: Service, name: str = "admin") -> None:
    """Set up the first account by its link, with `PASSWORD`."""
    service.accounts.set_up(str(service.accounts.first_code()), PASSWORD, PASSWORD, name=name)


def goes(service: Service, visit: str, goal: str, start: str = "") -> None:
    """From one step (the first) to another by the commands that the screens call, answering what each asks."""
    pack = service.journey.pack(service.journey.record(visit))
    names = [step.name for step in walkthrough.steps(pack)]
    for name in names[names.index(start) if start else 0 : names.index(goal)]:
        walk(service, visit, pack, walkthrough.step(pack, name))


class House:
    """A whole service on a database (a SQLite file in a folder, unless `url` says else), with a clock that the test moves."""

    def __init__(
        self,
        folder: Path,
        *,
        url: str = "",
        pack: ContentPack | None = None,
        others: tuple[ContentPack, ...] = (),
        clock: FakeClock | None = None,
        kek: KeyEncryptionKey | None = None,
        real: bool = False,
        process: str = "a",
    ):
        self.folder = folder
        self.file = folder / "informed.db"
        self.url = url or sqlite_url(self.file)
        self.outside = folder / "outside"
        self.kek = kek or KeyEncryptionKey(b"k" * 32)
        self.clock = clock or FakeClock()
        self.secrets = FakeSecrets(process)
        self.sealer = FakeSealer()
        self.signers = FakeSigners()
        self.pack = pack or foot_bath()
        #: The packs that the clinic shows beside it.
        self.others = others
        #: Whether the clinic treats real patients (`INFORMED_MODE=clinic`).
        self.real = real
        #: `INFORMED_IDLE_MINUTES`; counts from the next start on.
        self.idle_minutes = 5
        self._open()

    def _open(self) -> None:
        self.ledger = DatabaseLedger(open_database(self.url), DataKeys(self.kek))
        self.ledger.make_ready("ledger")
        self.service = Service(
            ledger=self.ledger,
            packs=FixedPack(self.pack, self.others),
            clock=self.clock,
            secrets=self.secrets,
            render=render,
            render_notice=render_notice,
            sealer=self.sealer,
            anchors=NoAnchors(),
            signers=self.signers,
            outside=OutsideFolder(self.outside),
            clinic=Clinic(
                "Phòng khám Thử",
                "Asia/Ho_Chi_Minh",
                Language.VIETNAMESE,
                demonstration=not self.real,
                idle_minutes=self.idle_minutes,
            ),
        )
        self.journey = self.service.journey
        self.staff = self.service.staff
        self.custody = self.service.custody
        self.accounts = self.service.accounts

    def restart(self, *, pack: ContentPack | None = None) -> None:
        """A new process on the same file: nothing is kept in memory."""
        self.ledger.close()
        self.pack = pack or self.pack
        self._open()

    def beside(self, process: str = "b") -> "House":
        """Another process on the same database; `process` makes its ids other ones."""
        return House(
            self.folder, url=self.url, pack=self.pack, clock=self.clock, kek=self.kek, real=self.real, process=process
        )

    # --- a patient's way

    def begin(self, *, who: Patient | None = None, language: Language = Language.ENGLISH) -> str:
        """A visit to a fresh record."""
        return self.journey.begin(who or patient(), language, tap())[0]

    def record(self, visit: str) -> Record:
        return self.journey.record(visit)

    def go_on(self, visit: str) -> None:
        """After a long time without a touch: the patient gives the date of birth, and the visit goes on."""
        with self.ledger.writing() as work:
            work.resume_visit(visit, self.clock.now())

    def walk(self, visit: str, *, to: str) -> Record:
        """Answer and go on until this step is open."""
        for step in walkthrough.steps(self.pack):
            if step.name == to:
                break
            if step.kind != "welcome":
                self.finish(visit, step)
        return self.record(visit)

    def finish(self, visit: str, step: Step) -> None:
        """Answer all that a step asks for, and go on from it."""
        if step.kind == "topic" and step.topic:
            self.journey.show_topic(visit, step.topic)
            topic = self.pack.topic(step.topic)
            for statement in topic.statements if topic.required else ():
                self.journey.answer_statement(visit, statement.id, "understood", tap())
        if step.kind == "question" and step.topic:
            for question in self.pack.topic(step.topic).questions:
                right = next(option.id for option in question.options if option.correct)
                self.journey.answer_question(visit, question.id, right, tap())
        for group in walkthrough.groups(self.pack, step):
            for factor in group.factors:
                self.journey.answer_factor(visit, factor.id, FactorAnswer((factor.no_flag[0],)), tap())
        self.journey.finish_step(visit, step.name)

    def signed(self, *, who: Patient | None = None) -> str:
        """A visit whose record is signed."""
        visit = self.begin(who=who)
        self.walk(visit, to="sign")
        self.journey.sign(visit, signature(), tap())
        return visit

    # --- the staff

    def account(
        self, *, name: str = "binh", role: str = "physician", password: str = "right", active: bool = True
    ) -> str:
        """An account; returns its id."""
        id = self.secrets.record_id()
        with self.ledger.writing() as work:
            work.add_account(Account(id, name, role, self.secrets.hash_password(password), active))
        return id

    def signed_in(self, *, role: str = "physician") -> str:
        """The session token of a fresh account with this role."""
        name = f"someone-{role}"
        self.account(name=name, role=role)
        return self.staff.sign_in(name, "right", "192.0.2.1")


# --- records without a database


def opened(
    *,
    pack: ContentPack | None = None,
    who: Patient | None = None,
    language: Language = Language.ENGLISH,
    plan: Plan | None = None,
) -> e.RecordOpened:
    """The first event of a record."""
    pack = pack or foot_bath()
    return e.RecordOpened(
        patient=who or patient(),
        language=language,
        pack=e.PackRef(id=pack.id, version=pack.version, sha256=pack.sha256),
        draft=True,
        plan=plan or Plan(),
        clinic="Phòng khám Thử",
        document_language=Language.VIETNAMESE,
        time_zone="Asia/Ho_Chi_Minh",
        demonstration=True,
    )


def chain(payloads: Sequence[e.Exact], *, record: str = RECORD_ID, at: datetime = NOON) -> tuple[e.Event, ...]:
    """These payloads as events, a minute apart, in one chain."""
    found, previous = [], e.FIRST_HASH
    for sequence, payload in enumerate(payloads, 1):
        header = e.Header(
            record=record,
            sequence=sequence,
            at=at + timedelta(minutes=sequence - 1),
            actor=e.PATIENT,
            type=type(payload).__name__,
            tap=f"tap-of-{sequence}",
        )
        stored = e.encode(header), e.encode(payload)
        previous = e.link(previous, *stored)
        found.append(e.decode(*stored, previous))
    return tuple(found)


def record_of(*payloads: e.Exact, at: datetime = NOON, first: e.RecordOpened | None = None) -> Record:
    """A record that was opened and then had these events."""
    return Record(chain([first or opened(), *payloads], at=at))


def understood(id: str, answer: str = "understood", *, language: Language = Language.ENGLISH) -> e.StatementAnswered:
    """An answer to a statement."""
    return e.StatementAnswered(
        statement=e.shown(id, f"Text of {id}."), language=language, pack_version="1.0", answer=answer
    )


def asked(id: str, ask: bool = True) -> e.StatementAsked:
    """The wish to ask about a statement, or its end."""
    return e.StatementAsked(
        statement=e.shown(id, f"Text of {id}."), language=Language.ENGLISH, pack_version="1.0", ask=ask
    )


def said(id: str, *chosen: str, words: str = "") -> e.FactorAnswered:
    """An answer to a question about the patient."""
    options = tuple(e.ChosenOption(id=option, label=option.title()) for option in chosen)
    return e.FactorAnswered(
        factor=e.shown(id, f"Question {id}?"),
        language=Language.ENGLISH,
        pack_version="1.0",
        chosen=options,
        words=words,
    )


def tried(id: str, chosen: str, *, correct: bool = False) -> e.QuestionAnswered:
    """One try at a comprehension question."""
    return e.QuestionAnswered(
        question=e.shown(id, f"Question {id}?"),
        language=Language.ENGLISH,
        pack_version="1.0",
        order=(e.ChosenOption(id=chosen, label=chosen),),
        chosen=chosen,
        correct=correct,
    )


def signed() -> e.RecordSigned:
    """A signature."""
    return e.RecordSigned(
        signature=signature(),
        printed_name="Trần Thị Bình",
        meaning=e.shown("meaning", "What it means."),
        language=Language.ENGLISH,
        time_zone="Asia/Ho_Chi_Minh",
    )


def finished(step: str) -> e.StepFinished:
    """Going on from a step."""
    return e.StepFinished(step=step)
