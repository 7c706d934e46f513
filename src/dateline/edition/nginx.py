"""The nginx configuration that belongs to the nginx mode: files first, the application for all else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent

from dateline.edition.addresses import bypassed_prefixes, query_prefixes
from dateline.edition.configuration import Configuration
from dateline.edition.errors import ConfigurationError
from dateline.edition.sending import forms_at
from dateline.edition.serve import BROWSERS

Headers = Sequence[tuple[str, str]]

TEMPLATE = """\
# Made by `dateline nginx`; make it again after each update rather than edit it. It belongs into `http {{ }}`.
upstream dateline_application {{
    server {application};
    keepalive 32;
}}

# A query may be an address of an older site, such as /?p=17, which the application knows and a file does not.
# What campaigns hang on addresses means nothing to either.
map $args $dateline_asked {{
    default .asked;
    "" "";
    "~^(?:(?:utm_[a-z_]+|fbclid|gclid|yclid|msclkid|mc_cid|mc_eid|igshid)(?:=[^&]*)?(?:&|$))+$" "";
}}
{redirect}
server {{
{listen}
    server_name {names};
    server_tokens off;

    # A file can be taken away between two system calls, so nothing about files is remembered.
    open_file_cache off;
    merge_slashes off;
    absolute_redirect off;
    # Two versions of a page never share a modification time, so these are exact.
    etag on;
    if_modified_since exact;
    gzip off;
    gzip_static on;
    gzip_vary on;
{brotli}    default_type application/octet-stream;
    types {{
        text/html html; text/css css; text/javascript js mjs; text/plain txt; text/markdown md;
        application/json json map; application/manifest+json webmanifest; image/svg+xml svg; image/png png;
        image/jpeg jpg jpeg; image/gif gif; image/webp webp; image/avif avif; image/x-icon ico;
        font/woff woff; font/woff2 woff2;
    }}
    charset utf-8;
    charset_types text/css text/javascript text/plain text/markdown;

    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header X-Forwarded-Host "";
    proxy_set_header X-Forwarded-Port "";
    # Long work on the desk answers late, and the application has bounds of its own.
    proxy_read_timeout 300s;
    client_max_body_size {form}k;

{passed}
{own}{files}    # Addresses that only look like a page's, and names that no page has.
    location ~ "//|/index\\.html" {{ proxy_pass http://dateline_application; }}

    location ~ "/$" {{
        root "{folder}";
        # Gone, or asked for with another method than nginx serves files by: the application knows.
        error_page 404 405 = @application;
{headers}        try_files ${{uri}}index.html$dateline_asked @application;
    }}

    location / {{ proxy_pass http://dateline_application; }}
    location @application {{ proxy_pass http://dateline_application; }}
}}
"""
FILES = """\
    location ~ "{pattern}" {{
        alias "{path}";
{kind}        log_not_found off;
        error_page 403 404 405 = @application;
{headers}    }}

"""
# Within its prefix, so that no page's address is compared with the pattern of a file.
OWN = """\
    location ^~ {prefix} {{
{files}        proxy_pass http://dateline_application;
    }}

"""
REDIRECT = """
server {{
    listen 80;
    listen [::]:80;
    server_name {names};
    # Where certbot --webroot puts the proof that this machine is yours.
    location ^~ /.well-known/acme-challenge/ {{ root /var/www/html; }}
    location / {{ return 301 https://$host$request_uri; }}
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Files that nginx serves by themselves: the addresses as a regular expression, and where they lie.

    ``path`` may use what the expression captured. What is not there is asked of the application.
    """

    pattern: str
    path: str
    headers: Headers
    kind: str = ""
    """Type of files whose names do not tell it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NginxSite:
    """One paper as nginx sees it; ``brotli`` says whether this nginx has the module brotli_static."""

    application: str
    names: str
    listen: str = "80"
    certificate: Path | None = None
    certificate_key: Path | None = None
    brotli: bool = False
    files: Sequence[Files] = ()
    own_prefixes: frozenset[str] = frozenset()
    """Prefixes under which ``files`` lie; without any they are passed on whole."""


def nginx_configuration(configuration: Configuration, site: NginxSite) -> str:
    """Return the configuration for this node."""
    prefixes = [*bypassed_prefixes(), *query_prefixes()]
    within = {
        prefix: [files for files in site.files if files.pattern.startswith(f"^{prefix}")]
        for prefix in sorted(site.own_prefixes)
    }
    return TEMPLATE.format(
        application=site.application,
        redirect=REDIRECT.format(names=site.names) if site.certificate else "",
        listen=_listen(site),
        names=site.names,
        folder=configuration.nginx_folder,
        brotli="    brotli_static on;\n" if site.brotli else "",
        form=configuration.form_bytes // 1024,
        passed="\n".join(
            _passed(prefix, configuration) for prefix in prefixes if prefix not in site.own_prefixes
        ),
        own="".join(
            OWN.format(prefix=prefix, files=indent(_files(files), "    ")) for prefix, files in within.items()
        ),
        files=_files([files for files in site.files if not any(files in each for each in within.values())]),
        headers=_written([("cache-control", BROWSERS), *configuration.nginx_headers]),
    )


def _passed(prefix: str, configuration: Configuration) -> str:
    """Return the location of what nginx passes on: everything under a prefix, or one address."""
    forms = forms_at(prefix)
    uploads = forms is not None and forms.may_upload is not None
    body = f"client_max_body_size {configuration.upload_bytes // (1024 * 1024)}m; " if uploads else ""
    kind = "^~" if prefix.endswith("/") else "="
    return f"    location {kind} {prefix} {{ {body}proxy_pass http://dateline_application; }}"


def _files(listed: Sequence[Files]) -> str:
    return "".join(
        FILES.format(
            pattern=files.pattern,
            path=files.path,
            kind=f"        default_type {files.kind};\n" if files.kind else "",
            headers=_written(files.headers),
        )
        for files in listed
    )


def _listen(site: NginxSite) -> str:
    if site.certificate is None:
        return f"    listen {site.listen};"
    lines = ["listen 443 ssl http2", "listen [::]:443 ssl http2"]
    lines += [f"ssl_certificate {site.certificate}", f"ssl_certificate_key {site.certificate_key}"]
    return "\n".join(f"    {line};" for line in lines)


def _written(headers: Headers) -> str:
    return "".join(f'        add_header {name} "{_quoted(value)}";\n' for name, value in headers)


def _quoted(value: str) -> str:
    """Quote a header value; nginx has no way to write a dollar sign in one."""
    if "$" in value.replace("$folder", ""):
        raise ConfigurationError("nginx_headers", ["values without a dollar sign"])
    return value.replace("\\", "\\\\").replace('"', '\\"')
