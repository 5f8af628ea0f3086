"""One document for every commune of the country: time end to end, memory, and docxtpl in a plain loop beside it."""
