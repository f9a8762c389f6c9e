"""A new visit, at the front desk."""

from informed.ui import blocks, staff
from informed.ui.desk import new_visit, not_yours
from informed.ui.words import WORDS

account, token = staff.require()
language = staff.language()
page = new_visit(token, language)
if page:
    page.went_on()
staff.frame(account, language, "desk_title", focus=page and page.wrong)
if page is None:
    not_yours(language)
page.problem()
blocks.heading(WORDS["desk_title"][language])
page.who()
page.procedure()
page.plan()
page.start()
