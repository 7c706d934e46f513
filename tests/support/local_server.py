"""A server on this machine that plays one elsewhere."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class LocalServer:
    """Listens until it is closed. Its handler knows it as ``server_of``."""

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        self.stop = threading.Event()
        made: Any = type("Handler", (handler,), {"server_of": self, "log_message": lambda *_: None})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), made)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def close(self) -> None:
        """Stop to listen; what waits for ``stop`` goes on."""
        if self.stop.is_set():
            return
        self.stop.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
