"""The page on which staff enter what stands on the paper: in its order, in its language, nothing chosen beforehand."""

import secrets
from collections.abc import Iterator
from html import escape

from starlette.responses import RedirectResponse, Response

from informed import events as e
from informed import walkthrough
from informed.bootstrap import product
from informed.content import ContentPack, Factor, Language, Topic
from informed.factors import LABELS, NOT_SURE
from informed.record import Record
from informed.web import plain, transcript_form
from informed.web.desk import REFUSALS, Desk
from informed.web.desk_forms import area, button, choice, choices, form, paragraph, section
from informed.web.forms import long_form_of
from informed.web.plain import NO_STORE
from informed.web.transcript_form import MOST_BYTES, Typed, printed_in


async def show(desk: Desk) -> Response:
    """GET /records/RECORD/transcript; `?start=understood` begins with every statement as understood."""
    start = desk.request.query_params.get("start", "")
    return await _drawn(desk, Typed({}, "understood" if start == "understood" else ""))


async def take(desk: Desk) -> Response:
    """POST /records/RECORD/transcript: recorded and sealed, or the page again with one sentence and all that was typed."""
    typed = Typed(await long_form_of(desk.request, MOST_BYTES))
    record, pack = await desk.view()
    try:
        said = transcript_form.read(pack, record, typed)
        await desk.does(product().service.paper.record, said, typed.one("tap"))
    except REFUSALS as error:
        return await _drawn(desk, typed, desk.sentence(error), 400)
    return desk.back("recorded", "paper")


async def _drawn(desk: Desk, typed: Typed, problem: str = "", status: int = 200) -> Response:
    record, pack = await desk.view()
    language = printed_in(record)
    if language is None or not record.scans:
        return RedirectResponse(f"{desk.root}#paper", 303, headers=NO_STORE)
    page = _Page(desk, record, pack, language, typed)
    tap = typed.one("tap") or secrets.token_hex(16)
    body = form(f"{desk.root}/transcript", f'<input type="hidden" name="tap" value="{escape(tap)}">', *page.sections())
    intro = f"<div><p>{escape(record.patient.name)} · {escape(desk.say('record', id=record.short_id))}</p>"
    intro += f'<a href="{desk.root}#paper">{escape(desk.say("to_desk"))}</a></div>'
    lead = paragraph(desk.say("transcript.lead"))
    lead += f'<a class="button" href="?start=understood">{escape(desk.say("start.understood"))}</a>'
    return desk.page(desk.say("transcript"), intro + plain.said(problem) + lead + body, status)


class _Page:
    """One drawing of the form."""

    def __init__(self, desk: Desk, record: Record, pack: ContentPack, language: Language, typed: Typed):
        self.desk, self.record, self.pack, self.language, self.typed = desk, record, pack, language, typed

    def say(self, key: str, **values: object) -> str:
        return self.desk.say(key, **values)

    def sections(self) -> Iterator[str]:
        """In the order of the paper."""
        for topic in self.pack.topics:
            yield self._topic(topic)
            if topic.id == "individual":
                factors = [factor for group in self.pack.factor_groups for factor in group.factors]
                yield section("about", self.say("about"), *(self._factor(factor) for factor in factors))
        yield self._doctor()
        yield self._end()

    def _topic(self, topic: Topic) -> str:
        line = self._answered if topic.required else self._wish
        parts = [self._added(added) for added in walkthrough.added_to(topic.id, self.record)]
        parts += [line(statement.id, statement.text[self.language]) for statement in topic.statements]
        parts += [self._question(question.id) for question in topic.questions]
        if topic.id == "red_flags" and self.pack.told:
            claims = [(claim.id, claim.text[self.language]) for claim in self.pack.told]
            parts.append(self._many(self.say("told"), "claims", claims))
        return section(f"topic-{topic.id}", topic.title[self.language], *parts)

    def _added(self, added: e.RiskAdded) -> str:
        """The physician's own risk; one that came after the paper was printed is not on it, so nothing is chosen for it."""
        if added.risk.id in transcript_form.not_on_paper(self.record):
            return self._answered(added.risk.id, added.risk.text, self.say("not_on_paper"), start="blank")
        return self._answered(added.risk.id, added.risk.text, self.say("added_by", name=added.author))

    def _answered(self, id: str, words: str, by: str = "", start: str = "") -> str:
        name, chosen = f"s-{id}", self.typed.one(f"s-{id}") or start or self.typed.start
        boxes = "".join(
            choice(name, value, self.say(value), chosen == value, label=f"{id}: {self.say(value)}")
            for value in ("understood", "unsure", "blank")
        )
        return self._line(id, words, f"<fieldset>{boxes}</fieldset>", by)

    def _wish(self, id: str, words: str) -> str:
        ticked = id in self.typed.all("asked")
        label = f"{id}: {self.say('ask')}"
        return self._line(id, words, choice("asked", id, self.say("ask"), ticked, many=True, label=label))

    def _line(self, id: str, words: str, answer: str, by: str = "") -> str:
        more = f'<br><span class="soft">{escape(by)}</span>' if by else ""
        said = f'<p><span class="id">{escape(id)}</span> <span lang="{self.language}">{escape(words)}</span>{more}</p>'
        return f'<div class="line">{said}{answer}</div>'

    def _question(self, id: str) -> str:
        question = self.pack.questions[id]
        options = [(o.id, o.text[self.language]) for o in walkthrough.option_order(question, self.record)]
        options += [(NOT_SURE, LABELS[NOT_SURE][self.language]), ("blank", self.say("blank"))]
        legend = f"{id} {question.prompt[self.language]}"
        return f'<div class="asked">{choices(legend, f"q-{id}", options, [self.typed.one(f"q-{id}")])}</div>'

    def _factor(self, factor: Factor) -> str:
        options = [(option.id, option.text[self.language]) for option in factor.options]
        options += [(id, label[self.language]) for id, label in LABELS.items()]
        many, name = factor.choose == "many", f"f-{factor.id}"
        options += [] if many else [("blank", self.say("blank"))]
        boxes = choices(factor.prompt[self.language], name, options, self.typed.all(name), many=many)
        own = ""
        if factor.own_words:
            own = area(factor.own_words[self.language], f"w-{factor.id}", self.typed.one(f"w-{factor.id}"))
        return f'<div class="asked">{boxes}{own}</div>'

    def _many(self, legend: str, name: str, options: list[tuple[str, str]]) -> str:
        return f'<div class="asked">{choices(legend, name, options, self.typed.all(name), many=True)}</div>'

    def _doctor(self) -> str:
        parts = [
            self._many(group.title[self.language], "doctor", [(q.id, q.text[self.language]) for q in group.questions])
            for group in self.pack.doctor_questions
        ]
        return section("doctor", self.say("doctor"), *parts, area(self.say("own_words"), "own", self.typed.one("own")))

    def _end(self) -> str:
        """What was chosen, who signed, on which day; and the promise of who enters it."""
        endings = [(one, self.say(f"ending.{one}")) for one in ("signed", "deferred", "declined")]
        names = [("patient", self.say("patient_signed", name=self.record.patient.name))]
        names += [(helper.id, f"{self.say(f'role.{helper.role}')}: {helper.name}") for helper in self.record.helpers]
        parts = [
            choices(self.say("ending"), "ending", endings, [self.typed.one("ending")]),
            choices(self.say("signatures"), "signers", names, self.typed.all("signers"), many=True),
            plain.field(self.say("witness"), "witness", self.typed.one("witness"), autocomplete="off"),
            plain.field(self.say("signed_on"), "signed_on", self.typed.one("signed_on"), type="date"),
            choice("seen", "yes", self.say("seen"), bool(self.typed.one("seen")), many=True),
            button(self.say("record_it")),
        ]
        return section("end", self.say("tidy"), f'<div class="papers">{"".join(parts)}</div>')
