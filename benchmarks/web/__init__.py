"""How quick the drafting page is in a real browser."""
