"""What happens to what nobody here answers? It is acknowledged, so that Slack neither retries nor shows an error."""

import logging

from slack_bolt import Ack, BoltContext

log = logging.getLogger(__name__)


def acknowledge(ack: Ack) -> None:
    """A button that only opens a link, a closed form, or one from an older version of Clearway."""
    ack()


def ignore(ack: Ack) -> None:
    """An event that came with a scope but means nothing here, such as somebody else's status."""
    ack()


def unknown_command(ack: Ack, context: BoltContext) -> None:
    """A command of an older manifest."""
    pmo = context["occasion"].commands.pmo
    ack(text=f"This command is not in use any more. `{pmo} help` shows what there is.")
