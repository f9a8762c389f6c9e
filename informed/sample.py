"""A sample document: one made-up patient goes through the whole pack by the same commands that the screens call."""

import math
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from secrets import token_urlsafe
from uuid import uuid4

from informed import walkthrough
from informed.adapters.settings import Settings
from informed.bootstrap import build
from informed.content import ContentPack, Language
from informed.errors import LedgerError
from informed.factors import NOT_SURE, FactorAnswer
from informed.patient import patient
from informed.record import Record
from informed.service import Service
from informed.service.accounts import SHELL
from informed.signature import Signature, Stroke

BORN = date(1964, 3, 27)


#: The made-up physician.
PHYSICIAN = "BS. Minh Họa (Dr. Sample)"


@dataclass(frozen=True)
class Sample:
    """A made-up record with its files: the patient's document, and after the physician's closing the addendum too."""

    record: Record
    files: dict[Path, bytes]


def write_sample(
    out: Path, settings: Settings, language: Language, name: str, *, countersigned: bool = False
) -> Sample:
    """Make a signed record, perhaps closed by a physician, and write its files: OUT, and OUT with "-addendum" in its name."""
    if settings.mode == "demo":
        made = _sample(build(settings).service, out, language, name, countersigned)
    else:
        with tempfile.TemporaryDirectory() as folder:
            apart = settings.model_copy(update={"data_dir": Path(folder), "database_url": "", "mode": "demo"})
            made = _sample(build(apart).service, out, language, name, countersigned)
    for file, content in made.files.items():
        try:
            file.write_bytes(content)
        except OSError as error:
            raise LedgerError(f"{file} cannot be written: {error.strerror}") from error
    return made


def _sample(service: Service, out: Path, language: Language, name: str, countersigned: bool) -> Sample:
    record, pdf = make_sample(service, language, name)
    if not countersigned:
        return Sample(record, {out: pdf})
    record = close_sample(service, record)
    of = {file.kind: service.documents.content(record, file.revision) for file in record.sealed}
    addendum = out.with_name(f"{out.stem}-addendum{out.suffix}")
    return Sample(record, {out: of["countersigned"], addendum: of["addendum"]})


def close_sample(service: Service, record: Record) -> Record:
    """A made-up physician closes every item and countersigns. Nobody knows the account's password.

    The account is not deactivated: that revokes its certificate in the same second as it signed, and the file would not hold.
    """
    accounts, closing, password = service.accounts, service.closing, token_urlsafe(24)
    account = f"sample-{uuid4().hex[:8]}"
    accounts.set_up(accounts.add(SHELL, account, "physician", PHYSICIAN), password, password)
    token = service.staff.sign_in(account, password, "sample")
    record, _ = closing.view(token, record.id)
    for item in closing.open_items(record):
        record = closing.dispose(token, record.id, item.key, "discussed")
    record = closing.countersign(token, record.id, outcome="talk", note="", password=password, seen=len(record.events))
    return record


def make_sample(service: Service, language: Language, name: str) -> tuple[Record, bytes]:
    """A signed record of a made-up patient in this ledger, and its document."""
    journey = service.journey
    first = service.packs.current().id
    visit, _ = journey.begin(patient(name, BORN, "", journey.today()), language, _tap(), first)
    record = journey.record(visit)
    pack = journey.pack(record)
    for step in walkthrough.steps(pack):
        walk(service, visit, pack, step)
    journey.sign(visit, scribble(), _tap())
    record, pdf = journey.document(visit)
    journey.end(visit)
    return record, pdf


def scribble() -> Signature:
    """Ink that looks like a signature: three strokes of a decaying wave, in pad widths."""

    def stroke(start: float, length: float, lift: float) -> Stroke:
        points = []
        for i in range(60):
            t = i / 59
            height = 0.2 - lift + 0.09 * math.sin(t * 16 + start * 9) * math.exp(-1.4 * t)
            points.append((round(start + length * t, 4), round(height, 4), i * 12, 0.5))
        return Stroke(pointer="touch", points=tuple(points))

    return Signature(kind="drawn", strokes=(stroke(0.1, 0.3, 0.02), stroke(0.42, 0.26, 0.0), stroke(0.7, 0.2, 0.03)))


def walk(service: Service, visit: str, pack: ContentPack, step: walkthrough.Step) -> None:
    """Answer what a step asks, as a thoughtful patient might, and go on."""
    journey = service.journey
    if step.kind in ("welcome", "sign", "done"):
        return
    if step.kind == "topic" and step.topic:
        journey.show_topic(visit, step.topic)
        topic = pack.topic(step.topic)
        for i, statement in enumerate(topic.statements):
            if topic.required:
                journey.answer_statement(visit, statement.id, "unsure" if i == 4 else "understood", _tap())
        if step.topic == "red_flags" and pack.told:
            journey.mark_claims(visit, (pack.told[0].id,), _tap())
        if step.topic == "decide":
            ticked = tuple(group.questions[0].id for group in pack.doctor_questions[:2])
            journey.choose_doctor_questions(visit, _tap(), ticked=ticked)
    if step.kind == "question" and step.topic:
        _answer_questions(service, visit, pack, step.topic)
    for group in walkthrough.groups(pack, step):
        for i, factor in enumerate(group.factors):
            choice = NOT_SURE if i == 2 else factor.no_flag[0] if factor.no_flag else factor.options[0].id
            journey.answer_factor(visit, factor.id, FactorAnswer((choice,)), _tap())
    journey.finish_step(visit, step.name)


def _answer_questions(service: Service, visit: str, pack: ContentPack, topic: str) -> None:
    """Right at the first try, but for the risks: there the first try is wrong and the second right."""
    for question in pack.topic(topic).questions:
        right = next(option.id for option in question.options if option.correct)
        if topic == "risks":
            wrong = next(option.id for option in question.options if not option.correct)
            service.journey.answer_question(visit, question.id, wrong, _tap())
        service.journey.answer_question(visit, question.id, right, _tap())


def _tap() -> str:
    return str(uuid4())
