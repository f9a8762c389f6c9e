"""What the patient does, from the first screen to the signature."""

from typing import Literal

from informed.content import Language
from informed.events.exact import Exact, PackRef, ShownText
from informed.patient import Patient
from informed.plan import Plan
from informed.signature import Signature


class RecordOpened(Exact):
    """A patient began: who, which words, what is planned, in which clinic.

    `draft`: the content had no physician's review that counted on that day. `document_language`: the clinic's, for the
    headings of the document.
    """

    type: Literal["RecordOpened"] = "RecordOpened"
    patient: Patient
    language: Language
    pack: PackRef
    draft: bool
    plan: Plan
    clinic: str
    document_language: Language
    time_zone: str
    demonstration: bool


class LanguageChosen(Exact):
    """The patient changed the language of what follows."""

    type: Literal["LanguageChosen"] = "LanguageChosen"
    language: Language


class TopicShown(Exact):
    """A topic came on the screen: title, main message, statements, and the words of its pictures, exactly as shown."""

    type: Literal["TopicShown"] = "TopicShown"
    topic: str
    language: Language
    title: str
    message: str
    statements: tuple[ShownText, ...]
    pictures: tuple[ShownText, ...] = ()


class StatementAnswered(Exact):
    """The patient's answer to one statement of a required topic."""

    type: Literal["StatementAnswered"] = "StatementAnswered"
    statement: ShownText
    language: Language
    pack_version: str
    answer: Literal["understood", "unsure"]


class StatementAsked(Exact):
    """The patient wants to ask about a statement (or no longer wants to)."""

    type: Literal["StatementAsked"] = "StatementAsked"
    statement: ShownText
    language: Language
    pack_version: str
    ask: bool


class ChosenOption(Exact):
    """An option as it was labelled when it was chosen."""

    id: str
    label: str


class FactorAnswered(Exact):
    """The patient's answer to a question about themselves; nothing chosen and no words means that it was taken back."""

    type: Literal["FactorAnswered"] = "FactorAnswered"
    factor: ShownText
    language: Language
    pack_version: str
    chosen: tuple[ChosenOption, ...]
    words: str = ""


class QuestionAnswered(Exact):
    """One try at a comprehension question; `order` is the order in which the options stood on the screen."""

    type: Literal["QuestionAnswered"] = "QuestionAnswered"
    question: ShownText
    language: Language
    pack_version: str
    order: tuple[ChosenOption, ...]
    chosen: str
    correct: bool
    misconception: str | None = None


class DoctorQuestionsChosen(Exact):
    """What the patient wants to ask the physician: ticked questions as shown, and own words. The latest one counts."""

    type: Literal["DoctorQuestionsChosen"] = "DoctorQuestionsChosen"
    language: Language
    ticked: tuple[ShownText, ...]
    words: str = ""


class HeardClaim(Exact):
    """A claim that the patient heard or hopes for, and the answer that stood under it."""

    claim: ShownText
    answer: ShownText


class ClaimsHeard(Exact):
    """All claims that the patient was told or hopes for. The latest one counts."""

    type: Literal["ClaimsHeard"] = "ClaimsHeard"
    language: Language
    pack_version: str
    heard: tuple[HeardClaim, ...]


class StepFinished(Exact):
    """The patient went on from a screen on which nothing was missing."""

    type: Literal["StepFinished"] = "StepFinished"
    step: str


class RecordSigned(Exact):
    """The patient signed: how, under which printed name, with which meaning; `None`: only who signs for the patient did."""

    type: Literal["RecordSigned"] = "RecordSigned"
    signature: Signature | None
    printed_name: str
    meaning: ShownText
    language: Language
    time_zone: str


class RecordDeferred(Exact):
    """The patient wants more time."""

    type: Literal["RecordDeferred"] = "RecordDeferred"
    language: Language
    words: str = ""


class RecordDeclined(Exact):
    """The patient said no, thank you."""

    type: Literal["RecordDeclined"] = "RecordDeclined"
    language: Language
    words: str = ""


class RecordContinued(Exact):
    """The patient goes on after having wanted more time."""

    type: Literal["RecordContinued"] = "RecordContinued"


class VisitEnded(Exact):
    """The tablet was handed back: this visit's browser shows nothing of the record any more."""

    type: Literal["VisitEnded"] = "VisitEnded"


class DocumentOpened(Exact):
    """Somebody opened the document."""

    type: Literal["DocumentOpened"] = "DocumentOpened"


PatientPayload = (
    RecordOpened
    | LanguageChosen
    | TopicShown
    | StatementAnswered
    | StatementAsked
    | FactorAnswered
    | QuestionAnswered
    | DoctorQuestionsChosen
    | ClaimsHeard
    | StepFinished
    | RecordSigned
    | RecordDeferred
    | RecordDeclined
    | RecordContinued
    | VisitEnded
    | DocumentOpened
)
