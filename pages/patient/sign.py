"""Sign, take more time, or say no. A minor without a guardian is asked to call a member of staff."""

from informed.ui import blocks, calls, sign
from informed.ui.screen import open_screen

here = open_screen("sign", wrong=bool(sign.problem()))
if here.record.minor and not here.record.signed_for:
    blocks.heading(here.say("minor_title"))
    blocks.lead(here.say("minor"))
    calls.first_of_all(here)
    sign.wait_for_guardian(here)
    sign.leave(here)
else:
    sign.say_problem(here)
    blocks.heading(here.say("sign_title"))
    blocks.lead(here.say("sign_lead"))
    sign.ask(here)
