"""paper.toml and the environment become one value, or a list of everything that is wrong."""

from pathlib import Path

import pytest

from dateline.config.addresses import parse_database, parse_mail
from dateline.config.installation import Installation, folders, load_installation
from dateline.config.listening import Listening, remember_listening
from dateline.config.problems import ConfigurationError
from dateline.lib.paper_toml import SocialLink


def load(folder: Path, **variables: str) -> Installation:
    return load_installation({"DATELINE_DATA": str(folder), **variables})


def problems_of(folder: Path, **variables: str) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        load(folder, **variables)
    return [str(problem) for problem in caught.value.problems]


def write_paper(folder: Path, text: str) -> Path:
    (folder / "paper.toml").write_text(text, encoding="utf-8")
    return folder


def test_installation_without_anything_has_safe_defaults(tmp_path: Path) -> None:
    installation = load(tmp_path / "data")

    assert installation.debug is False
    assert installation.base_url == "http://localhost:8000"
    assert installation.database.name == str(tmp_path / "data" / "paper.sqlite3")
    assert installation.secret_is_kept is False
    assert len(installation.secret_key) > 50
    assert not (tmp_path / "data").exists()


def test_paper_says_who_must_have_a_second_factor(tmp_path: Path) -> None:
    assert load(write_paper(tmp_path, 'name = "P"')).second_factor == "optional"
    assert load(write_paper(tmp_path, 'name = "P"\n[desk]\nsecond_factor = "publishers"')).second_factor == (
        "publishers"
    )
    (problem,) = problems_of(write_paper(tmp_path, 'name = "P"\n[desk]\nsecond_factor = "all"'))
    assert "second_factor" in problem
    assert '"optional" or "publishers" or "everyone"' in problem


def test_folders_of_a_paper_folder_puts_data_inside(tmp_path: Path) -> None:
    write_paper(tmp_path, 'name = "A"')

    assert folders(tmp_path) == (tmp_path, tmp_path / "data")


def test_folders_of_a_data_folder_finds_the_paper_around_it(tmp_path: Path) -> None:
    assert folders(tmp_path / "data") == (tmp_path, tmp_path / "data")


def test_paper_file_complete_is_read_with_languages(tmp_path: Path) -> None:
    write_paper(
        tmp_path,
        """
        name = "Вечерний город"
        language = "ru"
        time_zone = "Europe/Riga"
        founded = 1992
        tagline = "Одна"
        registration = {ru = "Рег.", en = "Reg."}
        [[sections]]
        slug = "world"
        name = {ru = "Мир", en = "World"}
        [[social]]
        name = "Mastodon"
        url = "https://social.example/@paper"
        [[imprint]]
        text = "Строка"
        """,
    )

    paper = load(tmp_path).paper

    assert paper.tagline == {"ru": "Одна"}
    assert paper.sections[0].name["en"] == "World"
    assert paper.social == (SocialLink(name="Mastodon", url="https://social.example/@paper"),)
    assert paper.imprint[0].language == "ru"
    assert paper.founded == 1992


def test_wrong_values_everywhere_are_listed_all_at_once(tmp_path: Path) -> None:
    write_paper(
        tmp_path,
        'name = "A"\nfounded = "x"\n[[sections]]\nslug = "a"\nname = "A"\n[[sections]]\nslug = "B"\n',
    )

    found = problems_of(
        tmp_path, DATELINE_PORT="99999", DATELINE_DEBUG="maybe", DATELINE_BASE_URL="paper.example"
    )

    assert found == [
        'founded (paper.toml, line 2) is "x"; expected a whole number from 1500 to 2100.',
        '[[sections]] number 2, slug (paper.toml, line 7) is "B"; expected small letters, digits '
        "and hyphens, such as world-news.",
        "[[sections]] number 2, name (paper.toml, line 6) is missing; expected the name that readers see.",
        'DATELINE_PORT is "99999"; expected a whole number from 1 to 65535.',
        'DATELINE_BASE_URL is "paper.example"; expected an address such as '
        "https://paper.example, without a path.",
        'DATELINE_DEBUG is "maybe"; expected 1, true, yes, on, 0, false, no or off.',
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'name = "A"\nlangage = "en"',
            "langage (paper.toml, line 2) is unknown; expected a known name, perhaps language",
        ),
        ('name = "A"\n[server]\nembed_host = []', "[server], embed_host (paper.toml, line 3) is unknown"),
        ('name = ""', 'name (paper.toml, line 1) is ""; expected the name of the paper'),
        ('tagline = "x"', "name (paper.toml) is missing"),
        ('name = "A"\ntime_zone = "Mars"', 'time_zone (paper.toml, line 2) is "Mars"; expected a time zone'),
        (
            'name = "A"\nsections = 3',
            "sections (paper.toml, line 2) is 3; expected tables that each begin with",
        ),
        (
            'name = "A"\n[[sections]]\nslug = "desk"\nname = "D"',
            '[[sections]] number 1, slug (paper.toml, line 3) is "desk"; expected a word',
        ),
        (
            'name = "A"\ntagline = {xx = "?"}',
            "tagline (paper.toml, line 2) is {'xx': '?'}; expected text, or a table",
        ),
        ('name = "A" =', "paper.toml is unreadable; expected a TOML file in UTF-8"),
        ('name = "A"\nfounded = true', "founded (paper.toml, line 2) is True; expected a whole number"),
    ],
)
def test_paper_file_with_a_mistake_names_key_line_and_expectation(
    tmp_path: Path, text: str, expected: str
) -> None:
    found = problems_of(write_paper(tmp_path, text))

    assert len(found) == 1
    assert found[0].startswith(expected)


def test_paper_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "paper.toml").write_text('name = "Marked"\n', encoding="utf-8-sig")

    assert load_installation({"DATELINE_DATA": str(tmp_path)}).paper.name == "Marked"


def test_hosts_are_names_without_scheme_port_or_path(tmp_path: Path) -> None:
    good = load_installation(
        {"DATELINE_DATA": str(tmp_path / "data"), "DATELINE_HOSTS": "www.paper.example, .paper.example,[::1]"}
    )
    found = problems_of(tmp_path, DATELINE_HOSTS="https://paper.example/,www.paper.example:8000,b.example")

    assert good.hosts == ("www.paper.example", ".paper.example", "[::1]")
    assert [line.partition(" is ")[2].partition(";")[0] for line in found] == [
        '"https://paper.example/"',
        '"www.paper.example:8000"',
    ]


def test_unknown_variable_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    assert problems_of(tmp_path, DATELINE_BASEURL="https://a.example") == [
        'DATELINE_BASEURL is "https://a.example"; expected a known name, perhaps DATELINE_BASE_URL.'
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://user:hunter2@host/db"),
        ("EMAIL_URL", "pop3://user:hunter2@host"),
        ("SECRET_KEY", "hunter2"),
    ],
)
def test_wrong_secrets_are_never_shown(tmp_path: Path, name: str, value: str) -> None:
    found = problems_of(tmp_path, **{name: value})

    assert found[0].startswith(name)
    assert "hunter2" not in found[0]


def test_media_in_object_storage_is_plainly_not_supported_yet(tmp_path: Path) -> None:
    assert "not supported yet" in problems_of(tmp_path, DATELINE_MEDIA_URL="s3://bucket")[0]


def test_secret_from_a_file_is_read_and_two_sources_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("s" * 40 + "\n", encoding="ascii")

    assert load(tmp_path, SECRET_KEY_FILE=str(file)).secret_key == "s" * 40
    assert "SECRET_KEY is set too" in problems_of(tmp_path, SECRET_KEY_FILE=str(file), SECRET_KEY="k" * 40)[0]
    assert "readable text file" in problems_of(tmp_path, SECRET_KEY_FILE=str(tmp_path / "none"))[0]


def test_database_address_of_postgresql_is_taken_apart() -> None:
    address = parse_database("postgresql://editor:p%40ss@db.example:5433/paper?sslmode=require")

    assert (address.name, address.host, address.port, address.user, address.password) == (
        "paper",
        "db.example",
        "5433",
        "editor",
        "p@ss",
    )
    assert address.options == {"sslmode": "require"}
    assert "p@ss" not in repr(address)


def test_database_address_with_a_socket_takes_host_from_the_query() -> None:
    assert parse_database("postgresql:///paper?host=/run/pg&user=paper").host == "/run/pg"


@pytest.mark.parametrize(
    "value", ["sqlite://", "postgresql://host", "postgresql://h/a/b", "postgresql://h:x/db", "db"]
)
def test_database_address_that_is_none_is_refused(tmp_path: Path, value: str) -> None:
    assert problems_of(tmp_path, DATABASE_URL=value)[0].startswith("DATABASE_URL is")


@pytest.mark.parametrize(
    ("value", "port", "start_tls"),
    [
        ("smtp://user:p%2Fw@mail.example", 587, True),
        ("smtps://mail.example", 465, False),
        ("smtp://localhost:2525?tls=no", 2525, False),
    ],
)
def test_mail_address_is_encrypted_unless_told_not_to(value: str, port: int, start_tls: bool) -> None:
    server = parse_mail(value)

    assert (server.port, server.start_tls) == (port, start_tls)


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("a token with spaces", "a text with a space or the end of a line in it"),
        ('"a-quoted-token-0123"', "a text with a quotation mark in it"),
        ("ein-schlüssel-0123456", "a text with a character that is not allowed in it"),
        ("too-short", "9 characters long"),
    ],
)
def test_token_for_the_metrics_is_refused_for_what_is_wrong_with_it(
    tmp_path: Path, token: str, said: str
) -> None:
    (tmp_path / "token").write_text(token)

    (found,) = problems_of(tmp_path, DATELINE_METRICS_TOKEN=token)
    (in_file,) = problems_of(tmp_path, DATELINE_METRICS_TOKEN_FILE=str(tmp_path / "token"))

    assert found.startswith(f"DATELINE_METRICS_TOKEN is {said}; expected at least 16 random letters")
    assert in_file.startswith(f"DATELINE_METRICS_TOKEN_FILE is {said}; expected at least 16")
    assert token not in found


def test_commands_know_where_the_paper_last_listened(tmp_path: Path) -> None:
    remember_listening(tmp_path, Listening(host="0.0.0.0", port=9000))

    found, told = load(tmp_path), load(tmp_path, DATELINE_PORT="8500")

    assert (found.port, found.base_url) == (9000, "http://localhost:9000")
    assert found.listening.from_here == "127.0.0.1:9000"
    assert (told.port, told.base_url) == (8500, "http://localhost:8500")


@pytest.mark.parametrize("text", ["", "nonsense", "127.0.0.1 x", "\xff"])
def test_damaged_note_of_where_the_paper_listened_is_ignored(tmp_path: Path, text: str) -> None:
    (tmp_path / "listening").write_text(text, encoding="latin-1")

    assert load(tmp_path).listening == Listening()
