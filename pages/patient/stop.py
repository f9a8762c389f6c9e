"""The way out from any screen: more time, or no, thank you; answers are kept, no reason is asked."""

from informed.ui import blocks, handover, sign
from informed.ui.screen import open_screen, read_on

here = open_screen("stop")
blocks.heading(here.say("stop_title"))
blocks.lead(here.say("stop_lead"))
read_on(here)
sign.leave(here)
handover.way_back(here.language)
