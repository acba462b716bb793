"""What does everything that people see look like, all of it on one page?"""

import argparse
import html
import json
import re
from pathlib import Path
from typing import Any

from bot.cli.endings import DONE, WRONG

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "gallery"
INDEX = "README.md"


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "gallery",
        help="draw every message, form and Home tab into docs/gallery",
        description="Writes every screen with sample data as JSON, its picture and an index.",
    )
    parser.add_argument(
        "--check", action="store_true", help="only say whether the JSON files are what this version draws"
    )
    parser.add_argument("--no-pictures", action="store_true", help="write no pictures (they need chromium)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from bot.cli import gallery_pictures
    from bot.cli.gallery_samples import screens

    drawn, wanted = screens(), files()
    if args.check:
        problems = differences(FOLDER, wanted)
        print("\n".join(problems) or f"docs/gallery shows what this version draws: {len(drawn)} screens.")
        return WRONG if problems else DONE
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in wanted.items():
        (FOLDER / name).write_text(content, encoding="utf-8")
    pictures = {f"{screen.name}.png" for screen in drawn}
    for path in [*FOLDER.glob("*.json"), *FOLDER.glob("*.png")]:
        if path.name not in wanted and path.name not in pictures:
            path.unlink()  # of a screen that is no more
    print(f"{len(drawn)} screens are in docs/gallery.")
    if not args.no_pictures:
        print(gallery_pictures.draw(drawn, FOLDER))
    return DONE


def files() -> dict[str, str]:
    """The text files of the gallery: name → content."""
    from bot.cli.gallery_samples import screens

    found = {}
    for screen in screens():
        page = {"name": screen.name, "kind": screen.kind, "payload": screen.payload}
        found[f"{screen.name}.json"] = json.dumps(page, ensure_ascii=False, indent=2) + "\n"
    return found | {INDEX: _index()}


def differences(folder: Path, wanted: dict[str, str]) -> list[str]:
    """One sentence for each file that is not what this version draws."""
    have = {path.name: path.read_text(encoding="utf-8") for path in [*folder.glob("*.json"), *folder.glob(INDEX)]}
    told = [f"docs/gallery/{name} is missing." for name in wanted if name not in have]
    told += [f"docs/gallery/{name} is of a screen that is no more." for name in have if name not in wanted]
    told += [
        f"docs/gallery/{name} shows an older version."
        for name in wanted
        if have.get(name, wanted[name]) != wanted[name]
    ]
    return [*told, "Write them anew: make gallery"] if told else []


def _index() -> str:
    from bot.cli.gallery_samples import NAMES, screens

    parts = [
        "# Gallery",
        "Every message, form and Home tab of Clearway with sample data, as the playground draws it. "
        "`make gallery` writes this folder; a test compares it with the code.",
    ]
    for screen in screens():
        picture = f"![{_aloud(screen.alt, NAMES)}]({screen.name}.png)"
        parts += [f"## {screen.name}", f"{screen.says} ([{screen.kind}]({screen.name}.json))", picture]
    return "\n\n".join(parts) + "\n"


def _aloud(text: str, names: dict[str | None, str]) -> str:
    """A message's text as it is read out: names for mentions, words for dates, nothing that Markdown acts on."""
    text = re.sub(r"<!date\^[^|]*\|([^>]*)>", r"\1", text)
    text = re.sub(r"<([@#])(\w+)>", lambda found: found[1] + names.get(found[2], "somebody"), text)
    return re.sub(r"([\\\[\]*_`<>])", r"\\\1", " ".join(html.unescape(text).split()))
