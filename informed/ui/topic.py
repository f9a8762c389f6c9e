"""The screens that are made of a topic: its statements, its comprehension questions, and the questions that belong to it."""

from informed import walkthrough
from informed.ui import blocks, items, passport, visit
from informed.ui.cards import cards
from informed.ui.items import Item
from informed.ui.screen import current_step, open_screen, time_left, topic_caption
from informed.ui.visit import Here


def show(step: str) -> None:
    """A topic's screen: title, main message, and one card for each statement."""
    here = open_screen(step)
    topic = here.pack.topic(here.step.topic or "")
    visit.commands().show_topic(here.visit, topic.id)
    blocks.caption(topic_caption(here))
    blocks.heading(topic.title[here.language])
    blocks.lead(topic.message[here.language])
    for picture in topic.pictures:
        blocks.picture(picture, here.language)
    blocks.paragraph(here.say("topic_how" if topic.required else "topic_read"))
    if topic.id == "intro" and here.pack.funding_statement:
        blocks.notice(here.pack.funding_statement[here.language])
    if topic.id == "intro":
        passport.show(here)
    if topic.id == walkthrough.ADDED_TO and here.record.unanswered_risks:
        blocks.notice(here.say("risk_added"))
    cards(step, _everything_on)


def show_question() -> None:
    """The comprehension question of the topic just read."""
    here = open_screen(current_step())
    several = len(here.pack.topic(here.step.topic or "").questions) > 1
    blocks.caption(topic_caption(here))
    blocks.heading(here.say("question_title_2" if several else "question_title"))
    blocks.lead(here.say("question_lead"))
    cards(here.step.name, items.questions)


def show_about_you() -> None:
    """One short screen of questions about the patient."""
    here = open_screen(current_step())
    (group,) = walkthrough.groups(here.pack, here.step)
    screens = [step.name for step in walkthrough.steps(here.pack) if step.kind == "about_you"]
    number = screens.index(here.step.name) + 1
    blocks.caption(f"{here.say('you_caption', number=number, total=len(screens))} · {time_left(here)}")
    blocks.heading(group.title[here.language])
    blocks.lead(here.say("you_lead"))
    cards(here.step.name, items.factor_questions)


def _everything_on(here: Here) -> list[Item]:
    heard = items.told(here) if here.step.topic == "red_flags" else []
    found = heard + items.statements(here) + items.factor_questions(here)
    return found + items.doctor_questions(here) if here.step.topic == "decide" else found
