"""Check a document: is it this clinic's, unchanged, and the latest?"""

from informed.ui import blocks, components, staff, verify
from informed.ui.words import WORDS

account, token = staff.require()
language = staff.language()
components.page(language, visit=False, title=WORDS["verify_title"][language], focus=None, serial=0)
staff.bar(account, language, back=True)
blocks.heading(WORDS["verify_title"][language])
verify.form(token, language)
