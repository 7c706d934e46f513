"""What a copy of the whole paper as static files holds. Packages with pages register them here.

The copy itself is made by ``mirror``, which knows no more of the paper than this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from dateline.edition.addresses import is_bypassed
from dateline.edition.errors import AddressRegisteredError

INDEX = "index.html"

_sources: dict[str, Callable[[], Iterable[str]]] = {}
_file_prefixes: tuple[str, ...] = ()
_withheld_prefixes: tuple[str, ...] = ()
_index_names: dict[str, str] = {}
_home_prefixes: tuple[str, ...] = ()
_copying: ContextVar[bool] = ContextVar("dateline_edition_copying", default=False)


def register_addresses(name: str, source: Callable[[], Iterable[str]]) -> None:
    """Have copies hold the pages whose addresses ``source`` yields, always in the same order.

    It is called in a read snapshot and should stream. Old addresses that lead elsewhere belong to it too;
    an address that answers 404 or 410 is left out by itself.
    """
    _sources[name] = source


def register_files(prefix: str, *, can_be_withheld: bool = False) -> None:
    """Have copies hold what pages use from under this prefix, as it is: it never changes at its address.

    What can be withheld while pages go on using it, without any entry, is asked for each time.
    """
    global _file_prefixes, _withheld_prefixes
    if prefix not in _file_prefixes:
        _file_prefixes = (*_file_prefixes, prefix)
    if can_be_withheld and prefix not in _withheld_prefixes:
        _withheld_prefixes = (*_withheld_prefixes, prefix)


def withheld_prefixes() -> tuple[str, ...]:
    """Return the prefixes under which files can be withheld without any entry."""
    return _withheld_prefixes


def register_index(prefix: str, name: str) -> None:
    """Name the file of addresses under this prefix that end in a slash, when they are not HTML.

    Raises AddressRegisteredError when the prefix was declared with another name.
    """
    if _index_names.setdefault(prefix, name) != name:
        raise AddressRegisteredError(prefix)


def register_home(prefix: str) -> None:
    """Leave what is under this prefix to the paper itself: links from a copy lead there."""
    global _home_prefixes
    if prefix not in _home_prefixes:
        _home_prefixes = (*_home_prefixes, prefix)


def addresses_to_copy() -> Iterator[str]:
    """Yield the address of every page of the paper."""
    for source in list(_sources.values()):
        yield from source()


def is_file_of_pages(path: str) -> bool:
    """Say whether this is something that pages use, such as a picture or a style sheet."""
    return path.startswith(_file_prefixes)


def is_left_at_home(path: str) -> bool:
    """Say whether only the paper itself can answer this address."""
    return not is_file_of_pages(path) and (is_bypassed(path) or path.startswith(_home_prefixes))


def index_name(path: str) -> str:
    """Return the name of the file that holds an address ending in a slash."""
    longest = max((prefix for prefix in _index_names if path.startswith(prefix)), key=len, default="")
    return _index_names.get(longest, INDEX)


@contextmanager
def making_a_copy() -> Iterator[None]:
    """Render for a copy inside the block: what needs the paper's own server is left out of pages."""
    token = _copying.set(True)
    try:
        yield
    finally:
        _copying.reset(token)


def is_for_copy() -> bool:
    """Say whether the page being rendered is for a copy, which can neither search nor take anything in."""
    return _copying.get()
