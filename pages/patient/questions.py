"""How to decide, what the patient hopes for, and the questions for the doctor."""

from informed.ui import topic

topic.show("questions")
