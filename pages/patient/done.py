"""The end: what happens next, the patient's copy, and handing the tablet back."""

from informed.ui import done
from informed.ui.screen import open_screen

here = open_screen("done")
done.tell(here)
done.hand_back(here)
done.copy(here)
