"""Hand a record to its patient: on this tablet, or by a code on another device."""

from informed.ui import handover, staff

account, token = staff.require()
language = staff.language()
staff.frame(account, language, "handover_title")
handover.page(account, token, language)
