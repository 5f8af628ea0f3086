from tests.rendering.conftest import office, printed  # noqa: F401 - fixtures
