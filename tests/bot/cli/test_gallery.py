"""Does the gallery show every screen, as this version draws it?"""

import argparse
import json
from pathlib import Path

import pytest

from bot.cli import gallery, gallery_pictures
from bot.cli.gallery_samples import screens
from planning.blockers import State
from tests.ui.slack_limits import problems_of_message, problems_of_view
from ui.blocker_facts import Reason


def test_the_committed_gallery_is_what_the_code_draws() -> None:
    assert gallery.differences(gallery.FOLDER, gallery.files()) == []


def test_every_screen_has_its_picture() -> None:
    missing = [screen.name for screen in screens() if not (gallery.FOLDER / f"{screen.name}.png").is_file()]
    assert missing == []


def test_every_sample_is_one_that_slack_takes() -> None:
    for screen in screens():
        check = problems_of_message if screen.kind == "message" else problems_of_view
        assert (screen.name, check(screen.payload)) == (screen.name, [])
        assert screen.payload.get("type", "message") == screen.kind


def test_no_reason_for_a_direct_message_and_no_state_of_a_card_is_left_out() -> None:
    names = {screen.name for screen in screens()}
    assert {f"direct-{reason.value.replace('_', '-')}" for reason in Reason} <= names
    assert len([name for name in names if name.startswith("card-")]) >= len(State)
    assert len(names) == len(screens())


def test_check_says_which_file_differs(tmp_path: Path) -> None:
    wanted = {"a.json": "1\n", "b.json": "2\n", "README.md": "# Gallery\n"}
    (tmp_path / "a.json").write_text("0\n")
    (tmp_path / "old.json").write_text("3\n")
    (tmp_path / "README.md").write_text("# Gallery\n")
    assert gallery.differences(tmp_path, wanted) == [
        "docs/gallery/b.json is missing.",
        "docs/gallery/old.json is of a screen that is no more.",
        "docs/gallery/a.json shows an older version.",
        "Write them anew: make gallery",
    ]


def test_check_writes_nothing_and_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert gallery.run(argparse.Namespace(check=True, no_pictures=False)) == 0
    assert capsys.readouterr().out == f"docs/gallery shows what this version draws: {len(screens())} screens.\n"


def test_the_files_say_what_they_are() -> None:
    page = json.loads(gallery.files()["card-open.json"])
    assert list(page) == ["name", "kind", "payload"]
    assert (page["name"], page["kind"], list(page["payload"])) == ("card-open", "message", ["text", "blocks"])


def test_the_index_reads_like_the_pictures() -> None:
    index = gallery.files()["README.md"]
    assert "![B-12 is open: Waiting on the security review. Tomás Ortega is asked to clear it." in index
    assert "@Mia Lindner asks you to clear B-12." in index
    assert "Fri 27 Nov 2026, 16:00 UTC" in index
    assert "<!date" not in index
    assert "<@" not in index


@pytest.mark.browser
def test_the_playground_draws_a_picture(tmp_path: Path) -> None:
    sentence = gallery_pictures.draw(screens()[:1], tmp_path)
    if not (tmp_path / "card-open.png").exists():
        pytest.skip(sentence)
    assert (tmp_path / "card-open.png").read_bytes().startswith(b"\x89PNG")
