"""What happened: the events of a record, or of the ledger itself; and the check of everything."""

from informed.ui import staff
from informed.ui.events import Events

account, token = staff.require()
language = staff.language()
staff.frame(account, language, "events_title")
page = Events(token, language)
page.head()
page.table()
