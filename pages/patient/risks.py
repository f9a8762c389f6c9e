"""The risks: every statement gets an answer."""

from informed.ui import topic

topic.show("risks")
