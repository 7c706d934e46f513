"""Names that verbs take turns with, and that pages may be asked for before they exist."""

NAMES = ("Ada Brook", "Ben Tide", "Cora Quay")
NEWCOMERS = ("Dora Mole", "Emil Buoy")
TOPICS = ("Harbour", "Ferries", "Weather")
NEW_TOPICS = ("Tides", "Lighthouses")
NEW_SERIES = ("New piers", "Old ropes")
SECTIONS = ("town", "sea", "opinion", "meanwhile")
NEW_SECTIONS = ("Culture", "Sport")
COMPANY = ("about", "jobs")
OLD_PATHS = ("/old-front", "/2001/01/01/a-story.html", "/2026/05/01/never-was", "/author/dora-mole")
RENAMED = ("renamed-1", "renamed-2", "renamed-3")
# Addresses of the site before this one, and their forms; dumps are known by their day.
OLD_SITE = (
    "/news/1.html",
    "/news/2.html",
    "/news/3.html",
    "/read.php?id=1",
    "/?p=2",
    "/town/?id=7",
    "/about-us.html",
)
# What only the study of announcements brings: dumps of these days, stories of these names on 1 May.
AWAITED_NUMBERS = (28, 29, 30)
AWAITED_SLUGS = ("awaited-1", "awaited-2", "awaited-3")
OLD_PATTERNS = ("/news/{number}.html", "/read.php?id={number}", "/?p={number}", "/{word}-us.html")
