"""The fake of browser and push service against the examples of the standards, which are not ours."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec

from dateline.alerts.devices import Device
from dateline.alerts.messages import encrypted
from tests.support.web_push import CURVE, Browser, NotTheStandardError, claims_of, read

# RFC 8291, section 5 and appendix A.
RECEIVER = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
RECEIVER_POINT = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
SECRET = "BTBZMqHH6r4Tts7J_aSIgg"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK"
    "6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
MESSAGE = b"When I grow up, I want to be a watermelon"
# RFC 8292, section 2.4.
TOKEN = (
    "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3Njgs"
    "InN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErt"
    "mysazNjjvW2L9OkSSHzvoD1oA"
)
TOKEN_KEY = "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs"


def example() -> Browser:
    number = int.from_bytes(read(RECEIVER), "big")
    return Browser(private=ec.derive_private_key(number, CURVE), secret=read(SECRET))


def test_browser_reads_the_example_of_the_standard() -> None:
    assert example().keys == {"p256dh": RECEIVER_POINT, "auth": SECRET}
    assert example().open(read(BODY)) == MESSAGE


@pytest.mark.parametrize("place", [0, 20, 30, 100, -1])
def test_browser_reads_nothing_that_was_changed_on_the_way(place: int) -> None:
    body = bytearray(read(BODY))
    body[place] ^= 1
    with pytest.raises((InvalidTag, NotTheStandardError, ValueError)):
        example().open(bytes(body))


def test_push_service_reads_the_example_of_the_standard() -> None:
    claims = claims_of(f"vapid t={TOKEN}, k={TOKEN_KEY}", key=TOKEN_KEY)

    assert claims == {"aud": "https://push.example.net", "exp": 1453523768, "sub": "mailto:push@example.com"}


def test_push_service_refuses_a_token_of_somebody_else() -> None:
    head, body, signature = TOKEN.split(".")
    with pytest.raises(InvalidSignature):
        claims_of(f"vapid t={head}.{body[:-4]}fQ.{signature}, k={TOKEN_KEY}", key=TOKEN_KEY)
    with pytest.raises(NotTheStandardError):
        claims_of(f"vapid t={TOKEN}, k={TOKEN_KEY}", key="another")


@pytest.mark.parametrize("message", [b"x", "Паром снова ходит".encode(), bytes(range(256)) * 12])
def test_what_the_paper_encrypts_its_device_alone_reads(message: bytes) -> None:
    browser = Browser()
    device = Device("https://fcm.googleapis.com/fcm/send/x", **browser.keys)

    assert browser.open(encrypted(message, device=device)) == message
    assert encrypted(message, device=device) != encrypted(message, device=device)
    with pytest.raises(InvalidTag):
        Browser(private=browser.private).open(encrypted(message, device=device))
