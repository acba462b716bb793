"""What does a child process do, once it may use only so much? One task: a question in, an answer out."""

import importlib
import os
import resource
import signal
import sys

TASKS = {
    "feed": "readers.feeds",
    "portfolio": "readers.tables.dropped",
}  # the module whose `answer(question: bytes) -> bytes` does it
_NICE = 10  # whoever presses a button goes first, also where there is one processor
_FILES = 64  # open at a time: libraries, the zone's data; nothing that a task needs is more


def confine(cpu_seconds: int, memory_bytes: int, answer_bytes: int) -> None:
    """Take the limits upon this process, for good."""
    os.nice(_NICE)
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python ignores it, and the answer would be cut short instead
    for what, most in (
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, answer_bytes),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        # One more than the soft limit, so that it is the signal with a name that ends us.
        resource.setrlimit(what, (most, most + 1 if what == resource.RLIMIT_CPU else most))


def main(task: str, *limits: str) -> None:
    cpu_seconds, memory_bytes, answer_bytes = map(int, limits)
    confine(cpu_seconds, memory_bytes, answer_bytes)
    answer = importlib.import_module(TASKS[task]).answer
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main(*sys.argv[1:])
