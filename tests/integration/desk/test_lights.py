"""The lights of the first page, and mail that is looked after without being sent."""

from __future__ import annotations

import smtplib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from dateline.config import checks
from dateline.config.worker import give_sign, look_after_mail, measure_media
from dateline.desk import mail
from dateline.desk.contexts import TaskFigures
from dateline.desk.home.lights import disk_light, lights, log_light, mail_light, worker_light
from dateline.desk.home.measuring import bytes_in
from dateline.desk.home.shown import Tone
from dateline.edition.actions import note_failure, note_well
from dateline.edition.models import Sign
from dateline.edition.queries import signs
from dateline.fronts.models import HomePage
from dateline.publishlog.lateness import FollowerState
from dateline.publishlog.queries import FollowerLag
from dateline.users.choices import Role

NOW = datetime(2026, 3, 14, 14, 0, tzinfo=UTC)
IDLE = TaskFigures(waiting=0, waiting_seconds=0, failed=0, lost=0)
GIGABYTE = 1024**3


class MailServer:
    """A server of mail that says what it is told to, and keeps what it heard."""

    def __init__(self, *, recipient: str = "250 ok") -> None:
        self._recipient = recipient
        self.heard: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        # A closed socket would still take whoever its thread waits for.
        with suppress(OSError):
            # A test may have closed it before.
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while True:
            try:
                connection, _peer = self._socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb", buffering=0) as stream:
                self._talk(stream)

    def _talk(self, stream: object) -> None:
        stream.write(b"220 mail.example\r\n")
        for raw in iter(stream.readline, b""):
            line = raw.decode().strip()
            self.heard.append(line)
            verb = line[:4].upper()
            if verb == "QUIT":
                stream.write(b"221 bye\r\n")
                return
            if verb == "DATA":
                stream.write(b"354 go on\r\n")
                while stream.readline() not in (b".\r\n", b""):
                    pass
            answer = self._recipient if verb == "RCPT" else "250 ok"
            stream.write(f"{answer}\r\n".encode())


@pytest.fixture
def server(request: pytest.FixtureRequest, settings: Settings, socket_enabled: None) -> Iterator[MailServer]:
    running = MailServer(**getattr(request, "param", {}))
    settings.EMAIL_BACKEND = "dateline.desk.mail.NotedSmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield running
    running.close()


def letter() -> EmailMessage:
    return EmailMessage("Hello", "Text", "desk@paper.example", ["source@secret.example"])


@pytest.mark.django_db
def test_worker_knocks_without_sending_anything(server: MailServer) -> None:
    look_after_mail()

    assert not signs()["mail"].is_failing
    assert [line[:4].upper() for line in server.heard] == ["EHLO", "QUIT"]


@pytest.mark.django_db(transaction=True)
def test_letter_that_leaves_is_noted(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "_noted_at", -mail.NOTE_EVERY)

    assert letter().send() == 1

    assert signs()["mail"].well_at is not None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "server", [{"recipient": "550 5.1.1 <source@secret.example> is unknown"}], indirect=True
)
def test_refusal_is_noted_and_names_nobody(server: MailServer) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        letter().send()
    assert letter().send(fail_silently=True) == 0

    sign = signs()["mail"]
    assert sign.is_failing
    assert "secret" not in sign.problem
    assert Sign.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_letters_of_a_transaction_leave_when_it_commits_and_never_without(server: MailServer) -> None:
    with transaction.atomic(), get_connection() as opened:
        assert EmailMessage("Hello", "Text", to=["a@paper.example"], connection=opened).send() == 1
        assert server.heard == []
    with suppress(InterruptedError), transaction.atomic():
        EmailMessage("Hello", "Text", to=["nobody@paper.example"]).send()
        raise InterruptedError

    assert [line[8:] for line in server.heard if line.upper().startswith("RCPT")] == ["<a@paper.example>"]


@pytest.mark.django_db(transaction=True)
def test_server_of_mail_that_is_away_stops_no_transaction(server: MailServer) -> None:
    server.close()

    with transaction.atomic():
        letter().send()

    assert signs()["mail"].is_failing


@pytest.mark.django_db
def test_server_that_is_away_turns_the_light_red(server: MailServer, paper: HomePage) -> None:
    server.close()

    look_after_mail()

    sign = signs()["mail"]
    assert sign.is_failing
    light = mail_light(sign, sign.failed_at or NOW, is_sent=True)
    assert (light.tone, light.word) == (Tone.BAD, "Does not leave")
    assert "refused" in light.meaning
    (finding,) = checks.check_mail()
    assert (finding.id, "refused" in finding.msg) == ("doctor.W005", True)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (
            smtplib.SMTPAuthenticationError(535, b"vera@paper.example has a wrong password"),
            "log-in refused (535)",
        ),
        (smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"a@b.example")}), "recipient refused (550)"),
        (smtplib.SMTPSenderRefused(501, b"bad", "desk@paper.example"), "refused (501)"),
        (ConnectionRefusedError(111, "Connection refused"), "Connection refused"),
        (smtplib.SMTPServerDisconnected("mail.example went away"), "SMTPServerDisconnected"),
        (TimeoutError(), "TimeoutError"),
    ],
)
def test_reasons_name_nobody(error: Exception, reason: str) -> None:
    assert mail.reason_of(error) == reason


def test_mail_that_is_printed_is_said_not_to_be_sent(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    assert checks.check_mail() == []
    assert mail_light(None, NOW, is_sent=mail.sends_mail()).word == "Not sent"


@pytest.mark.parametrize(
    ("sign", "word"),
    [
        (None, "Not tried yet"),
        (Sign(well_at=NOW - timedelta(minutes=20)), "Leaves"),
        (Sign(well_at=NOW - timedelta(hours=3)), "Not known"),
        (Sign(well_at=NOW - timedelta(minutes=20), failed_at=NOW, problem="timed out"), "Does not leave"),
        (Sign(well_at=NOW, failed_at=NOW - timedelta(minutes=20), problem="timed out"), "Leaves"),
    ],
)
def test_mail_light(sign: Sign | None, word: str) -> None:
    light = mail_light(sign, NOW, is_sent=True)

    assert light.word == word
    assert bool(light.remedy) == (light.tone in (Tone.WARN, Tone.BAD))


@pytest.mark.django_db
def test_worker_light_goes_out_when_it_gives_no_sign() -> None:
    assert worker_light(None, NOW, tasks=IDLE).word == "Not at work"
    with time_machine.travel(NOW, tick=False):
        give_sign()
    sign = signs()["worker"]
    behind = TaskFigures(waiting=9, waiting_seconds=1200, failed=0, lost=0)

    assert worker_light(sign, NOW + timedelta(seconds=40), tasks=IDLE).tone is Tone.GOOD
    assert worker_light(sign, NOW + timedelta(seconds=40), tasks=behind).word == "Behind"
    silent = worker_light(sign, NOW + timedelta(minutes=3), tasks=IDLE)
    assert (silent.tone, silent.word) == (Tone.BAD, "Not at work")
    assert "14:00" in silent.meaning


@pytest.mark.django_db
def test_disk_light_says_how_much_is_left(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "pier.jpg").write_bytes(b"x" * 3000)
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    settings.MEDIA_ROOT = tmp_path
    measure_media()
    media = signs()["media"]

    words = [disk_light((free * GIGABYTE, 100 * GIGABYTE), media=media).word for free in (0, 2, 50)]

    assert words == ["Nearly full", "Getting full", "Enough room"]
    assert media.amount == bytes_in(tmp_path)
    assert 3000 <= media.amount < 4000
    assert "Pictures and files take" in disk_light((GIGABYTE, GIGABYTE), media=media).meaning


@pytest.mark.django_db
def test_backup_has_a_light_once_somebody_tells_of_one() -> None:
    assert "Backup" not in [light.name for light in lights(NOW)]

    note_well(name="backup", at=NOW - timedelta(hours=5))
    fresh, old = (
        next(light for light in lights(at) if light.name == "Backup") for at in (NOW, NOW + timedelta(days=3))
    )
    note_failure(name="backup", at=NOW, problem="No space left on device")
    failed = next(light for light in lights(NOW) if light.name == "Backup")

    assert (fresh.word, old.word, failed.word) == ("Fresh", "Old", "Failed")
    assert "No space left" in failed.meaning


def test_lights_are_for_those_who_run_the_paper(desk_of: Callable[[Role], Client]) -> None:
    for role in Role:
        text = desk_of(role).get(reverse("wagtailadmin_home")).content.decode()
        shown = "How the paper runs" in text

        assert shown == (role in (Role.EDITOR_IN_CHIEF, Role.ADMINISTRATOR))
        assert shown == ("It has never been seen at work." in text)


@pytest.mark.parametrize(
    ("failures", "is_late", "tone", "word"),
    [
        (0, False, Tone.GOOD, "Signed"),
        (0, True, Tone.WARN, "Behind"),
        (1, False, Tone.WARN, "Refuses to sign"),
        (3, False, Tone.BAD, "Refuses to sign"),
    ],
)
def test_log_light_says_why_nothing_is_signed(failures: int, is_late: bool, tone: Tone, word: str) -> None:
    lag = FollowerLag(
        name="public-log",
        position=4,
        entries_behind=1,
        seconds_behind=5.0,
        waiting_since=NOW - timedelta(seconds=5),
        failures=failures,
        failing_since=NOW - timedelta(seconds=3) if failures else None,
        latest_error="Two histories." if failures else "",
        retry_at=None,
        unknown_effects=0,
    )

    light = log_light(FollowerState(name="public-log", lag=lag, is_late=is_late), NOW)

    assert (light.tone, light.word) == (tone, word)
    assert (light.meaning == "Two histories.") is bool(failures)
    assert log_light(None, NOW).tone is Tone.PLAIN
