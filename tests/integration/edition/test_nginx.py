"""nginx in front of the folder serves exactly what would be rendered now."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.edition.configuration import Configuration
from dateline.edition.nginx import NginxSite, nginx_configuration
from tests.edition_site import urls
from tests.edition_site.nodes import ServerNode
from tests.edition_site.postgres import free_port

pytestmark = [
    pytest.mark.skipif("EDITION_SITE_PG" in os.environ, reason="starts servers of its own"),
    pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed"),
]
GZIP: dict[str, Any] = {"accept-encoding": "gzip"}
ADDRESSES = ["/", "/section/news/", "/section/arts/", "/note/a/", "/note/b/", "/note/c/", "/search/?q=o"]


class Nginx(ServerNode):
    """nginx in front of a node, asked like a node."""

    def __init__(self, behind: ServerNode, folder: Path) -> None:
        self.port = free_port()
        self.directory = behind.directory / "nginx"
        self.directory.mkdir()
        assert urls.urlpatterns
        configuration = Configuration(directory=behind.directory, nginx_folder=folder)
        site = nginx_configuration(
            configuration,
            NginxSite(application=f"127.0.0.1:{behind.port}", listen=f"127.0.0.1:{self.port}", names="_"),
        )
        (self.directory / "site.conf").write_text(site)
        user = "user root;" if os.geteuid() == 0 else ""
        (self.directory / "nginx.conf").write_text(
            f"{user} daemon off; worker_processes 1; pid {self.directory}/pid;"
            f"error_log {self.directory}/error;"
            f"events {{}} http {{ access_log off; client_body_temp_path {self.directory}/body;"
            f"proxy_temp_path {self.directory}/proxy; fastcgi_temp_path {self.directory}/f;"
            f"uwsgi_temp_path {self.directory}/u; scgi_temp_path {self.directory}/s; include site.conf; }}"
        )
        self._nginx = subprocess.Popen(
            ["nginx", "-p", str(self.directory), "-c", str(self.directory / "nginx.conf")],
            stderr=subprocess.DEVNULL,
        )
        for _ in range(100):
            try:
                self.get("/desk/echo/")
            except OSError:
                time.sleep(0.05)
            else:
                break

    def stop(self) -> None:
        self._nginx.terminate()
        self._nginx.wait(timeout=10)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "folder"


@pytest.fixture
def node(tmp_path: Path, folder: Path) -> Iterator[ServerNode]:
    node = ServerNode(tmp_path / "node", workers=2, nginx_folder=str(folder))
    node.migrate()
    node.start()
    yield node
    node.kill()


@pytest.fixture
def nginx(node: ServerNode, folder: Path) -> Iterator[Nginx]:
    front = Nginx(node, folder)
    yield front
    front.stop()


def test_random_work_through_nginx_is_exact(node: ServerNode, nginx: Nginx) -> None:
    chance = random.Random(7)
    from_files = 0

    for number in range(120):
        slug, section = chance.choice("abc"), chance.choice(["news", "arts"])
        if chance.random() < 0.2:
            node.post("/desk/remove/", slug=slug)
        elif chance.random() < 0.7:
            node.publish(slug, f"Title {number}", section)
        for address in chance.sample(ADDRESSES, 4):
            status, body, headers = nginx.get(address)
            from_files += headers["server"].startswith("nginx") and "accept-ranges" in headers
            assert (status, body) == node.get(f"/desk/fresh/?address={address.replace('?', '%3F')}")[:2]

    assert from_files > 50


def test_touched_page_is_gone_from_the_folder_when_publishing_returns(
    node: ServerNode, nginx: Nginx, folder: Path
) -> None:
    file = folder / "note" / "a" / "index.html"
    for number in range(20):
        node.publish("a", f"Title {number}")
        assert not file.exists()
        status, body, _ = nginx.get("/note/a/")
        assert (status, f"Title {number}<".encode() in body) == (200, True)
        assert file.exists()
        assert file.with_name("index.html.gz").exists()
        assert nginx.get("/note/a/", **GZIP)[2]["content-encoding"] == "gzip"


def test_two_versions_in_one_second_have_different_tags(node: ServerNode, nginx: Nginx) -> None:
    tags = set()
    for number in range(5):
        node.publish("a", f"Title {number}")
        nginx.get("/note/a/")
        tags.add(nginx.get("/note/a/")[2]["etag"])

    assert len(tags) == 5


def test_worker_killed_while_storing_leaves_nothing_stale(node: ServerNode, nginx: Nginx) -> None:
    for number in range(3):
        node.publish("a", f"Before {number}")
        nginx.get("/note/a/")
        node.kill()
        node.start()
        node.publish("a", f"After {number}")
        assert f"After {number}<".encode() in nginx.get("/note/a/")[1]


def test_other_methods_and_odd_addresses_go_to_the_application(node: ServerNode, nginx: Nginx) -> None:
    node.publish("a", "A")
    nginx.get("/note/a/")
    nginx.get("/note/a/")

    assert nginx.post("/desk/echo/", x="1").startswith(b"POST")
    assert nginx.get("//note/a/")[0] == 404
    assert nginx.get("/note/a/index.html")[0] == 404
    assert nginx.get("/note/a/?utm=1")[0] == 200
