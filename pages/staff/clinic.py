"""The administration of the clinic, for administrators."""

from informed.ui import blocks, desk_setup, staff
from informed.ui.words import WORDS

account, token = staff.require()
language = staff.language()
staff.frame(account, language, "clinic_title", focus=desk_setup.wrong())
blocks.heading(WORDS["clinic_title"][language])
page = desk_setup.Administration(token, language)
page.outcome()
page.profile()
page.rules()
page.notice()
page.physicians()
page.products()
