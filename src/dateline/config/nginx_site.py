"""The paper as nginx serves it: which files it may read by itself, and who may read them."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

from django.conf import settings

from dateline.config.installation import NGINX_FOLDER, Installation
from dateline.config.public_headers import public_headers
from dateline.edition.configuration import edition_configuration
from dateline.edition.folder import PageFolder
from dateline.edition.nginx import Files, NginxSite, nginx_configuration
from dateline.lib.tlog.tiles import TILE_PATH
from dateline.media.storages import FOR_EVER, PUBLIC_FOLDER
from dateline.transparency.places import FOR_SECONDS, LASTING

# As serve_media has them: pictures that are public, and nothing else of the media folder.
PICTURES = r"^/media/(?<file>pictures/(?<folder>[0-9a-f]{12})/\w[\w.-]{0,80}\.(avif|webp|jpg|png|gif))$"
# As WhiteNoise tells them: what has its digest in its name never changes.
DIGEST = r"\.[0-9a-f]{12}\.[A-Za-z0-9]+$"
WITH_DIGEST = rf"^/static/(?<file>.+{DIGEST})"
STATIC = r"^/static/(?<file>.+\.[A-Za-z0-9]+)$"
# The verifiable log, as its views have it.
TILES = rf"^/log/(?<file>{TILE_PATH.pattern})$"
PROOFS = r"^/log/(?<file>(proof/[0-9a-f-]{36}/[1-9][0-9]{0,8}|handover/[0-9a-f]{8})\.tlog-proof)$"
SIGNED = r"^/log/(?<file>checkpoint|keys)$"
BROTLI_MODULES = Path("/etc/nginx/modules-enabled")
PASS, READ, ANY = stat.S_IXOTH, stat.S_IROTH, stat.S_IRWXO


def site_configuration(**options: Any) -> str:
    """Return the nginx configuration of this paper; ``options`` are fields of NginxSite."""
    installation = settings.INSTALLATION
    names = [name for name in settings.ALLOWED_HOSTS if name != "*"]
    site = NginxSite(
        **{
            "application": installation.listening.from_here,
            "names": " ".join(names),
            "brotli": has_brotli(),
            "files": _files(),
            "own_prefixes": frozenset({"/static/", "/media/", "/log/"}),
            **options,
        }
    )
    return nginx_configuration(edition_configuration(), site)


def has_brotli() -> bool:
    """Say whether this machine's nginx loads Debian's module for brotli files."""
    return any(BROTLI_MODULES.glob("*brotli-static*"))


def open_to_nginx() -> None:
    """Let nginx's user read the pages, static files and public pictures, and nothing else of the paper.

    Where nginx does not serve, no page may be left in the folder: it would never be taken away.
    """
    installation: Installation = settings.INSTALLATION
    pages = installation.nginx_folder
    if pages is None:
        PageFolder(installation.data / NGINX_FOLDER).withdraw_all()
        return
    media, pictures = installation.media, installation.media / PUBLIC_FOLDER
    log = Path(settings.LOG_FOLDER)
    public = {pages, Path(settings.STATIC_ROOT), media, pictures, log}
    for folder in public:
        folder.mkdir(parents=True, exist_ok=True)
    for folder in (installation.data, media):
        for inner in folder.iterdir():
            if inner not in public and not inner.is_symlink():
                _set_others(inner, 0)
        _set_others(folder, PASS)
    for tree in (pages, Path(settings.STATIC_ROOT), pictures, log):
        for path in (tree, *tree.rglob("*")):
            if not path.is_symlink():
                _set_others(path, PASS | READ if path.is_dir() else READ)


def _set_others(path: Path, rights: int) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    wanted = mode & ~ANY | rights
    if wanted != mode:
        path.chmod(wanted)


def _files() -> tuple[Files, ...]:
    always = public_headers(embed_hosts=settings.EMBED_HOSTS, is_https=settings.INSTALLATION.is_https)
    static = (*always, ("access-control-allow-origin", "*"))
    root, media = f"{settings.STATIC_ROOT}/$file", f"{settings.MEDIA_ROOT}/$file"
    key = ("surrogate-key", "media/$folder")
    log = f"{settings.LOG_FOLDER}/$file"
    return (
        Files(
            pattern=WITH_DIGEST,
            path=root,
            headers=(("cache-control", "max-age=315360000, public, immutable"), *static),
        ),
        Files(pattern=STATIC, path=root, headers=(("cache-control", "max-age=60, public"), *static)),
        Files(pattern=TILES, path=log, headers=(("cache-control", LASTING), *always)),
        Files(pattern=PROOFS, path=log, headers=(("cache-control", LASTING), *always), kind="text/plain"),
        Files(pattern=SIGNED, path=log, headers=(("cache-control", FOR_SECONDS), *always), kind="text/plain"),
        Files(
            pattern=PICTURES,
            path=media,
            headers=(
                ("cache-control", FOR_EVER),
                key,
                ("content-language", settings.LANGUAGE_CODE),
                *always,
            ),
        ),
    )
