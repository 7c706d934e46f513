"""One person at one browser: what they see, type and press, and what they do when something goes wrong."""

from __future__ import annotations

import random
import re
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Page, Playwright

from tests.keeping.newsroom import PASSWORD, Newsroom
from tests.support.chromium import program

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    # Without what is only looked at, a process for each tab, and looking for garbage while a page is built.
    *("--blink-settings=imagesEnabled=false", "--renderer-process-limit=1"),
    "--js-flags=--min-semi-space-size=32 --max-semi-space-size=64",
    "--disable-features=Translate,OptimizationHints,MediaRouter,SpareRendererForSitePerProcess,BackForwardCache",
)
# The promise is five seconds; the journal looks once a second, and a slow machine may take another.
MERCY = 2.5
SLOW = 20_000
TEXTS = "[data-streamfield-child] .public-DraftEditor-content"
STANDFIRST = "standfirst"
# Where the caret is; nowhere when it is in a block that was taken out and has not quite vanished yet.
CARET = f"""() => {{
    if (document.activeElement?.id === "id_standfirst") return "{STANDFIRST}";
    const block = document.activeElement?.closest("[data-streamfield-child]");
    if (!block || block.querySelector("input[name$='-deleted']").value) return "";
    return block.querySelector("input[name$='-id']").value;
}}"""
EDIT = re.compile(r"/desk/pages/\d+/edit/")
DIALOG = "dialog.desk-publish[open]"
WORD = re.compile(r"\bw\d+x\d+[ab]\b")
SAVED = ".messages .success"
# Reads every change for spelling, which takes half of a processor and saves nothing; icons, the menu beside
# the form, and an editor of tables, which no story of the runs has.
NOT_NEEDED = ["*/desk/copydesk/*", "*/desk/sprite/*", "*/wagtailadmin/js/sidebar.*", "*/handsontable-*"]
# What the journal writes goes nowhere: proves that the runs would find a word that is lost.
FORGET = "IDBObjectStore.prototype.put = function () { return this.get('') }"


@dataclass(slots=True)
class Word:
    """A word that nobody else types, and when and where it was typed."""

    text: str
    block: str
    at: float = field(default_factory=time.monotonic)


class Tab:
    """A browser tab with a story in it."""

    def __init__(self, page: Page, *, newsroom: Newsroom, name: str, story: int) -> None:
        self.page, self.newsroom, self.name, self.story = page, newsroom, name, story
        self.words: list[Word] = []
        self.given_up: set[str] = set()
        self.sign_ins = 0
        page.set_default_timeout(SLOW)
        # By Chromium itself: Playwright's own routes would do without its cache.
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.setBlockedURLs", {"urls": NOT_NEEDED})
        # Leaving with something unsaved: the browser asks, the person leaves.
        page.on("dialog", lambda dialog: dialog.accept())

    @property
    def edit_url(self) -> str:
        return f"{self.newsroom.url}/desk/pages/{self.story}/edit/"

    def open(self) -> None:
        """Open the story, and sign in where that is asked for."""
        for _attempt in range(5):
            with suppress(Error):
                self.page.goto(self.edit_url, wait_until="domcontentloaded")
                self.sign_in_if_asked()
                self.page.wait_for_selector("form[data-desk-keep-ready]", state="attached", timeout=SLOW)
                return
            self.newsroom.wait_until_there()
        raise AssertionError(f"{self.name} cannot open the story: {self.page.url}")

    def sign_in_if_asked(self) -> None:
        """Fill in the log-in form if there is one."""
        if self.page.locator("input[name=password]").count():
            self.sign_ins += 1
            self.page.fill("input[name=username]", self.name)
            self.page.fill("input[name=password]", PASSWORD)
            self.page.locator("button[type=submit]").first.click()
            self.page.wait_for_load_state("domcontentloaded")

    def get_back(self) -> None:
        """Do what a person does wherever they ended up: close a message, open the story again."""
        page = self.page
        if page.locator(".desk-merge").count():
            return
        if page.locator("dialog.desk-keep-dialog").count():
            page.locator("dialog.desk-keep-dialog button").last.click()
        if page.locator(DIALOG).count():
            page.keyboard.press("Escape")
        if not EDIT.search(page.url) or not page.locator("form[data-desk-keep-ready]").count():
            self.open()

    def type_somewhere(self, word: str, chance: random.Random) -> None:
        """Type a word at the end of a random block. Raises Error where no caret can be put."""
        blocks = self.page.locator(f"{TEXTS}:visible")
        count = blocks.count()
        if not count or chance.random() < 0.2:
            self.page.locator("#id_standfirst").focus()
        else:
            blocks.nth(chance.randrange(count)).focus(timeout=3000)
        # Asked of the browser when the caret stands: blocks come, go and change places.
        if not (block := str(self.page.evaluate(CARET))):
            raise Error("There is no caret to type at.")
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(f" {word}")
        self.words.append(Word(word, block))

    def press(self, name: str) -> None:
        """Press a button of the footer as it comes, whatever saves itself at the moment."""
        footer = self.page.locator("footer.footer")
        button = footer.locator("button", has_text=name).first
        if not button.is_visible():
            footer.locator("[data-w-dropdown-target=toggle]").click()
        button.click()
        self.wait_until_sent()

    def press_at(self, moment: float) -> None:
        """Have “Save draft” pressed at a moment, in seconds since 1970: somebody else presses it then."""
        button = self.page.locator("footer.footer button", has_text="Save draft").first
        button.evaluate("(button, at) => setTimeout(() => button.click(), at - Date.now())", moment * 1000)

    def wait_until_sent(self) -> None:
        """Wait until the form goes away, or stays with a message that it was not sent."""
        with suppress(Error):
            self.page.wait_for_function(
                "(dialog) => !document.querySelector('form[data-desk-keep-ready]')"
                " || document.querySelector(`dialog.desk-keep-dialog, ${dialog}`)",
                arg=DIALOG,
                # Not with every frame.
                polling=100,
                timeout=4000,
            )
        with suppress(Error):
            self.page.wait_for_load_state("domcontentloaded", timeout=8000)

    def publish(self, chance: random.Random) -> None:
        """Press “Publish”, and most times go through with it when the dialog asks."""
        self.press("Publish")
        if not self.page.locator(DIALOG).count() or chance.random() < 0.3:
            return
        with suppress(Error), self.page.expect_navigation(timeout=8000):
            self.page.locator(DIALOG).get_by_role("button", name="Publish now").click(timeout=4000)

    def move_block(self, chance: random.Random) -> None:
        """Move a random block one place down."""
        buttons = self.page.locator("[data-streamfield-action=MOVE_DOWN]:not([disabled])")
        if count := buttons.count():
            buttons.nth(chance.randrange(count)).evaluate("(button) => button.click()")

    def delete_block(self, chance: random.Random) -> None:
        """Delete a random block, and with it what was typed into it here: that is meant."""
        children = self.page.locator("[data-streamfield-child]:visible")
        if (count := children.count()) < 3:
            return
        child = children.nth(chance.randrange(count))
        block = child.locator("input[name$='-id']").first.input_value()
        self.given_up.update(WORD.findall(child.inner_text()))
        child.locator("[data-streamfield-action=DELETE]").first.evaluate("(button) => button.click()")
        self.words = [word for word in self.words if word.block != block]

    def decide(self, chance: random.Random, *, keep_both: bool) -> None:
        """Answer the merge screen and save: at random, or with both texts wherever both can stand."""
        for part in self.page.locator(".desk-merge__part").all():
            radios, both = part.locator("input[type=radio]"), part.locator("input[value=both]")
            if keep_both and both.count():
                both.check()
                continue
            radios.nth(chance.randrange(radios.count())).check()
            if not part.locator("input[name$='/order']").count():
                self.given_up.update(WORD.findall(part.inner_text()))
        self.page.locator(".desk-merge__buttons button").click()
        self.page.wait_for_load_state("domcontentloaded")
        self.sign_in_if_asked()

    def due(self, *, interrupted_at: float) -> list[str]:
        """Return the words that must be found again after an interruption at this moment."""
        return [word.text for word in self.words if word.at < interrupted_at - MERCY]

    def close(self) -> list[str]:
        """Close the tab as it is and return the words that must not be lost by that."""
        due = self.due(interrupted_at=time.monotonic())
        with suppress(Error):
            self.page.close(run_before_unload=False)
        return due


class Person:
    """Somebody with a browser of their own, whose profile survives it."""

    def __init__(
        self,
        playwright: Playwright,
        *,
        newsroom: Newsroom,
        name: str,
        profile: Path,
        is_forgetful: bool = False,
    ) -> None:
        self.newsroom, self.name = newsroom, name
        self.context: BrowserContext = playwright.chromium.launch_persistent_context(
            str(profile),
            executable_path=program(),
            args=list(FLAGS),
            viewport={"width": 1280, "height": 900},
            reduced_motion="reduce",
        )
        if is_forgetful:
            self.context.add_init_script(FORGET)

    def open(self, story: int) -> Tab:
        """Open a story in a new tab."""
        tab = Tab(self.context.new_page(), newsroom=self.newsroom, name=self.name, story=story)
        tab.open()
        return tab

    def put_away(self) -> None:
        """Leave whatever was begun: a run broke off."""
        self.context.set_offline(False)
        # The first page is the browser's own; without any it would end.
        for page in self.context.pages[1:]:
            with suppress(Error):
                page.close(run_before_unload=False)

    def close(self) -> None:
        """Close the browser."""
        with suppress(Error):
            self.context.close()
