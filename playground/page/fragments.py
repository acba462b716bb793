"""Which parts of a page have to be drawn again after a change? Each as a fragment that names its own place."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from playground.page import cards, sight
from playground.page.drawing import Drawing
from playground.page.sight import HOME, Look
from playground.world import Change, Message

_EVERYTHING = frozenset({"clock", "channel", "user", "reset"})


def everything(drawing: Drawing, look: Look) -> Markup:
    """All that can change, for a page that may have missed something; what is equal is left alone by the page."""
    found = [_side(drawing, look), _clock(drawing, look), _modals(drawing, look), _home(drawing, look)]
    if look.at != HOME:
        found.append(_partial(f"#list-{look.at}", "innerMorph", drawing.messages(look)))
    if look.thread:
        found.append(_partial(_replies_id(look), "innerMorph", drawing.replies(look)))
    return Markup("").join(found)


def changed(drawing: Drawing, look: Look, changes: Sequence[Change]) -> Markup:
    """What this person has to see of the changes, each part once."""
    concerning = [one for one in changes if one.user in {None, look.viewer} and one.kind != "traffic"]
    kinds = {one.kind for one in concerning}
    if kinds & _EVERYTHING:
        return everything(drawing, look) + _toasts(drawing, concerning)
    found: list[Markup] = []
    places = dict.fromkeys((one.channel, one.ts) for one in concerning if one.kind in ("message", "ephemeral"))
    for channel, ts in places:
        if channel and ts and channel == look.at:
            found += _message(drawing, look, ts)
    if places or "read" in kinds:
        found.append(_side(drawing, look))
    if "view" in kinds:
        found.append(_modals(drawing, look))
    if "home" in kinds:
        found.append(_home(drawing, look))
    return Markup("").join(found) + _toasts(drawing, concerning)


def toast(drawing: Drawing, text: str) -> Markup:
    """A passing sentence."""
    return _partial("#toasts", "beforeend", drawing.toast(text))


def clock(drawing: Drawing, look: Look) -> Markup:
    """The clock alone, as time goes by."""
    return _clock(drawing, look)


def _message(drawing: Drawing, look: Look, ts: str) -> list[Markup]:
    message = drawing.playground.find(look.at, ts)
    if message is None or not sight.visible(message, look.viewer):
        gone = ("#" + cards.dom_id(kind, look.at, ts) for kind in "mt")
        return [_partial(target, "delete", Markup("")) for target in gone]
    found: list[Markup] = []
    if sight.in_channel(message):
        found.append(_partial(f"#list-{look.at}", "beforeend", drawing.message(look, message)))
    root = message.thread_ts if message.thread_ts not in {None, message.ts} else None
    if look.thread and look.thread in {root, message.ts}:
        found.append(_partial(_replies_id(look), "beforeend", drawing.reply(look, message)))
    if root and (first := drawing.playground.find(look.at, root)):
        found.append(_root(drawing, look, first))
    return found


def _root(drawing: Drawing, look: Look, first: Message) -> Markup:
    """The message that a thread hangs on shows how many answers there are."""
    return _partial(f"#list-{look.at}", "beforeend", drawing.message(look, first))


def _side(drawing: Drawing, look: Look) -> Markup:
    return _partial("#side", "outerMorph", drawing.side(look))


def _clock(drawing: Drawing, look: Look) -> Markup:
    return _partial("#clock", "outerMorph", drawing.clock(look))


def _modals(drawing: Drawing, look: Look) -> Markup:
    return _partial("#modals", "innerMorph", drawing.modals(look))


def _home(drawing: Drawing, look: Look) -> Markup:
    return _partial("#home", "outerMorph", drawing.home(look)) if look.at == HOME else Markup("")


def _toasts(drawing: Drawing, changes: Sequence[Change]) -> Markup:
    return Markup("").join(toast(drawing, one.text) for one in changes if one.kind == "toast")


def _replies_id(look: Look) -> str:
    return "#" + cards.dom_id("replies", look.at, look.thread or "")


def _partial(target: str, swap: str, inside: Markup) -> Markup:
    return Markup('<hx-partial hx-target="{}" hx-swap="{}">{}</hx-partial>').format(target, swap, inside.strip())
