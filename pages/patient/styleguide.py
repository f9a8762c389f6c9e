"""Every part of the design in every state; only in demonstration mode."""

from informed.ui import styleguide

styleguide.page()
