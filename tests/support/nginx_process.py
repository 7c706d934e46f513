"""A real nginx in front of a node, as Debian runs it: a master, and workers of another user."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

from tests.edition_site.postgres import free_port
from tests.support.paper_process import Asked

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


class NginxProcess(Asked):
    """nginx with one site."""

    def __init__(self, directory: Path) -> None:
        self.port = free_port()
        self.listen = f"127.0.0.1:{self.port}"
        self.directory = directory
        directory.mkdir(parents=True)
        self._nginx: subprocess.Popen[bytes] | None = None

    def start(self, site: str) -> None:
        """Check the configuration and serve it."""
        (self.directory / "site.conf").write_text(site)
        user = "user www-data;" if os.geteuid() == 0 else ""
        module = f"load_module {BROTLI};" if BROTLI.exists() else ""
        temporary = "".join(
            f"{name}_temp_path {self.directory}/{name};"
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (self.directory / "nginx.conf").write_text(
            f"{module} {user} daemon off; worker_processes 1; pid {self.directory}/pid;"
            f"error_log {self.directory}/error.log;"
            f"events {{ worker_connections 2048; }} http {{ access_log off; {temporary} include site.conf; }}"
        )
        command = ["nginx", "-p", str(self.directory), "-c", str(self.directory / "nginx.conf")]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        self._nginx = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                self.get("/healthz")
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError("nginx does not answer")

    def errors(self) -> str:
        """Return what nginx complained about."""
        return (self.directory / "error.log").read_text()

    def stop(self) -> None:
        """End nginx."""
        if self._nginx is not None:
            self._nginx.terminate()
            self._nginx.wait(timeout=10)
            self._nginx = None
