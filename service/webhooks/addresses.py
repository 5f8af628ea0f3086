"""Which machines may be told: those on the open internet, and what the operator allows.

Names are resolved here and the connection goes to the very address that was looked at; a second answer of the name
server (DNS rebinding) therefore changes nothing.
"""

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager

from service.errors import InvalidInput, Problem

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

#: IPv6 addresses that stand for an IPv4 one behind a translator (RFC 6052).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class AddressFilter:
    """Refuses loopback, private, link-local, reserved and multicast addresses, except in `allowed` networks."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        try:
            self._allowed: tuple[Network, ...] = tuple(ipaddress.ip_network(text.strip()) for text in allowed)
        except ValueError:
            sentence = "ND30_WEBHOOK_ALLOW phải là các dải địa chỉ cách nhau dấu phẩy, ví dụ 10.0.0.0/8,192.168.1.5/32."
            raise InvalidInput(sentence, [Problem("ND30_WEBHOOK_ALLOW", "bad-setting", sentence)]) from None

    def permits(self, address: str) -> bool:
        """Whether a connection to `address` may be made."""
        found = _innermost(ipaddress.ip_address(address))
        if any(found in network for network in self._allowed if network.version == found.version):
            return True
        return found.is_global and not found.is_multicast

    def resolve(self, host: str, port: int) -> list[str]:
        """The addresses of `host`; raise OSError when there is none or one of them is not permitted."""
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not found or not all(self.permits(address) for address in found):
            raise PermissionError("địa chỉ nội bộ không được phép")
        return found

    def check(self, url: str) -> None:
        """Raise InvalidInput for a target that may not be told."""
        problem = self._problem(url)
        if problem:
            raise InvalidInput(problems=[Problem("/url", *problem)])

    def session(self) -> requests.Session:
        """A session that connects to permitted addresses only and knows no proxy."""
        session = requests.Session()
        session.trust_env = False
        adapter = _GuardedAdapter(self)
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        return session

    def _problem(self, url: str) -> tuple[str, str] | None:
        try:
            parts = urlsplit(url)
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            return "bad-url", "Địa chỉ không đúng."
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.password:
            return "bad-url", "Địa chỉ phải có dạng https://máy-chủ/đường-dẫn, không kèm tên và mật khẩu."
        try:
            self.resolve(parts.hostname, port)
        except PermissionError:
            return "private-address", "Địa chỉ này thuộc mạng nội bộ, không được phép gửi tới."
        except (OSError, UnicodeError):
            return "unknown-host", "Không tìm thấy máy chủ của địa chỉ này."
        return None


def _innermost(address: Address) -> Address:
    """The IPv4 address that an IPv6 one carries, where it carries one."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None) or address


class _GuardedAdapter(HTTPAdapter):
    """Gives requests a pool whose connections ask the filter first."""

    def __init__(self, addresses: AddressFilter) -> None:
        self._addresses = addresses
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pool manager."""
        self.poolmanager = PoolManager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {
            "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": self._guarded(HTTPConnection)}),
            "https": type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": self._guarded(HTTPSConnection)}),
        }

    def _guarded(self, connection: type[HTTPConnection]) -> type[HTTPConnection]:
        """`connection` that goes to an address the filter resolved; the name stays for TLS."""
        addresses, connect = self._addresses, connection._new_conn

        def new_conn(self: HTTPConnection) -> socket.socket:
            name, port = self._dns_host, self.port or self.default_port
            try:
                self._dns_host = addresses.resolve(name, port)[0]
                return connect(self)
            finally:
                self._dns_host = name

        return type(f"Guarded{connection.__name__}", (connection,), {"_new_conn": new_conn})
