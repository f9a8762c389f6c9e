"""My PIN: what takes back a tablet that I handed to a patient."""

from informed.ui import components, pin, staff
from informed.ui.words import WORDS

account, token = staff.require()
language = staff.language()
components.page(language, visit=False, title=WORDS["pin_title"][language], focus=None, serial=0)
staff.bar(account, language, back=True)
pin.page(account, token, language)
