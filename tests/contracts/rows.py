"""The rows of the architecture, top first: a package uses only packages of rows below its own."""

ROWS: tuple[tuple[str, ...], ...] = (
    ("config",),
    ("demo",),
    ("desk", "reader"),
    ("archive", "feeds", "letters", "inprint", "search", "mirror", "placards", "social", "alerts"),
    ("fronts",),
    ("corrections", "listings", "record", "transparency"),
    ("stories", "copydesk"),
    ("people", "sections", "entities", "paper"),
    ("media",),
    ("publishing",),
    ("edition", "users"),
    ("publishlog",),
    ("lib",),
)
ROW_OF = {package: number for number, row in enumerate(ROWS) for package in row}


def package_of(module: str) -> str | None:
    """Return the package of ours that a module belongs to, or None for everybody else's."""
    parts = module.split(".")
    return parts[1] if parts[0] == "dateline" and len(parts) > 1 else None


def may_use(user: str, used: str) -> bool:
    """Say whether a package may refer to another: to itself and to rows below."""
    return user == used or ROW_OF[user] < ROW_OF[used]
