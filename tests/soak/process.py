"""What does the bot's process hold: threads, file handles, memory?"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Held:
    threads: int
    handles: int
    kilobytes: int  # resident


def held(pid: int) -> Held:
    """As Linux tells it."""
    process = Path(f"/proc/{pid}")
    status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
    handles = len(list((process / "fd").iterdir()))
    return Held(int(status["Threads"]), handles, int(status["VmRSS"].split()[0]))
