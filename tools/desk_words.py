"""Write the catalogs that let Wagtail's screens speak the newsroom's words: stories, pictures, folders.

Wagtail's own English and Russian texts are taken, words are exchanged, and only changed texts are kept.
The desk's own texts stand in own.po beside them and are compiled with them. Run it after an upgrade of
Wagtail, and after a change of own.po. Needs the gettext tools.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import wagtail

SOURCE = Path(wagtail.__file__).parent
TARGET = Path(__file__).parent.parent / "src/dateline/desk/locale"
# “Page 2 of 7” is about paper, too, but not about a story; “users” of a screen reader are readers.
KEPT = ("Page %(page_num", "Page %(page_number", "Page not found", "404", "screen reader", "recommended res")

ENGLISH = (
    (r"\bWagtail users\b", "staff"),
    (r"^Users$", "Staff"),
    (r"^Add \(a \)\?user$", "Add a colleague"),
    (r"\bgroups of users\b", "groups of staff"),
    (r"\bUser\b", "Colleague"),
    (r"\buser\b", "colleague"),
    (r"\busers\b", "colleagues"),
    (r"^Page '\(%([a-z_]*)s\)'", r"“\1”"),
    (r"Page/[Ss]nippet", "Story"),
    (r"\([Pp]\)ages/snippets", r"\1ages"),
    (r"\bWagtail Groups\b", "groups"),
    (r"\bWagtail\b", "the desk"),
    (r"\bAn image\b", "A picture"),
    (r"\ban image\b", "a picture"),
    (r"\bImage\(s\?\)\b", r"Picture\1"),
    (r"\bimage\(s\?\)\b", r"picture\1"),
    (r"\bSnippets\b", "Entries"),
    (r"\bsnippets\b", "entries"),
    (r"\bA snippet\b", "An entry"),
    (r"\ba snippet\b", "an entry"),
    (r"\bSnippet\b", "Entry"),
    (r"\bsnippet\b", "entry"),
    (r"\bCollection\(s\?\)\b", r"Folder\1"),
    (r"\bcollection\(s\?\)\b", r"folder\1"),
    (r"\bParent page\b", "Section"),
    (r"\bparent page\b", "section"),
    (r"\bchild page\(s\?\)\b", r"page\1 in it"),
    (r"\bsubpage\(s\?\)\b", r"page\1 in it"),
    (r"\bPages\b", "Stories"),
    (r"\bpages\b", "stories"),
    (r"\bPage\b", "Story"),
    (r"\bpage\b", "story"),
    (r"\bSlug\b", "Address"),
    (r"\bslug\b", "address"),
    (r"\bsubmitted for moderation\b", "handed in"),
    (r"\bSubmit for moderation\b", "Hand in"),
    (r"\bExploring\b", "Browsing"),
    (r"\bSite history\b", "What was done"),
)
# A page and a story are of one gender and decline alike, so endings can be exchanged.
RUSSIAN = (
    *(
        (f"{first}{ending}\\b", f"{new}{ended}")
        for first, new in (("Страниц", "Стат"), ("страниц", "стат"))
        for ending, ended in (
            ("ами", "ьями"),
            ("ам", "ьям"),
            ("ах", "ьях"),
            ("ей", "ьей"),
            ("а", "ья"),
            ("ы", "ьи"),
            ("е", "ье"),
            ("у", "ью"),
            ("", "ей"),
        )
    ),
    (r"\([Ии]\)мя пользователя", r"\1мя для входа"),
    *(
        (f"{first}ользовател{ending}\\b", f"{new}отрудник{ended}")
        for first, new in (("П", "С"), ("п", "с"))
        for ending, ended in (
            ("ями", "ами"),
            ("ям", "ам"),
            ("ях", "ах"),
            ("ем", "ом"),
            ("ей", "ов"),
            ("ь", ""),
            ("я", "а"),
            ("ю", "у"),
            ("е", "е"),
            ("и", "и"),
        )
    ),
    ("\\bСниппет", "Объект"),
    ("\\bсниппет", "объект"),
    ("Wagtail", "редакции"),
)


def main() -> None:
    """Write and compile both catalogs."""
    write("en", ENGLISH, prepare=["msgen", "--no-wrap", "-"])
    write("ru", RUSSIAN, prepare=["msgattrib", "--translated", "--no-fuzzy", "--no-wrap", "-"])


def write(language: str, exchanges: tuple[tuple[str, str], ...], *, prepare: list[str]) -> None:
    """Write one catalog."""
    sources = sorted(SOURCE.glob(f"**/locale/{language}/LC_MESSAGES/django.po"))
    own = [path for path in sources if "/test/" not in path.as_posix()]
    whole = run(["msgcat", "--use-first", "--no-location", "--no-wrap", *map(str, own)])
    before = run(prepare, whole)
    # Names of placeholders are no words: an underscore in front keeps them from being taken for some.
    guarded = (("%(", "%(_"), ("{", "{_"), *exchanges, ("{_", "{"), ("%(_", "%("))
    script = ";".join(f"s\x01{old}\x01{new}\x01g" for old, new in guarded)
    after = run(["msgfilter", "--no-wrap", "--keep-header", "-i", "-", "sed", "-e", script], before)
    folder = TARGET / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    catalog = folder / "django.po"
    catalog.write_text(changed_entries(before, after), encoding="utf-8")
    ours = [str(path) for path in (folder / "own.po", catalog) if path.exists()]
    whole = run(["msgcat", "--use-first", "--no-wrap", *ours])
    run(["msgfmt", "--check-format", "-o", str(folder / "django.mo"), "-"], whole)


def changed_entries(before: str, after: str) -> str:
    """Return a catalog of the entries whose text was changed."""
    pairs = zip(before.split("\n\n"), after.split("\n\n"), strict=True)
    changed = [
        "\n".join(line for line in new.splitlines() if not line.startswith("#") or "format" in line)
        for old, new in pairs
        if old != new and not any(text in new for text in KEPT)
    ]
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {}\\n"\n'
    plural = next(line for line in before.splitlines() if line.startswith('"Plural-Forms'))
    return "\n\n".join([header.format(plural.partition(": ")[2].removesuffix('\\n"')), *changed]) + "\n"


def run(command: list[str], text: str = "") -> str:
    """Run a gettext tool on a text and return what it writes."""
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main()
