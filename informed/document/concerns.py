"""What the physician must look at first: the flags, and the patient's own goal and questions."""

from dataclasses import dataclass, replace

from informed import events as e
from informed import plan, review
from informed.document import tables
from informed.document.boxes import Drawn, Gap, Row, Stack, Text, code, heading, natural, paired, text
from informed.document.listing import listing, short
from informed.document.sheet import BODY, INK, INNER, LABEL, MUTED, SMALL, STRONG, Box, Sheet
from informed.document.signs import COLOURS, mark
from informed.document.subject import Subject
from informed.document.tables import Columns
from informed.document.typeface import readable
from informed.factors import PRIVATE, Flag
from informed.signature import Signature

#: At most so many flags stand on page 1.
MOST_FLAGS = 8
#: The columns of the table of flags stand so far apart, from the shape on; the last has a box for initials.
SHAPE, BETWEEN, INITIALS = 22.0, 8.0, 39.0
#: The widest column of codes.
MOST_CODE = 107.0

#: A longer name than this stands whole on page 2 too.
LONG_NAME = 100


# --- flags


@dataclass(frozen=True)
class About:
    """What an item is about: a flag's title, a label above the words, their language, the same for the clinic, and advice."""

    words: str
    lang: str = ""
    label: str = ""
    beside: str = ""
    note: str = ""
    title: str = ""


def about_flag(subject: Subject, flag: Flag) -> About:
    """Its title, and the patient's answer under its question, or what staff entered under where it stands."""
    note, title = flag.note[subject.language], flag.title[subject.language]
    if flag.factor:
        words, lang = subject.answer(flag.factor, flag.chosen)
        prompt = subject.factors[flag.factor].prompt[subject.language]
        label = prompt if prompt != title else ""
        return About(words, lang, label, subject.answer_beside(flag.factor, flag.chosen), note, title)
    if flag.code in {rule.code for rule in subject.pack.age_rules}:
        return About(subject.say("from_birth", n=subject.record.age), note=note, title=title)
    where = "from_plan" if flag.code in plan.TITLES else "from_people"
    return About(flag.words, label=subject.say(where), note=note, title=title)


def columns(sheet: Sheet, subject: Subject) -> Columns:
    """The columns of this record's flags: that of the codes as wide as they need, the others share the rest."""
    flags = review.flags(subject.pack, subject.record)
    codes = [natural(sheet, flag.code, LABEL) for flag in flags] + [natural(sheet, subject.say("flags.head"), LABEL)]
    first = min(max(codes) + 1, MOST_CODE)
    rest = INNER - SHAPE - first - INITIALS - 3 * BETWEEN
    answer = 0.57 * rest
    widths = {"flags.head": first, "flags.answer": answer, "flags.note": rest - answer, "flags.initials": INITIALS}
    found, x = Columns(), SHAPE
    for key, width in widths.items():
        found[key] = (x, width)
        x += width + BETWEEN
    return found


def flag_row(sheet: Sheet, subject: Subject, flag: Flag, places: Columns, question: int = 2, most: int = 2) -> Row:
    """One flag: shape, word and code; title, question and answer in so many lines at most; note; an empty box for initials."""
    colour = COLOURS[flag.severity]
    first, answer, note, _ = (width for _, width in places.values())
    word = text(sheet, subject.say(f"severity.{flag.severity}"), first, SMALL.but(bold=True, colour=colour))
    advice = text(sheet, flag.note[subject.language], note, SMALL, tag="TD", most=4)
    box = Drawn(20, lambda sheet, x, y: sheet.rectangle(x, y + 1.5, INITIALS - 3, 17, line=INK, weight=0.7))
    cells = (
        Stack((word, code(sheet, flag.code, first, LABEL)), tag="TD"),
        Stack(_answer(sheet, subject, flag, answer, question, most, len(advice.lines) - 1), tag="TD"),
        advice,
        Stack((box, text(sheet, "", INITIALS, SMALL.but(leading=0))), tag="TD"),
    )
    line = tables.row(places, cells, 1.6)
    return replace(line, cells=((4, mark(flag.severity, 12)), *line.cells))


def _answer(
    sheet: Sheet, subject: Subject, flag: Flag, width: float, question: int, most: int, free: int
) -> tuple[Box, ...]:
    """The title, the question, and the answer, in `most` lines or in the `free` ones beside the advice.

    Without a line for the question the title stands for it.
    """
    about = about_flag(subject, flag)
    most = most if about.beside else max(most, free)
    title = text(sheet, about.title, width, STRONG, most=max(1, question) if about.label else 2)
    if not about.words:
        return title, text(sheet, about.label, width, LABEL, most=1)
    label = (text(sheet, about.label, width, LABEL, most=question),) if about.label and question else ()
    answer = text(sheet, about.words, width, BODY, lang=about.lang, most=most)
    return title, *label, *paired(sheet, answer, about.beside, subject.language, width, most)


def silences(sheet: Sheet, subject: Subject, most: int) -> tuple[Box, ...]:
    """What the patient keeps for the talk, and what was left unanswered: the questions, each list in so many lines."""
    private = [id for id, answer in subject.record.factor_answers.items() if PRIVATE in answer.chosen]
    left = review.unanswered(subject.pack, subject.record)
    asked = [id for id in left if subject.was_asked(id)]
    unseen = [id for id in left if id not in asked]
    found = (("private", private), ("unanswered", asked), ("not_reached", unseen))
    lists = [
        listing(
            sheet,
            subject,
            subject.say(key),
            [short(subject.factors[id].prompt[subject.language]) for id in ids],
            max(1, most),
        )
        for key, ids in found
        if ids
    ]
    return (Gap(1), *lists) if lists else ()


# --- goal and questions


@dataclass(frozen=True)
class Said:
    """Something in the patient's words, or that the patient ticked: under which label, in which language."""

    words: str
    lang: str
    label: str = ""
    #: The same in the clinic's language, where that is another one.
    beside: str = ""


def hoped(subject: Subject) -> list[Said]:
    """What matters to the patient: the answers of the screen on which the patient thinks about deciding."""
    found = []
    for factor in (factor for group in subject.pack.groups_at("questions") for factor in group.factors):
        words, language = subject.answer(factor.id)
        also = subject.answer_beside(factor.id)
        found += [Said(words, language, factor.prompt[subject.language], also)] if words else []
    return found


def told(subject: Subject) -> list[Said]:
    """The claims that the patient was told or hopes for: each is to be corrected or confirmed in the talk."""
    marked = subject.record.claims_heard
    heard = marked.heard if marked else ()
    known = {claim.id: claim.text for claim in subject.pack.told}
    return [
        Said(text, language, f"{subject.say('told')}:", subject.beside(known.get(id), language))
        for id, text, language in ((h.claim.id, h.claim.text, marked.language) for h in heard if marked)
    ]


def asked(subject: Subject) -> list[Said]:
    """What the patient was told, and asks: own words first, then the ticked ones; and what was said at the end."""
    chosen, closing = subject.record.doctor_questions, subject.closing.payload
    found = told(subject)
    if chosen:
        found += [Said(f"“{chosen.words}”", chosen.language, f"{subject.say('own_words')}:")] if chosen.words else []
        known = {question.id: question.text for group in subject.pack.doctor_questions for question in group.questions}
        found += [
            Said(ticked.text, chosen.language, beside=subject.beside(known.get(ticked.id), chosen.language))
            for ticked in chosen.ticked
        ]
    if isinstance(closing, e.RecordDeferred | e.RecordDeclined) and closing.words:
        found.append(Said(f"“{closing.words}”", closing.language, f"{subject.say('own_words')}:"))
    return found


def long_names(subject: Subject) -> list[Said]:
    """The names that may be shortened on page 1, whole."""
    signature = getattr(subject.closing.payload, "signature", None) or Signature(kind="typed")
    names = (("who", subject.record.patient.name), ("typed", signature.typed), ("mark.witness", signature.witness))
    return [Said(name, "", f"{subject.say(key)}:") for key, name in names if len(readable(name)) > LONG_NAME]


def goal(sheet: Sheet, subject: Subject, left: int) -> tuple[Stack, list[Said]]:
    """The patient's goal and questions in this many lines, and those that did not fit whole."""
    boxes: list[Box] = []
    rest: list[Said] = []
    for entry in (*hoped(subject), *asked(subject)):
        line = spoken(sheet, subject, entry, most=left) if left > 0 else None
        if line is None or line[0].cut:
            rest.append(entry)
        if line:
            left -= round(line[1].height / BODY.leading)
            boxes.append(line[1])
    nothing = text(sheet, subject.say("goal.none"), INNER, BODY.but(colour=MUTED))
    title = heading(sheet, subject.say("goal.more", n=len(rest)) if rest else subject.say("goal"))
    return Stack((title, *(boxes or [nothing]))), rest


def spoken(sheet: Sheet, subject: Subject, entry: Said, most: int = 0) -> tuple[Text, Row]:
    """The patient's words behind a dash, with the label before them; above them, where it is of another language."""
    apart = bool(entry.label) and entry.lang not in ("", subject.language)
    words = f"{entry.label} {entry.words}" if entry.label and not apart else entry.words
    line = text(sheet, words, INNER - 12, BODY, lang=entry.lang, most=most)
    above = (text(sheet, entry.label, INNER - 12, LABEL),) if apart else ()
    both = paired(sheet, line, entry.beside, subject.language, INNER - 12)
    dash = Drawn(BODY.leading, lambda sheet, x, y: sheet.rule(x + 1, y + BODY.leading / 2, 5, INK, 0.9))
    return line, Row(((0, dash), (12, Stack((*above, *both)))))
