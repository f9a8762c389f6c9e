"""The first screen: language, what this is and is not, and who the patient is."""

from informed.ui import components, handover, screen, visit, welcome
from informed.ui.words import WORDS

language = visit.language()
handover.stay_locked(language)
title = WORDS["welcome_title"][language]
components.page(
    language,
    visit=False,
    title=f"{WORDS['error'][language]}: {title}" if welcome.wrong() else title,
    focus="#summary" if welcome.wrong() else None,
    serial=screen.serial(),
)
screen.first_bar(language)
welcome.say_problem(language)
welcome.introduce(language)
welcome.ask(language)
handover.have_code(language)
