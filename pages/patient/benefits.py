"""Hoped-for benefits: every statement gets an answer."""

from informed.ui import topic

topic.show("benefits")
