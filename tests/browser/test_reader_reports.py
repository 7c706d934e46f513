"""A reader's report on the desk: from the queue to the paper in few actions, with script and without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.paper_server import RunningPaper
from tests.browser.test_desk_first_story import come_in
from tests.support.prepared_paper import clean_environment

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "000_e8e30ca62a09f115.txt"
MOST_ACTIONS = 4
# Every real click and every press of a key that is one, across pages.
COUNTING = """
for (const name of ["click"]) document.addEventListener(name, (event) => {
  if (event.isTrusted) sessionStorage.setItem("acted", Number(sessionStorage.getItem("acted") || 0) + 1);
}, true);
"""


@pytest.mark.slow
@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference story lies beside the repository")
def test_the_slip_of_the_reference_story_is_fixed_in_few_actions(
    page: Page, new_paper: RunningPaper, tmp_path: Path
) -> None:
    bring_in(REFERENCE, folder=tmp_path)
    report(page, new_paper, "servicement", "servicemen")
    report(page, new_paper, "hardly", "<b>" + "long" * 60 + "\u202e")
    page.set_viewport_size({"width": 1440, "height": 1000})
    come_in(page, new_paper)
    page.add_init_script(COUNTING)
    page.goto(f"{new_paper.url}/desk/")
    expect(page.get_by_role("link", name="Reader reports (2)")).to_be_visible()

    page.locator(".desk-panel").get_by_role("link", name="servicement").first.click()
    expect(page.locator("mark")).to_have_text("servicement")
    page.get_by_role("button", name="Change and publish").click()

    expect(page.get_by_text("It is in the paper, and the reports are closed.")).to_be_visible()
    acted = int(page.evaluate("sessionStorage.getItem('acted')"))
    assert 0 < acted <= MOST_ACTIONS
    close_without_script(page, new_paper, tmp_path)
    page.goto(new_paper.url)
    page.locator("a[href*='/2017/']").first.click()
    expect(page.get_by_text("servicemen").first).to_be_visible()
    assert "servicement" not in page.content()


def bring_in(source: Path, *, folder: Path) -> None:
    """Import a story into the paper in the folder."""
    command = [
        sys.executable,
        "-m",
        "dateline.config.cli",
        "import",
        "--data",
        str(folder / "data"),
        str(source),
    ]
    done = subprocess.run(command, cwd=folder, env=clean_environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def report(page: Page, paper: RunningPaper, words: str, suggestion: str) -> None:
    """Report a slip as a reader without script."""
    context = page.context.browser.new_context(java_script_enabled=False)
    reader = context.new_page()
    link = reader.locator("a[href*='/2017/']").first
    # Another process has imported the story; the paper follows within a second, later on a busy machine.
    for _ in range(20):
        reader.goto(paper.url)
        if link.count():
            break
        reader.wait_for_timeout(500)
    link.click()
    reader.get_by_role("button", name="Report a mistake").click()
    reader.locator("[name=words]").fill(words)
    reader.locator("[name=kind]").select_option("spelling")
    reader.locator("[name=suggestion]").fill(suggestion)
    reader.get_by_role("button", name="Send").click()
    reader.wait_for_url("**/corrections/receipt/**")
    context.close()


def close_without_script(page: Page, paper: RunningPaper, folder: Path) -> None:
    """Look at the queue at every width, then take and close the other report without script."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (360, 768, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            for name, path in (("all", "?state=all"), ("queue", "")):
                page.goto(f"{paper.url}/desk/reader-reports/{path}")
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
                page.screenshot(path=folder / f"{name}-{scheme}-{width}.png", full_page=True)
            page.get_by_role("link", name="Put it right").first.or_(
                page.locator(".report__doing a")
            ).first.click()
            page.screenshot(path=folder / f"place-{scheme}-{width}.png", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    state = page.context.storage_state()
    context = page.context.browser.new_context(storage_state=state, java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{paper.url}/desk/reader-reports/")
    plain.get_by_role("button", name="Take it").click()
    expect(plain.get_by_role("button", name="Hand back")).to_be_visible()
    plain.get_by_role("link", name="Put it right").click()
    plain.get_by_label("Not a mistake").check()
    plain.get_by_role("button", name="Close the reports").click()
    expect(plain.get_by_text("Nothing waits here.")).to_be_visible()
    context.close()
