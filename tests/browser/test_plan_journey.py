"""“At 06:00 these three and this front”: planned, seen beforehand, and carried out by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.desk_screens import StoryScreen
from tests.browser.paper_server import RunningPaper
from tests.browser.test_fronts import come_in

HEADLINES = ("Bridge opens to lorries again", "Harbor fees rise in March", "School boat stays another year")
# In seconds: the moment is up to a minute away, and the machine may be busy.
PATIENCE, BETWEEN = 180, 2


@pytest.mark.slow
def test_three_stories_and_the_front_go_out_at_one_moment(page: Page, demo_paper: RunningPaper) -> None:
    page.set_viewport_size({"width": 1440, "height": 1000})
    come_in(page, demo_paper)
    for headline in HEADLINES:
        write(page, demo_paper, headline)

    plan_them(page, demo_paper, at=six_in_the_morning())
    arrange_the_front(page)
    # On the calendar, and nowhere for readers.
    page.goto(f"{demo_paper.url}/desk/planning/calendar/")
    expect(page.get_by_text("The morning").first).to_be_visible()
    reader = page.context.browser.new_page()
    reader.goto(demo_paper.url)
    for headline in HEADLINES:
        expect(reader.get_by_text(headline)).to_have_count(0)

    page.goto(f"{demo_paper.url}/desk/plans/")
    expect(page.locator("tr", has_text="The morning")).to_contain_text("planned", ignore_case=True)

    # Nobody waits until the morning: the moment is now, and nobody presses anything.
    bring_forward(page, demo_paper)
    wait_until_public(page, demo_paper)
    reader.reload()
    expect(reader.locator("main h2").first).to_have_text(HEADLINES[0])
    for headline in HEADLINES[1:]:
        expect(reader.locator("main").get_by_text(headline).first).to_be_visible()
    page.goto(f"{demo_paper.url}/desk/plans/")
    expect(page.locator("tr", has_text="The morning")).to_contain_text("done")


def write(page: Page, paper: RunningPaper, headline: str) -> None:
    page.goto(f"{paper.url}/desk/")
    page.locator(".desk-write").get_by_role("link").first.click()
    screen = StoryScreen(page)
    screen.type_headline(headline)
    screen.type_paragraph(screen.first_part, "The first lorries crossed the bridge at seven on Monday.")
    screen.settle()


def six_in_the_morning() -> str:
    return f"{timezone.now() + timedelta(days=1):%Y-%m-%d}T06:00"


def plan_them(page: Page, paper: RunningPaper, *, at: str) -> None:
    page.goto(f"{paper.url}/desk/plans/")
    page.get_by_role("link", name="Make a plan").first.click()
    page.locator("[name=name]").fill("The morning")
    page.locator("[name=at]").fill(at)
    for headline in HEADLINES:
        page.get_by_role("button", name=f"Add “{headline}”").click()
        expect(page.get_by_role("button", name=f"Take “{headline}” out")).to_be_visible()
    page.get_by_role("button", name="Save the plan", exact=True).click()
    expect(page.get_by_text("The plan is saved.")).to_be_visible()


def arrange_the_front(page: Page) -> None:
    page.get_by_role("button", name="arrange “Home front”").click()
    first, second, third = HEADLINES
    page.get_by_role("button", name=f"“{second}” into “Beside the lead”").click()
    page.get_by_role("button", name=f"“{third}” into “Beside the lead”").click()
    page.get_by_role("button", name=f"“{first}” into “Lead”").click()
    shown = page.frame_locator("[data-frame] iframe").last
    expect(shown.locator("main h2").first).to_have_text(first)
    page.get_by_role("button", name="Keep in the plan").click()
    expect(page.get_by_text("arranged in this plan")).to_be_visible()


def bring_forward(page: Page, paper: RunningPaper) -> None:
    page.goto(f"{paper.url}/desk/plans/")
    page.get_by_role("link", name="The morning").click()
    page.locator("[name=at]").fill(f"{timezone.now() + timedelta(minutes=1):%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Save the plan", exact=True).click()
    expect(page.get_by_text("The plan is saved.")).to_be_visible()
    page.goto(f"{paper.url}/desk/plans/")


def wait_until_public(page: Page, paper: RunningPaper) -> None:
    for _look in range(PATIENCE // BETWEEN):
        if HEADLINES[0] in page.request.get(paper.url).text():
            return
        page.wait_for_timeout(BETWEEN * 1000)
    page.goto(f"{paper.url}/desk/plans/")
    row = " ".join(page.locator("tr", has_text="The morning").inner_text().split())
    raise AssertionError(f"The plan was not carried out. The desk says: {row}\n{paper.last_words()}")
