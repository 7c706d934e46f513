"""The desk as a person uses it: what they see, click and type."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect


class StoryScreen:
    """The edit screen of a story."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def type_headline(self, text: str) -> None:
        self.page.locator("#id_title").fill(text)

    def add_block(self, name: str) -> Locator:
        """Add a block at the end of the text and return it."""
        blocks = self.page.locator("[data-streamfield-child]")
        before = blocks.count()
        self.page.locator(".c-sf-add-button:visible").last.click()
        self.page.get_by_role("option", name=name, exact=True).first.click()
        expect(blocks).to_have_count(before + 1)
        return blocks.last

    @property
    def first_part(self) -> Locator:
        """The text that every new story begins with."""
        return self.page.locator("[data-streamfield-child]").first

    def type_paragraph(self, block: Locator, text: str) -> None:
        editor = block.locator(".public-DraftEditor-content")
        editor.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def upload_picture(self, file: Path, *, within: Locator) -> None:
        """Upload a picture in the chooser, leaving everything but its title empty."""
        within.get_by_role("button", name="Choose a picture").click()
        self.page.get_by_role("tab", name="Upload").click()
        dialog = self.page.locator(".modal-body")
        dialog.locator("input[type=file]").set_input_files(file)
        dialog.locator("input[name$=title]").fill("The pier")
        dialog.get_by_role("button", name="Upload").click()
        expect(self.page.locator(".modal-body")).to_have_count(0)

    def settle(self) -> None:
        """Wait for the draft to save itself: a button pressed meanwhile looks like two people at work.

        Who leaves before the line says “Saved” finds the text kept in the browser, and not at the desk.
        """
        # So long the editor may take to write what was typed into its field; then the journal looks at once.
        self.page.wait_for_timeout(2500)
        self.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(self.page.locator("p.desk-keep:is([data-state=kept], [data-state=sending])")).to_have_count(
            0, timeout=180_000
        )
        # A new story has an address of its own when it is saved for the first time.
        self.page.wait_for_url("**/edit/")
        self.page.wait_for_load_state("networkidle")

    def press(self, action: str) -> None:
        """Press a button of the footer; those behind the arrow are found there."""
        button = self.page.get_by_role("button", name=action, exact=True)
        if not button.is_visible():
            self.page.locator("footer [data-w-dropdown-target=toggle]").click()
        with self.page.expect_navigation():
            button.click()

    def ask_to_publish(self) -> Locator:
        """Press “Publish” and return the dialog."""
        button = self.page.locator("[data-desk-publish]")
        if not button.is_visible():
            self.page.locator("footer [data-w-dropdown-target=toggle]").click()
        button.click()
        dialog = self.page.locator("dialog.desk-publish")
        expect(dialog).to_be_visible()
        return dialog

    def publish(self, *, kind: str = "", summary: str = "") -> None:
        """Publish now by the dialog, as what it proposes or as the given kind."""
        dialog = self.ask_to_publish()
        if kind:
            dialog.locator(f"[name=kind][value={kind}]").check()
        if summary:
            dialog.locator("[name=summary]").fill(summary)
        with self.page.expect_navigation():
            dialog.get_by_role("button", name="Publish now").click()
