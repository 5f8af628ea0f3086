"""When an output is due (thời hạn): the words of the plan, kept as they are, and the days they mean."""

from pydantic import ConfigDict, RootModel

from service.documents.due_words import Meaning, meaning_of
from service.documents.text import Line


class Due(RootModel[Line]):
    """A time limit in the plan's own words: ``Quý I/2022``, ``Trước ngày 30/01/2022``, ``Thường xuyên``."""

    model_config = ConfigDict(frozen=True, title="Thời hạn")

    @property
    def words(self) -> str:
        """The words, exactly as given."""
        return self.root

    def meaning(self, year: int | None = None) -> Meaning:
        """Return the days and periods that the words name; `year` is taken where they name none (``Quý I``)."""
        return meaning_of(self.root, year)
