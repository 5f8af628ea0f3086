"""Finding the agency that a command means."""

from service.actions import people
from service.actions.services import Services
from service.errors import InvalidInput, NotFound, Problem
from service.storage.agency_tables import AgencyRow
from service.units import bare_key


def choose_agency(services: Services, wanted: str | None) -> AgencyRow:
    """The agency named by its id or by its name (diacritics optional); the only one when none is named."""
    known = people.all_agencies(services)
    if wanted is None and len(known) == 1:
        return known[0]
    if not known:
        raise NotFound("Chưa có cơ quan nào; thêm bằng nd30 agencies add.")
    if wanted is None:
        sentence = "Có nhiều cơ quan; chọn bằng --agency (xem nd30 agencies list)."
        raise InvalidInput(sentence, [Problem("--agency", "missing", sentence)])
    found = [row for row in known if wanted == str(row.id) or bare_key(wanted) == bare_key(row.name)]
    if len(found) != 1:
        raise NotFound(f"Không tìm thấy cơ quan “{wanted}”; xem nd30 agencies list.")
    return found[0]
