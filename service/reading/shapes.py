"""Every shape that hangs in a paragraph, read once although Word stores many twice."""

from service.reading.drawingml import drawingml_shapes
from service.reading.shape import Shape
from service.reading.vml import vml_shapes
from service.reading.wml import MC, Element, W


def shapes_of(element: Element, paragraph: int) -> list[Shape]:
    """Every shape of one ``w:drawing``, ``w:pict``, ``w:object`` or ``mc:AlternateContent``."""
    if element.tag == MC + "AlternateContent":
        return _alternate(element, paragraph)
    if element.tag == W + "drawing":
        return [shape for holder in element for shape in drawingml_shapes(holder, paragraph)]
    return list(vml_shapes(element, paragraph))


def _alternate(element: Element, paragraph: int) -> list[Shape]:
    """Take the first branch that says anything to us: the choice, else the fallback, never both."""
    for branch in ("Choice", "Fallback"):
        for option in element.iterfind(MC + branch):
            found = [shape for inner in option for shape in shapes_of(inner, paragraph)]
            if found:
                return found
    return []


def has_words(shape: Shape) -> bool:
    """Whether the shape holds text that prints."""
    return shape.words is not None and any((text.text or "").strip() for text in shape.words.iter(W + "t"))
