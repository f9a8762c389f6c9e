"""An invented, harmless pack ("warm foot bath") and a builder of records: these tests stand on no real content."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from math import sin
from typing import Any

from informed import events as e
from informed import walkthrough
from informed.content import TOPICS, ContentPack, Language
from informed.factors import LABELS
from informed.patient import Patient
from informed.plan import Plan
from informed.record import Record
from informed.signature import MEANING, Signature, Stroke

TOPIC_NAMES = {
    "intro": ("Ngâm chân nước ấm là gì", "What a warm foot bath is"),
    "benefits": ("Lợi ích kỳ vọng", "Hoped-for benefits"),
    "limitations": ("Giới hạn", "Limitations"),
    "risks": ("Rủi ro", "Risks"),
    "individual": ("Yếu tố cá nhân", "Individual factors"),
    "red_flags": ("Dấu hiệu cảnh báo", "Warning signs"),
    "alternatives": ("Cách khác", "Other choices"),
    "decide": ("Cách quyết định", "How to decide"),
}
LETTERS = dict(zip(TOPICS, "IBLRFWAD", strict=True))
SENTENCES = (
    ("Nước ấm có thể giúp quý vị thấy dễ chịu.", "Warm water may feel pleasant."),
    (
        "Chưa có nghiên cứu lớn nào về việc ngâm chân. Cảm giác của mỗi người mỗi khác.",
        "No large study has looked at foot baths. People feel them differently.",
    ),
    (
        "Nước quá nóng có thể làm bỏng da. Quý vị nên thử nước bằng khuỷu tay trước khi đặt chân vào.",
        "Water that is too hot can burn. Test it with your elbow before you put your feet in.",
    ),
    ("Quý vị có thể dừng lại bất cứ lúc nào.", "You can stop at any time."),
)


def both(vi: str, en: str) -> dict[str, str]:
    return {"vi": vi, "en": en}


def pack(statements: int = 4, factors: int = 4) -> ContentPack:
    """A pack with so many statements in each topic, and so many factor questions on two screens."""
    return ContentPack.model_validate(
        {
            "schema_version": 1,
            "id": "warm-foot-bath",
            "version": "2026.1",
            "effective": "2026-01-01",
            "title": both("Ngâm chân nước ấm", "Warm foot bath"),
            "main_message": both("Ngâm chân là chuyện nhỏ.", "A foot bath is a small thing."),
            "decision": both("Quý vị quyết định.", "You decide."),
            "topics": [_topic(id, statements) for id in TOPICS],
            "age_rules": [
                {
                    "below": 18,
                    "severity": "stop",
                    "code": "AGE_MINOR",
                    "note": both("Vị thành niên.", "A minor."),
                    "sources": ["S1"],
                }
            ],
            "factor_groups": [
                {
                    "id": "feet",
                    "place": "about_you",
                    "title": both("Đôi chân", "Your feet"),
                    "factors": [_factor(i) for i in range(factors)],
                },
                {
                    "id": "goal",
                    "place": "questions",
                    "title": both("Điều quan trọng", "What matters"),
                    "factors": [_goal()],
                },
            ],
            "doctor_questions": [
                {
                    "id": "water",
                    "title": both("Nước", "Water"),
                    "questions": [
                        {
                            "id": f"Q{i}",
                            "text": both(
                                f"Nước nên ấm bao nhiêu độ vào buổi thứ {i}?",
                                f"How warm should the water be in week {i}?",
                            ),
                        }
                        for i in range(1, 9)
                    ],
                }
            ],
            "sources": [
                {
                    "id": "S1",
                    "title": "A leaflet about feet",
                    "organisation": "The foot society",
                    "year": 2020,
                    "seen": "primary",
                    "checked_on": "2026-01-01",
                },
                {"id": "S2", "title": "Everybody knows", "organisation": "Grandmother", "seen": "physician_pending"},
            ],
        }
    )


def _topic(id: str, statements: int) -> dict[str, Any]:
    letter = LETTERS[id]
    return {
        "id": id,
        "title": both(*TOPIC_NAMES[id]),
        "message": both(f"Điều chính của chủ đề {letter}.", f"The main point of topic {letter}."),
        "statements": [
            {
                "id": f"{letter}{i}",
                "text": both(*(f"{s} ({letter}{i})" for s in SENTENCES[i % 4])),
                "kind": "expert",
                "sources": ["S1", "S2"],
            }
            for i in range(1, statements + 1)
        ],
        "questions": [_question(letter)] if id not in ("intro", "decide") else [],
    }


def _question(letter: str) -> dict[str, Any]:
    return {
        "id": f"CQ-{letter}",
        "prompt": both(f"Nước nên ấm đến đâu? ({letter})", f"How warm should the water be? ({letter})"),
        "options": [
            {"id": "a", "text": both("Ấm vừa", "Pleasantly warm"), "correct": True},
            {"id": "b", "text": both("Sôi", "Boiling"), "misconception": "hotter_is_better"},
            {"id": "c", "text": both("Lạnh như đá", "Ice cold"), "misconception": "cold_heals"},
        ],
        "explanation": both("Nước sôi làm bỏng.", "Boiling water burns."),
        "teaches": [f"{letter}1"],
    }


def _factor(i: int) -> dict[str, Any]:
    severity = ("stop", "caution", "info")[i % 3]
    return {
        "id": f"F-{i}",
        "prompt": both(f"Chân quý vị có nhột khi chạm vào không? ({i})", f"Are your feet ticklish when touched? ({i})"),
        "choose": "one",
        "options": [{"id": "yes", "text": both("Có", "Yes")}, {"id": "no", "text": both("Không", "No")}],
        "own_words": both("Xin cho biết thêm", "Please tell us more"),
        "rules": [
            {
                "when": ["yes"],
                "severity": severity,
                "code": f"TICKLISH_{i}",
                "note": both("Chạm nhẹ tay.", "Touch gently."),
                "sources": ["S1"],
            }
        ],
        "no_flag": ["no"],
    }


def _goal() -> dict[str, Any]:
    return {
        "id": "F-GOAL",
        "prompt": both("Quý vị mong điều gì?", "What do you hope for?"),
        "choose": "one",
        "options": [
            {"id": "rest", "text": both("Được nghỉ ngơi", "A rest")},
            {"id": "other", "text": both("Điều khác", "Something else")},
        ],
        "own_words": both("Lời riêng", "Own words"),
        "no_flag": ["rest", "other"],
    }


def drawn() -> Signature:
    """A drawn signature in three strokes."""
    strokes = tuple(
        Stroke(
            pointer="pen",
            points=tuple(
                (0.1 + 0.25 * s + i / 240, 0.18 + 0.09 * sin(i / 4 + s) / (1 + i / 60), i * 8, 0.5) for i in range(60)
            ),
        )
        for s in range(3)
    )
    return Signature(kind="drawn", strokes=strokes)


FULL_PLAN = Plan(
    area="Both feet",
    physician="Dr. Trần Quốc Khánh",
    product="Plain water",
    maker="The tap",
    country="Việt Nam",
    source="plant",
    lot="L-17",
    expiry=date(2027, 5, 1),
    storage="Room temperature",
    registration="cosmetic",
    registration_number="000/26/CBMP",
    registered_route="intact_skin",
    planned_route="intact_skin",
    operator="Nurse Hoa",
    device="Basin",
    planned_on=date(2026, 12, 1),
    sessions=1,
    price="0",
)


class Story:
    """Builds a record event by event; every event comes a few seconds after the last one."""

    def __init__(
        self,
        pack: ContentPack,
        *,
        name: str = "Nguyễn Thị Thuỳ Dương",
        language: str = "vi",
        clinic_language: str = "vi",
        plan: Plan = FULL_PLAN,
        draft: bool = True,
        demonstration: bool = True,
        born: date = date(1988, 3, 14),
        number: str | None = "VN-2026-004127",
    ):
        self.pack, self.language = pack, Language(language)
        self.events: list[e.Event] = []
        self.now = datetime(2026, 11, 22, 9, 10, 0, tzinfo=UTC)
        self.happen(
            e.RecordOpened(
                patient=Patient(name=name, date_of_birth=born, record_number=number),
                language=self.language,
                pack=e.PackRef(id=pack.id, version=pack.version, sha256=pack.sha256),
                draft=draft,
                plan=plan,
                clinic="Phòng khám Ánh Dương",
                document_language=Language(clinic_language),
                time_zone="Asia/Ho_Chi_Minh",
                demonstration=demonstration,
            )
        )

    def happen(self, payload: e.Exact, actor: e.Actor = e.PATIENT) -> "Story":
        self.now += timedelta(seconds=7)
        header = e.Header(
            record="7f3a91c2d4e85b60",
            sequence=len(self.events) + 1,
            at=self.now,
            actor=actor,
            type=type(payload).__name__,
        )
        before = bytes.fromhex(self.events[-1].hash) if self.events else e.FIRST_HASH
        chained = e.link(before, e.encode(header), e.encode(payload)).hex()
        self.events.append(e.Event(header=header, payload=payload, hash=chained))
        return self

    @property
    def record(self) -> Record:
        return Record(tuple(self.events))

    def topic(self, id: str, answer: Callable[[int], str] = lambda i: "understood") -> "Story":
        """A topic is shown and, where needed, answered; then the patient goes on."""
        topic, here = self.pack.topic(id), self.language
        texts = tuple(e.shown(s.id, s.text[here]) for s in topic.statements)
        self.happen(
            e.TopicShown(
                topic=id, language=here, title=topic.title[here], message=topic.message[here], statements=texts
            )
        )
        for i, text in enumerate(texts if topic.required else ()):
            self.happen(
                e.StatementAnswered(statement=text, language=here, pack_version=self.pack.version, answer=answer(i))
            )  # type: ignore[arg-type]
        return self.finish(walkthrough.TOPIC_STEPS[id])

    def finish(self, step: str) -> "Story":
        return self.happen(e.StepFinished(step=step))

    def ask(self, statement: str, ask: bool = True) -> "Story":
        text = e.shown(statement, self.pack.statements[statement].text[self.language])
        return self.happen(
            e.StatementAsked(statement=text, language=self.language, pack_version=self.pack.version, ask=ask)
        )

    def question(self, id: str, chosen: str) -> "Story":
        question = self.pack.questions[id]
        order = tuple(
            e.ChosenOption(id=o.id, label=o.text[self.language])
            for o in walkthrough.option_order(question, self.record)
        )
        option = next((o for o in question.options if o.id == chosen), None)
        return self.happen(
            e.QuestionAnswered(
                question=e.shown(id, question.prompt[self.language]),
                language=self.language,
                pack_version=self.pack.version,
                order=order,
                chosen=chosen,
                correct=bool(option and option.correct),
                misconception=option.misconception if option else None,
            )
        )

    def factor(self, id: str, *chosen: str, words: str = "") -> "Story":
        factor = next(f for f in self.pack.factors if f.id == id)
        labels = {o.id: o.text[self.language] for o in factor.options} | {
            id: label[self.language] for id, label in LABELS.items()
        }
        options = tuple(e.ChosenOption(id=c, label=labels[c]) for c in chosen)
        shown = e.shown(id, factor.prompt[self.language])
        return self.happen(
            e.FactorAnswered(
                factor=shown, language=self.language, pack_version=self.pack.version, chosen=options, words=words
            )
        )

    def doctor(self, *ids: str, words: str = "") -> "Story":
        texts = {q.id: q.text[self.language] for group in self.pack.doctor_questions for q in group.questions}
        return self.happen(
            e.DoctorQuestionsChosen(
                language=self.language, ticked=tuple(e.shown(id, texts[id]) for id in ids), words=words
            )
        )

    def whole(self, answer: Callable[[int], str] = lambda i: "understood") -> "Story":
        """All topics, all comprehension questions right at once."""
        for topic in self.pack.topics:
            self.topic(topic.id, answer)
            for question in topic.questions:
                self.question(question.id, "a")
            if topic.questions:
                self.finish(f"{walkthrough.TOPIC_STEPS[topic.id]}-question")
        return self

    def sign(self, signature: Signature | None = None) -> Record:
        opened = self.record.opened
        for step in walkthrough.steps(self.pack):
            if step.name not in self.record.finished and step.kind in ("about_you", "check"):
                self.finish(step.name)
        self.happen(
            e.RecordSigned(
                signature=signature or drawn(),
                printed_name=opened.patient.name,
                meaning=e.shown("meaning", MEANING[self.language]),
                language=self.language,
                time_zone=opened.time_zone,
            )
        )
        return self.record

    def defer(self, words: str = "") -> Record:
        return self.happen(e.RecordDeferred(language=self.language, words=words)).record

    def decline(self, words: str = "") -> Record:
        return self.happen(e.RecordDeclined(language=self.language, words=words)).record
