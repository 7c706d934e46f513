"""Skins: the markup of one age and school of making pages each."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Skin:
    """How one kind of site marks up the parts of a page; the defaults are plain divisions without classes."""

    names: dict[str, str] = field(default_factory=dict)
    body_class: str = ""
    article: str = '<div class="{name}">{}</div>'
    headline_form: str = "<h1{prop}{attrs}>{}</h1>"
    paragraph_form: str = "<p>{}</p>"
    subheading_form: str = "<h2>{}</h2>"
    part_tag: str = "div"
    text_form: str = "<div{attrs}>{}</div>"
    figure_form: str = (
        '<figure><img src="/pictures/q.jpg" alt=""><figcaption>{caption} {credit}</figcaption></figure>'
    )
    page_form: str = "<!DOCTYPE html>\n<html><head>\n{head}\n</head><body{body}>\n{above}\n{article}\n{below}\n{foot}\n</body></html>\n"
    semantic: bool = False

    def attrs(self, name: str) -> str:
        """Return the class attribute of a part."""
        known = self.names.get(name, self.names.get("*", "").format(name=name))
        return f' class="{known}"' if known else ""

    def part(self, name: str, inner: str, *, tag: str = "") -> str:
        """Return one part of the head."""
        tag = tag or self.part_tag
        return f"<{tag}{self.attrs(name)}>{inner}</{tag}>\n"

    def inner(self, part: str) -> str:
        """Return what is inside a part, to put several into one line."""
        return part[part.index(">") + 1 : part.rindex("</")]

    def headline(self, text: str, prop: str) -> str:
        """Return the headline."""
        return self.headline_form.format(text, attrs=self.attrs("headline"), prop=prop) + "\n"

    def paragraph(self, inner: str) -> str:
        """Return a paragraph of text."""
        return self.paragraph_form.format(inner) + "\n"

    def subheading(self, inner: str) -> str:
        """Return a heading inside the text."""
        return self.subheading_form.format(inner) + "\n"

    def picture(self, caption: str, credit: str) -> str:
        """Return a picture with its caption."""
        return self.figure_form.format(caption=caption, credit=credit) + "\n"

    def menu(self, labels: list[str]) -> str:
        """Return a menu."""
        tag = "nav" if self.semantic else "div"
        items = "".join(f'<li><a href="/{label}/">{label}</a></li>' for label in labels)
        return f"<{tag}{self.attrs('menu')}><ul>{items}</ul></{tag}>\n"

    def links(
        self, name: str, heading: str, items: list[tuple[str, str]], *, label_below: bool = False
    ) -> str:
        """Return a list of headlines with the sections printed beside them."""
        lines = []
        for headline, section in items:
            link = f'<div><a href="/story/{len(headline)}/">{headline}</a></div>'
            label = f"<div>{section}</div>" if section else ""
            lines.append(f"<li>{link}{label}</li>" if label_below else f"<li>{label}{link}</li>")
        title = f"<h3>{heading}</h3>" if heading else ""
        tag = "aside" if self.semantic else "div"
        return f"<{tag}{self.attrs(name)}>{title}<ul>{''.join(lines)}</ul></{tag}>\n"

    def furniture(self, name: str, words: str) -> str:
        """Return lines that are not the story."""
        tag = "footer" if self.semantic and name == "foot" else "div"
        lines = "".join(f"<div>{line}</div>" for line in words.split("|"))
        return f"<{tag}{self.attrs(name)}>{lines}</{tag}>\n"

    def comments(self, heading: str, items: list[tuple[str, str, str]]) -> str:
        """Return what readers said."""
        lines = "".join(f"<div><b>{who}</b> <span>{at}</span><p>{text}</p></div>" for who, text, at in items)
        return f"<div{self.attrs('comments')}><h3>{heading}</h3>{lines}</div>\n"

    def page(self, *, head: str, above: str, top: str, text: str, tail: str, below: str, foot: str) -> str:
        """Put the page together."""
        body = self.text_form.format(text, attrs=self.attrs("text"))
        article = self.article.format(f"{top}{body}{tail}", name=self.names.get("article", "x"))
        return self.page_form.format(
            head=head, body=f' class="{self.body_class}"' if self.body_class else "", above=above,
            article=article, below=below, foot=foot,
        )  # fmt: skip


_SKINS = {
    "modern": Skin(
        names={"headline": "headline", "standfirst": "standfirst", "byline": "byline", "date": "dateline", "section": "kicker",
               "text": "article-body", "related": "related", "comments": "comments", "share": "share-bar", "menu": "main-nav",
               "caption": "caption", "credit": "credit", "popular": "most-read", "tags": "tags", "foot": "site-footer"},
        article="<main><article>{}</article></main>", semantic=True,
    ),
    "wordpress": Skin(
        names={"headline": "entry-title", "byline": "author vcard", "date": "entry-date published", "text": "entry-content",
               "related": "jp-relatedposts", "comments": "comments-area", "share": "sharedaddy", "menu": "menu-primary",
               "tags": "tags-links", "popular": "widget widget_popular", "foot": "site-footer", "pages": "nav-links"},
        body_class="post-template-default single single-post", article='<div id="content"><div class="post hentry">{}</div></div>',
        figure_form='<div class="wp-caption"><img src="/pictures/q.jpg"><p class="wp-caption-text">{caption} {credit}</p></div>',
    ),
    "soup": Skin(article="<div><div>{}</div></div>", headline_form="<h1{prop}>{}</h1>", subheading_form="<p><b>{}</b></p>"),
    "table": Skin(
        headline_form='<font size="5"><b{prop}>{}</b></font><br>', paragraph_form="{}<br><br>", subheading_form="<b>{}</b><br><br>",
        text_form='<font face="Arial" size="2">{}</font>', part_tag="div",
        page_form="<html><head>\n{head}\n</head><body bgcolor=white><table width=100%><tr><td width=150 valign=top>{above}</td>"
        "<td valign=top>{article}</td><td width=150>{below}</td></tr><tr><td colspan=3>{foot}</td></tr></table></body></html>",
        figure_form='<table align=right><tr><td><img src="/pictures/q.jpg"></td></tr><tr><td><i>{caption} {credit}</i></td></tr></table>',
        article="{}",
    ),
    "bem": Skin(
        names={"*": "b-page__{name}", "text": "b-story__text", "related": "b-related", "headline": "b-story__title"},
        article='<div class="l-columns"><div class="l-columns__main"><div class="b-story">{}</div></div></div>',
    ),
    "utility": Skin(
        names={"*": "mt-4 text-sm text-gray-600", "headline": "text-4xl font-bold", "text": "space-y-4 max-w-prose"},
        article='<main class="container mx-auto px-4"><div class="grid">{}</div></main>', semantic=True,
    ),
}  # fmt: skip


def skin_of(name: str) -> Skin:
    """Return a skin by its name."""
    return _SKINS[name]
