"""The staff's accounts, for administrators: who may sign in, and as what."""

from informed.ui import accounts, blocks, staff
from informed.ui.words import WORDS

account, token = staff.require()
language = staff.language()
staff.frame(account, language, "accounts_title", focus=accounts.wrong())
blocks.heading(WORDS["accounts_title"][language])
known = accounts.all_of(token, language)
accounts.outcome(language)
accounts.table(known, language)
accounts.add(token, language)
accounts.change(token, known, language)
