"""A new visit, at the front desk."""

from informed.ui import blocks, components, staff
from informed.ui.desk import new_visit, not_yours
from informed.ui.words import WORDS

account, token = staff.require()
language = staff.language()
page = new_visit(token, language)
if page:
    page.went_on()
title, wrong, serial = WORDS["desk_title"][language], page and page.wrong, page.tries if page else 0
components.page(language, visit=False, title=title, focus=wrong, serial=serial)
staff.bar(account, language, back=True)
if page is None:
    not_yours(language)
page.problem()
blocks.heading(WORDS["desk_title"][language])
page.who()
page.procedure()
page.plan()
page.start()
