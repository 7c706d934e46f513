"""The subscriber and the hub of the tests do what the documents say."""

from __future__ import annotations

from tests.integration.feeds.subscribing import OutsideHub, Subscriber

TOPIC = "https://example.com/feed"
LINKS = f'<https://hub.example.com/>; rel="hub", <{TOPIC}>; rel="self"'
# RFC 4231, test case 2: key "Jefe".
SIGNED = b"what do ya want for nothing?"
SIGNATURE = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"


def test_subscriber_echoes_the_challenge_of_what_it_asked_for_alone() -> None:
    one = Subscriber(TOPIC)
    asked = "hub.mode={}&hub.topic={}&hub.challenge=abc&hub.lease_seconds=60"

    assert one.asked(asked.format("subscribe", "https%3A%2F%2Fexample.com%2Ffeed")) == (200, b"abc")
    assert one.asked(asked.format("unsubscribe", TOPIC))[0] == 404
    assert one.asked(asked.format("subscribe", "https://example.com/other"))[0] == 404
    assert one.asked(f"hub.mode=subscribe&hub.topic={TOPIC}&hub.challenge=abc")[0] == 404
    assert one.confirmed == [60]


def test_subscriber_is_told_of_a_denial() -> None:
    one = Subscriber(TOPIC)

    assert one.asked(f"hub.mode=denied&hub.topic={TOPIC}&hub.reason=no")[0] == 200
    assert one.is_denied == "no"


def test_subscriber_takes_signed_content_and_throws_away_other() -> None:
    one = Subscriber(TOPIC, secret="Jefe")

    assert one.told({"link": LINKS, "x-hub-signature": f"sha256={SIGNATURE}"}, SIGNED) == 204
    assert one.told({"link": LINKS, "x-hub-signature": f"sha256={SIGNATURE}"}, SIGNED + b"!") == 204
    assert one.told({"link": LINKS}, SIGNED) == 204
    assert one.told({"x-hub-signature": f"sha256={SIGNATURE}"}, SIGNED) == 400
    assert (one.contents, one.refused) == ([SIGNED], [SIGNED + b"!", SIGNED])


def test_hub_takes_pings_of_the_form_it_knows() -> None:
    hub, form = OutsideHub(), {"content-type": "application/x-www-form-urlencoded"}

    assert hub.told(form, b"hub.mode=publish&hub.url=https%3A%2F%2Fexample.com%2Ffeed") == 204
    assert hub.told(form, b"hub.mode=publish") == 400
    assert hub.told(form, b"hub.url=x") == 400
    assert hub.told({"content-type": "text/plain"}, b"hub.mode=publish&hub.url=x") == 415
    assert hub.pinged == [TOPIC]
