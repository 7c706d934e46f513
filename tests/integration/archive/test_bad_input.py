"""What old archives and ill will put before the command: it is named in the report, and the rest comes in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.prepared_paper import ROOT, clean_environment, copy_prepared_data
from tools.bench_import.large import write_large

pytestmark = pytest.mark.own_database

PAPER = 'name = "The Harbour Post"\nlanguage = "ru"\ntime_zone = "UTC"\n'
TEXT = "Паром вышел в море в воскресенье, сообщили в порту. На борту было сорок человек и одна коза."
# The worst that a process of the command may take, in megabytes; a plain import takes half of it.
MOST_MEMORY = 400

# A process begins with the peak of the one that started it, so a small one stands between.
WEIGHED = (
    sys.executable,
    "-c",
    "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:]);"
    " print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)",
)
COMMAND = (sys.executable, "-m", "dateline.config.cli")
Import = Callable[..., dict[str, Any]]

HEAD = (
    '<?xml version="1.0" encoding="{charset}"?>{more}\n<rss version="2.0"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Порт</title>'
    "<link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version>"
)


def item(number: int, headline: str, *, day: str = "2001-05-06", text: str = f"<p>{TEXT}</p>") -> str:
    return (
        f"<item><title>{headline}</title><link>https://old.example/?p={number}</link>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:post_date>{day} 10:00:00</wp:post_date><wp:post_date_gmt>{day} 10:00:00</wp:post_date_gmt>"
        "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>"
    )


def export(*items: str, charset: str = "UTF-8", more: str = "") -> str:
    return f"{HEAD.format(charset=charset, more=more)}{''.join(items)}</channel></rss>"


def read_wrongly(text: str, charset: str) -> str:
    """Return UTF-8 read as another set, which leaves some bytes undefined: these are kept as they are."""
    return "".join(bytes([byte]).decode(charset, "ignore") or chr(byte) for byte in text.encode())


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    """Run the command in a paper of its own; return its report, with the most memory that it took."""
    data = tmp_path / "data"
    copy_prepared_data(PAPER, data)

    def run(source: Path, *options: str, code: int = 1) -> dict[str, Any]:
        report = tmp_path / "report.json"
        done = subprocess.run(
            [*WEIGHED, *COMMAND, "import", str(source), "--report", str(report), *options],
            env={
                **clean_environment(),
                "DATELINE_DATA": str(data),
                "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stderr
        told: dict[str, Any] = json.loads(report.read_text("utf-8"))
        return {**told, "memory": int(done.stdout.splitlines()[-1]) / 1024}

    return run


def by_id(report: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in report["files"]:
        number = entry["id"].rpartition(":")[2]
        found.setdefault(number or Path(entry["file"]).name, []).append(entry)
    return found


def said(entries: list[dict[str, Any]]) -> str:
    return " ".join(f"{error['where']} {error['what']}" for entry in entries for error in entry["errors"])


def test_bad_exports_of_wordpress(imported: Import, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()

    def write(name: str, text: str, charset: str = "utf-8") -> None:
        (folder / name).write_bytes(text.encode(charset))

    write("a-good.xml", export(item(1, "Паром снова у причала")))
    write("b-truncated.xml", export(item(2, "Маяк снова светит"), item(3, "Недописанное"))[:-220])
    bomb = (
        '<!DOCTYPE r [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
    )
    write("c-bomb.xml", export(item(4, "&c;&c;&c;"), more=bomb))
    write("d-cp1251.xml", export(item(5, "Трамвай встал на мосту"), charset="windows-1251"), "cp1251")
    write("e-koi8.xml", export(item(6, "Рынок закрыт до пятницы"), charset="koi8-r"), "koi8-r")
    # Said to be UTF-8, and is not.
    write("f-mac.xml", export(item(7, "Школа открыта после ремонта")), "mac-cyrillic")
    twice = read_wrongly(export(item(8, "Мост разведён на ночь")), "cp1251")
    write("g-twice.xml", twice)
    years = (item(9, "Год ноль", day="0000-00-00"), item(10, "Год далёкий", day="9999-12-31"))
    write("h-years.xml", export(*years, item(1, "Тот же номер ещё раз")))
    script = "<p onclick='x()'>Сказано.</p><script>alert(1)</script><iframe src='javascript:x()'></iframe>"
    write("i-script.xml", export(item(11, "Страница со скриптом", text=script)))

    report = imported(folder, "--as", "wxr")

    found = by_id(report)
    created = {entry["headline"] for entry in report["files"] if entry["outcome"] == "created"}
    assert created >= {
        "Паром снова у причала",
        "Маяк снова светит",
        "Трамвай встал на мосту",
        "Рынок закрыт до пятницы",
        "Школа открыта после ремонта",
        "Мост разведён на ночь",
        "Страница со скриптом",
    }
    assert said(found["b-truncated.xml"])
    assert "entit" in said(found["c-bomb.xml"]).lower()
    assert {entry["outcome"] for number in ("9", "10") for entry in found[number]} == {"failed"}
    assert said(found["9"])
    assert said(found["10"])
    assert [entry["outcome"] for entry in found["1"]] == ["created", "failed"]
    (scripted,) = found["11"]
    assert scripted["paragraphs"] == ["Сказано."]
    assert report["totals"]["outcomes"]["created"] == len(created)


def test_bad_pages_and_zips(imported: Import, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()

    def page(headline: str, number: int, charset: str = "utf-8") -> bytes:
        paragraphs = "".join(f"<p>{TEXT} Это {part} абзац о номере {number}.</p>" for part in range(3))
        return (
            f'<html lang="ru"><head><title>{headline}</title><meta property="og:type" content="article">'
            f'<link rel="canonical" href="https://old.example/{number}.html">'
            f'<meta property="article:published_time" content="2001-05-0{number}T10:00:00Z">'
            f"</head><body><article><h1>{headline}</h1>{paragraphs}<script>alert(1)</script></article></body></html>"
        ).encode(charset)

    (folder / "1.html").write_bytes(page("Паром снова у причала", 1, "cp1251"))
    (folder / "2.html").write_bytes(page("Трамвай встал на мосту", 2, "koi8-r"))
    (folder / "3.html").write_bytes(page("Рынок закрыт до пятницы", 3, "mac-cyrillic"))
    (folder / "4.html").write_text(read_wrongly(page("Мост разведён на ночь", 4).decode(), "cp1251"), "utf-8")
    with zipfile.ZipFile(folder / "5.zip", "w") as archive:
        archive.writestr("../../../../tmp/slipped.html", page("Чужой путь", 5))
        archive.writestr("inside/6.html", page("Школа открыта после ремонта", 6))
    with zipfile.ZipFile(folder / "7.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.html", b"<p>" + b"0" * 40_000_000)
    (folder / "8.zip").write_bytes((folder / "5.zip").read_bytes()[:700])

    report = imported(folder, "--as", "html")

    created = {entry["headline"] for entry in report["files"] if entry["outcome"] == "created"}
    assert created >= {
        "Паром снова у причала",
        "Трамвай встал на мосту",
        "Рынок закрыт до пятницы",
        "Мост разведён на ночь",
        "Школа открыта после ремонта",
    }
    failed = {entry["file"].rpartition("pages/")[2] for entry in report["files"] if entry["errors"]}
    assert any(name.startswith("7.zip") for name in failed)
    assert any(name.startswith("8.zip") for name in failed)
    # It is read in place: nothing of a zip is ever written where its names lead.
    assert not Path("/tmp/slipped.html").exists()
    assert all("alert" not in " ".join(entry["paragraphs"]) for entry in report["files"])
    assert report["memory"] < MOST_MEMORY


def test_bad_tables_and_redirects_in_a_circle(imported: Import, tmp_path: Path) -> None:
    table = tmp_path / "tables" / "stories.jsonl"
    table.parent.mkdir()
    rows: list[dict[str, str]] = [
        {"id": "1", "title": "Паром снова у причала", "date": "2001-05-06", "text": TEXT},
        {"id": "1", "title": "Тот же номер", "date": "2001-05-07", "text": TEXT},
        {"id": "2", "title": "Год ноль", "date": "0000-01-01", "text": TEXT},
        {"id": "3", "title": "Далёкий год", "date": "9999-12-31", "text": TEXT},
        {"url": "/a", "redirect_to": "/b"},
        {"url": "/b", "redirect_to": "/c"},
        {"url": "/c", "redirect_to": "/a"},
        {"id": "4", "title": "Трамвай встал на мосту", "date": "2001-05-08", "text": TEXT},
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    table.write_text("\n".join([*lines[:4], "{ no JSON", *lines[4:], lines[0][:40]]), "utf-8")

    report = imported(table.parent, "--as", "table")

    outcomes = {entry["headline"]: entry["outcome"] for entry in report["files"] if entry["headline"]}
    assert outcomes["Паром снова у причала"] == "created"
    assert outcomes["Трамвай встал на мосту"] == "created"
    assert outcomes["Тот же номер"] == outcomes["Год ноль"] == outcomes["Далёкий год"] == "failed"
    assert "leads back to itself" in said(report["files"])
    assert sum(bool(entry["errors"]) for entry in report["files"]) >= 6


@pytest.mark.parametrize("name", ["pagedump", "wxr", "html", "table"])
def test_files_far_too_large_are_named_and_leave_memory_as_it_was(
    imported: Import, tmp_path: Path, name: str
) -> None:
    path = write_large(tmp_path / "large", megabytes=120, formats=(name,))[name]

    report = imported(path, "--as", name)

    assert any(entry["errors"] for entry in report["files"])
    if name in ("wxr", "table"):
        assert report["files"][0]["outcome"] == "created"
    assert report["memory"] < MOST_MEMORY
