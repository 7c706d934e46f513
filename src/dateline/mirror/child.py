"""What a process does that renders pages for another one. Imported before Django has started in it."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from dateline.mirror.making import Made, Maker

_maker: list[Maker] = []


def begin(base_url: str, below: str, *, parent: int) -> None:
    """Start Django here, and end when the process that asked has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    django.setup()

    from dateline.mirror.making import Maker  # noqa: PLC0415 - needs the models

    _maker.append(Maker(base_url=base_url, below=below))


def make(addresses: Sequence[str]) -> list[Made]:
    """Render pages."""
    return _maker[0].make(addresses)


def _end_with(parent: int) -> None:
    """However that one ended: nobody else would end this one."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
