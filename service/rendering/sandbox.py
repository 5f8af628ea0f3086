"""What a template may do: read plain data, print it escaped, and stop within a budget."""

from jinja2.sandbox import ImmutableSandboxedEnvironment


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for Word templates: a sandbox whose autoescape is on."""

    def __init__(self) -> None:
        super().__init__(autoescape=True)
