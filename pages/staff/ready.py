"""A visit that is ready for the patient."""

from informed.ui import components, staff
from informed.ui.desk_ready import Ready
from informed.ui.words import WORDS

account, token = staff.require()
language = staff.language()
components.page(language, visit=False, title=WORDS["ready_title"][language], focus=None, serial=0)
staff.bar(account, language, back=True)
page = Ready(account, token, language)
page.head()
page.minor()
page.hand_over()
page.plan()
