"""The client's address is believed from trusted proxies only."""

import pytest

from portal.middleware import client_address

PROXIES = ["10.0.0.0/8", "192.0.2.1"]


@pytest.mark.parametrize(
    ("remote", "forwarded", "expected"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.7", "203.0.113.9"),
        ("10.1.2.3", "198.51.100.7", "198.51.100.7"),
        ("10.1.2.3", "198.51.100.7, 192.0.2.1", "198.51.100.7"),
        ("10.1.2.3", "1.1.1.1, 198.51.100.7", "198.51.100.7"),
        ("10.1.2.3", "198.51.100.7, nonsense", "10.1.2.3"),
        ("10.1.2.3", "10.9.9.9, 10.8.8.8", "10.9.9.9"),
        ("", "198.51.100.7", ""),
        ("10.1.2.3", "2001:db8::1", "2001:db8::1"),
    ],
)
def test_client_address_follows_trusted_hops_only(remote: str, forwarded: str, expected: str) -> None:
    assert client_address(remote, forwarded, PROXIES) == expected


def test_client_address_believes_nobody_without_proxies() -> None:
    assert client_address("10.1.2.3", "198.51.100.7", []) == "10.1.2.3"
