"""How does Slack write a thing down: people, channels, messages, views and files as JSON with Slack's field names."""

from playground.shapes.channels import channel_json
from playground.shapes.files import file_json
from playground.shapes.messages import message_json
from playground.shapes.people import bot_profile, icons, user_json
from playground.shapes.views import view_json

__all__ = ["bot_profile", "channel_json", "file_json", "icons", "message_json", "user_json", "view_json"]
