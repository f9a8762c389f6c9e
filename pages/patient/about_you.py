"""Questions about the patient, one short screen at a time; none must be answered."""

from informed.ui import topic

topic.show_about_you()
