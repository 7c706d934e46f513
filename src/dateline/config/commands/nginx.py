"""dateline nginx: print the nginx configuration of this paper."""

from __future__ import annotations

import re
from pathlib import Path

import click

from dateline.config.start import call, data_option, start_django

# What nginx's own documentation allows after `listen`: an address, and words such as default_server.
_HOST, _SIX = r"[\w.-]*[A-Za-z.*][\w.-]*", r"\[[0-9A-Fa-f:.]+\]"
_PLACE = rf"(?:(?:{_HOST}|{_SIX}):)?(?P<port>\d{{1,5}})|{_HOST}|{_SIX}|unix:/\S+"
LISTEN = re.compile(rf"(?:{_PLACE})(?: [a-z_0-9]+(?:=[\w:./-]+)?)*")
LISTEN_EXPECTED = "a port or an address with a port, such as 8080, 10.0.0.5:80 or [::]:80"
HIGHEST_PORT = 65_535


def _listen(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    found = LISTEN.fullmatch(value)
    if found is None or int(found["port"] or 1) not in range(1, HIGHEST_PORT + 1):
        raise click.BadParameter(f'it is "{value}"; expected {LISTEN_EXPECTED}.', ctx, parameter)
    return value


def _file(ctx: click.Context, parameter: click.Parameter, value: str | None) -> Path | None:
    """Return the whole path: nginx would look for half a one in its own folder.

    nginx reads the files as root, so that we may not look into their folder is no fault.
    """
    if value is None:
        return None
    path = Path(value).expanduser().absolute()
    if re.search(r"[\s\"'$;{}\\]", str(path)):
        reason = "nginx cannot be told a path with spaces, quotation marks, $, ;, braces or backslashes"
        raise click.BadParameter(f'it is "{path}"; {reason}.', ctx, parameter)
    try:
        is_file = path.is_file()
    except PermissionError:
        return path
    if not is_file:
        what = "a folder" if path.is_dir() else "not there"
        raise click.BadParameter(f"{path} is {what}; expected a file in PEM format.", ctx, parameter)
    return path


@click.command()
@data_option
@click.option(
    "--listen",
    metavar="ADDRESS",
    callback=_listen,
    default="80",
    show_default=True,
    help="Where nginx listens.",
)
@click.option("--certificate", metavar="FILE", callback=_file, help="Certificate for https, with its chain.")
@click.option("--key", metavar="FILE", callback=_file, help="The certificate's key.")
@click.pass_context
def command(ctx: click.Context, *, listen: str, certificate: Path | None, key: Path | None) -> None:
    """Print the configuration for nginx, which serves pages by itself where DATELINE_NGINX is set."""
    _refuse_half_a_certificate(ctx, certificate=certificate, key=key)
    installation = start_django()
    if not installation.uses_nginx:
        raise click.ClickException("Set DATELINE_NGINX=1 first, here and where the paper runs.")
    text = call(
        "dateline.config.nginx_site.site_configuration",
        listen=listen,
        certificate=certificate,
        certificate_key=key,
    )
    click.echo(text, nl=False)


def _refuse_half_a_certificate(ctx: click.Context, *, certificate: Path | None, key: Path | None) -> None:
    if (certificate is None) != (key is None):
        missing = "--key" if key is None else "--certificate"
        raise click.UsageError(f"{missing} is missing: --certificate and --key belong together.")
    if certificate is None:
        return
    if certificate == key:
        raise click.UsageError("--certificate and --key are one file; expected the certificate and its key.")
    if ctx.get_parameter_source("listen") is not click.core.ParameterSource.DEFAULT:
        raise click.UsageError(
            "--listen is for sites without a certificate; with one, nginx listens on 443 and 80."
        )
