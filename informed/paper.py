"""The same content on paper: from what staff read off it to the record's events, as if the patient had tapped them.

Nothing is filled in: a statement without a tick stays without an answer, and the physician sees it as an open item.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from informed import answers, walkthrough
from informed import events as e
from informed.content import ContentPack, Language
from informed.errors import BadInput
from informed.factors import FactorAnswer
from informed.patient import words
from informed.record import Record
from informed.signature import on_paper
from informed.signing import signing
from informed.walkthrough import Step

Ending = Literal["signed", "deferred", "declined"]


@dataclass(frozen=True)
class Transcript:
    """What stands on the paper, all by the ids of the content pack; of what is not named nothing was ticked."""

    ending: Ending
    signed_on: date
    #: A required statement's answer; one that is not here was left blank.
    statements: Mapping[str, str] = field(default_factory=dict)
    #: The other statements that the patient wants to ask about.
    asked: Sequence[str] = ()
    questions: Mapping[str, str] = field(default_factory=dict)
    factors: Mapping[str, FactorAnswer] = field(default_factory=dict)
    claims: Sequence[str] = ()
    doctor_questions: Sequence[str] = ()
    own_words: str = ""
    #: Whether the patient's own signature, or mark, stands on it; and who witnessed a mark.
    patient_signed: bool = True
    witness: str = ""
    #: The helpers whose signatures stand on it, by id.
    helpers_signed: Sequence[str] = ()


def transcribed(
    pack: ContentPack, record: Record, said: Transcript, *, language: Language, recorded_by: str, today: date
) -> list[e.Exact]:
    """The events of a paper in the language in which it was printed; raises `BadInput` naming what cannot be.

    The record must have a scan: what staff typed can be compared with it for ever.
    """
    if not record.scans:
        raise BadInput("scan", "empty")
    if not record.opened_on <= said.signed_on <= today:
        raise BadInput("signed_on", "not_then")
    found: list[e.Exact] = [] if record.language == language else [e.LanguageChosen(language=language)]
    found += [answers.shown(topic, language) for topic in pack.topics]
    found += _answers(pack, record, said, language)
    found += [
        e.StepFinished(step=step.name)
        for step in walkthrough.steps(pack)
        if step.kind not in ("welcome", "sign", "done")
        and step.name not in record.finished
        and (said.ending == "signed" or not _open(pack, record, said, step))
    ]
    scans = tuple(scan.sha256 for scan in record.scans)
    found.append(e.PaperRecorded(language=language, scans=scans, signed_on=said.signed_on, recorded_by=recorded_by))
    return [*found, *_ending(record, said, language)]


def _answers(pack: ContentPack, record: Record, said: Transcript, language: Language) -> list[e.Exact]:
    added = record.added_risks
    found: list[e.Exact] = [
        answers.statement(pack, id, given, language, added.get(id)) for id, given in said.statements.items()
    ]
    found += [answers.wish_to_ask(pack, id, True, language) for id in said.asked]
    found += [answers.question(pack, record, id, chosen, language) for id, chosen in said.questions.items()]
    found += [answers.factor(pack, id, answer, language) for id, answer in said.factors.items()]
    found += [answers.claims(pack, said.claims, language)] if said.claims else []
    ticked, own = answers.ticked_questions(pack, said.doctor_questions, language), words(said.own_words, "own-words")
    found += [e.DoctorQuestionsChosen(language=language, ticked=ticked, words=own)] if ticked or own else []
    return found


def _open(pack: ContentPack, record: Record, said: Transcript, step: Step) -> bool:
    """Whether a step has something that a patient who goes on later must still answer."""
    if step.kind == "topic":
        topic = pack.topic(step.topic or "")
        answered = said.statements.keys() | record.statements.keys()
        own = tuple(added.risk.id for added in walkthrough.added_to(topic.id, record))
        needed = (*own, *(statement.id for statement in topic.statements))
        return topic.required and any(id not in answered for id in needed)
    if step.kind == "question":
        return any(question.id not in said.questions for question in pack.topic(step.topic or "").questions)
    return step.kind == "check"


def _ending(record: Record, said: Transcript, language: Language) -> list[e.Exact]:
    if said.ending == "deferred":
        return [e.RecordDeferred(language=language)]
    if said.ending == "declined":
        return [e.RecordDeclined(language=language)]
    own = on_paper(said.witness) if said.patient_signed else None
    return signing(record, own, {id: on_paper() for id in said.helpers_signed}, language)
