"""Writes the shipped templates from the law table: ``python -m templates_nd30.generator`` (a test says they are current)."""
