"""What does a standard Markdown text look like: headings, lists, tables, code, quotes, and what is inside a line?"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from playground.page.markup import clean, el, join
from playground.page.mrkdwn import link
from playground.page.scene import Scene
from playground.page.shape import word
from playground.world import JSON

_FENCE = re.compile(r"^```\w*\n(.*?)\n?```$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6}) +(.*)$")
_ITEM = re.compile(r"^ {0,8}(?:[-*+]|(\d{1,9})[.)]) +(.*)$")
_RULE = re.compile(r"^ {0,3}([-*_])(?: *\1){2,} *$")
_INLINE = re.compile(
    r"(?P<escaped>\\[\\`*_{}\[\]()#+.!|<>~&-])|`(?P<code>[^`\n]+)`|\[(?P<label>[^\[\]\n]*)\]\((?P<url>[^()\s]+)\)"
    r"|\*\*(?P<strong>[^*\n]+)\*\*|(?<!\w)__(?P<strong2>[^_\n]+)__(?!\w)|\*(?P<em>[^*\n]+)\*"
    r"|(?<!\w)_(?P<em2>[^_\n]+)_(?!\w)|~~(?P<s>[^~\n]+)~~"
)


def markdown(block: JSON, _name: str, _scene: Scene) -> Markup:
    """A markdown block; its HTML is shown as written, not run."""
    pieces = _FENCE.split(clean(word(block, "text")))
    drawn = [el("pre", {}, piece) if index % 2 else _flow(piece) for index, piece in enumerate(pieces)]
    return el("div", {"class": "block markdown prose"}, *drawn)


def _flow(text: str) -> Markup:
    drawn: list[Markup] = []
    group: list[str] = []
    kind = ""
    for line in [*text.split("\n"), ""]:
        now = _kind(line)
        if now != kind or now in ("heading", "rule"):
            drawn.append(_group(kind, group))
            group, kind = [], now
        group.append(line)
    return join([*drawn, _group(kind, group)])


def _kind(line: str) -> str:
    if not line.strip():
        return ""
    if _RULE.match(line):
        return "rule"
    if _HEADING.match(line):
        return "heading"
    if item := _ITEM.match(line):
        return "ol" if item[1] else "ul"
    if line.startswith(">"):
        return "quote"
    return "table" if line.lstrip().startswith("|") else "p"


def _group(kind: str, group: list[str]) -> Markup:
    if not kind or not group:
        return Markup("")
    if kind == "rule":
        return el("hr")
    if kind == "heading":
        found = _HEADING.match(group[0])
        return el("h4", {}, inline(found[2] if found else group[0]))
    if kind in ("ul", "ol"):
        return el(kind, {}, *(el("li", {}, inline(found[2])) for line in group if (found := _ITEM.match(line))))
    if kind == "quote":
        return el("blockquote", {}, _broken([line[1:].strip() for line in group]))
    return _table(group) if kind == "table" else el("p", {}, _broken(group))


def _broken(group: list[str]) -> Markup:
    return Markup("<br>").join(inline(line) for line in group)


def _table(group: list[str]) -> Markup:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in group]
    kept = [row for row in rows if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    drawn = [
        el("tr", {}, *(el("td" if index else "th", {}, inline(cell)) for cell in row)) for index, row in enumerate(kept)
    ]
    return el("div", {"class": "table-box"}, el("table", {}, *drawn))


def inline(text: str) -> Markup:
    """What is inside one line; a style may hold a link or another style, three deep."""
    return _inline(text, 3)


def _inline(text: str, depth: int) -> Markup:
    if depth == 0:
        return escape(text)
    drawn: list[Markup | str] = []
    done = 0
    for found in _INLINE.finditer(text):
        drawn += [text[done : found.start()], _mark(found, depth)]
        done = found.end()
    return join([*drawn, text[done:]])


def _mark(found: re.Match[str], depth: int) -> Markup:
    if found["escaped"]:
        return escape(found["escaped"][1:])
    if found["code"]:
        return el("code", {}, found["code"])
    if found["url"]:
        return link(found["url"], _inline(found["label"], depth - 1))
    for tag, inner in (
        ("strong", found["strong"] or found["strong2"]),
        ("em", found["em"] or found["em2"]),
        ("s", found["s"]),
    ):
        if inner:
            return el(tag, {}, _inline(inner, depth - 1))
    return escape(found[0])
