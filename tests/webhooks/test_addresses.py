import socket

import pytest
import requests

from service.errors import InvalidInput
from service.webhooks import AddressFilter


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111"])
def test_the_open_internet_is_permitted(address):
    assert AddressFilter().permits(address)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255",
     "224.0.0.1", "192.0.2.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
     "2002:a00:1::", "2001:0:5ef5:79fb::f5ff:fffe"],
)  # fmt: skip
def test_addresses_inside_the_house_are_not(address):
    assert not AddressFilter().permits(address)


def test_the_operator_may_open_a_network():
    addresses = AddressFilter(["10.0.0.0/8", " ::1/128"])

    assert addresses.permits("10.9.8.7")
    assert addresses.permits("::1")
    assert not addresses.permits("192.168.0.1")


def test_a_setting_that_is_no_network_is_told():
    with pytest.raises(InvalidInput) as caught:
        AddressFilter(["noi bo"])

    assert [problem.path for problem in caught.value.problems] == ["ND30_WEBHOOK_ALLOW"]


def test_a_name_with_one_address_inside_is_refused(monkeypatch):
    answers = [(0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", ("127.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)

    with pytest.raises(InvalidInput):
        AddressFilter().check("https://hai-mat.example/")


def test_a_name_that_points_elsewhere_the_second_time_is_not_followed(monkeypatch):
    """DNS rebinding: the address that was looked at is the one that is connected to."""
    asked = []

    def answer(host, port, *_, **__):
        asked.append(host)
        address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    addresses = AddressFilter()
    addresses.check("http://xoay.example:9/")

    with addresses.session() as session, pytest.raises(requests.ConnectionError) as caught:
        session.post("http://xoay.example:9/", timeout=2)

    assert "nội bộ" in str(caught.value)
