"""Hand a record to its patient: on this tablet, or by a code on another device."""

from informed.ui import components, handover, staff
from informed.ui.words import WORDS

account, token = staff.require()
language = staff.language()
components.page(language, visit=False, title=WORDS["handover_title"][language], focus=None, serial=0)
staff.bar(account, language, back=True)
handover.page(account, token, language)
