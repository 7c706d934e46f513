"""Whatever stands in a file, every reader names what is wrong and raises nothing."""

import random
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.archive.formats import registered
from dateline.archive.records import Document
from tests.unit.archive.conftest import ARCHIVES

MOSCOW = ZoneInfo("Europe/Moscow")
SEEDS = [path for path in sorted(ARCHIVES.rglob("*")) if path.is_file() and path.suffix != ".toml"]
BY_NAME = {each.name: each for each in registered()}
SOUP = st.lists(
    st.sampled_from(
        ["<rss>", "<channel>", "<item>", "</item>", "<wp:post_id>", "<![CDATA[", "]]>", "<html>",
        "<h1>", "<p>", "</p>", "<table>", "<td>", "<script>", '{"db":[', '{"data":{', '"posts":[', "{",
        "}", "[", "]", '"', ",", ":", "\n", "\t", "<newsItem>", "<nitf>", "<feed>", "<entry>", "&amp;",
        "&x;", "\x00", "\ufffd", "Привет", "9999-12-31", "[gallery]", "[caption]", "<!-- wp:block -->",
        "<!DOCTYPE", "date 2017-10-04", "0000-00-00", "title,text", "WARC/1.0\r\n", "©"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


def read_all(name: str, path: Path) -> list[Document]:
    return list(BY_NAME[name].read([path], zone=MOSCOW))


def well_formed(documents: list[Document]) -> bool:
    """Every record can be reported: texts are texts, problems say where, what and what was expected."""
    return all(
        isinstance(document, Document)
        and all(problem.where and problem.what and problem.expected for problem in document.errors)
        and all(isinstance(block.text, str) and block.kind for block in document.blocks)
        and not any(
            block.kind == "paragraph" and ("<script" in block.html or "\x00" in block.text)
            for block in document.blocks
        )
        for document in documents
    )


@pytest.mark.parametrize("name", BY_NAME)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=400), SOUP.map(lambda text: text.encode("utf-8", "replace"))))
def test_anything_is_read_by_every_format(name: str, content: bytes, tmp_path: Path) -> None:
    suffix = {"ghost": "json", "ninjs": "json", "table": "csv", "html": "html", "pagedump": "txt"}.get(
        name, "xml"
    )
    path = tmp_path / f"x.{suffix}"
    path.write_bytes(content)

    assert well_formed(read_all(name, path))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(min_value=0, max_value=2**32))
def test_damaged_fixtures_are_read(seed: Path, number: int, tmp_path: Path) -> None:
    data = bytearray(seed.read_bytes())
    chance = random.Random(number)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data))
        cut = chance.random()
        if cut < 0.4:
            data[at] = chance.randrange(256)
        elif cut < 0.7:
            del data[at : at + chance.randrange(1, 200)]
        elif cut < 0.9:
            data[at:at] = data[at : at + 100]
        else:
            del data[at:]
        if not data:
            break
    folder = tmp_path / seed.parent.relative_to(ARCHIVES)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / seed.name
    path.write_bytes(bytes(data))

    assert well_formed(read_all(seed.relative_to(ARCHIVES).parts[0], path))
