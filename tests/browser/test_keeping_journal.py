"""The journal alone, in a real browser without a server: what is kept while saves are on their way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

import dateline.desk

SCRIPTS = Path(dateline.desk.__file__).parent / "static/desk"
# Browsers have cryptography at safe addresses only.
DESK = "https://desk.example"
KEEP = {"user": 7, "key": "A" * 43 + "=", "days": 14, "page": 3, "kind": "stories.storypage"}
WORDS = {"saved": "Saved {time}", "offer": "Kept: {time}", "take": "Take it", "not_now": "Put away"}
SCREEN = """<!doctype html><form data-edit-form method="post" action="/edit/">
<input type="hidden" name="loaded_revision_id" value="1">
<input type="hidden" name="loaded_revision_created_at" value="then">
<input type="hidden" name="csrfmiddlewaretoken" value="x">
<textarea name="body">Began.</textarea><footer class="footer"><button>Save draft</button></footer></form>
<script type="application/json" id="desk-keep">%s</script>
<script type="module" src="/static/keep/editor.js"></script>"""
KEPT = """async (keep) => {
  const { openStore } = await import("/static/keep/store.js");
  const kept = await (await openStore(keep)).mine();
  return kept.map(({ tab, number, form }) => ({ tab, number, body: Object.fromEntries(form).body }));
}"""
AUTOSAVE = """() => {
  const form = document.querySelector("form");
  const detail = { formData: new FormData(form) };
  form.dispatchEvent(new CustomEvent("w-autosave:save", { detail }));
}"""
ANSWER = """() => {
  const detail = { response: { pk: 3, revision_id: 2, revision_created_at: "now" } };
  document.querySelector("form").dispatchEvent(new CustomEvent("w-autosave:success", { detail }));
}"""


@pytest.fixture
def desk(page: Page) -> Page:
    return with_scripts(page)


def with_scripts(page: Page) -> Page:
    """Give this tab a desk that has the scripts of the journal, and answers nothing."""

    def script(route: Route) -> None:
        path = SCRIPTS / route.request.url.removeprefix(f"{DESK}/static/")
        route.fulfill(body=path.read_text(encoding="utf-8"), content_type="text/javascript")

    page.route(f"{DESK}/**", lambda route: route.abort())
    page.route(f"{DESK}/static/**", script)
    return page


def opened(page: Page, *, at: str = "/edit/", **more: Any) -> Page:
    """Open the edit screen, with this in what the server tells the journal."""
    urls = {name: f"/{name}/" for name in ("pulse", "offer", "sign_in")}
    told = {**KEEP, "acknowledged": None, "tab": "", "number": 0, "urls": urls, "words": WORDS, **more}
    page.route(
        f"{DESK}{at}", lambda route: route.fulfill(body=SCREEN % json.dumps(told), content_type="text/html")
    )
    page.goto(f"{DESK}{at}")
    page.wait_for_selector("form[data-desk-keep-ready]", state="attached")
    return page


def kept(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(KEPT, KEEP)
    return found


def put(page: Page, **entry: Any) -> None:
    """Keep something as an earlier form did."""
    page.evaluate(
        """async ([keep, entry]) => {
          const { openStore } = await import("/static/keep/store.js");
          await (await openStore(keep)).put({ ...entry, kept_at: Date.now() });
        }""",
        [KEEP, {"page": 3, "kind": KEEP["kind"], "place": "/edit/", "base": {}, **entry}],
    )


def test_answer_to_autosave_confirms_nothing_that_a_button_sends(desk: Page) -> None:
    opened(desk)
    desk.fill("textarea", "Began. One.")
    desk.evaluate(AUTOSAVE)
    desk.fill("textarea", "Began. One. Two.")
    # The desk does not say that it is there, so nothing is sent.
    with desk.expect_request(f"{DESK}/pulse/"):
        desk.click("button")

    desk.evaluate(ANSWER)

    assert [entry["body"] for entry in kept(desk)] == ["Began. One. Two."]


def test_answer_to_autosave_lets_go_of_what_it_confirms(desk: Page) -> None:
    opened(desk)
    desk.fill("textarea", "Began. One.")
    desk.evaluate(AUTOSAVE)

    desk.evaluate(ANSWER)

    assert kept(desk) == []


def shown_again_and_typed(desk: Page, words: str) -> None:
    """Open the form that was sent as number 50 again, type, and wait until the journal has looked."""
    opened(desk, at="/again/", tab="a1", number=50)
    desk.fill("textarea", words)
    desk.wait_for_timeout(1300)


def test_form_that_is_shown_again_goes_on_counting(desk: Page) -> None:
    opened(desk)
    put(desk, tab="a1", number=50, form=[["body", "Began. One."]])

    shown_again_and_typed(desk, "Began. One. Two.")

    # With a number that was confirmed before it would be taken for saved.
    (entry,) = kept(desk)
    assert (entry["tab"], entry["body"]) == ("a1", "Began. One. Two.")
    assert entry["number"] > 50


def test_form_that_is_shown_again_leaves_what_was_typed_while_it_was_sent(desk: Page) -> None:
    opened(desk)
    put(desk, tab="a1", number=51, form=[["body", "Typed while the form was on its way."]])

    shown_again_and_typed(desk, "Began. Mended.")

    assert {entry["body"] for entry in kept(desk)} == {
        "Typed while the form was on its way.",
        "Began. Mended.",
    }


def test_same_text_taken_in_two_tabs_is_kept_for_each(desk: Page) -> None:
    opened(desk)
    put(desk, tab="a1", number=50, form=[["body", "Began. One."]])
    opened(desk, at="/again/", tab="a1", number=50)
    desk.fill("textarea", "Began. Here.")
    desk.wait_for_timeout(1300)

    other = opened(with_scripts(desk.context.new_page()), at="/again/", tab="a1", number=50)
    other.fill("textarea", "Began. There.")
    other.wait_for_timeout(1300)

    assert {"Began. Here.", "Began. There."} <= {entry["body"] for entry in kept(desk)}


def test_what_was_typed_while_the_desk_was_asked_stays_kept(desk: Page) -> None:
    opened(desk)
    # A tab that is too busy to say that it is open.
    put(desk, tab="a1", number=50, form=[["body", "One."]])
    asked: list[Route] = []
    desk.route(f"{DESK}/offer/", lambda route: asked.append(route))
    with desk.expect_request(f"{DESK}/offer/"):
        opened(desk)

    put(desk, tab="a1", number=51, form=[["body", "One. Two."]])
    asked[0].fulfill(json={"state": "saved"})
    desk.wait_for_selector("form[data-desk-keep-offered]", state="attached")

    assert [entry["body"] for entry in kept(desk)] == ["One. Two."]


def test_putting_away_leaves_what_was_typed_since(desk: Page) -> None:
    opened(desk)
    put(desk, tab="a1", number=50, form=[["body", "One."]])
    desk.route(f"{DESK}/offer/", lambda route: route.fulfill(json={"state": "offered", "html": "One."}))
    opened(desk)
    away = desk.get_by_role("button", name="Put away")
    away.wait_for()

    # Taken and written on in another tab, while it is still shown in this one.
    put(desk, tab="a1", number=51, form=[["body", "One. Two."]])
    away.click()
    desk.wait_for_timeout(300)

    assert [entry["body"] for entry in kept(desk)] == ["One. Two."]


def test_text_that_was_put_away_stays_put_away(desk: Page) -> None:
    opened(desk)
    put(desk, tab="a1", number=50, form=[["body", "One."]])
    desk.route(f"{DESK}/offer/", lambda route: route.fulfill(json={"state": "offered", "html": "One."}))
    opened(desk).get_by_role("button", name="Put away").click()
    desk.locator(".desk-offer[data-away]").wait_for()

    opened(desk).locator(".desk-offer[data-away]").wait_for()

    assert [entry["body"] for entry in kept(desk)] == ["One."]


def test_text_that_the_paper_has_is_let_go(desk: Page) -> None:
    opened(desk)
    put(desk, tab="a1", number=50, form=[["body", "One."]])
    desk.route(f"{DESK}/offer/", lambda route: route.fulfill(json={"state": "saved"}))

    opened(desk).wait_for_selector("form[data-desk-keep-offered]", state="attached")

    assert kept(desk) == []


def test_entries_are_written_in_the_order_in_which_they_are_kept(desk: Page) -> None:
    opened(desk)

    found = desk.evaluate(
        """async (keep) => {
          const { openStore } = await import("/static/keep/store.js");
          const store = await openStore(keep);
          const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
          let wait = 200;
          crypto.subtle.encrypt = async (...all) => {
            const late = wait;
            wait = 0;
            await new Promise((done) => setTimeout(done, late));
            return encrypt(...all);
          };
          const entry = (tab, body) => ({ tab, kept_at: Date.now(), form: [["body", body]] });
          await Promise.all([store.put(entry("a1", "One.")), store.put(entry("a1", "One. Two."))]);
          wait = 200;
          await Promise.all([store.put(entry("b2", "Saved.")), store.remove("b2")]);
          return (await store.mine()).map(({ tab, form }) => [tab, form[0][1]]);
        }""",
        KEEP,
    )

    assert found == [["a1", "One. Two."]]
