"""Which piece of text is which component of the form (ô số 1 to 14 of the decree's diagram)."""

from service.reading.zones.model import (
    Appendix,
    Attachment,
    Number,
    PlaceDate,
    Regime,
    SignBlock,
    Zones,
)
from service.reading.zones.recognise import recognise
from service.reading.zones.words import E_SIGNATURE

__all__ = ["E_SIGNATURE", "Appendix", "Attachment", "Number", "PlaceDate", "Regime", "SignBlock", "Zones", "recognise"]
