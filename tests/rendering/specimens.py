"""Every document that is measured as a PDF, by name: the shipped examples and one specimen of each thing they leave out."""

from tests.rendering import examples

#: Name -> how it is made.
SPECIMENS = {
    "letter-with-all-marks": examples.marked,
    "urgent-decision": lambda: examples.urgent("hoa-toc"),
    "draft": examples.draft,
    "two-appendices": examples.two_appendices,
    "thirty-tasks": lambda: examples.with_tasks(30),
}
NAMES = [*examples.shipped_names(), *SPECIMENS]


def specimen(name):
    """The document of that name."""
    return SPECIMENS[name]() if name in SPECIMENS else examples.shipped(name)
