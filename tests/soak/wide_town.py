"""A town with many channels, so that a channel that waits for Slack's answer does not hold up the whole run."""

import json
from pathlib import Path

from tests.house import SMALL
from tests.town import HISTORY, SCOPES, Town

CHANNELS = tuple(f"C0WIDE{number:02}" for number in range(60))
BOT = "U0APP"


class WideTown(Town):
    """`sees`: whether the app may read the history."""

    def __init__(self, folder: Path, *, sees: bool = True) -> None:
        sample = json.loads((SMALL / "organisation.json").read_text(encoding="utf-8"))
        members = ["U0PRIYA", BOT]
        sample["channels"] += [
            {"id": id_, "name": id_.lower(), "kind": "public", "members": members} for id_ in CHANNELS
        ]
        scopes = [*SCOPES, *(HISTORY if sees else ())]
        told = {"display_information": {"name": "Clearway"}, "oauth_config": {"scopes": {"bot": scopes}}}
        for name, content in (("sample.json", sample), ("manifest.json", told)):
            (folder / name).write_text(json.dumps(content), encoding="utf-8")
        self.start("--manifest", str(folder / "manifest.json"), "--sample", str(folder / "sample.json"))
