"""A new visit, at the front desk."""

from informed.ui import blocks, components, staff
from informed.ui.desk import new_visit
from informed.ui.words import WORDS

account, token = staff.require()
language = staff.language()
components.page(language, visit=False, title=WORDS["desk_title"][language], focus=None, serial=0)
staff.bar(account, language, back=True)
page = new_visit(token, language)
page.went_on()
page.problem()
blocks.heading(WORDS["desk_title"][language])
page.who()
page.procedure()
page.plan()
page.start()
