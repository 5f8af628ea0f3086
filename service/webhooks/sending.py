"""One attempt: a signed POST, its answer summed up in a line."""

import datetime as dt
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import Any

import requests

from service.errors import Conflict, InvalidInput
from service.storage.exchange_tables import DeliveryRow
from service.storage.sealing import Sealer
from service.webhooks.addresses import AddressFilter

#: Seconds to wait for the connection, and for the answer.
TIMEOUT = (5.0, 10.0)


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """How one attempt went; `status` is the answer's, `error` a sentence where there was none."""

    at: dt.datetime
    status: int | None
    error: str
    milliseconds: int

    @property
    def delivered(self) -> bool:
        """Whether the other side took it."""
        return self.status is not None and 200 <= self.status < 300

    def as_data(self) -> dict[str, Any]:
        """For the row of the delivery."""
        return {
            "at": self.at.isoformat(),
            "status": self.status,
            "error": self.error,
            "milliseconds": self.milliseconds,
        }


class Sender:
    """Sends to permitted addresses only."""

    def __init__(self, addresses: AddressFilter, sealer: Sealer) -> None:
        self._addresses, self._sealer = addresses, sealer

    def send(self, url: str, sealed_secret: str, delivery: DeliveryRow, now: dt.datetime) -> Attempt:
        """POST one event; never raises for what the other side does."""
        try:
            secret = self._sealer.open(sealed_secret)
        except Conflict as refused:
            return Attempt(at=now, status=None, error=refused.message, milliseconds=0)
        body = message(delivery)
        moment = str(int(now.timestamp()))
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "nd30-webhook/1",
            "Nd30-Event": delivery.event,
            "Nd30-Event-Id": str(delivery.id),
            "Nd30-Signature": f"t={moment},v1={signature(secret, moment, body)}",
        }
        begun = time.monotonic()
        status, error = self._post(url, body, headers)
        milliseconds = round((time.monotonic() - begun) * 1000)
        return Attempt(at=now, status=status, error=error, milliseconds=milliseconds)

    def _post(self, url: str, body: bytes, headers: dict[str, str]) -> tuple[int | None, str]:
        try:
            self._addresses.check(url)
            with (
                self._addresses.session() as session,
                session.post(
                    url, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False, stream=True
                ) as answer,
            ):
                return answer.status_code, ""  # the body is never read: it could be endless
        except InvalidInput as refused:
            return None, refused.problems[0].message
        except requests.exceptions.SSLError:
            return None, "Chứng thư TLS không hợp lệ."
        except requests.exceptions.Timeout:
            return None, "Quá thời gian chờ."
        except (requests.RequestException, OSError, UnicodeError, ValueError):
            return None, "Không kết nối được."


def message(delivery: DeliveryRow) -> bytes:
    """The body that is sent and signed: the same for every attempt."""
    content = {
        "id": str(delivery.id),
        "event": delivery.event,
        "created_at": delivery.created_at.isoformat(),
        "data": delivery.payload,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()


def signature(secret: str, moment: str, body: bytes) -> str:
    """HMAC-SHA-256 over the moment (seconds since 1970), a full stop and the body, in hexadecimal."""
    return hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
