"""Things about the patient that matter: every statement gets an answer."""

from informed.ui import topic

topic.show("individual")
