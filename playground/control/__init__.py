"""What can tests ask of the playground over HTTP: act as anybody, read everything, move the clock, break things."""

from starlette.routing import BaseRoute

from playground.control import acting, organisation, reading, weather
from playground.town import Playground

__all__ = ["routes"]


def routes(playground: Playground) -> list[BaseRoute]:
    """Every route under /control; all speak JSON and say what is wrong in a sentence under `error`, with status 400."""
    modules = (acting, organisation, reading, weather)
    return [route for module in modules for route in module.routes(playground)]
