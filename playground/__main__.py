"""How does one start the playground: `python -m playground --port 3999`; --help names the options."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from playground import manifest, sample, state
from playground.clock import Clock
from playground.server import create_server
from playground.serving import listen, serve
from playground.town import Playground
from playground.world import World

WRONG_USAGE = 2


def options(arguments: list[str]) -> argparse.Namespace:
    """The command line as values; ends the process with status 2 and a sentence when it is wrong."""
    parser = argparse.ArgumentParser("python -m playground", description="A local stand-in for Slack.")
    parser.add_argument("--port", type=int, default=3999, help="where to serve (3999); 0 takes any free port")
    parser.add_argument("--host", default="127.0.0.1", help="address to serve on (127.0.0.1: this machine only)")
    parser.add_argument("--state", type=Path, help="file that keeps the playground from one start to the next")
    parser.add_argument("--manifest", type=Path, help="the app's manifest.json: its commands, scopes and events")
    parser.add_argument("--bot-url", help="send signed HTTP requests there; without it the app uses Socket Mode")
    parser.add_argument("--sample", type=Path, default=sample.DEFAULT, help="file with people, channels and messages")
    parser.add_argument("--no-limits", action="store_true", help="never answer that the app calls too often")
    return parser.parse_args(arguments)


def build(given: argparse.Namespace, base_url: str) -> Playground:
    """The town that the options ask for. Raises BadSampleError, BadManifestError, OSError."""
    clock = Clock()

    def fresh() -> World:
        world = sample.load(given.sample, clock.wall())
        if given.manifest:
            manifest.apply(world, given.manifest)
        return world

    town = Playground(fresh(), clock, base_url, given.bot_url, fresh=fresh)
    town.limits.on = not given.no_limits
    if given.state and given.state.exists():
        _restore(town, given.state)
        if given.manifest:
            manifest.apply(town.world, given.manifest)  # the app may have another name than when the world was saved
    return town


def _restore(town: Playground, path: Path) -> None:
    try:
        town.clock.offset = state.restore(town.world, path)
    except state.BrokenStateError as why:
        print(f"{why} It is kept as {state.move_aside(path).name}; this is a fresh start.", file=sys.stderr)


def main(arguments: list[str]) -> int:
    """Serve until a signal comes; 0 at the end, 2 when something given cannot be used."""
    given = options(arguments)
    try:
        bound = listen(given.host, given.port)
    except (OSError, OverflowError) as why:
        said = getattr(why, "strerror", None) or str(why)
        print(f"Port {given.port} of {given.host} cannot be used: {said}. Choose another with --port.", file=sys.stderr)
        return WRONG_USAGE
    host = {"0.0.0.0": "127.0.0.1", "::": "127.0.0.1"}.get(given.host, given.host)  # noqa: S104  (every address: name one)
    host = f"[{host}]" if ":" in host else host
    base_url = f"http://{host}:{bound.getsockname()[1]}"
    try:
        town = build(given, base_url)
    except (sample.BadSampleError, manifest.BadManifestError) as why:
        print(why, file=sys.stderr)
        return WRONG_USAGE
    except OSError as why:
        print(f"The file {why.filename} cannot be used: {why.strerror}.", file=sys.stderr)
        return WRONG_USAGE
    app = create_server(town, given.state)
    asyncio.run(serve(app, bound, lambda: print(f"playground ready on {base_url}", flush=True), town.close))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
