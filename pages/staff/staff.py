"""The staff's list of records, newest first: what to look at in each, and the way to it."""

from informed.ui import queue, staff

account, token = staff.require()
language = staff.language()
staff.frame(account, language, "staff_title", back=False)
staff.title(account, language)
queue.queue(account, token, language)
