"""What happened: the events of a record, or of the ledger itself; and the check of everything."""

from informed.ui import components, staff
from informed.ui.events import Events
from informed.ui.words import WORDS

account, token = staff.require()
language = staff.language()
components.page(language, visit=False, title=WORDS["events_title"][language], focus=None, serial=0)
staff.bar(account, language, back=True)
page = Events(token, language)
page.head()
page.table()
