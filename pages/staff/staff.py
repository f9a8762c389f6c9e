"""The staff's list of records, newest first: what to look at in each, and the way to it."""

from informed.ui import components, queue, staff
from informed.ui.words import WORDS

account, token = staff.require()
language = staff.language()
components.page(language, visit=False, title=WORDS["staff_title"][language], focus=None, serial=0)
staff.bar(account, language)
staff.title(account, language)
queue.queue(account, token, language)
