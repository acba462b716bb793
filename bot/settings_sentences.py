"""How is a wrong setting said, and how are all of them shown in `.env.example`?"""

from collections.abc import Mapping
from dataclasses import dataclass

FOREIGN_CLOCK = (
    "CLEARWAY_CLOCK_URL is set although SLACK_API_URL is Slack's own: only the demo and tests move the clock. "
    "Remove CLEARWAY_CLOCK_URL."
)
NO_WAY_IN = (
    "Neither SLACK_APP_TOKEN (for Socket Mode) nor SLACK_SIGNING_SECRET (for HTTP mode) is set, and Slack reaches "
    "Clearway through one of them. Socket Mode needs no open port; .env.example says where to find both."
)
FILLED_IN = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")


@dataclass(frozen=True)
class Variable:
    name: str
    why: str
    right: str  # completes "<name> is …: "
    default: str
    example: str

    @property
    def hidden(self) -> bool:
        """Whether its value is never shown: a token, or an address that may hold a password."""
        return self.name == "DATABASE_URL" or (self.name.startswith("SLACK_") and self.name != "SLACK_API_URL")


def wrong(variable: Variable, value: str) -> str:
    """One sentence: which variable, what is wrong, what would be right."""
    shown = "not right" if variable.hidden else repr(value.strip())
    return f"{variable.name} is {shown}: {variable.right}."


def missing(variable: Variable, why: str) -> str:
    right = f"{variable.name} is missing, and {why}: {variable.right}."
    return f"{right} Put it into .env; .env.example says where to find it."


def not_ours(name: str) -> str:
    return (
        f"{name} must not be set: slack-bolt would switch to its own installation by OAuth, "
        "which keeps tokens in clear. Remove the variable."
    )


def example(variables: Mapping[str, Variable]) -> str:
    """The text of `.env.example`: every variable with its reason, its form and its default."""
    lines = ["# Copy to .env and fill in the two tokens. Written by: python -m bot.settings > .env.example"]
    for variable in variables.values():
        mark = "" if variable.name in FILLED_IN else "# "
        right = variable.right[0].upper() + variable.right[1:]
        value = variable.example or variable.default
        lines += ["", f"# {variable.why}", f"# {right}.", f"{mark}{variable.name}={value}"]
    return "\n".join(lines) + "\n"
