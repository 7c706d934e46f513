"""The caches in front come from the environment; half an account or a malformed one stops the start."""

from pathlib import Path

import pytest

from dateline.config.installation import load_installation
from dateline.config.problems import ConfigurationError
from dateline.config.purgers import purgers_for

ZONE = "023e105f4ecef8ad9ca31a8372d0c353"


def problems_of(**variables: str) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        load_installation(variables)
    return [str(problem) for problem in caught.value.problems]


def test_without_caches_nothing_is_told_to_keep_pages() -> None:
    assert not load_installation({}).caches
    assert purgers_for(load_installation({}).caches) == []


def test_every_cache_named_gets_a_purger(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("from-a-file\n", encoding="utf-8")

    caches = load_installation(
        {
            "DATELINE_VARNISH": "http://10.0.0.5:6081, http://10.0.0.6:6081/",
            "DATELINE_FASTLY_SERVICE": "SU1Z0isxPaozGVKXdv0eY",
            "DATELINE_FASTLY_TOKEN": "sesame",
            "DATELINE_CLOUDFLARE_ZONE": ZONE,
            "DATELINE_CLOUDFLARE_TOKEN_FILE": str(tmp_path / "token"),
        }
    ).caches

    varnish, fastly, cloudflare = purgers_for(caches)
    assert varnish.servers == ("http://10.0.0.5:6081/", "http://10.0.0.6:6081/")
    assert (fastly.service, fastly.token) == ("SU1Z0isxPaozGVKXdv0eY", "sesame")
    assert (cloudflare.zone, cloudflare.token) == (ZONE, "from-a-file")
    assert bool(caches)
    assert "sesame" not in repr(caches)


def test_wrong_address_of_varnish_is_named() -> None:
    for wrong in ("10.0.0.5:6081", "http://cache.example/path", "ftp://cache.example"):
        assert problems_of(DATELINE_VARNISH=wrong) == [
            f'DATELINE_VARNISH is "{wrong}"; expected addresses such as http://10.0.0.5:6081, with commas.'
        ]


def test_half_an_account_is_named() -> None:
    assert problems_of(DATELINE_FASTLY_SERVICE="SU1Z0isxPaozGVKXdv0eY") == [
        "DATELINE_FASTLY_TOKEN is missing; expected the token that may purge, because "
        "DATELINE_FASTLY_SERVICE is set."
    ]
    (problem,) = problems_of(DATELINE_CLOUDFLARE_TOKEN="sesame")
    assert problem.startswith("DATELINE_CLOUDFLARE_ZONE is missing; expected the id of the zone")


def test_malformed_account_is_named_without_the_secret() -> None:
    problems = problems_of(DATELINE_CLOUDFLARE_ZONE="paper.example", DATELINE_CLOUDFLARE_TOKEN="open sesame")

    assert problems[0].startswith('DATELINE_CLOUDFLARE_ZONE is "paper.example"; expected the id of the zone')
    assert problems[1].startswith("DATELINE_CLOUDFLARE_TOKEN is not a token; expected")
    assert "sesame" not in "".join(problems)


def test_short_metrics_token_is_refused_without_showing_it() -> None:
    (problem,) = problems_of(DATELINE_METRICS_TOKEN="abc123")

    assert problem.startswith("DATELINE_METRICS_TOKEN is 6 characters long; expected at least 16")
