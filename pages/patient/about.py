"""What the treatment is: the first topic."""

from informed.ui import topic

topic.show("about")
