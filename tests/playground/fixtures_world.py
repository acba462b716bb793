"""Which small town do the tests of delivery and acts run in?"""

from __future__ import annotations

from playground.world import Channel, User, World

MIA, BO, GUS, EVE = "U0MIA", "U0BO", "U0GUS", "U0EVE"
SECRET = "secret-of-the-test"
GENERAL, PMO, RANDOM = "C0GENERAL", "C0PMO", "C0RANDOM"
EVENTS = [
    "message.channels",
    "message.groups",
    "message.im",
    "app_mention",
    "app_home_opened",
    "user_change",
    "team_join",
]
EVENTS += ["reaction_added", "reaction_removed", "member_joined_channel", "member_left_channel", "channel_archive"]
SCOPES = ["chat:write", "commands", "im:write", "im:history", "channels:read", "channels:history", "groups:read"]
SCOPES += ["groups:history", "users:read", "users:read.email", "app_mentions:read", "files:write", "reactions:read"]


def small_world() -> World:
    """Four people (one of them gone), three channels, and an app with commands and shortcuts."""
    world = World(
        team_id="T0SMALL",
        team_name="Small & Co",
        domain="small",
        app_id="A0TEST",
        app_name="Testbot",
        bot_user_id="U0BOT",
        bot_id="B0BOT",
        bot_token="xoxb-test",
        app_token="xapp-test",
        signing_secret=SECRET,
        scopes=list(SCOPES),
        commands=[
            {"command": "/do", "description": "Does it", "usage_hint": "what", "should_escape": True},
            {"command": "/raw", "description": "Takes it as it is", "should_escape": False},
        ],
        shortcuts=[
            {"name": "Report", "type": "message", "callback_id": "report", "description": "Report a message"},
            {"name": "Start", "type": "global", "callback_id": "start", "description": "Start something"},
        ],
        bot_events=list(EVENTS),
    )
    people = [
        User(MIA, "mia", "Mia Lind", email="mia@small.example"),
        User(BO, "bo", "Bo Hart", tz="America/New_York", is_admin=True),
        User(GUS, "gus", "Gus Ray", deleted=True),
        User(EVE, "eve", "Eve Sol", tz="Asia/Kolkata"),
        User("U0BOT", "testbot", "Testbot", is_bot=True),
    ]
    world.users = {user.id: user for user in people}
    channels = [
        Channel(GENERAL, "general", "public", [MIA, BO, EVE, "U0BOT"]),
        Channel(PMO, "pmo", "private", [MIA, BO, "U0BOT"]),
        Channel(RANDOM, "random", "public", [MIA, EVE]),
    ]
    world.channels = {channel.id: channel for channel in channels}
    return world
