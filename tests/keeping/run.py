"""One random run: two people at one story, everything goes wrong, and then every word is looked for."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from playwright.sync_api import Error

from tests.keeping.newsroom import Newsroom
from tests.keeping.person import MERCY, SAVED, Person, Tab

STEPS = 6
ROUNDS_TO_TAKE_BACK = 12
QUIET = MERCY + 0.2
OFFER_TIME = 12_000
MOMENT = 0.3
# Every so many runs begin with both saving at once, while both forms are fresh.
TOGETHER = 4
# Of runs in which every word is where it must be already, so many take what is offered all the same.
TAKEN_ANYWAY = 0.25


@dataclass(slots=True)
class Verdict:
    """What was typed, what happened, and what is gone."""

    seed: int
    typed: int = 0
    due: int = 0
    story: int = 0
    events: list[str] = field(default_factory=list)
    merges: int = 0
    offers: int = 0
    sign_ins: int = 0
    lost: list[str] = field(default_factory=list)
    """Due, and in no draft at all."""
    in_latest: int = 0
    """Due in the latest draft, where nobody gave a text up."""
    overwritten: list[str] = field(default_factory=list)
    """Due in the latest draft, and not in it."""
    commit: str = ""
    """What the run was made with."""


class Run:
    """Two people, their tabs, and a list of words that must be found in the end."""

    def __init__(self, seed: int, *, newsroom: Newsroom, people: list[Person], story: int) -> None:
        self.chance = random.Random(seed)
        # Every other pair gives nothing up; then every word must stand in the latest draft, not just in some.
        self.keeps_both = not seed % 2
        self.newsroom, self.people, self.story = newsroom, people, story
        self.verdict = Verdict(seed, story=story)
        self.due: list[str] = []
        self.typed = 0
        self.all_tabs: list[Tab] = []
        self.tabs = {person.name: [self.opened(person)] for person in people}
        self.offline: set[str] = set()

    def opened(self, person: Person) -> Tab:
        """Open the story in a new tab."""
        tab = person.open(self.story)
        self.all_tabs.append(tab)
        return tab

    def carry_out(self, *, steps: int = STEPS) -> Verdict:
        """Do random steps, put everything right again, take back what is offered, and look for the words."""
        if not self.verdict.seed % TOGETHER:
            person = self.chance.choice(self.people)
            self.verdict.events.append(f"{person.name[0]}:both_saved")
            self.both_saved(person, self.tabs[person.name][0])
        for _step in range(steps):
            self.step()
        self.put_right()
        # To open the story as both people takes a third of a run; it is done where it can bring a word back.
        if self.chance.random() < TAKEN_ANYWAY or self.is_something_missing():
            self.take_everything_back()
            self.is_something_missing()
        self.verdict.typed, self.verdict.due = self.typed, len(self.due)
        self.verdict.sign_ins = sum(tab.sign_ins for tab in self.all_tabs)
        return self.verdict

    def is_something_missing(self) -> bool:
        """Look for every word that is due, and put down which are not where they must be."""
        drafts = self.newsroom.drafts_of(self.story)
        self.verdict.lost = [word for word in self.due if not any(word in draft for draft in drafts)]
        if self.keeps_both:
            given_up = set[str]().union(*(tab.given_up for tab in self.all_tabs))
            kept = [word for word in self.due if word not in given_up]
            self.verdict.in_latest = len(kept)
            self.verdict.overwritten = [word for word in kept if word not in drafts[-1]]
        return bool(self.verdict.lost or self.verdict.overwritten)

    def step(self) -> None:
        """One person types something, and then perhaps something happens."""
        person = self.chance.choice(self.people)
        tab = self.chance.choice(self.tabs[person.name])
        if person.name not in self.offline:
            self.recover(tab)
        if not tab.page.locator("form[data-desk-keep-ready]").count():
            return
        for _word in range(self.chance.randint(1, 3)):
            self.type_word(tab, person)
        event = self.chance.choice(self.possible(person))
        self.verdict.events.append(f"{person.name[0]}:{event.__name__}")
        event(person, tab)

    def type_word(self, tab: Tab, person: Person) -> None:
        """Type a word that nobody else types."""
        # A block that is on its way out takes no focus any more; then this word is not typed.
        with suppress(Error):
            tab.type_somewhere(f"w{self.verdict.seed}x{self.typed}{person.name[0]}", self.chance)
            self.typed += 1

    def possible(self, person: Person) -> list[Callable[[Person, Tab], None]]:
        """Return what can happen to this person now; what happens often is named more often."""
        if person.name in self.offline:
            return [self.nothing, self.net_back, self.tab_closed, self.net_back]
        return [
            *(self.nothing, self.pause, self.pause),
            *(self.save_pressed, self.save_pressed, self.publish_pressed),
            *(self.both_saved, self.both_saved),
            *(self.block_moved, self.block_deleted),
            *(self.tab_closed, self.tab_closed, self.second_tab),
            *(self.net_cut, self.net_cut, self.sessions_deleted, self.sessions_deleted),
            self.server_killed,
        ]

    def nothing(self, _person: Person, _tab: Tab) -> None:
        """Go on at once."""

    def pause(self, _person: Person, tab: Tab) -> None:
        """Think for a moment, while the text saves itself."""
        tab.page.wait_for_timeout(self.chance.choice([300, 900, 1800, 2600]))

    def save_pressed(self, _person: Person, tab: Tab) -> None:
        """Save at once, whatever autosave is doing."""
        tab.press("Save draft")

    def both_saved(self, person: Person, tab: Tab) -> None:
        """Both press “Save draft” at the same moment, and their saves meet before either is written."""
        other = next(one for one in self.people if one is not person)
        theirs = self.chance.choice(self.tabs[other.name])
        if other.name in self.offline or not theirs.page.locator("form[data-desk-keep-ready]").count():
            return
        with self.newsroom.meeting(self.story):
            self.type_word(tab, person)
            self.type_word(theirs, other)
            moment = time.time() + MOMENT
            for one in (tab, theirs):
                with suppress(Error):
                    one.press_at(moment)
            for one in (tab, theirs):
                one.wait_until_sent()

    def publish_pressed(self, _person: Person, tab: Tab) -> None:
        """Publish while the other one types."""
        tab.publish(self.chance)

    def block_moved(self, _person: Person, tab: Tab) -> None:
        """Change the order."""
        tab.move_block(self.chance)

    def block_deleted(self, _person: Person, tab: Tab) -> None:
        """Take a block out."""
        tab.delete_block(self.chance)

    def tab_closed(self, person: Person, tab: Tab) -> None:
        """Close the tab without a word, and perhaps open the story again."""
        tab.page.wait_for_timeout(self.chance.choice([0, 1500, 2800]))
        self.due += tab.close()
        self.tabs[person.name].remove(tab)
        if person.name in self.offline:
            self.net_back(person, tab)
        if not self.tabs[person.name]:
            self.tabs[person.name].append(self.opened(person))

    def second_tab(self, person: Person, _tab: Tab) -> None:
        """Open the same story once more; the first tab is hidden now."""
        if len(self.tabs[person.name]) < 2:
            self.tabs[person.name].append(self.opened(person))

    def net_cut(self, person: Person, tab: Tab) -> None:
        """Pull the plug."""
        person.context.set_offline(True)
        self.offline.add(person.name)
        if self.chance.random() < 0.3:
            tab.press("Save draft")
            tab.get_back()

    def net_back(self, person: Person, _tab: Tab) -> None:
        """Put the plug in again."""
        person.context.set_offline(False)
        self.offline.discard(person.name)

    def sessions_deleted(self, _person: Person, tab: Tab) -> None:
        """Everybody is signed out; perhaps somebody presses a button without knowing."""
        self.newsroom.sign_everybody_out()
        if self.chance.random() < 0.5:
            tab.press("Save draft")

    def server_killed(self, _person: Person, tab: Tab) -> None:
        """Kill the web server or its workers, perhaps while a save is on its way."""
        self.newsroom.kill_web(whole=self.chance.random() < 0.3)
        if self.chance.random() < 0.5:
            with suppress(Error):
                tab.press("Save draft")
        self.newsroom.wait_until_there()

    def recover(self, tab: Tab) -> None:
        """Go on from wherever the tab is: a merge, a log-in form, an error page, a list."""
        with suppress(Error):
            if tab.page.locator("p.desk-keep[data-state=overtaken] button").count():
                tab.page.locator("p.desk-keep button").click()
                tab.page.wait_for_selector(".desk-merge", timeout=5000)
        if tab.page.locator(".desk-merge").count():
            self.verdict.merges += 1
            with suppress(Error):
                tab.decide(self.chance, keep_both=self.keeps_both)
        self.sign_in_beside(tab)
        tab.get_back()

    def sign_in_beside(self, tab: Tab) -> None:
        """Sign in again in a tab beside the form, as the line under it offers."""
        if tab.page.locator("p.desk-keep[data-state=signed_out]").count():
            beside = Tab(tab.page.context.new_page(), newsroom=self.newsroom, name=tab.name, story=self.story)
            self.all_tabs.append(beside)
            with suppress(Error):
                beside.page.goto(f"{self.newsroom.url}/desk/login/?next=/desk/keep/signed-in/")
                beside.sign_in_if_asked()
                beside.page.wait_for_timeout(300)
            with suppress(Error):
                beside.page.close()

    def put_right(self) -> None:
        """Everything works again; wait as long as the promise says, then close all tabs."""
        self.newsroom.wait_until_there()
        for person in self.people:
            self.net_back(person, self.tabs[person.name][0])
        time.sleep(QUIET)
        for tabs in self.tabs.values():
            for tab in tabs:
                self.due += tab.close()

    def take_everything_back(self) -> None:
        """Open the story as each person and take what their browser offers, until it offers nothing."""
        for person in self.people:
            tab = self.opened(person)
            for _round in range(ROUNDS_TO_TAKE_BACK):
                if not self.take_one(tab):
                    break
            else:
                raise AssertionError(f"{person.name} is offered texts without end: {self.verdict}")
            tab.close()

    def take_one(self, tab: Tab) -> bool:
        """Take one text back and save it, through the merge if the story has moved on."""
        page = tab.page
        page.wait_for_selector("form[data-desk-keep-offered]", state="attached", timeout=OFFER_TIME)
        offer = page.locator(".desk-offer").last
        if not offer.count():
            return False
        self.verdict.offers += 1
        offer.locator("button").first.click()
        page.wait_for_selector(".desk-offer", state="detached", timeout=OFFER_TIME)
        page.wait_for_selector("form[data-desk-keep-ready], .desk-merge", state="attached")
        if page.locator(".desk-merge").count():
            self.verdict.merges += 1
            tab.decide(self.chance, keep_both=self.keeps_both)
        else:
            tab.press("Save draft")
        tab.get_back()
        if page.locator(".desk-merge").count():
            tab.decide(self.chance, keep_both=self.keeps_both)
        # What was saved is shown in a form that has just been loaded, with what else is offered.
        if not page.locator(SAVED).count():
            tab.open()
        return True
