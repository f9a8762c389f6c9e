"""The limits of what is known: every statement gets an answer."""

from informed.ui import topic

topic.show("limitations")
