"""A page of a layout: its parts, marked up as the layout's skin marks them."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

from tools.extraction.dates import FORMS
from tools.extraction.layouts import Layout
from tools.extraction.skins import Skin, skin_of
from tools.extraction.texts import Story, sections_of
from tools.extraction.wording import WORDS

PAPERS = {"en": "The Harbor Post", "ru": "Портовая газета"}


def page(layout: Layout, story: Story) -> str:
    """Return the HTML of a story in a layout."""
    builder = _Builder(layout, story)
    return builder.page()


def address_of(layout: Layout, story: Story) -> str:
    """Return where the page stood; it does not give the day away."""
    return f"https://{layout.name}.example/story/{abs(hash((story.headline, story.published))) % 10**9}.html"


class _Builder:
    def __init__(self, layout: Layout, story: Story) -> None:
        self.layout, self.story = layout, story
        self.skin: Skin = skin_of(layout.skin)
        self.words = WORDS[story.language]
        self.parts: dict[str, Callable[[], str]] = {
            "section": self.section,
            "headline": self.headline,
            "standfirst": lambda: self.skin.part("standfirst", escape(story.standfirst), tag="p"),
            "byline": self.byline,
            "date": self.date,
            "updated": self.updated,
            "byline+date": lambda: self.together("byline", "date"),
            "date+byline": lambda: self.together("date", "byline"),
            "picture": self.picture,
            "caption": lambda: self.skin.part("caption", escape(story.caption)),
            "credit": lambda: self.skin.part("credit", escape(self.credit())),
            "share": lambda: self.skin.furniture("share", self.words["share"]),
        }

    def page(self) -> str:
        head = "".join(self.parts[name]() for name in self.layout.head)
        above = "".join(self.furniture(name) for name in self.layout.above)
        inside = ("byline", "credit", "share", "tags", "author", "disclaimer", "mistake", "pages")
        after = [name for name in self.layout.below if name in inside]
        after = [name for name in after if name not in ("share",) or "share" not in self.layout.head]
        tail = "".join(self.parts[name]() if name in self.parts else self.furniture(name) for name in after)
        below = "".join(
            self.furniture(name) for name in self.layout.below if name not in after and name != "foot"
        )
        foot = self.furniture("foot") if "foot" in self.layout.below else ""
        return self.skin.page(
            head=self.head_element(),
            above=above,
            top=head,
            text=self.text(),
            tail=tail,
            below=below,
            foot=foot,
        )

    def head_element(self) -> str:
        story, machines = self.story, self.layout.machines
        paper = PAPERS[story.language]
        lines = [f"<title>{escape(story.headline)} | {escape(paper)}</title>"]
        lines.append(f'<link rel="canonical" href="{address_of(self.layout, story)}">')
        if "og" in machines:
            lines.append(f'<meta property="og:title" content="{escape(story.headline)}">')
            lines.append(f'<meta property="og:site_name" content="{escape(paper)}">')
            lines.append('<meta property="og:type" content="article">')
            lines.append(f'<meta property="article:published_time" content="{story.published.isoformat()}">')
            lines.append(f'<meta property="og:description" content="{escape(story.standfirst)}">')
        if "jsonld" in machines:
            told = {
                "@context": "https://schema.org",
                "@type": "NewsArticle",
                "headline": story.headline,
                "datePublished": story.published.isoformat(),
                "dateModified": story.updated.isoformat(),
                "author": [{"@type": "Person", "name": story.author}],
                "articleSection": story.section,
                "publisher": {"@type": "Organization", "name": paper},
            }
            lines.append(
                f'<script type="application/ld+json">{json.dumps(told, ensure_ascii=False)}</script>'
            )
        return "\n".join(lines)

    def section(self) -> str:
        return self.skin.part(
            "section", f'<a href="/{escape(self.story.section)}/">{escape(self.story.section)}</a>'
        )

    def headline(self) -> str:
        prop = ' itemprop="headline"' if "microdata" in self.layout.machines else ""
        return self.skin.headline(escape(self.story.headline), prop)

    def byline(self) -> str:
        form = {"by": self.words["by"], "colon": self.words["author"], "bare": "{}"}[self.layout.byline]
        name = f'<a href="/authors/x/">{escape(self.story.author)}</a>'
        if "microdata" in self.layout.machines:
            name = f'<span itemprop="author">{name}</span>'
        return self.skin.part("byline", form.format(name))

    def date(self) -> str:
        shown = FORMS[self.layout.date](self.story.published)
        if "microdata" in self.layout.machines:
            shown = (
                f'<span itemprop="datePublished" content="{self.story.published.isoformat()}">{shown}</span>'
            )
        if "time" in self.layout.machines:
            shown = f'<time datetime="{self.story.published.isoformat()}">{shown}</time>'
        if self.layout.date in ("dash", "ru-dash"):
            shown += f"<br>— {self.words['update']}: {self.story.updated:%H:%M}"
        return self.skin.part("date", shown)

    def updated(self) -> str:
        form = FORMS[self.layout.date]
        first = f"{self.words['published']} {form(self.story.published)}"
        return self.skin.part("date", f"{first} | {self.words['updated']} {form(self.story.updated)}")

    def together(self, *names: str) -> str:
        inner = " | ".join(self.skin.inner(self.parts[name]()) for name in names)
        return self.skin.part("meta", inner)

    def credit(self) -> str:
        story, form = self.story, self.layout.credit
        if form == "photo-by":
            return f"Photo by {story.credit}"
        if form == "foto":
            return f"Фото: {story.credit}"
        if form == "slash" and "/" not in story.credit:
            return f"{story.credit} / {PAPERS[story.language]}"
        return story.credit

    def picture(self) -> str:
        label = "Photo: " if self.story.language == "en" else "Фото: "
        return self.skin.picture(escape(self.story.caption), escape(f"{label}{self.story.credit}"))

    def text(self) -> str:
        places = dict(self.story.subheadings)
        middle = max(2, len(self.story.paragraphs) // 2)
        pieces: list[str] = []
        between = list(self.layout.between)
        for number, paragraph in enumerate(self.story.paragraphs):
            if number in places:
                pieces.append(self.skin.subheading(escape(places[number])))
            if between and number >= middle:
                pieces.append(self.furniture(between.pop(0)))
            pieces.append(self.skin.paragraph(escape(paragraph, quote=False)))
        return "".join(pieces)

    def furniture(self, name: str) -> str:
        words, story, skin = self.words, self.story, self.skin
        if name == "menu":
            return skin.menu([*sections_of(story.language)])
        if name in ("ticker", "latest", "popular"):
            heading = {"popular": words["popular"], "latest": words["latest"]}.get(name, "")
            lines = [headline for headline, _ in story.others[:4]]
            if name == "ticker":
                lines = [
                    f"{words['ago'].format(at)} {line}"
                    for at, line in enumerate([*lines, story.headline], start=2)
                ]
            return skin.links(name, heading, [(line, "") for line in lines])
        if name in ("related", "related-box"):
            others = story.others[: 2 if name == "related-box" else 5]
            plain = self.layout.related == "plain"
            return skin.links(
                name,
                words["related"],
                [(headline, "" if plain else section) for headline, section in others],
                label_below=self.layout.related == "labelled-below",
            )
        if name == "inline-related":
            link = f'{words["also"]} <a href="/x/">{escape(story.others[0][0])}</a>'
            return skin.paragraph(link)
        if name == "tags":
            return skin.furniture(
                "tags",
                f"{words['tags']}: "
                + ", ".join(f'<a rel="tag" href="/tag/x/">{tag}</a>' for tag in story.tags),
            )
        if name == "author":
            return skin.paragraph(words["bio"].format(escape(story.author)))
        if name == "comments":
            return skin.comments(
                words["comments"],
                [(who, escape(text), FORMS[self.layout.date](story.updated)) for who, text in story.comments],
            )
        return skin.furniture(name, words[name])
