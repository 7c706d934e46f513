"""The Varnish configuration that goes with ``VarnishPurger``."""

from __future__ import annotations

from dateline.edition.addresses import bypassed_prefixes

TEMPLATE = """\
vcl 4.1;
# Made by Dateline; make it again rather than edit it.
import std;

backend dateline {{ .host = "{host}"; .port = "{port}"; }}
acl purgers {{ {purgers} }}

sub vcl_recv {{
    if (req.method == "BAN") {{
        if (client.ip !~ purgers) {{ return (synth(403)); }}
        if (std.ban("obj.http.surrogate-key ~ " + req.http.x-surrogate-pattern)) {{ return (synth(200)); }}
        return (synth(400, std.ban_error()));
    }}
    if (req.method != "GET" && req.method != "HEAD") {{ return (pass); }}
    if (req.url ~ "^({bypassed})") {{ return (pass); }}
    # Pages are the same for everybody.
    unset req.http.cookie;
}}

sub vcl_backend_response {{
    if (beresp.http.surrogate-control ~ "max-age=[1-9]") {{
        set beresp.ttl = std.duration(
            regsub(beresp.http.surrogate-control, "^.*max-age=([0-9]+).*$", "\\1s"), 0s);
        # What was not purged is still true, so nothing is served by age.
        set beresp.grace = 0s;
    }} else {{
        set beresp.uncacheable = true;
        set beresp.ttl = 120s;
    }}
}}

sub vcl_deliver {{
    unset resp.http.surrogate-key;
    unset resp.http.surrogate-control;
    unset resp.http.cache-tag;
    unset resp.http.cdn-cache-control;
}}
"""


def varnish_configuration(*, host: str, port: int, purgers: tuple[str, ...]) -> str:
    """Return VCL for Varnish 7: this node behind it, and who may send BAN."""
    return TEMPLATE.format(
        host=host,
        port=port,
        purgers=" ".join(f'"{address}";' for address in purgers),
        bypassed="|".join(bypassed_prefixes()) or "/never/",
    )
