"""Cards and what surrounds pages. What looks the same on every page is drawn once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

from django import template
from django.template.base import Template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from dateline.reader.contexts import PaperContext
from dateline.stories.contexts import CardContext

register = template.Library()

MOST_DRAWN = 1_000
MOST_SURROUNDINGS = 100

_Drawn = dict[tuple[Any, ...], tuple[CardContext, SafeString]]
# By template: what that of another engine or theme has drawn is never mistaken for its own.
_drawn: WeakKeyDictionary[Template, _Drawn] = WeakKeyDictionary()
_surroundings: WeakKeyDictionary[Template, dict[tuple[Any, ...], SafeString]] = WeakKeyDictionary()


@register.simple_tag(takes_context=True)
def story_card(context: template.Context, form: str, *, card: CardContext, **options: Any) -> SafeString:
    """Draw a story with ``reader/components/<form>.html``.

    The template gets ``card``, the options and ``paper.language``, and nothing else of the page: what it
    draws follows from them alone. A card is known by being the very object, not by being equal to it: moments
    an hour apart are equal where a clock is put back.
    """
    bound: Any = context.template
    drawing: Template = bound.engine.get_template(f"reader/components/{form}.html")
    paper = {"language": context["paper"].language}
    kinds = tuple((name, value, type(value)) for name, value in options.items())
    key = (id(card), paper["language"], get_language(), context.autoescape, *kinds)
    drawn = _drawn.setdefault(drawing, {})
    known = drawn.get(key)
    if known is not None and known[0] is card:
        return known[1]
    html = drawing.render(context.new({"card": card, "paper": paper, **options}))
    if type(card) is CardContext:
        if len(drawn) >= MOST_DRAWN:
            for oldest in list(drawn)[: MOST_DRAWN // 10]:
                drawn.pop(oldest, None)
        # The card is held with it, so that no other object can get its number.
        drawn[key] = (card, html)
    return html


@register.simple_tag(takes_context=True)
def drawn(context: template.Context, component: str, *, paper: PaperContext, **options: str) -> SafeString:
    """Draw a part that surrounds pages, ``reader/components/<component>.html``, once for all of them.

    The template gets ``paper`` without ticker and breaking news, and the options: what it draws follows from
    equal values alone. So there may be no moments among them, which can be equal and look different.
    """
    bound: Any = context.template
    drawing: Template = bound.engine.get_template(f"reader/components/{component}.html")
    still = replace(paper, ticker=(), breaking=None) if paper.ticker or paper.breaking else paper
    key = (still, get_language(), context.autoescape, *options.items())
    known = _surroundings.setdefault(drawing, {})
    if key not in known:
        if len(known) >= MOST_SURROUNDINGS:
            known.clear()
        known[key] = drawing.render(context.new({"paper": still, **options}))
    return known[key]
