"""A word in a story of the paper that can be reported as a slip, and ways to point at it."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

# Words in small letters that stand in the story once, one of a paragraph in which nobody is quoted.
WORDS = """() => {
  const all = document.querySelector("article").innerText.toLowerCase();
  const found = [];
  for (const paragraph of document.querySelectorAll(".prose p")) {
    if (/[“”"«»]/.test(paragraph.textContent)) continue;
    const words = [...paragraph.textContent.matchAll(/(?<= )[a-z]{6,}(?= )/g)].map((match) => match[0]);
    const word = words.find((one) => all.split(one).length === 2);
    if (word) found.push(word);
  }
  return found;
}"""
RANGE_OF = """(word) => {
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(word);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + word.length);
    walker.currentNode.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
    return range;
  }
}"""


@dataclass(frozen=True, slots=True)
class Slip:
    """A word of the paper, and what a reader would write instead."""

    word: str

    @property
    def right(self) -> str:
        """The word with its last letter doubled: a change that no rule takes for a new fact."""
        return self.word + self.word[-1]


def slips_in(page: Page) -> list[Slip]:
    """Return slips of the story that the page shows, each in a paragraph of its own."""
    return [Slip(word) for word in page.evaluate(WORDS)]


def double_click(page: Page, word: str) -> None:
    """Select a word as a mouse does, once letters and pictures have come and nothing moves any more."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    box = page.evaluate(
        f"(word) => {{ const box = ({RANGE_OF})(word).getBoundingClientRect();"
        " return [box.x + box.width / 2, box.y + box.height / 2]; }",
        word,
    )
    page.mouse.dblclick(*box)
    assert page.evaluate("getSelection().toString().trim()") == word


def select_by_finger(page: Page, word: str) -> None:
    """Select a word as it is after a long press, which Chromium does not do for a program."""
    page.evaluate(
        f"(word) => {{ const range = ({RANGE_OF})(word);"
        " getSelection().removeAllRanges(); getSelection().addRange(range); }",
        word,
    )


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there, as whoever has no mouse does."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => Boolean(document.activeElement?.matches(selector))", selector):
            return
    raise AssertionError(f"No press of Tab leads to {selector}.")
