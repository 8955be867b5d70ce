"""Which entry of the navigation is the current one."""

import pytest

from portal.context_processors import _current_of

URLS = ["/", "/manuals/", "/compliance/", "/compliance/ledger/"]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", "/"),
        ("/manuals/pin/", "/manuals/"),
        ("/compliance/contracts/1/", "/compliance/"),
        ("/compliance/ledger/", "/compliance/ledger/"),
        ("/accounts/", None),
    ],
)
def test_the_longest_address_above_the_page_is_current(path: str, current: str | None) -> None:
    assert _current_of(URLS, path) == current
