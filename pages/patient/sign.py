"""Sign, take more time, or say no. A minor is asked to call a member of staff."""

from informed.ui import blocks, sign
from informed.ui.screen import open_screen

here = open_screen("sign", wrong=bool(sign.problem()))
if here.record.minor:
    blocks.heading(here.say("minor_title"))
    blocks.lead(here.say("minor"))
    sign.leave(here)
else:
    sign.say_problem(here)
    blocks.heading(here.say("sign_title"))
    blocks.lead(here.say("sign_lead"))
    sign.ask(here)
