"""Does the manifest list what is served, ask for no more than it explains, and pass Slack's own schema?"""

import json
from pathlib import Path
from typing import Any

import pytest

from bot import manifest
from bot.scopes import ALWAYS, EVENTS, events_of, needed
from bot.settings import ROOT
from handlers import ROUTES
from handlers.routes import Kind, Route
from services.permissions import Permission

DATA = ROOT.parent / "shared" / "data"
PLAIN = manifest.prefixed("")


def built(**options: Any) -> dict[str, Any]:
    return manifest.build(ROUTES, PLAIN, **options)


def reference(folder: str) -> Path:
    path = DATA / folder
    if not path.is_dir():
        pytest.skip(f"Slack's definitions ({folder}) are not beside this checkout")
    return path


def test_the_committed_manifest_is_what_the_routes_serve():
    assert manifest.differences(ROOT / "manifest.json", manifest.text(built())) is None


def test_every_command_shortcut_and_event_of_the_routes_is_listed_and_nothing_else():
    features, settings = built()["features"], built()["settings"]
    by_kind = {kind: {route.name for route in ROUTES if route.kind is kind} for kind in Kind}
    assert {one["command"] for one in features["slash_commands"]} == by_kind[Kind.COMMAND]
    assert {one["callback_id"] for one in features.get("shortcuts", [])} == by_kind[Kind.MESSAGE_SHORTCUT]
    assert set(settings["event_subscriptions"]["bot_events"]) == by_kind[Kind.EVENT]
    assert settings["interactivity"]["is_enabled"]


def test_a_route_that_goes_takes_its_line_with_it():
    fewer = [route for route in ROUTES if route.name != "/pmo"]
    commands = manifest.build(fewer, PLAIN)["features"]["slash_commands"]
    assert [one["command"] for one in commands] == ["/blocked", "/availability", "/capacity"]


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
@pytest.mark.parametrize("options", [{}, {"http": "https://clearway.example"}])
def test_slacks_schema_takes_it(version: str, options: dict[str, str]):
    from jsonschema import Draft7Validator

    schema = json.loads((reference("slack-manifest-schema") / f"manifest.schema.{version}.json").read_text())
    errors = [error.message for error in Draft7Validator(schema).iter_errors(built(**options))]
    assert errors == []


def test_slacks_limits_hold():
    made = manifest.build(ROUTES, manifest.prefixed("p" * 16))
    shown, features = made["display_information"], made["features"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert all(
        len(one["command"]) <= 32 and one["usage_hint"] and one["description"] for one in features["slash_commands"]
    )
    assert all(len(one["name"]) <= 24 and len(one["description"]) <= 150 for one in features["shortcuts"])


def test_every_scope_exists_at_slack():
    methods = "".join(path.read_text() for path in (reference("slack-methods") / "methods").rglob("*.json"))
    events = "".join(path.read_text() for path in (reference("slack-methods") / "events").rglob("*.json"))
    named = {scope.name for scope in needed(ROUTES)}
    # No method needs `commands`: it comes with the slash commands themselves.
    assert [scope for scope in named - {"commands"} if f'"{scope}"' not in methods + events] == []


def test_every_event_exists_at_slack_and_its_scopes_are_asked_for():
    known = {path.stem for path in (reference("slack-methods") / "events").glob("*.json")}
    asked = {scope.name for scope in needed(ROUTES)}
    for event in events_of(ROUTES):
        assert event in known
        assert event in EVENTS, f"bot/scopes.py does not say what {event} needs"
        assert set(EVENTS[event]) <= asked


def test_history_is_optional_and_nothing_else_that_slack_reviews_is_asked_for():
    scopes = built()["oauth_config"]["scopes"]
    assert {one for one in scopes["bot_optional"] if one.endswith(":history")} >= {"channels:history", "groups:history"}
    assert not [one for one in scopes["bot"] if one.endswith(":history")]
    assert "files:read" in scopes["bot_optional"], "for who wants to send a portfolio as a file; nobody has to"
    assert not {"chat:write.customize", "chat:write.public"} & {*scopes["bot"], *scopes["bot_optional"]}


def test_each_scope_is_explained_on_its_own_line():
    lines = manifest.explain(ROUTES).splitlines()
    assert [line.split()[0] for line in lines] == [scope.name for scope in needed(ROUTES)]
    assert all(len(line.split()) > 5 for line in lines)
    assert all(("without it" in line) == scope.optional for line, scope in zip(lines, needed(ROUTES), strict=True))
    assert all(scope.without for scope in ALWAYS if scope.optional)


def test_a_scope_that_nobody_explained_is_refused():
    route = Route(Kind.EVENT, "reaction_added", lambda: None, Permission.NOBODY, scopes=("reactions:read",))
    with pytest.raises(ValueError, match="reactions:read"):
        needed([route])


def test_a_prefix_renames_the_commands():
    made = manifest.build(ROUTES, manifest.prefixed("cw-"))
    assert {one["command"] for one in made["features"]["slash_commands"]} == {
        "/cw-blocked",
        "/cw-availability",
        "/cw-capacity",
        "/cw-pmo",
    }


def test_http_mode_gives_slack_one_address_for_everything():
    made = built(http="https://clearway.example/")
    url = "https://clearway.example/slack/events"
    assert not made["settings"]["socket_mode_enabled"]
    assert (
        made["settings"]["event_subscriptions"]["request_url"]
        == made["settings"]["interactivity"]["request_url"]
        == url
    )
    assert {one["url"] for one in made["features"]["slash_commands"]} == {url}
    assert built()["settings"]["socket_mode_enabled"]


def test_the_readme_lists_every_command():
    readme = ROOT / "README.md"
    rows = [line for line in readme.read_text().splitlines() if line.startswith("| `/")]
    listed = {line.split("`")[1].split()[0] for line in rows}
    assert listed == {route.name for route in ROUTES if route.kind is Kind.COMMAND}


def test_a_missing_or_stale_file_is_a_sentence(tmp_path: Path):
    file = tmp_path / "manifest.json"
    assert "is missing" in str(manifest.differences(file, "{}"))
    file.write_text("[]")
    assert "not what the routes serve" in str(manifest.differences(file, "{}"))
