"""Counting of readings: what counts, who does not, and that nothing else is remembered."""

from __future__ import annotations

import pytest

from dateline.edition.readings import MOST_REMEMBERED_AGENTS, OTHERS, Readings, is_machine

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
BROWSERS = [
    FIREFOX,
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/18.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 15; CUBOT X90) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0"
    " Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0"
    " YaBrowser/25.4.0.0 Safari/537.36",
    "Mozilla/5.0 (Linux; Android 14; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/137.0"
    " Mobile Safari/537.36 Telegram-Android/11.9",
    "Lynx/2.9.0dev.12 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.7.8",
    "w3m/0.5.3+git20230121",
]
MACHINES = [
    None,
    "",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)",
    "TelegramBot (like TwitterBot)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/137.0 Safari",
    "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
    "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 12 subscribers)",
    "curl/8.14.1",
    "Wget/1.25.0",
    "python-requests/2.32.4",
    "Go-http-client/2.0",
    "WhatsApp/2.23.20.0",
]


class Agent:
    """The headers of a request, of which only the program's name is asked for."""

    def __init__(self, agent: str | None) -> None:
        self._agent = agent

    def get(self, name: str) -> str | None:
        assert name == "user-agent"
        return self._agent


class NoText:
    """Headers with a name of a program that is no text, as the server reports it."""

    def get(self, name: str) -> str | None:
        raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid")


@pytest.mark.parametrize("agent", BROWSERS)
def test_browser_is_somebody(agent: str) -> None:
    assert not is_machine(agent)


@pytest.mark.parametrize("agent", MACHINES)
def test_machine_that_says_so_is_nobody(agent: str | None) -> None:
    assert is_machine(agent)


def test_pages_are_counted_by_address() -> None:
    readings = Readings()
    for path in ("/", "/a/", "/a/"):
        readings.note(path, Agent(FIREFOX))
    readings.note("/a/", Agent("curl/8.14.1"))
    readings.note("/a/", NoText())

    assert readings.take() == {"/": 1, "/a/": 2}
    assert readings.take() == {}


def test_one_address_too_many_is_counted_among_others() -> None:
    readings = Readings(most_addresses=2)
    for path in ("/a/", "/b/", "/c/", "/d/", "/a/"):
        readings.note(path, Agent(FIREFOX))

    assert readings.take() == {"/a/": 2, "/b/": 1, OTHERS: 2}


def test_what_could_not_be_kept_is_counted_again() -> None:
    readings = Readings(most_addresses=2)
    readings.note("/a/", Agent(FIREFOX))

    readings.give_back({"/a/": 4, "/b/": 1, "/c/": 9})

    assert readings.take() == {"/a/": 5, "/b/": 1, OTHERS: 9}


def test_no_name_of_a_program_is_remembered() -> None:
    readings = Readings()
    for number in range(MOST_REMEMBERED_AGENTS + 10):
        readings.note("/", Agent(f"{FIREFOX} {number}"))

    assert len(readings._robots) <= MOST_REMEMBERED_AGENTS
    assert {type(key) for key in readings._robots} == {int}
    assert "Firefox" not in repr(vars(readings))
