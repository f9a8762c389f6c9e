"""One record, for the physician's minute: stop items first, one tap each to close, then the countersignature."""

from informed.ui import front_desk, returning, staff
from informed.ui.record import RecordPage

account, token = staff.require()
language = staff.language()
staff.frame(account, language, "rec_number", id=staff.asked_number())
front_desk.instead(account, token, language)
page = RecordPage(account, token, language)
page.head()
page.first_page()
returning.before_signature(page)
page.hand_over()
page.other_pages()
page.list_items()
page.countersign()
page.files()
page.more()
