"""The nginx configuration that belongs to the nginx mode: files first, the application for all else."""

from __future__ import annotations

from dateline.edition.addresses import bypassed_prefixes, query_prefixes
from dateline.edition.configuration import Configuration
from dateline.edition.errors import ConfigurationError
from dateline.edition.serve import BROWSERS

TEMPLATE = """\
# Made by Dateline; make it again rather than edit it. Include it inside `http {{ }}`.
upstream dateline_application {{
    server {application};
    keepalive 32;
}}

server {{
    listen {listen};
    server_name {names};
    root {folder};

    # A file can be taken away between two system calls, so nothing about files is remembered.
    open_file_cache off;
    merge_slashes off;
    absolute_redirect off;
    # Two versions of a page never share a modification time, so these are exact.
    etag on;
    if_modified_since exact;
    gzip_static on;
    gzip_vary on;
{brotli}    types {{ text/html html; }}
    charset utf-8;

    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
    client_max_body_size {upload}m;

{passed}
    # Addresses that only look like a page's, and names that no page has.
    location ~ "//|/index\\.html" {{ proxy_pass http://dateline_application; }}

    location ~ "/$" {{
        # Gone, or asked for with another method than nginx serves files by: the application knows.
        error_page 404 405 = @application;
        add_header Cache-Control "{cache}";
{headers}        try_files ${{uri}}index.html @application;
    }}

    location / {{ proxy_pass http://dateline_application; }}
    location @application {{ proxy_pass http://dateline_application; }}
}}
"""


def nginx_configuration(
    configuration: Configuration, *, application: str, listen: str, names: str, brotli: bool
) -> str:
    """Return the configuration for this node; ``brotli`` says whether nginx has the brotli module."""
    prefixes = [*bypassed_prefixes(), *query_prefixes()]
    return TEMPLATE.format(
        application=application,
        listen=listen,
        names=names,
        folder=configuration.nginx_folder,
        brotli="    brotli_static on;\n" if brotli else "",
        upload=configuration.upload_bytes // (1024 * 1024),
        passed="\n".join(
            f"    location ^~ {prefix} {{ proxy_pass http://dateline_application; }}" for prefix in prefixes
        ),
        cache=BROWSERS,
        headers="".join(
            f'        add_header {name} "{_quoted(value)}";\n' for name, value in configuration.nginx_headers
        ),
    )


def _quoted(value: str) -> str:
    """Quote a header value; nginx has no way to write a dollar sign in one."""
    if "$" in value:
        raise ConfigurationError("nginx_headers", ["values without a dollar sign"])
    return value.replace("\\", "\\\\").replace('"', '\\"')
