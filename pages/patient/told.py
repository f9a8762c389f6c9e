"""What the patient was told: warning signs in adverts, and what was promised."""

from informed.ui import topic

topic.show("told")
