"""The made-up world of the demo: who, where, and what happened, counted in days before today."""
