"""Other choices, and doing nothing."""

from informed.ui import topic

topic.show("choices")
