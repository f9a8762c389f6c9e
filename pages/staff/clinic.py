"""The administration of the clinic, for administrators."""

from informed.ui import blocks, components, staff
from informed.ui.desk_setup import Administration
from informed.ui.words import WORDS

account, token = staff.require()
language = staff.language()
components.page(language, visit=False, title=WORDS["clinic_title"][language], focus=None, serial=0)
staff.bar(account, language, back=True)
blocks.heading(WORDS["clinic_title"][language])
page = Administration(token, language)
page.outcome()
page.profile()
page.rules()
page.notice()
page.physicians()
page.products()
