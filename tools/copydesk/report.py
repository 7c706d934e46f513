"""The figures as text."""

from __future__ import annotations

import time

from dateline.copydesk.engine import dictionaries, grammar_en, harper_client, russian, spelling
from dateline.copydesk.engine.check import Rule, check
from dateline.copydesk.engine.desk import Desk
from dateline.copydesk.engine.texts import Block, Story
from tools.copydesk.corpora import LANGUAGES, clean_stories, desk, words_in
from tools.copydesk.measure import false_alarms, recall, seconds_for

ALONE: dict[str, Rule] = {
    "spelling alone": spelling.find,
    "Harper and our English grammar alone": grammar_en.find,
}


def print_report() -> None:
    """Print recall, false alarms and times for each language."""
    for language in LANGUAGES:
        found, fresh = recall(language), recall(language, fresh=True)
        print(f"{language}: {sum(found.planted.values())} slips, {found.share():.1%} found")
        print(f"  made with: {found.share(held_out=False):.1%}, held out: {found.share(held_out=True):.1%}")
        print(f"  fresh: {fresh.share():.1%} of {sum(fresh.planted.values())}")
        for slip in (*found.missed, *fresh.missed):
            print(f"  missed: {slip.kind}, {slip.story}: {slip.old} => {slip.new}")
        for name, own_only in (("all", None), ("our own stories", True), ("the demo’s", False)):
            stories, words, style, alarms = false_alarms(language, own_only=own_only)
            print(
                f"  clean, {name}: {stories} stories, {words} words, "
                f"{len(alarms)} alarms, {style} remarks on style"
            )
        for name, rule in ALONE.items():
            alarms_alone = sum(
                len(check(story, Desk(), rules=(rule,))) for story in clean_stories(language).values()
            )
            print(f"  {name}, without the paper’s dictionary: {alarms_alone} alarms on clean stories")
        _print_times(language)


def _print_times(language: str) -> None:
    own = desk(language)
    blocks = [
        block
        for story in clean_stories(language).values()
        for block in story.blocks
        if block.kind == "paragraph"
    ]
    thousand = _of_words(blocks, language, 1000)
    warm = seconds_for(thousand, own)
    print(
        f"  {words_in(thousand)} words: {warm[len(warm) // 2] * 1000:.0f} ms checked again, "
        f"{_first_time(thousand, own):.0f} ms new"
    )
    took = []
    for block in blocks[:150]:
        took.append(_first_time(Story(language, (block,)), own))
    took.sort()
    print(f"  one block: {took[len(took) // 2]:.1f} ms median, {took[int(len(took) * 0.95)]:.1f} ms p95")


def _first_time(story: Story, own: Desk) -> float:
    """Return the milliseconds of a check of which nothing is remembered."""
    harper_client.forget()
    for remembered in (dictionaries.spells, dictionaries.suggestions, russian.parses):
        remembered.cache_clear()
    started = time.perf_counter()
    check(story, own)
    return (time.perf_counter() - started) * 1000


def _of_words(blocks: list[Block], language: str, wanted: int) -> Story:
    chosen: list[Block] = []
    for number, block in enumerate(blocks):
        if sum(len(one.text.split()) for one in chosen) >= wanted:
            break
        chosen.append(Block(f"p{number}", "paragraph", block.text))
    return Story(language, tuple(chosen))
