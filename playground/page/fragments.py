"""Which parts of a page have to be drawn again after a change? Each as a fragment that names its own place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from playground.page import cards, sight, whole
from playground.page.dates import same_day
from playground.page.drawing import Drawing
from playground.page.sight import HOME, Look
from playground.world import Change, Message

REDRAWN = 60  # of the newest messages, when names or dates changed: older ones are when they are loaded again
LARGEST = 300  # messages that are drawn at once for a page that was away for long


def at_start(drawing: Drawing, look: Look, first: str, mark: str) -> Markup:
    """What a page has to see that was drawn at `mark` and shows the messages from `first` on.

    Everything small; of the messages those that changed since, or all of them where that is not known any more.
    """
    missed = drawing.playground.world.missed(mark)
    small = [_side(drawing, look), _clock(drawing, look), _modals(drawing, look), _home(drawing, look)]
    if missed is None:
        return _join(small) + _lists(drawing, look, first)
    return _join(small) + changed(drawing, look, missed)


def changed(drawing: Drawing, look: Look, changes: Sequence[Change]) -> Markup:
    """What this person has to see of the changes, each part once."""
    concerning = [one for one in changes if one.user in {None, look.viewer}]
    kinds = {one.kind for one in concerning}
    places = list(dict.fromkeys((one.channel, one.ts) for one in concerning if one.kind in ("message", "ephemeral")))
    if kinds & {"clock", "user"}:
        places += [(look.at, ts) for ts in _stale(drawing, look, names="user" in kinds)]
    found: list[Markup] = []
    for channel, ts in dict.fromkeys(places):
        if channel and ts and channel == look.at:
            found += _message(drawing, look, ts)
    for wanted, draw in (
        ({"clock"}, _clock),
        ({"clock", "user", "view"}, _modals),
        ({"clock", "user", "home"}, _home),
        ({"message", "ephemeral", "read", "channel", "user"}, _side),
    ):
        if kinds & wanted:
            found.append(draw(drawing, look))
    if look.traffic:
        found += _calls(drawing, look, sorted({one.n for one in concerning if one.kind == "traffic"}))
    return _join(found) + _toasts(drawing, concerning)


def earlier(drawing: Drawing, look: Look, before: str) -> Markup:
    """The messages above the one with that ts, and the link to those above them."""
    drawn, first = drawing.older(look, before)
    link = _partial(f"#earlier-{look.at}", "outerHTML", drawing.earlier(look, first))
    return _partial(f"#older-{look.at}", "afterbegin", drawn) + link


def toast(drawing: Drawing, text: str) -> Markup:
    """A passing sentence."""
    return _partial("#toasts", "beforeend", drawing.toast(text))


def clock(drawing: Drawing, look: Look) -> Markup:
    """The clock alone, as time goes by."""
    return _clock(drawing, look)


def _lists(drawing: Drawing, look: Look, first: str) -> Markup:
    """All messages that the page shows, drawn again; of very many only the newest, as on a new page."""
    if not look.in_channel:
        return Markup("")
    there = sight.listed(drawing.playground.world, look)
    shown = [one for one in there if one.ts >= first] if first else there[-look.last :]
    found: list[Markup] = []
    if len(shown) > LARGEST:
        shown = shown[-look.last :]
        found = [_partial(f"#older-{look.at}", "innerHTML", Markup("<i hidden></i>"))]
        found.append(_partial(f"#earlier-{look.at}", "outerHTML", drawing.earlier(look, shown[0].ts)))
    found.append(_partial(f"#list-{look.at}", "innerMorph", drawing.some(look, shown)))
    if look.thread:
        found.append(_partial(_replies_id(look), "innerMorph", drawing.replies(look)))
    return _join(found)


def _stale(drawing: Drawing, look: Look, *, names: bool) -> list[str]:
    """The messages that may read otherwise now: of the newest those with dates (all, when names changed), and those
    that begin a day."""
    if not look.in_channel:
        return []
    zone = sight.scene(drawing.playground, look.viewer).zone
    there = sight.listed(drawing.playground.world, look)
    first, before = max(0, len(there) - REDRAWN), None
    found: list[str] = []
    for place, one in enumerate(there):
        begins = before is None or not same_day(before.shown_at, one.shown_at, zone)
        if begins or (place >= first and (names or _has_dates(one))):
            found.append(one.ts)
        before = one
    return found


def _has_dates(message: Message) -> bool:
    written = message.text + (json.dumps(message.blocks) if message.blocks else "")
    return "<!date" in written or '"type": "date"' in written


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


def _calls(drawing: Drawing, look: Look, numbers: Sequence[int]) -> Iterable[Markup]:
    for n in numbers:
        if exchange := drawing.playground.traffic.get(n):
            yield _partial("#calls", "afterbegin", whole.call_lines(drawing, look, [exchange]))


def _side(drawing: Drawing, look: Look) -> Markup:
    return _partial("#places", "outerMorph", drawing.side(look))


def _clock(drawing: Drawing, look: Look) -> Markup:
    return _partial("#clock", "outerMorph", drawing.clock(look))


def _modals(drawing: Drawing, look: Look) -> Markup:
    return _partial("#modals", "innerMorph", drawing.modals(look))


def _home(drawing: Drawing, look: Look) -> Markup:
    return _partial("#home", "outerMorph", drawing.home(look)) if look.at == HOME else Markup("")


def _toasts(drawing: Drawing, changes: Sequence[Change]) -> Markup:
    return _join(toast(drawing, one.text) for one in changes if one.kind == "toast")


def _replies_id(look: Look) -> str:
    return "#" + cards.dom_id("replies", look.at, look.thread or "")


def _join(found: Iterable[Markup]) -> Markup:
    return Markup("").join(found)


def _partial(target: str, swap: str, inside: Markup) -> Markup:
    return Markup('<hx-partial hx-target="{}" hx-swap="{}">{}</hx-partial>').format(target, swap, inside.strip())
