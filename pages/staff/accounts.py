"""The staff's accounts, for administrators: who may sign in, and as what."""

from informed.ui import accounts, blocks, components, staff
from informed.ui.words import WORDS

account, token = staff.require()
language = staff.language()
components.page(language, visit=False, title=WORDS["accounts_title"][language], focus=None, serial=0)
staff.bar(account, language, back=True)
blocks.heading(WORDS["accounts_title"][language])
known = accounts.all_of(token, language)
accounts.outcome(language)
accounts.table(known, language)
accounts.add(token, language)
accounts.change(token, known, language)
