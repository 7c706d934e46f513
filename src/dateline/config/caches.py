"""Which caches stand in front of the paper and are told what is no longer true."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.config.env import Environment, is_site_address
from dateline.config.problems import Description, Problems

VARIABLES = (
    "DATELINE_CLOUDFLARE_TOKEN",
    "DATELINE_CLOUDFLARE_TOKEN_FILE",
    "DATELINE_CLOUDFLARE_ZONE",
    "DATELINE_FASTLY_SERVICE",
    "DATELINE_FASTLY_TOKEN",
    "DATELINE_FASTLY_TOKEN_FILE",
    "DATELINE_VARNISH",
)
TOKEN = re.compile(r"[\x21-\x7e]+")
FASTLY_SERVICE = re.compile(r"[A-Za-z0-9]{8,40}")
CLOUDFLARE_ZONE = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one service knows the paper by: its service or zone, and the token that may purge it."""

    name: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CachesInFront:
    """The caches that the environment names; none by default."""

    varnish: tuple[str, ...] = ()
    fastly: Account | None = None
    cloudflare: Account | None = None

    def __bool__(self) -> bool:
        """Say whether there are any, so that pages must say what they depend on."""
        return bool(self.varnish or self.fastly or self.cloudflare)


def read_caches(env: Environment, problems: Problems) -> CachesInFront:
    """Read and check the variables; half an account is as wrong as a malformed one."""
    varnish = env.words("DATELINE_VARNISH")
    for address in varnish:
        if not is_site_address(address.rstrip("/")):
            problems.add(
                where="DATELINE_VARNISH",
                value=address,
                expected="addresses such as http://10.0.0.5:6081, with commas",
            )
    return CachesInFront(
        varnish=tuple(f"{address.rstrip('/')}/" for address in varnish),
        fastly=_account(
            env,
            problems,
            name="DATELINE_FASTLY_SERVICE",
            token="DATELINE_FASTLY_TOKEN",  # noqa: S106 - the name of a variable
            valid=FASTLY_SERVICE,
            expected="the id of the service, letters and digits, such as SU1Z0isxPaozGVKXdv0eY",
        ),
        cloudflare=_account(
            env,
            problems,
            name="DATELINE_CLOUDFLARE_ZONE",
            token="DATELINE_CLOUDFLARE_TOKEN",  # noqa: S106 - the name of a variable
            valid=CLOUDFLARE_ZONE,
            expected="the id of the zone, 32 digits and letters from a to f",
        ),
    )


def _account(
    env: Environment, problems: Problems, *, name: str, token: str, valid: re.Pattern[str], expected: str
) -> Account | None:
    value, secret = env.text(name, default=""), env.secret(token)
    if not value and not secret:
        return None
    if not valid.fullmatch(value):
        problems.add(where=name, value=value or None, expected=expected)
    if not TOKEN.fullmatch(secret):
        shown = Description("not a token") if secret else None
        problems.add(where=token, value=shown, expected=f"the token that may purge, because {name} is set")
    return Account(name=value, token=secret)
