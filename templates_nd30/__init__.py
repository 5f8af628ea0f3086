"""The shipped Word templates, one per kind, and the generator that writes them."""
