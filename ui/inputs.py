"""How is a form made so that Slack takes it, and how is what was filled in read back?"""

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from ui.kit import Block, Element, View, at_most, option, plain, within
from ui.text import channel, clean, cut, mention, one_line

Filled = Mapping[str, Mapping[str, Mapping[str, Any]]]  # Slack's view.state.values: block id → action id → value
Choice = tuple[str, str]  # (value, label)

ANSWER = "answer"  # the action id of every input: the block's id tells them apart
_MENU = 100  # options in a menu, and in one group of it


def asked(block_id: str, label: str, element: Element, *, optional: bool = True, hint: str | None = None) -> Block:
    """An input with its label. `block_id` stays the same over updates, so that what was typed is kept."""
    block: Block = {
        "type": "input",
        "block_id": within("a block id", block_id, 1, 255),
        "label": {"type": "plain_text", "text": within("a label", label, 1, 2000)},
        "element": element,
        "optional": optional,
    }
    return block | ({"hint": {"type": "plain_text", "text": within("a hint", hint, 1, 2000)}} if hint else {})


def _element(kind: str, *, placeholder: str | None = None, **more: Any) -> Element:
    element: Element = {"type": kind, "action_id": ANSWER}
    if placeholder:
        element["placeholder"] = {"type": "plain_text", "text": within("a placeholder", placeholder, 1, 150)}
    return element | {key: value for key, value in more.items() if value is not None}


def words_input(
    initial: str = "", *, limit: int, multiline: bool = True, placeholder: str | None = None, focus: bool = False
) -> Element:
    """A text of at most `limit` characters (≤ 3000)."""
    return _element(
        "plain_text_input",
        placeholder=placeholder,
        multiline=multiline,
        max_length=limit,
        initial_value=cut(initial, limit) or None,
        focus_on_load=focus or None,
    )


def number_input(initial: Decimal | None = None, *, high: int, placeholder: str | None = None) -> Element:
    """A number from 0 to `high`, with decimals."""
    kept = format(initial, "f") if initial is not None and 0 <= initial <= high else None
    return _element(
        "number_input",
        placeholder=placeholder,
        is_decimal_allowed=True,
        min_value="0",
        max_value=str(high),
        initial_value=kept,
    )


def day_input(initial: date | None = None) -> Element:
    return _element("datepicker", placeholder="Choose a day", initial_date=initial.isoformat() if initial else None)


def time_input(initial: time | None = None) -> Element:
    """A time of day."""
    return _element("timepicker", placeholder="Choose a time", initial_time=f"{initial:%H:%M}" if initial else None)


def person_input(initial: str | None = None) -> Element:
    return _element("users_select", placeholder="Choose a person", initial_user=_known_user(initial))


def people_input(initial: Sequence[str] = (), *, most: int | None = None) -> Element:
    """Any people. `most` 1 suits a choice that can be taken back: a menu of one person cannot be emptied."""
    users = [user for user in dict.fromkeys(initial) if _known_user(user)][:most]
    words = "Choose a person" if most == 1 else "Choose people"
    return _element("multi_users_select", placeholder=words, initial_users=users or None, max_selected_items=most)


def channel_input(initial: str | None = None) -> Element:
    """A private channel of this workspace. Slack offers those that the reader is in."""
    known = initial if initial and channel(initial) else None
    only = {"include": ["private"], "exclude_bot_users": True, "exclude_external_shared_channels": True}
    return _element("conversations_select", placeholder="Choose a channel", initial_conversation=known, filter=only)


def any_channel_input(initial: str | None = None) -> Element:
    """A public or private channel; it can be taken back, which a menu of one could not."""
    known = [initial] if initial and channel(initial) else None
    only = {"include": ["public", "private"], "exclude_bot_users": True}
    return _element(
        "multi_conversations_select",
        placeholder="Choose a channel",
        initial_conversations=known,
        filter=only,
        max_selected_items=1,
    )


def _known_user(slack_id: str | None) -> str | None:
    return slack_id if slack_id and mention(slack_id) else None


def choice_input(choices: Sequence[Choice], initial: str | None = None, *, placeholder: str) -> Element:
    """One of 1 to 10,000 choices; more than a hundred are put into groups, as Slack demands."""
    shown, chosen = _options(choices, [initial] if initial else [])
    return _element("static_select", placeholder=placeholder, **shown, initial_option=chosen[0] if chosen else None)


def choices_input(
    choices: Sequence[Choice], initial: Sequence[str] = (), *, placeholder: str, most: int | None = None
) -> Element:
    """Any of 1 to 10,000 choices. `most` 1 suits a choice that can be taken back: a menu of one cannot be emptied."""
    shown, chosen = _options(choices, initial)
    more = {**shown, "initial_options": chosen or None, "max_selected_items": most}
    return _element("multi_static_select", placeholder=placeholder, **more)


def _options(choices: Sequence[Choice], initial: Sequence[str]) -> tuple[dict[str, Any], list[Element]]:
    unique = dict(choices[: _MENU * _MENU])
    options = [option(label, value) for value, label in unique.items()]
    # Slack wants an initial option equal to the listed one to the last byte, so it is taken from the list.
    chosen = [each for each in options if each["value"] in initial]
    if len(at_most("choices", options, _MENU * _MENU)) <= _MENU:
        return {"options": options}, chosen
    parts = [options[start : start + _MENU] for start in range(0, len(options), _MENU)]
    return {"option_groups": [{"label": _span(part), "options": part} for part in parts]}, chosen


def _span(part: Sequence[Element]) -> Element:
    first, last = (cut(one_line(each["text"]["text"]), 34) for each in (part[0], part[-1]))
    return plain(f"{first} to {last}", 75)


def modal(
    title: str,
    blocks: Sequence[Block],
    *,
    callback_id: str = "",
    submit: str | None = None,
    close: str = "Cancel",
    private: str = "",
) -> View:
    """A form, or a page to read where `submit` is None. `private` comes back with it: one opaque id."""
    ids = [block["block_id"] for block in at_most("blocks", blocks, 100) if "block_id" in block]
    if len(set(ids)) != len(ids):
        raise ValueError(f"a block id occurs twice in one form: {ids}")
    view: View = {
        "type": "modal",
        "title": {"type": "plain_text", "text": within("a form's title", title, 1, 24)},
        "close": {"type": "plain_text", "text": within("a form's close", close, 1, 24)},
        "private_metadata": within("private metadata", private, 0, 3000),
        "blocks": list(blocks),
    }
    if callback_id:
        view["callback_id"] = within("a callback id", callback_id, 1, 255)
    if submit:
        view["submit"] = {"type": "plain_text", "text": within("a form's submit", submit, 1, 24)}
    return view


def home_tab(blocks: Sequence[Block]) -> View:
    return {"type": "home", "blocks": at_most("blocks", blocks, 100)}


def _answer(filled: Filled, block_id: str) -> Mapping[str, Any]:
    """What one input holds. Whatever a client sends, the answer is a mapping."""
    block = filled.get(block_id) if isinstance(filled, Mapping) else None
    answer = block.get(ANSWER) if isinstance(block, Mapping) else None
    return answer if isinstance(answer, Mapping) else {}


def shown(filled: Filled, block_id: str) -> bool:
    """Whether the form had this input when it was sent."""
    return bool(_answer(filled, block_id))


def text_of(filled: Filled, block_id: str) -> str:
    value = _answer(filled, block_id).get("value")
    return clean(value) if isinstance(value, str) else ""


def day_of(filled: Filled, block_id: str) -> date | None:
    value = _answer(filled, block_id).get("selected_date")
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def time_of(filled: Filled, block_id: str) -> time | None:
    value = _answer(filled, block_id).get("selected_time")
    try:
        return time.fromisoformat(value) if isinstance(value, str) and len(value) == len("09:30") else None
    except ValueError:
        return None


def person_of(filled: Filled, block_id: str) -> str | None:
    value = _answer(filled, block_id).get("selected_user")
    return value if isinstance(value, str) and mention(value) else None


def people_of(filled: Filled, block_id: str) -> tuple[str, ...]:
    value = _answer(filled, block_id).get("selected_users")
    users = value if isinstance(value, list) else []
    return tuple(dict.fromkeys(user for user in users if isinstance(user, str) and mention(user)))


def channel_of(filled: Filled, block_id: str) -> str | None:
    answer = _answer(filled, block_id)
    several = answer.get("selected_conversations")
    value = several[0] if isinstance(several, list) and several else answer.get("selected_conversation")
    return value if isinstance(value, str) and channel(value) else None


def choice_of(filled: Filled, block_id: str) -> str | None:
    return _value(_answer(filled, block_id).get("selected_option"))


def choices_of(filled: Filled, block_id: str) -> tuple[str, ...]:
    value = _answer(filled, block_id).get("selected_options")
    return tuple(dict.fromkeys(found for each in value if (found := _value(each))) if isinstance(value, list) else ())


def _value(chosen: object) -> str | None:
    value = chosen.get("value") if isinstance(chosen, Mapping) else None
    return value if isinstance(value, str) and value else None


def number_of(filled: Filled, block_id: str) -> Decimal | None:
    """The number, or None where nothing was filled in.

    Raises ValueError for what is no number: Slack's own clients do not send that, others may.
    """
    value = text_of(filled, block_id)
    if not value:
        return None
    try:
        number = Decimal(value.replace(",", "."))
    except InvalidOperation as wrong:
        raise ValueError(value) from wrong
    if not number.is_finite():
        raise ValueError(value)
    return number
