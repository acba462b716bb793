"""What does a text in Slack's mrkdwn look like?

What stands for itself (links, mentions, code, emoji, dates) is first taken out as atoms, one private character each, so
that the stars inside a link are not taken for bold; what remains is set bold, italic or struck, and escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlencode

from markupsafe import Markup, escape

from playground.page import emojis
from playground.page.dates import formatted
from playground.page.markup import clean, el, join, safe_link
from playground.page.scene import Scene

_FENCE = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
_QUOTE = re.compile(r"^(?:&gt;|>)[ ]?(.*)$")
_ATOM = re.compile(
    r"`(?P<code>[^`\n]+)`|<(?P<angle>[^<>\n]+)>|(?P<emoji>" + emojis.NAME + r")|(?P<url>\bhttps?://[^\s<>|`]+)"
)
_DATE = re.compile(r"^!date\^(-?\d{1,15})\^([^|^]*)(?:\^([^|]*))?(?:\|(.*))?$")
_PRIVATE = re.compile("([\U000f0000-\U0010ffff])")
_FIRST = 0xF0000
_ROOM = 0x10FFFF - _FIRST
_TAGS = {"*": "strong", "_": "em", "~": "s"}
_STYLED = {
    styles: re.compile(rf"(?<!\w)([{styles}])(?!\s)((?:(?!\1)[^\n])+)(?<!\s)\1(?!\w)")
    for styles in ("*_~", "_~", "*~", "*_", "*", "_", "~")
}


def mrkdwn(text: str, scene: Scene, *, verbatim: bool = False) -> Markup:
    """HTML of a text as Slack's API carries it (with &amp; &lt; &gt;); `verbatim` leaves bare addresses alone."""
    pieces = _FENCE.split(clean(text))
    drawn: list[Markup] = []
    for index, piece in enumerate(pieces):
        if index % 2:
            drawn.append(el("pre", {}, _literal(piece, scene)))
        else:
            start = piece.removeprefix("\n") if index else piece
            drawn.append(_quoted(start.removesuffix("\n") if index < len(pieces) - 1 else start, scene, verbatim))
    return join(drawn)


def unescaped(text: str) -> str:
    """The three entities of Slack's texts as the characters they stand for."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _quoted(text: str, scene: Scene, verbatim: bool) -> Markup:
    for mark in ("&gt;&gt;&gt;", ">>>"):  # quotes everything that follows
        before, found, after = text.partition(mark)
        if found and (not before or before.endswith("\n")):
            quote = el("blockquote", {}, _inline(after.strip("\n "), scene, verbatim))
            return join([_quoted(before.removesuffix("\n"), scene, verbatim) if before else None, quote])
    groups: list[tuple[bool, list[str]]] = []
    for line in text.split("\n"):
        found_quote = _QUOTE.match(line)
        inside = found_quote is not None
        if not groups or groups[-1][0] != inside:
            groups.append((inside, []))
        groups[-1][1].append(found_quote[1] if found_quote else line)
    drawn = [(inside, _inline("\n".join(lines), scene, verbatim)) for inside, lines in groups]
    return join(el("blockquote", {}, piece) if inside else piece for inside, piece in drawn)


def _inline(text: str, scene: Scene, verbatim: bool) -> Markup:
    atoms: list[Markup] = []

    def keep(found: re.Match[str]) -> str:
        atom = _atom(found, scene, verbatim)
        if atom is None or len(atoms) >= _ROOM:
            return found[0]
        atoms.append(atom)
        return chr(_FIRST + len(atoms) - 1)

    return _styled(_ATOM.sub(keep, text), "*_~", atoms)


def _styled(text: str, styles: str, atoms: list[Markup]) -> Markup:
    if not styles:
        return _plain(text, atoms)
    drawn: list[Markup] = []
    done = 0
    for found in _STYLED[styles].finditer(text):
        drawn.append(_plain(text[done : found.start()], atoms))
        inner = _styled(found[2], styles.replace(found[1], ""), atoms)
        drawn.append(el(_TAGS[found[1]], {}, inner))
        done = found.end()
    return join([*drawn, _plain(text[done:], atoms)])


def _plain(text: str, atoms: list[Markup]) -> Markup:
    pieces = _PRIVATE.split(text)
    return Markup("").join(
        atoms[ord(piece) - _FIRST] if index % 2 else escape(unescaped(piece)).replace("\n", Markup("<br>"))
        for index, piece in enumerate(pieces)
    )


def _atom(found: re.Match[str], scene: Scene, verbatim: bool) -> Markup | None:
    if found["code"]:
        return el("code", {}, _literal(found["code"], scene))
    if found["angle"]:
        return _angle(found["angle"], scene)
    if found["emoji"]:
        return emoji_mark(found["emoji"])
    return None if verbatim else _bare(found["url"])


def _bare(address: str) -> Markup:
    kept = address.rstrip(".,;:!?)'\"*_~")
    target = unescaped(kept)
    return join([link(target, target), unescaped(address[len(kept) :])])


def link(address: str, label: Markup | str) -> Markup:
    """A link that opens in a new window, or only its label when the address would do anything else."""
    target = safe_link(address)
    if target is None:
        return join([label])
    return el("a", {"href": target, "target": "_blank", "rel": "noopener"}, label)


def emoji_mark(name: str) -> Markup | None:
    """The emoji of that name with the name as its label; None for an unknown one."""
    drawn = emojis.character(name)
    if drawn is None:
        return None
    return el("span", {"class": "emoji", "role": "img", "aria-label": name.strip(":")}, drawn)


def with_emoji(text: str) -> Markup:
    """A plain text with its emoji names drawn and its line breaks kept."""
    pieces = re.split(f"({emojis.NAME})", clean(text))
    return join(
        (emoji_mark(piece) if index % 2 else None) or escape(piece).replace("\n", Markup("<br>"))
        for index, piece in enumerate(pieces)
    )


def mention(user: str, scene: Scene) -> Markup:
    """The name of a person, marked when it is the viewer's own."""
    own = " is-me" if user == scene.viewer else ""
    return el("span", {"class": f"mention{own}"}, "@" + scene.people.get(user, "somebody"))


def channel_link(channel: str, label: str, scene: Scene) -> Markup:
    """The name of a channel, as a link where the viewer may open it."""
    if channel not in scene.channels:
        name = label or scene.elsewhere.get(channel, "")
        return el("span", {"class": "mention"}, f"#{name}" if name else "a private channel")
    target = "/?" + urlencode({"as": scene.viewer, "at": channel})
    return el("a", {"class": "mention", "href": target}, "#" + scene.channels[channel])


def date_text(unix: int, template: str, fallback: str, scene: Scene) -> str:
    """Slack's date tokens in the viewer's zone, or the fallback."""
    return formatted(unix, template, scene.zone, scene.now) or fallback


def _angle(content: str, scene: Scene) -> Markup:
    target, _, label = content.partition("|")
    if target.startswith("@"):
        return mention(target[1:], scene)
    if target.startswith("#"):
        return channel_link(target[1:], unescaped(label), scene)
    if content.startswith("!"):
        return _special(content, scene)
    address = unescaped(target)
    if safe_link(address) is None:
        return escape(f"<{unescaped(content)}>")
    return link(address, _plain(label, []) if label else address.removeprefix("mailto:"))


def _special(content: str, scene: Scene) -> Markup:
    if date := _DATE.match(content):
        shown = date_text(int(date[1]), unescaped(date[2]), unescaped(date[4] or ""), scene)
        drawn = el("time", {"title": unescaped(date[4] or "")}, shown)
        return link(unescaped(date[3]), drawn) if date[3] else drawn
    target, _, label = content[1:].partition("|")
    name = target.partition("^")[0]
    if name == "subteam":
        return el("span", {"class": "mention"}, unescaped(label) or "@a group")
    if name in ("here", "channel", "everyone"):
        return el("span", {"class": "mention is-me"}, "@" + name)
    return escape(unescaped(label) or f"<{unescaped(content)}>")


def _literal(text: str, scene: Scene) -> Markup:
    """Code: nothing is styled, but Slack still writes a mention or a link as its label."""
    shown: Callable[[re.Match[str]], str] = lambda found: Markup(_angle(found[1], scene)).striptags()  # noqa: E731, S704
    return escape(unescaped(re.sub(r"<([^<>\n]+)>", shown, text)))
