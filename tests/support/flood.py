"""Ask for made-up addresses as fast as it goes: ``python -m tests.support.flood PORT SECONDS CONNECTIONS``.

Prints one line of JSON: how many answers there were of each status.
"""

from __future__ import annotations

import asyncio
import json
import random
import string
import sys
import time
from collections import Counter

SHAPES = (
    "/{word}/", "/{word}", "/2017/10/04/{word}/", "/{word}/page/{number}/", "/topic/{word}/",
    "/author/{word}/",
    "/archive/{number}/", "/?{word}={number}", "/town/?{word}=1", "/search/?q={word}",
    "/series/{word}/page/{number}/",
)  # fmt: skip


async def _ask(port: int, until: float, statuses: Counter[str], chance: random.Random) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.monotonic() < until:
        word = "".join(chance.choices(string.ascii_lowercase, k=12))
        target = chance.choice(SHAPES).format(word=word, number=chance.randrange(10**6))
        writer.write(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        statuses[head[9:12].decode()] += 1
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                await reader.readexactly(int(line.split(b":")[1]))
    writer.close()


async def _flood(port: int, seconds: float, connections: int) -> Counter[str]:
    statuses: Counter[str] = Counter()
    until = time.monotonic() + seconds
    tasks = [_ask(port, until, statuses, random.Random(number)) for number in range(connections)]
    results = await asyncio.gather(*tasks, return_exceptions=True)
    statuses["broken"] = sum(1 for result in results if result is not None)
    return statuses


if __name__ == "__main__":
    sys.stdout.write(
        json.dumps(asyncio.run(_flood(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])))) + "\n"
    )
