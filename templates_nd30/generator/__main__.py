"""Write every shipped template beside this package: ``python -m templates_nd30.generator``."""

from pathlib import Path

from service.nd30.kinds import KINDS
from templates_nd30.generator.package import template
from templates_nd30.generator.register_book import register_template

FOLDER = Path(__file__).parent.parent


def main() -> None:
    """Write one DOCX per kind that the service renders, and the register's."""
    for kind, facts in KINDS.items():
        if facts.rendered:
            (FOLDER / f"{kind.value}.docx").write_bytes(template(kind))
    (FOLDER / "registers" / "so-dang-ky-van-ban-di.docx").write_bytes(register_template())


if __name__ == "__main__":
    main()
