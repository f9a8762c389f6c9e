"""My PIN: what takes back a tablet that I handed to a patient."""

from informed.ui import pin, staff

account, token = staff.require()
language = staff.language()
staff.frame(account, language, "pin_title")
pin.page(account, token, language)
