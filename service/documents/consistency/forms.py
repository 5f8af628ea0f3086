"""What a sample with lines of its own needs filled in, and only it (Phụ lục III, Mẫu 1.7 to 1.10)."""

from collections.abc import Iterator

from service.documents.model import Document
from service.errors import Problem
from service.nd30.forms import FORMS
from service.nd30.kinds import KINDS


def form_problems(document: Document) -> Iterator[Problem]:
    """Yield what is missing of the kind's own form, and what belongs to the form of another kind."""
    for kind, form in FORMS.items():
        filled = getattr(document, form.name)
        title = str(Document.model_fields[form.name].title)
        name = KINDS[kind].name
        if kind is document.kind and filled is None:
            message = f"{name} phải có phần “{title}” ({form.cite})."
            yield Problem(f"/{form.name}", "form-missing", message)
        elif kind is not document.kind and filled is not None:
            message = f"Phần “{title}” chỉ dùng cho {name.lower()}; bỏ khóa này."
            yield Problem(f"/{form.name}", "form-not-allowed", message)
