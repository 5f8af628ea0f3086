"""What a template may do: read plain data, print it escaped, and stop within a budget.

Whoever brings a template is not trusted with the server: no attribute that begins with an underscore, no call but of
methods of plain data and of the template's own macros, no change to the data, no clock, no chance, no files.
"""

import types
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Any, ClassVar, Final

from docxtpl import InlineImage, Subdoc
from jinja2 import Undefined, nodes
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner

# The public escape() wraps every text in a Markup object, at seven times the cost.
from markupsafe import _escape_inner as escaped  # type: ignore[attr-defined]  # private, pinned by the lock file

from service.rendering.codegen import MeteredCodeGenerator, metered
from service.rendering.growth import (
    FILTER_GUARDS,
    METHOD_GUARDS,
    OPERATOR_GUARDS,
    BudgetError,
    check_size,
    guarded,
    listed,
    short_range,
)

#: Bounds on one part: characters printed; turns of all loops and calls; seconds.
MAX_OUTPUT: Final = 32 * 2**20
MAX_TURNS: Final = 500_000
MAX_SECONDS: Final = 30.0

_PLAIN: Final = (str, int, float, list, tuple, dict)
_OURS: Final = (Macro, BlockReference, LoopContext, Cycler, Joiner)


class BoundValueError(Exception):
    """A sub-document or an image is to be printed, which only the docxtpl template it was made with can do."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.owner = value.tpl


class Meter(Context):
    """The names that a template sees while it renders one part, and what it has left to spend.

    Attributes:
        raw: XML printed as it is, from Markup, RichText and the like.
        bound_types: values that cannot be printed here.
    """

    bound_types: ClassVar[tuple[type, ...]] = (InlineImage, Subdoc)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.raw: list[str] = []
        self._output = MAX_OUTPUT
        self._turns = MAX_TURNS
        self._deadline = monotonic() + MAX_SECONDS

    def text(self, value: Any) -> str:
        """Print a value: text is escaped, XML stays XML."""
        if type(value) is str:
            printed: str = escaped(value)
        elif hasattr(value, "__html__"):
            if isinstance(value, self.bound_types):
                raise BoundValueError(value)
            printed = str(value.__html__())
            self.raw.append(printed)
        else:
            printed = escaped(str(value))
        self._output -= len(printed)
        if self._output < 0:
            raise BudgetError("output")
        return printed

    def turns(self, items: Any) -> Any:
        """Pay for a loop: beforehand where its length is known, else turn by turn."""
        if isinstance(items, (list, tuple, dict, range, str)):
            self.spend(len(items))
            return items
        return items if isinstance(items, Undefined) else self._counted(items)

    def _counted(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.spend(1)
            yield item

    def spend(self, turns: int) -> None:
        """Take `turns` off the budget, and look at the clock."""
        self._turns -= turns
        if self._turns < 0 or monotonic() > self._deadline:
            raise BudgetError("turns")

    def kept(self, value: Any) -> Any:
        """Let a value pass that the template made up, unless it grows beyond bounds."""
        check_size(value)
        self.spend(0)
        return value


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for Word templates: sandboxed, metered, with an autoescape that stays on."""

    context_class = Meter
    code_generator_class = MeteredCodeGenerator
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(autoescape=True)
        del self.globals["lipsum"], self.filters["random"]
        self.globals["range"] = short_range
        self.filters["attribute"] = str  # see service.rendering.proof
        self.filters |= {name: guarded(self.filters[name], guard) for name, guard in FILTER_GUARDS.items()}

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        return super()._generate(metered(source), *args, **kwargs)

    @staticmethod
    def concat(chunks: Iterable[str]) -> str:
        """Join what a template printed."""
        pieces = list(chunks)
        if sum(map(len, pieces)) > MAX_OUTPUT:
            raise BudgetError("output")
        return "".join(pieces)

    def fetch(self, owner: Any, name: str) -> Any:
        """Look up ``owner.name``, in a dict without detour."""
        if type(owner) is dict:
            try:
                return owner[name]
            except KeyError:
                pass
        return self.getattr(owner, name)

    def is_safe_callable(self, obj: Any) -> bool:
        """Allow macros, Jinja's loop helpers and methods of plain data; no method of any other object."""
        if isinstance(obj, (*_OURS, Undefined)) or obj in self.globals.values():
            return True  # an undefined name says itself that it is undefined
        method = getattr(obj, "__wrapped__", obj)  # str.format comes wrapped by the sandbox
        return isinstance(method, (types.MethodType, types.BuiltinMethodType)) and isinstance(
            method.__self__, (*_PLAIN, *_OURS)
        )

    def call(self, context: Meter, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        """Call what may be called, at the price of one turn."""
        context.spend(1)
        guard = METHOD_GUARDS.get(getattr(obj, "__name__", ""))
        if guard:
            args = tuple(map(listed, args))
            guard(getattr(getattr(obj, "__wrapped__", obj), "__self__", ""), *args, *kwargs.values())
        return context.kept(super().call(context, obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute with numbers of ordinary size; join texts and lists of ordinary length."""
        OPERATOR_GUARDS[operator](left, right)
        return super().call_binop(context, operator, left, right)
