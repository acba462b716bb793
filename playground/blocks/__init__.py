"""Block Kit as the playground understands it: what Slack would refuse, which ids it gives, what a form holds."""

from playground.blocks.check import check_message, check_view
from playground.blocks.ids import elements_of, fill_ids
from playground.blocks.place import Problem
from playground.blocks.state import FIELDS, initial_state, initial_value

__all__ = [
    "FIELDS",
    "Problem",
    "check_message",
    "check_view",
    "elements_of",
    "fill_ids",
    "initial_state",
    "initial_value",
]
