"""An address has one form, whatever is hung onto it."""

import pytest

from dateline.edition import addresses
from dateline.edition.errors import AddressRegisteredError, BadAddressError


@pytest.fixture(autouse=True)
def _registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "_query_parameters", {})
    monkeypatch.setattr(addresses, "_bypassed", [])
    addresses.register_query("/search/", ["q", "page"])
    addresses.register_bypass("/desk/")
    addresses.register_bypass("/healthz")


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("/", "utm=1", "/"),
        ("/search/", "page=2&q=a%20b&x=1", "/search/?page=2&q=a+b"),
        ("/search/", "q=", "/search/?q="),
        ("/search/", "x=1", "/search/"),
        ("/ё/", "", "/ё/"),
    ],
)
def test_address_has_one_form(path: str, query: str, expected: str) -> None:
    assert addresses.page_address(path, query) == expected


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/\x00", "", 400),
        ("no-slash", "", 400),
        ("/\ufffd", "", 400),
        ("/?q", "", 404),
        ("/" * 2001, "", 414),
        ("/search/", "q=%ff", 400),
        ("/search/", "q=%00", 400),
        ("/", "a" * 2001, 414),
    ],
)
def test_impossible_address_is_refused(path: str, query: str, status: int) -> None:
    with pytest.raises(BadAddressError) as refused:
        addresses.page_address(path, query)

    assert refused.value.status == status


def test_prefix_is_declared_once() -> None:
    addresses.register_query("/search/", ["page", "q"])
    with pytest.raises(AddressRegisteredError):
        addresses.register_query("/search/", ["other"])


def test_bypassed_prefix() -> None:
    assert addresses.is_bypassed("/desk/login/")
    assert not addresses.is_bypassed("/desks/")


def test_bypassed_address_is_that_one_alone() -> None:
    assert addresses.is_bypassed("/healthz")
    assert not addresses.is_bypassed("/healthzX")
    assert not addresses.is_bypassed("/healthz/more")
