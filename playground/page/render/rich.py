"""How is a rich_text block drawn? Its texts are never parsed."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from playground.page.markup import clean, el, join, lines
from playground.page.mrkdwn import channel_link, date_text, emoji_mark, link, mention
from playground.page.scene import Scene
from playground.page.shape import flag, number, part, parts, word
from playground.world import JSON

_STYLES = (("code", "code"), ("bold", "strong"), ("italic", "em"), ("strike", "s"), ("underline", "u"))


def rich_text(block: JSON, _name: str, scene: Scene) -> Markup:
    """Sections, lists, quotes and code; lists that follow each other at deeper indents are set deeper."""
    return el("div", {"class": "block rich prose"}, *(_piece(one, scene) for one in parts(block, "elements")))


def inline(source: JSON, scene: Scene) -> Markup:
    """The elements of one section one after the other."""
    return join(_element(one, scene) for one in parts(source, "elements"))


def _piece(piece: JSON, scene: Scene) -> Markup:
    kind = word(piece, "type")
    if kind == "rich_text_list":
        indent = min(max(number(piece, "indent"), 0), 8)
        ordered = word(piece, "style") == "ordered"
        rows = (el("li", {}, inline(row, scene)) for row in parts(piece, "elements"))
        start = number(piece, "offset") + 1 if ordered and number(piece, "offset") > 0 else None
        return el("ol" if ordered else "ul", {"class": f"indent-{indent}", "start": start}, *rows)
    if kind == "rich_text_preformatted":
        return el("pre", {}, inline(piece, scene))
    if kind == "rich_text_quote":
        return el("blockquote", {}, inline(piece, scene))
    return el("div", {}, inline(piece, scene))


def _element(element: JSON, scene: Scene) -> Markup:
    draw = _DRAWN.get(word(element, "type"))
    drawn = draw(element, scene) if draw else lines(word(element, "text"))
    style = part(element, "style")
    for name, tag in _STYLES:
        if flag(style, name):
            drawn = el(tag, {}, drawn)
    return drawn


def _date(element: JSON, scene: Scene) -> Markup:
    fallback = word(element, "fallback")
    shown = date_text(number(element, "timestamp"), word(element, "format"), fallback, scene)
    drawn = el("time", {"title": fallback or None}, shown)
    return link(word(element, "url"), drawn) if word(element, "url") else drawn


def _emoji(element: JSON, _scene: Scene) -> Markup:
    name = word(element, "name")
    return emoji_mark(f":{name}:") or escape(clean(f":{name}:"))


def _colour(element: JSON, _scene: Scene) -> Markup:
    return el("code", {}, word(element, "value"))


def _link(element: JSON, _scene: Scene) -> Markup:
    return link(word(element, "url"), word(element, "text") or word(element, "url"))


_DRAWN: dict[str, Callable[[JSON, Scene], Markup]] = {
    "text": lambda element, _scene: lines(word(element, "text")),
    "link": _link,
    "user": lambda element, scene: mention(word(element, "user_id"), scene),
    "usergroup": lambda _element, _scene: el("span", {"class": "mention"}, "@a group"),
    "channel": lambda element, scene: channel_link(word(element, "channel_id"), "", scene),
    "broadcast": lambda element, _scene: el("span", {"class": "mention is-me"}, "@" + word(element, "range", "here")),
    "date": _date,
    "emoji": _emoji,
    "color": _colour,
}
