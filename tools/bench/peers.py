"""What the edition is compared with: nginx, Varnish and a bare Granian loop, with the very same bytes."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.bench.paper_server import Running
from tools.bench.processes import free_port, get, start, stop, wait_until_answers

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
BARE = """
import json, pathlib
KEPT = {{
    path: ([tuple(pair) for pair in kept["headers"]], pathlib.Path(kept["body"]).read_bytes())
    for path, kept in json.loads(pathlib.Path({pages!r}).read_text()).items()
}}
async def application(scope, proto):
    headers, body = KEPT.get(scope.path) or KEPT["/"]
    proto.response_bytes(200, headers, body)
"""
NGINX = """
{module}{user} daemon off; worker_processes {workers}; pid {folder}/pid; error_log {folder}/error;
events {{ worker_connections 1024; }}
http {{ access_log off; types {{ text/html html; }} charset utf-8; keepalive_requests 1000000;
client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s; {site} }}
"""
STATIC = """
server {{ listen 127.0.0.1:{port}; root {root}; gzip_static on; gzip_vary on; {brotli}
{headers} location = /readyz {{ return 200; }} }}
"""
VCL = """
vcl 4.1;
backend default {{ .host = "127.0.0.1"; .port = "{port}"; }}
sub vcl_backend_response {{ set beresp.ttl = 1d; }}
"""


@dataclass(frozen=True, slots=True)
class Page:
    """One page in the encodings in which it is sent, and the headers that go with it."""

    path: str
    headers: Mapping[str, str]
    bodies: Mapping[str, bytes]


def taken_from(server: Running, path: str) -> Page:
    """Return the page as the edition sends it. Waits for what it says only of pages older than a second."""
    bodies = {}
    for encoding in ("gzip", "br", "identity"):
        status, body, _headers = get(server.port, path, accept_encoding=encoding)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
        bodies[encoding] = body
    return Page(path=path, headers=get(server.port, path, accept_encoding="gzip")[2], bodies=bodies)


def nginx_folder(folder: Path, pages: list[Page]) -> Path:
    """Write the pages as files, compressed beforehand."""
    root = folder / "site"
    for page in pages:
        target = root / page.path.strip("/") / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(page.bodies["identity"])
        Path(f"{target}.gz").write_bytes(page.bodies["gzip"])
        Path(f"{target}.br").write_bytes(page.bodies["br"])
    return root


@contextmanager
def nginx(folder: Path, *, site: str, workers: int, port: int, brotli: bool = False) -> Iterator[Running]:
    """Run nginx with a site."""
    folder.mkdir(parents=True, exist_ok=True)
    text = NGINX.format(
        module=f"load_module {BROTLI};\n" if brotli else "",
        user="user root;" if os.geteuid() == 0 else "",
        workers=workers,
        folder=folder,
        site=site,
    )
    (folder / "nginx.conf").write_text(text)
    with _running(
        ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], port=port, folder=folder
    ) as it:
        yield it


@contextmanager
def nginx_static(folder: Path, *, pages: list[Page], workers: int, brotli: bool = False) -> Iterator[Running]:
    """Run nginx on files: the limit that nobody passes."""
    port = free_port()
    skipped = {
        "content-length",
        "content-encoding",
        "content-type",
        "date",
        "server",
        "etag",
        "last-modified",
        "vary",
    }
    kept = {name: text for name, text in pages[0].headers.items() if name not in skipped}
    headers = "".join(f"add_header {name} {_quoted(text)};\n" for name, text in kept.items())
    site = STATIC.format(
        port=port,
        root=nginx_folder(folder, pages),
        headers=headers,
        brotli="brotli_static on;" if brotli else "",
    )
    with nginx(folder, site=site, workers=workers, port=port, brotli=brotli) as running:
        yield running


@contextmanager
def bare_granian(folder: Path, *, pages: list[Page], workers: int) -> Iterator[Running]:
    """Run Granian with a loop that does nothing but answer."""
    folder.mkdir(parents=True, exist_ok=True)
    known = {}
    for number, page in enumerate(pages):
        body = folder / f"body{number}"
        body.write_bytes(page.bodies["gzip"])
        pairs = [pair for pair in page.headers.items() if pair[0] not in {"server", "date", "content-length"}]
        known[page.path] = {"headers": pairs, "body": str(body)}
    known.setdefault("/", next(iter(known.values())))
    (folder / "pages.json").write_text(json.dumps(known))
    (folder / "bare.py").write_text(BARE.format(pages=str(folder / "pages.json")))
    port = free_port()
    command = [sys.executable, "-m", "granian", "--no-ws", "--interface", "rsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", str(workers), "--loop", "uvloop", "bare:application"]
    environment = os.environ | {"PYTHONPATH": str(folder)}
    with _running(command, port=port, folder=folder, environment=environment) as running:
        yield running


@contextmanager
def varnish(folder: Path, *, pages: list[Page]) -> Iterator[Running]:
    """Run Varnish with the pages in its memory; its backend is nginx, asked once."""
    with ExitStack() as stack:
        behind = stack.enter_context(nginx_static(folder / "behind", pages=pages, workers=1))
        (folder / "site.vcl").write_text(VCL.format(port=behind.port))
        port = free_port()
        command = [shutil.which("varnishd") or "/usr/sbin/varnishd", "-F", "-n", str(folder / "work")]
        command += ["-a", f"127.0.0.1:{port}", "-f", str(folder / "site.vcl"), "-s", "malloc,128m"]
        yield stack.enter_context(_running(command, port=port, folder=folder))


@contextmanager
def _running(
    command: list[str], *, port: int, folder: Path, environment: Mapping[str, str] | None = None
) -> Iterator[Running]:
    log = folder / "log"
    process = start(command, environment=environment or os.environ, log=log)
    try:
        ready_s = wait_until_answers(port, path="/readyz", process=process, log=log)
        yield Running(port=port, process=process, log=log, ready_s=ready_s)
    finally:
        stop(process)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
