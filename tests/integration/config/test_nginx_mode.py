"""The setting for nginx: who is trusted, who may read what, and what the doctor says."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from dateline.config.checks import check_nginx
from dateline.config.installation import load_installation
from dateline.config.nginx_site import open_to_nginx, site_configuration


@pytest.fixture
def data(tmp_path: Path, settings: Settings) -> Path:
    """The data folder of a paper that nginx serves, as the command makes it."""
    data = tmp_path / "data"
    for folder in ("static/reader", "media/pictures/0123456789ab", "media/documents", "edition"):
        (data / folder).mkdir(parents=True)
    for name in ("static/reader/a.css", "media/pictures/0123456789ab/a.jpg", "media/documents/a.pdf"):
        (data / name).write_text("x")
    (data / "paper.sqlite3").write_text("x")
    (data / "secret_key").write_text("x")
    for path in data.rglob("*"):
        path.chmod(0o750 if path.is_dir() else 0o640)
    settings.STATIC_ROOT, settings.MEDIA_ROOT = data / "static", data / "media"
    settings.INSTALLATION = replace(settings.INSTALLATION, data=data, media=data / "media", uses_nginx=True)
    settings.EDITION = {**settings.EDITION, "NGINX_FOLDER": data / "nginx"}
    return data


def _open_to_others(data: Path) -> set[str]:
    return {str(path.relative_to(data)) for path in data.rglob("*") if path.stat().st_mode & stat.S_IROTH}


def test_nginx_may_read_pages_static_files_and_pictures_only(data: Path) -> None:
    (data / "paper.sqlite3").chmod(0o644)

    open_to_nginx()

    assert _open_to_others(data) == {
        *("nginx", "static", "static/reader", "static/reader/a.css"),
        *("media/pictures", "media/pictures/0123456789ab", "media/pictures/0123456789ab/a.jpg"),
    }
    assert stat.S_IMODE((data / "media").stat().st_mode) & 0o7 == 0o1
    assert stat.S_IMODE((data / "paper.sqlite3").stat().st_mode) & 0o7 == 0


def test_without_the_setting_no_page_is_left_for_nginx(data: Path, settings: Settings) -> None:
    (data / "nginx" / "town").mkdir(parents=True)
    (data / "nginx" / "town" / "index.html").write_text("old")
    settings.INSTALLATION = replace(settings.INSTALLATION, uses_nginx=False)

    open_to_nginx()

    assert not list((data / "nginx").iterdir())


def test_doctor_names_folders_that_nginx_cannot_pass(data: Path) -> None:
    data.chmod(0o750)

    (found,) = check_nginx()

    assert str(data) in str(found.hint)


def test_doctor_has_nothing_to_say_without_nginx(data: Path, settings: Settings) -> None:
    settings.INSTALLATION = replace(settings.INSTALLATION, uses_nginx=False)

    assert check_nginx() == []


def test_nginx_on_this_machine_is_believed(tmp_path: Path) -> None:
    variables = {"DATELINE_DATA": str(tmp_path), "DATELINE_TRUSTED_PROXIES": "10.0.0.0/8"}

    usual = load_installation(variables).trusted_proxies
    with_nginx = load_installation({**variables, "DATELINE_NGINX": "1"}).trusted_proxies

    assert [str(network) for network in usual] == ["10.0.0.0/8"]
    assert [str(network) for network in with_nginx] == ["10.0.0.0/8", "127.0.0.0/8", "::1/128"]


def test_site_with_a_certificate_leads_from_http_to_https(data: Path) -> None:
    text = site_configuration(certificate=Path("/c.pem"), certificate_key=Path("/k.pem"))

    assert "listen 443 ssl" in text
    assert "return 301 https://$host$request_uri" in text
    assert "ssl_certificate_key /k.pem;" in text
