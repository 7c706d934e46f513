"""Original running text for generated stories: paragraphs of a few sentences, the same for the same seed."""

from __future__ import annotations

import random

WHO = (
    "The harbor board",
    "A group of teachers",
    "The regional court",
    "Two former pilots",
    "The mayor’s office",
    "Residents of the upper town",
    "The railway company",
    "A young chemist",
    "The orchestra",
    "Local growers",
    "The electricity board",
    "An independent auditor",
    "The swimming club",
    "Owners of small shops",
    "The state archive",
    "A visiting engineer",
    "The tenants’ union",
    "Doctors at the children’s clinic",
)
DID = (
    "rejected a plan to close",
    "asked for more time to study",
    "signed a contract to repair",
    "opened an inquiry into",
    "counted the cost of",
    "voted to keep",
    "found fault with",
    "raised money for",
    "published figures on",
    "delayed a decision about",
    "praised the work on",
    "moved its staff to",
    "compared last year’s figures for",
)
WHAT = (
    "the old ferry terminal",
    "a bridge over the northern channel",
    "the evening tram line",
    "three village schools",
    "the wheat store on Mill Road",
    "a tax on empty flats",
    "the museum of instruments",
    "a new fish market",
    "the mountain observatory",
    "the water meadows",
    "a shelter for stranded travelers",
    "the winter timetable",
    "an exhibition of early maps",
    "the botanical garden",
    "a fund for flooded farms",
    "the town’s last cinema",
)
WHEN = (
    "on Tuesday",
    "after a long debate",
    "late last night",
    "for the second time this year",
    "without giving a reason",
    "at a meeting open to all",
    "in a letter seen by this paper",
    "as the first snow fell",
    "before the holidays",
    "ahead of the spring session",
    "during a short hearing",
    "to the surprise of most observers",
)
MORE = (
    "The sum is larger than anybody had expected, and nobody wants to pay it.",
    "Work is to begin in the autumn and will take at least eighteen months.",
    "“We have waited for this since my children were small,” said one woman who lives nearby.",
    "Similar plans were shelved nine years ago, when the last council ran out of money.",
    "The figures were checked twice, a spokesman said, and they would be checked again.",
    "Critics say that the report leaves out the two years in which losses were highest.",
    "It was not clear on Thursday who had given the order, or whether it had been written down.",
    "Bus drivers, who were not asked, called the timetable a work of fiction.",
    "An appeal is possible within thirty days, but few expect that one will be made.",
    "Visitors have doubled since the path along the shore was paved and lit.",
    "The two sides will meet again next week, this time without their lawyers.",
    "Nobody was hurt, although a number of windows were broken and a fence was carried off.",
    "Prices in the covered market rose by a tenth, those in the side streets rather less.",
    "The minutes of the meeting run to sixty pages and mention the subject once.",
)
BEATS = ("Council", "Harbor", "Court", "Schools", "Trams", "Harvest", "Museum", "Budget", "Storm", "Clinic")
TURNS = (
    "puts off vote on",
    "wins round over",
    "counts cost of",
    "looks again at",
    "agrees deal on",
    "warns about",
)
MATTERS = (
    "ferry terminal",
    "northern bridge",
    "evening line",
    "village schools",
    "empty flats",
    "fish market",
)


def paragraphs(count: int, *, seed: int = 1) -> list[str]:
    """Return so many paragraphs."""
    chance = random.Random(seed)  # noqa: S311 - the same text each time
    return [_paragraph(chance) for _ in range(count)]


def _paragraph(chance: random.Random) -> str:
    told = f"{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(WHAT)} {chance.choice(WHEN)}."
    return " ".join([told, *chance.sample(MORE, chance.randint(2, 4))])


def headline(chance: random.Random) -> str:
    """Return a headline."""
    return f"{chance.choice(BEATS)} {chance.choice(TURNS)} {chance.choice(MATTERS)}"
