"""The short question after a topic: never a score, never a lock."""

from informed.ui import topic

topic.show_question()
