"""dateline nginx: print the nginx configuration of this paper."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.config.start import call, data_option, start_django

FILE = click.Path(path_type=Path)


@click.command()
@data_option
@click.option("--listen", default="80", show_default=True, metavar="ADDRESS", help="Where nginx listens.")
@click.option("--certificate", type=FILE, help="Certificate for https, with its chain; needs --key.")
@click.option("--key", type=FILE, help="The certificate's key.")
def command(*, listen: str, certificate: Path | None, key: Path | None) -> None:
    """Print the configuration for nginx, which serves pages by itself where DATELINE_NGINX is set."""
    if (certificate is None) != (key is None):
        raise click.UsageError("--certificate and --key belong together.")
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
