"""Slack's Web API as far as the playground has it: one module a family, one table of methods."""

from playground.api.door import METHODS
from playground.api.routes import routes

__all__ = ["METHODS", "routes"]
