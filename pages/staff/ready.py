"""A visit that is ready for the patient."""

from informed.ui import staff
from informed.ui.desk_ready import Ready

account, token = staff.require()
language = staff.language()
staff.frame(account, language, "ready_title")
page = Ready(account, token, language)
page.head()
page.minor()
page.hand_over()
page.plan()
