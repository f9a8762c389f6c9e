"""The patient's commands. Each checks that the visit holds and does not rest, decides on the folded record, and appends in one
transaction.

Every tap carries an id; a tap that arrives twice changes nothing. What the browser sends is never believed: texts,
options and order come from the pack, and the record's state decides what may happen.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from informed import answers, walkthrough
from informed import events as e
from informed.content import ContentPack, Language
from informed.errors import BadInput, Incomplete, NotAllowed, NotReviewed, RecordClosed, WalkInOff
from informed.factors import FactorAnswer
from informed.lint import stale_sources
from informed.patient import Patient, words
from informed.plan import Plan
from informed.ports import Packs, Secrets, Visit, Work
from informed.record import Record, Status
from informed.service.clinic import Clinics
from informed.service.documents import Documents
from informed.service.pauses import Pauses
from informed.service.records import Decide, Records
from informed.signature import Signature, checked
from informed.signing import signing


class Journey:
    """What a patient can do, from the first screen to handing the tablet back."""

    def __init__(
        self,
        records: Records,
        packs: Packs,
        secrets: Secrets,
        documents: Documents,
        clinics: Clinics,
        pauses: Pauses,
    ):
        self._records = records
        self._packs = packs
        self._secrets = secrets
        self._documents = documents
        self._clinics = clinics
        self._pauses = pauses

    # --- the visit

    def today(self) -> date:
        """The date in the clinic: what an age and a date of birth are measured by."""
        return self._records.now().astimezone(ZoneInfo(self._clinics.now().time_zone)).date()

    def packs_to_begin(self) -> tuple[ContentPack, ...]:
        """The packs that a new record can have, in the clinic's order: for real patients those that are reviewed and whose
        sources are fresh. Raises `NotReviewed` when there is none.
        """
        offered = self._packs.offered()
        if self._clinics.now().demonstration:
            return offered
        refusals = {pack.sha256: self._refusal(pack) for pack in offered}
        if found := tuple(pack for pack in offered if refusals[pack.sha256] is None):
            return found
        raise next(refusal for refusal in refusals.values() if refusal)

    def pack_to_begin(self, procedure: str = "") -> ContentPack:
        """The pack of a new record, by its id; raises `NotReviewed`, and `BadInput` where there are several and none of them
        was chosen.
        """
        found = self.packs_to_begin()
        if len(found) == 1 and not procedure:
            return found[0]
        chosen = next((pack for pack in found if pack.id == procedure), None)
        if chosen is None:
            raise BadInput("procedure", "unknown" if procedure else "empty")
        return chosen

    def _refusal(self, pack: ContentPack) -> NotReviewed | None:
        """Why a pack opens no record of a real patient today."""
        if stale := stale_sources(pack, self.today()):
            return NotReviewed(
                f"the content pack {pack.id} {pack.version} opens no new record: its sources {', '.join(stale)} were last "
                "checked over a year ago; check them again and write the day into sources.yaml"
            )
        if pack.draft(self.today()):
            return NotReviewed(
                f"the content pack {pack.id} {pack.version} opens no new record: no physician's review counts today "
                "for all of its texts; have it reviewed (`informed content review` says what is missing)"
            )
        return None

    def begin(self, patient: Patient, language: Language, tap: str, procedure: str = "") -> tuple[str, str]:
        """Open a record and a visit to it; returns the visit's id and the one-time ticket for the browser's cookie.

        Raises `WalkInOff` where patients begin at the front desk, and what `pack_to_begin` raises for the procedure.

        The same tap again opens no second record: it gives the first one's record another visit and ticket.
        """
        if not self._clinics.now().walk_in:
            raise WalkInOff("the front desk starts the patients here")
        pack = self.pack_to_begin(procedure)
        opened = self.opening(pack, patient, language, Plan())
        id, ticket = self._secrets.record_id(), self._secrets.token()

        def open_record(work: Work) -> Visit:
            work.keep_pack(pack)
            begun = work.record_of(tap)
            if begun is None:
                self._records.append(work, None, id, e.PATIENT, tap, [opened])
            visit = Visit(self._secrets.token(), begun or id, ended=False, seen=self._records.now())
            work.add_visit(visit, self._secrets.fingerprint(ticket))
            return visit

        return self._records.write(open_record).id, ticket

    def opening(self, pack: ContentPack, patient: Patient, language: Language, plan: Plan) -> e.RecordOpened:
        """The first event of a new record: what the clinic says about itself at this moment."""
        clinic = self._clinics.now()
        return e.RecordOpened(
            patient=patient,
            language=language,
            pack=e.PackRef(id=pack.id, version=pack.version, sha256=pack.sha256),
            draft=pack.draft(self.today()),
            plan=plan,
            clinic=clinic.name,
            document_language=clinic.document_language,
            time_zone=clinic.time_zone,
            demonstration=clinic.demonstration,
        )

    def redeem(self, ticket: str) -> str | None:
        """The cookie for a ticket, once; `None` when it was used, is unknown, or its visit has ended."""
        cookie = self._secrets.token()
        prints = self._secrets.fingerprint(ticket), self._secrets.fingerprint(cookie)
        return cookie if self._records.write(lambda work: work.redeem(*prints)) else None

    def visit_of(self, cookie: str) -> str | None:
        """The id of the visit that a cookie holds, if it has not ended; one that rests counts too."""
        with self._records.reading() as work:
            visit = work.visit(cookie=self._secrets.fingerprint(cookie))
        return visit.id if visit and not visit.ended else None

    def record(self, visit: str) -> Record:
        """The record of a visit; raises `NotFound` when the visit has ended, and `Paused` while it rests."""
        with self._records.reading() as work:
            return self._records.load(work, self._pauses.live(work, visit).record)

    def pack(self, record: Record) -> ContentPack:
        """The pack whose words the record shows."""
        return self._records.pack(record.opened.pack.sha256)

    def end(self, visit: str) -> None:
        """Hand back: every browser's hold on the record ends. Ending twice is no error."""

        def end(work: Work) -> None:
            held = work.visit(id=visit)
            if held is None or held.ended:
                return
            record = self._records.load(work, held.record)
            self._records.append(work, record, record.id, e.PATIENT, None, [e.VisitEnded()])
            work.end_visits(record.id)

        self._records.write(end)

    # --- what is shown and answered

    def choose_language(self, visit: str, language: Language) -> Record:
        """From now on everything is shown in this language; earlier answers keep theirs."""
        return self._change(
            visit, None, lambda r: [] if r.language == language else [e.LanguageChosen(language=language)]
        )

    def show_topic(self, visit: str, topic_id: str) -> Record:
        """Record that a topic is on the screen, with its exact words; once in each language."""

        def decide(record: Record) -> Sequence[e.Exact]:
            topic, language = self.pack(record).topic(topic_id), record.language
            last = record.topics_shown.get(topic_id)
            if record.status != Status.OPEN or (last and last.payload.language == language):  # type: ignore[union-attr]
                return []
            return [answers.shown(topic, language)]

        return self._change(visit, None, decide)

    def answer_statement(
        self, visit: str, statement: str, answer: str, tap: str, language: Language | None = None
    ) -> Record:
        """ "I understand" (`understood`) or "I'm not sure" (`unsure`) for a statement of a required topic."""

        def decide(record: Record) -> Sequence[e.Exact]:
            added = record.added_risks.get(statement)
            return [answers.statement(self.pack(record), statement, answer, language or record.language, added)]

        return self._change(visit, tap, decide)

    def ask_about_statement(
        self, visit: str, statement: str, ask: bool, tap: str, language: Language | None = None
    ) -> Record:
        """Mark a statement as one that the patient wants to ask about, or take the mark back."""

        def decide(record: Record) -> Sequence[e.Exact]:
            return [answers.wish_to_ask(self.pack(record), statement, ask, language or record.language)]

        return self._change(visit, tap, decide)

    def answer_factor(
        self, visit: str, factor_id: str, answer: FactorAnswer, tap: str, language: Language | None = None
    ) -> Record:
        """Answer a question about the patient; nothing chosen and no words takes the answer back."""

        def decide(record: Record) -> Sequence[e.Exact]:
            return [answers.factor(self.pack(record), factor_id, answer, language or record.language)]

        return self._change(visit, tap, decide)

    def answer_question(
        self, visit: str, question_id: str, chosen: str, tap: str, language: Language | None = None
    ) -> Record:
        """One try at a comprehension question: an option's id, or `NOT_SURE`."""

        def decide(record: Record) -> Sequence[e.Exact]:
            pack = self.pack(record)
            if question_id in pack.questions and walkthrough.settled(pack.questions[question_id], record):
                raise NotAllowed(f"{question_id} needs no further try")
            return [answers.question(pack, record, question_id, chosen, language or record.language)]

        return self._change(visit, tap, decide)

    def choose_doctor_questions(
        self,
        visit: str,
        tap: str,
        ticked: tuple[str, ...] | None = None,
        own_words: str | None = None,
        language: Language | None = None,
    ) -> Record:
        """The questions that the patient wants to ask: ticked ones and own words; `None` leaves that part as it was."""

        def decide(record: Record) -> Sequence[e.Exact]:
            pack, read, before = self.pack(record), language or record.language, record.doctor_questions
            kept = before.ticked if before else ()
            chosen = kept if ticked is None else answers.ticked_questions(pack, ticked, read)
            said = (before.words if before else "") if own_words is None else words(own_words, "own-words")
            return [e.DoctorQuestionsChosen(language=read, ticked=chosen, words=said)]

        return self._change(visit, tap, decide)

    def mark_claims(self, visit: str, claims: tuple[str, ...], tap: str, language: Language | None = None) -> Record:
        """All claims that the patient was told or hopes for, by id; each is kept with the answer that stands under it."""

        def decide(record: Record) -> Sequence[e.Exact]:
            return [answers.claims(self.pack(record), claims, language or record.language)]

        return self._change(visit, tap, decide)

    def finish_step(self, visit: str, name: str) -> Record:
        """Go on from a step; raises `Incomplete` naming what is still missing there."""

        def decide(record: Record) -> Sequence[e.Exact]:
            pack = self.pack(record)
            if record.status != Status.OPEN:
                raise RecordClosed("the patient's part has ended")
            if name in record.finished:
                return []
            if not walkthrough.may_visit(pack, record, name):
                raise NotAllowed(f"the step {name} has not been reached")
            step = walkthrough.step(pack, name)
            if step.kind == "topic" and step.topic not in record.topics_shown:
                raise NotAllowed(f"the topic {step.topic} has not been shown")
            if missing := walkthrough.missing(pack, step, record):
                raise Incomplete(*missing)
            return [e.StepFinished(step=name)]

        return self._change(visit, None, decide)

    # --- how it ends

    def sign(
        self, visit: str, signature: Signature | None, tap: str, helpers: Mapping[str, Signature] | None = None
    ) -> Record:
        """Sign, together with those who helped (by helper's id); raises `Incomplete`, `TooYoung` or `BadInput`, and writes
        nothing then. `None`: the patient does not sign, because somebody signs for them.
        """

        def decide(record: Record) -> Sequence[e.Exact]:
            pack = self.pack(record)
            if record.status != Status.OPEN:
                raise RecordClosed("the patient's part has ended")
            theirs = {id: checked(one) for id, one in (helpers or {}).items()}
            found = signing(record, checked(signature) if signature else None, theirs, record.language)
            unanswered = tuple(id for id in pack.required_statements if id not in record.statements)
            unfinished = tuple(
                s.name
                for s in walkthrough.steps(pack)
                if s.kind not in ("welcome", "sign", "done") and s.name not in record.finished
            )
            if missing := unanswered + record.unanswered_risks + unfinished:
                raise Incomplete(*missing)
            return found

        return self._end(visit, tap, decide)

    def defer(self, visit: str, tap: str) -> Record:
        """ "I want more time": possible at any step, no reason needed."""
        return self._end(visit, tap, lambda r: [e.RecordDeferred(language=r.language)])

    def decline(self, visit: str, tap: str) -> Record:
        """ "No, thank you": possible at any step, no reason needed."""
        return self._end(visit, tap, lambda r: [e.RecordDeclined(language=r.language)])

    def go_on(self, visit: str, tap: str) -> Record:
        """Go on after having wanted more time, in the same visit."""
        return self._change(visit, tap, lambda r: [e.RecordContinued()])

    def document(self, visit: str) -> tuple[Record, bytes]:
        """The patient's copy of the document; raises `SealError` while it cannot be sealed."""
        pdf = self._documents.latest(self.record(visit))
        return self._change(visit, None, lambda r: [e.DocumentOpened()]), pdf

    def _end(self, visit: str, tap: str, decide: Decide) -> Record:
        """End the patient's part, and seal its document; where that fails the record waits for the next try."""
        record = self._change(visit, tap, decide)
        return self._documents.seal_if_possible(record)

    def _change(self, visit: str, tap: str | None, decide: Decide) -> Record:
        def change(work: Work) -> Record:
            held = self._pauses.live(work, visit)
            record = self._records.load(work, held.record)
            if tap in record.taps:
                return record
            if payloads := decide(record):
                self._pauses.hear(work, held)
            return self._records.append(work, record, record.id, e.PATIENT, tap, payloads)

        return self._records.write(change)
