"""Which verb may find out an announcement whose absence nothing has shown so far."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from tests.exactness.announcements import TOUCH, UNTIL, Mutant

# Where what was seen so far does not say what helps: what makes the page that would show it.
NAMED_ELSEWHERE = ("name_a_draft", "publish_the_named", "hide_what_others_name", "show_it_again")
ANSWERED = ("correct_in_dialog", "hear_a_reader", "close_as_spam")
# What chance may leave out altogether, so that nothing would be left to notice, or no screen sent.
ALWAYS = (
    *("withhold_a_lead", "release_the_lead", "let_lead_expire", "wait"),
    *("plan_in_dialog", "call_off_plan", "hear_a_reader", "close_as_spam", "delete_a_document_in_form"),
    "break_news_in_form",
)
RESOLVED = ("await_arrival", "let_arrive")
NUMBERED = ("await_numbers", "bring_the_numbered", "bring_the_numbered")
CAME = ("come_where_awaited",)
OWNED = ("credit_an_agency", "reword_its_note", "reword_its_note")
# What happens once only, or is hidden by what random work does before.
OPENING = (
    *("keep_a_form_with_a_query", "keep_an_address_with_a_query", "set_everything_in_one"),
    *NUMBERED,
    *OWNED,
)
PAID = ("publish_what_was_paid_for", "say_that_nobody_paid")
BROKEN = ("break_news_of_a_story", "withdraw_what_the_news_is_of")
ALERTED = ("switch_alerts", "make_key_of_alerts", "make_key_of_alerts", "switch_alerts")
LED = ("lead_to_a_story", "hide_what_is_led_to")
HINTS: dict[str, tuple[str, ...]] = {
    "alerts.queries._public_key announces alerts": ALERTED,
    "alertsettings touches alerts": ALERTED,
    "pushidentity touches alerts": ALERTED,
    "archive.addresses_kept touches old-number/<id>": NUMBERED,
    "archive.old.leading._by_pattern announces old-number/<id>": NUMBERED,
    "archive.old.leading._publication announces publication/<uuid>": LED,
    "entities.queries._judged announces entities/names": ("obey_lists", "rename_gulls", "rename_gulls"),
    "entities.queries.ownership_notes_for_credits announces entities/names": (
        "name_in_a_credit",
        "rename_the_credited",
        "rename_the_credited",
    ),
    "entities.queries.ownership_notes_for_credits announces entities/owners": OWNED,
    "ownershipnote touches entities/owners": OWNED,
    "feeds.sitemap_queries.latest_news announces label/<label>/list": PAID,
    "fronts.breaking_queries.breaking announces card/<id>": BROKEN,
    "front touches front/<id>": ("fill_slot", "fill_slot", "drop_or_make_front"),
    "fronts.queries._chosen says until when": ("show_for_a_while", "let_it_pass"),
    "picture.renditions_made touches picture/<id>": ("crop_a_lead", "size_the_lead"),
    "publishing.queries.publication_at announces address<path>": CAME,
    "record.version_queries._cards announces card/<id>": ("set_everything_in_one", "rename_what_is_beside"),
    "record.version_queries._document_addresses announces document/<id>": (
        "set_everything_in_one",
        "lead_to_no_document",
        "lose_a_document",
    ),
    "reports.closed touches corrections/figures": ANSWERED,
    "reports.closed touches corrections/month/<month>": ANSWERED,
    "story.related touches story/<id>": ("crowd_out", "relate"),
    "stories.queries._places announces label/<label>/list": ("bury_a_story", "label_the_buried"),
    "stories.story_queries._series announces series/<id>": ("join_series", "edit_series"),
    "story touches address<path>": CAME,
    "story touches label/<label>/list": ("bury_a_story", "label_the_buried"),
    "stories.card_queries.CardMaker._kept announces card/<id>": NAMED_ELSEWHERE,
    "stories.story_queries.story_context announces story/<id>": RESOLVED,
    "story touches publication/<uuid>": LED,
    "story touches story/<id>": ("change_topics", "liken_headline"),
    "story.related_resolved touches story/<id>": RESOLVED,
}
PATIENCE = 20


class Aim:
    """Learns from random work which verbs touch which keys, and takes turns with what is left to notice."""

    def __init__(self) -> None:
        self._done: Counter[str] = Counter()
        self._touched: dict[str, Counter[str]] = defaultdict(Counter)
        self._by_mutant: dict[Mutant, Counter[str]] = defaultdict(Counter)
        self._tried: Counter[Mutant] = Counter()
        self._always = list(ALWAYS)

    def note(self, verb: str, touches: Collection[Mutant]) -> None:
        """Remember what a verb touched."""
        self._done[verb] += 1
        for mutant in touches:
            self._by_mutant[mutant][verb] += 1
        for family in {mutant.family for mutant in touches}:
            self._touched[family][verb] += 1

    def at(
        self, unnoticed: Sequence[Mutant], *, expected: Collection[str], chance: random.Random
    ) -> str | None:
        """Return the verb for the mutant that was tried least; None when there is none worth another try."""
        if self._always:
            return self._always.pop(0)
        wanted = [mutant for mutant in unnoticed if str(mutant) not in expected]
        left = [mutant for mutant in wanted if self._tried[mutant] < PATIENCE]
        if not left:
            return None
        mutant = min(left, key=lambda each: self._tried[each])
        self._tried[mutant] += 1
        return self._verb_for(mutant, chance)

    def _verb_for(self, mutant: Mutant, chance: random.Random) -> str:
        hints = HINTS.get(str(mutant))
        if hints is not None:
            return hints[self._tried[mutant] % len(hints)]
        if mutant.verb == UNTIL:
            return "wait"
        seen = self._by_mutant[mutant] if mutant.verb == TOUCH else self._touched[mutant.family]
        if not seen:
            return "wait"
        verbs = sorted(seen)
        return chance.choices(verbs, [seen[verb] / self._done[verb] for verb in verbs])[0]
