"""One record, for the physician's minute: stop items first, one tap each to close, then the countersignature."""

from informed.ui import components, front_desk, returning, staff
from informed.ui.record import RecordPage
from informed.ui.words import WORDS

account, token = staff.require()
language = staff.language()
staff.bar(account, language)
front_desk.instead(account, token, language)
page = RecordPage(account, token, language)
name = WORDS["rec_number"][language].format(id=page.record.short_id)
components.page(language, visit=False, title=name, focus=None, serial=0)
page.head()
page.first_page()
returning.before_signature(page)
page.hand_over()
page.other_pages()
page.list_items()
page.countersign()
page.files()
page.more()
