"""The settings of one installation: paper.toml and the environment as one frozen value.

Nothing here imports Django's settings, so the ``dateline`` command can read it before Django starts.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path

from dateline.config.addresses import (
    DATABASE_EXPECTED,
    EMAIL_EXPECTED,
    DatabaseAddress,
    MailServer,
    parse_database,
    parse_mail,
    without_password,
)
from dateline.config.caches import VARIABLES as CACHE_VARIABLES
from dateline.config.caches import CachesInFront, read_caches
from dateline.config.env import Environment, Network
from dateline.config.listening import Listening, last_listening
from dateline.config.log_places import LogSigning, log_copies, log_signing, log_witness
from dateline.config.paper_file import read_paper_file
from dateline.config.problems import Description, Problems, nearest_name
from dateline.lib.paper_toml import Paper
from dateline.users.choices import SecondFactor

VARIABLES = (
    *CACHE_VARIABLES,
    "DATABASE_URL",
    "DATELINE_BASE_URL",
    "DATELINE_DATA",
    "DATELINE_DEBUG",
    "DATELINE_HOSTS",
    "DATELINE_LOG_COPIES",
    "DATELINE_LOG_FOLDER",
    "DATELINE_LOG_FORMAT",
    "DATELINE_LOG_KEY",
    "DATELINE_LOG_SIGNER",
    "DATELINE_LOG_WITNESS",
    "DATELINE_MEDIA_URL",
    "DATELINE_METRICS_TOKEN",
    "DATELINE_METRICS_TOKEN_FILE",
    "DATELINE_NGINX",
    "DATELINE_PORT",
    "DATELINE_PRIVATE_WEBHOOKS",
    "DATELINE_TRUSTED_PROXIES",
    "DATELINE_WORKERS",
    "EMAIL_URL",
    "SECRET_KEY",
    "SECRET_KEY_FILE",
)
PAPER_FILE = "paper.toml"
SECRET_FILE = "secret_key"  # noqa: S105 - the name of a file
SHORTEST_SECRET = 32
SHORTEST_TOKEN = 16
TOKEN_FILE = "DATELINE_METRICS_TOKEN_FILE"  # noqa: S105 - the name of a variable
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
LOOPBACK_NETWORKS: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
NGINX_FOLDER = "nginx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """One paper on one machine."""

    paper: Paper
    folder: Path
    data: Path
    database: DatabaseAddress
    media: Path
    mail: MailServer
    base_url: str
    hosts: tuple[str, ...]
    listening: Listening
    workers: int
    debug: bool
    log_format: str
    log_folder: Path
    log_copies: tuple[str, ...]
    log_signing: LogSigning
    log_witness: Path | None
    log_witness_is_named: bool
    uses_nginx: bool
    trusted_proxies: tuple[Network, ...]
    embed_hosts: tuple[str, ...]
    second_factor: SecondFactor
    reports_door: str
    caches: CachesInFront
    private_webhooks: bool
    metrics_token: str = field(repr=False)
    secret_key: str = field(repr=False)
    secret_is_kept: bool

    @property
    def port(self) -> int:
        """The port that the paper listens on."""
        return self.listening.port

    @property
    def theme(self) -> Path:
        """The folder whose templates and static files come before ours; it need not exist."""
        return self.folder / "theme"

    @property
    def nginx_folder(self) -> Path | None:
        """The folder of finished pages that nginx serves by itself, if it does."""
        return self.data / NGINX_FOLDER if self.uses_nginx else None

    @property
    def is_https(self) -> bool:
        """Say whether readers come over https."""
        return self.base_url.startswith("https://")


def folders(named: Path) -> tuple[Path, Path]:
    """Return (paper folder, data folder) for the folder that --data or DATELINE_DATA names.

    A folder with a paper.toml is a paper folder and keeps its data in data/. Any other folder is a data
    folder, and its paper is the folder around it.
    """
    named = named.expanduser().absolute()
    if (named / PAPER_FILE).exists():
        return named, named / "data"
    return named.parent, named


def load_installation(variables: Mapping[str, str]) -> Installation:
    """Read and check everything. Raises ConfigurationError that lists every wrong value."""
    problems = Problems()
    env = Environment(variables, problems)
    _refuse_unknown(variables, problems)
    folder, data = folders(env.path("DATELINE_DATA", default=Path("data")))
    file = read_paper_file(folder / PAPER_FILE, problems)
    listening = _listening(env, data)
    secret_key = _secret_key(env, data, problems)
    uses_nginx = env.boolean("DATELINE_NGINX", default=False)
    installation = Installation(
        paper=file.paper,
        folder=folder,
        data=data,
        database=_database(env, data, problems),
        media=_media(env, data, problems),
        mail=_mail(env, problems),
        base_url=env.site_address("DATELINE_BASE_URL", default=f"http://localhost:{listening.port}"),
        hosts=env.hosts("DATELINE_HOSTS"),
        listening=listening,
        workers=env.integer("DATELINE_WORKERS", default=1, low=1, high=64),
        debug=env.boolean("DATELINE_DEBUG", default=False),
        log_format=env.choice("DATELINE_LOG_FORMAT", default="plain", choices=("plain", "json")),
        trusted_proxies=_trusted_proxies(env, uses_nginx=uses_nginx),
        log_folder=env.path("DATELINE_LOG_FOLDER", default=data / "log"),
        log_copies=log_copies(env, problems),
        log_signing=log_signing(env, data),
        log_witness=log_witness(env, variables),
        log_witness_is_named=bool(env.text("DATELINE_LOG_WITNESS", default="")),
        uses_nginx=uses_nginx,
        embed_hosts=file.embed_hosts,
        second_factor=file.second_factor,
        reports_door=file.reports_door,
        caches=read_caches(env, problems),
        private_webhooks=env.boolean("DATELINE_PRIVATE_WEBHOOKS", default=False),
        metrics_token=_metrics_token(env, problems),
        secret_key=secret_key or secrets.token_urlsafe(50),
        secret_is_kept=bool(secret_key),
    )
    problems.stop_if_any()
    return installation


def _listening(env: Environment, data: Path) -> Listening:
    last = last_listening(data)
    return Listening(host=last.host, port=env.integer("DATELINE_PORT", default=last.port, low=1, high=65535))


def _trusted_proxies(env: Environment, *, uses_nginx: bool) -> tuple[Network, ...]:
    """nginx reads this machine's files, so it is on this machine, and its word about visitors counts."""
    return (*env.networks("DATELINE_TRUSTED_PROXIES"), *(LOOPBACK_NETWORKS if uses_nginx else ()))


def _refuse_unknown(variables: Mapping[str, str], problems: Problems) -> None:
    for name in sorted(variables):
        if name.startswith("DATELINE_") and name not in VARIABLES:
            ours = [known for known in VARIABLES if known.startswith("DATELINE_")]
            problems.add(where=name, value=variables[name], expected=nearest_name(name, ours))


def _database(env: Environment, data: Path, problems: Problems) -> DatabaseAddress:
    fallback = DatabaseAddress(vendor="sqlite", name=str(data / "paper.sqlite3"))
    value = env.text("DATABASE_URL", default="")
    try:
        return parse_database(value) if value else fallback
    except ValueError:
        problems.add(where="DATABASE_URL", value=without_password(value), expected=DATABASE_EXPECTED)
        return fallback


def _mail(env: Environment, problems: Problems) -> MailServer:
    value = env.text("EMAIL_URL", default="console:")
    try:
        return parse_mail(value)
    except ValueError:
        problems.add(where="EMAIL_URL", value=without_password(value), expected=EMAIL_EXPECTED)
        return MailServer(kind="console")


def _media(env: Environment, data: Path, problems: Problems) -> Path:
    """Return where pictures are kept. Object storage is refused by name instead of being half supported."""
    value = env.text("DATELINE_MEDIA_URL", default="")
    if not value:
        return data / "media"
    if value.startswith("file:///"):
        return Path(value.removeprefix("file://"))
    expected = "file:///folder, or nothing for the data folder"
    if value.startswith("s3://"):
        expected += " (S3-compatible storage is not supported yet)"
    problems.add(where="DATELINE_MEDIA_URL", value=without_password(value), expected=expected)
    return data / "media"


def _metrics_token(env: Environment, problems: Problems) -> str:
    value = env.secret("DATELINE_METRICS_TOKEN")
    odd = re.search(r"[^A-Za-z0-9._~+/=-]", value)
    if odd or 0 < len(value) < SHORTEST_TOKEN:
        wrong = f"a text with {_sign(odd[0])} in it" if odd else f"{len(value)} characters long"
        problems.add(
            where="DATELINE_METRICS_TOKEN" if env.text("DATELINE_METRICS_TOKEN", default="") else TOKEN_FILE,
            value=Description(wrong),
            expected=f"at least {SHORTEST_TOKEN} random letters and digits, also . _ ~ + / = -, or nothing",
        )
    return value


def _sign(character: str) -> str:
    """Say what kind of character does not belong into a token, without showing any of it."""
    if character.isspace():
        return "a space or the end of a line"
    return "a quotation mark" if character in "\"'" else "a character that is not allowed"


def _secret_key(env: Environment, data: Path, problems: Problems) -> str:
    """Return the secret from the environment, else the kept one, else nothing."""
    value = env.secret("SECRET_KEY")
    if value and len(value) < SHORTEST_SECRET:
        problems.add(
            where="SECRET_KEY",
            value=Description(f"{len(value)} characters long"),
            expected=f"at least {SHORTEST_SECRET} random characters",
        )
    if value:
        return value
    try:
        return (data / SECRET_FILE).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
