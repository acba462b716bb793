"""How does what happens here reach the bot? Over Socket Mode or signed HTTP, with Slack's patience and retries."""

from playground.delivery.answer import Ack, Attempt, Kind, Pace
from playground.delivery.courier import Delivery

__all__ = ["Ack", "Attempt", "Delivery", "Kind", "Pace"]
