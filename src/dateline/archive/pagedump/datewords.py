"""The words of dates and times that pages print, in the languages of the papers met so far."""

from dateline.archive.pagedump.words import phrases, word_lists

MONTHS = {
    word: number for number, words in enumerate(word_lists()["months"], start=1) for word in words.split()
}
WEEKDAYS = phrases("weekdays")
PUBLISHED = phrases("published")
UPDATED = phrases("updated")
FILLERS = phrases("fillers")
TODAY = phrases("today")
YESTERDAY = phrases("yesterday")

OFFSETS = {
    "gmt": 0,
    "utc": 0,
    "msk": 180,
    "мск": 180,
    "cet": 60,
    "cest": 120,
    "eet": 120,
    "eest": 180,
    "bst": 60,
    "est": -300,
    "edt": -240,
    "pst": -480,
    "pdt": -420,
}
"""Named zones as minutes east of Greenwich."""
