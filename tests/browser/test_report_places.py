"""A selection in a real browser and the server count the same characters."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from playwright.sync_api import Page

import dateline.reader
from dateline.lib.canonical_text import canonical_text

SOURCE = Path(dateline.reader.__file__).parent / "static/reader/js/report-place.js"
BLOCKS = {
    "plain": "<p>The servicement of the ferry took two weeks.</p>",
    "emoji": "<p>Ahoy 👩‍👩‍👧 and 🇫🇮, said 😀 — and left.</p>",
    "nested": "<p>A <b>bold <i>and <a href='/x/'>linked</a> word</i></b>, H<sub>2</sub>O<br>second line</p>",
    "list": "<ul>\n<li>one <b>two</b></li>\n  <li>three</li></ul><ol><li>four</li></ol>",
    "spaces": "<p>no\u00a0break,   many\n\t spaces </p>\n\n<p> &nbsp;and «quotes» — &lt;tag&gt; &amp; </p>",
    "composed": "<p>Café Cafe\u0301, йод и\u0306од, ёлка</p>",
    "box": "<h3>Title</h3><p>Text of the <em>box</em>.</p><hr><p>More.</p>",
    "table": "<table><tbody><tr><td>1</td><td>two 2</td></tr><tr><td></td><td>4</td></tr></tbody></table>",
}
PLACE_OF = "() => {{ {source}; globalThis.placeOf = placeOf; }}"
SELECT_AT_RANDOM = """([id, from, to]) => {
  const nodes = [];
  const place = document.querySelector(`[data-place="${id}"]`);
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const total = nodes.reduce((sum, node) => sum + node.length, 0);
  const at = (part) => {
    let left = Math.floor(part * total);
    for (const node of nodes) {
      if (left <= node.length) return [node, left];
      left -= node.length;
    }
  };
  const range = document.createRange();
  range.setStart(...at(from));
  range.setEnd(...at(to));
  return [placeOf(range), range.toString()];
}"""


@pytest.fixture
def blocks(page: Page) -> Page:
    html = "".join(f'<div data-place="{name}">{text}</div>\n' for name, text in BLOCKS.items())
    page.set_content(f"<article><h1 data-place=headline>Head 😀 line</h1>{html}</article>")
    page.evaluate(PLACE_OF.format(source=SOURCE.read_text(encoding="utf-8").replace("export ", "")))
    return page


@pytest.mark.parametrize("name", BLOCKS)
def test_any_selection_is_counted_as_on_the_server(blocks: Page, name: str) -> None:
    text, chance = canonical_text(BLOCKS[name]), random.Random(name)
    found = 0
    for _ in range(60):
        start, end = sorted((chance.random(), chance.random()))
        place, selected = blocks.evaluate(SELECT_AT_RANDOM, [name, start, end])
        if place is None:
            # Only white space was selected.
            assert not selected.strip(" \t\n\r\f")
            continue
        found += 1
        begin, words = place["start"], place["words"]
        assert text[begin : begin + len(words)] == words
        assert text[:begin].endswith(place["prefix"])
        assert text[begin + len(words) :].startswith(place["suffix"])
        assert words.split() == selected.split() or name in ("list", "box", "table", "nested", "emoji")
    assert found > 30


def test_what_the_page_adds_is_no_part_of_the_story(blocks: Page) -> None:
    place = blocks.evaluate("""() => {
      document.querySelector("[data-place=plain]").innerHTML =
        '<p><span class="dateline">PORT — </span>The bank'
        + '<span class="legal-label"> (banned)</span> said so.</p>';
      const range = document.createRange();
      range.selectNodeContents(document.querySelector("[data-place=plain]"));
      return placeOf(range);
    }""")

    assert (place["start"], place["words"]) == (0, "The bank said so.")


def test_a_selection_over_several_blocks_means_the_first(blocks: Page) -> None:
    place = blocks.evaluate("""() => {
      const range = document.createRange();
      range.setStart(document.querySelector("h1").firstChild, 5);
      range.setEndAfter(document.querySelector("[data-place=list]"));
      return placeOf(range);
    }""")

    assert (place["place"], place["start"], place["words"]) == ("headline", 5, "😀 line")


def test_a_long_selection_is_cut_and_one_outside_is_none(blocks: Page) -> None:
    cut, outside = blocks.evaluate("""() => {
      const paragraph = document.querySelector("[data-place=plain] p");
      paragraph.textContent = "😀".repeat(500);
      const range = document.createRange();
      range.selectNodeContents(paragraph);
      const other = document.createElement("p");
      other.textContent = "Elsewhere";
      document.body.append(other);
      const away = document.createRange();
      away.selectNodeContents(other);
      return [placeOf(range), placeOf(away)];
    }""")

    assert cut["words"] == "😀" * 300
    assert outside is None
