"""CPU and memory of checking a twelve-page document, and of a thousand checks in one process."""
