"""How does one run a row for long: `make soak ROW=3a N=50000 SEED=1`? Stopped, it goes on where it was."""

import argparse
import logging
import signal
import sys
import tempfile
from pathlib import Path

from tests.soak.progress import resumed, run, spoken
from tests.soak.proof import written
from tests.soak.rows import ROWS

KEPT = Path(__file__).parents[2] / "var" / "soak"


def main(arguments: list[str]) -> int:
    """0 when all that must be 0 is, 1 when something was lost, doubled or stuck."""
    rows = "\n".join(f"  {key:3} {row.title} ({row.unit}: {row.long:,})" for key, row in ROWS.items())
    parser = argparse.ArgumentParser(
        "make soak", epilog=rows, formatter_class=argparse.RawDescriptionHelpFormatter, description=__doc__
    )
    parser.add_argument("row", choices=ROWS, help="which row")
    parser.add_argument("-n", type=int, help="how many of its units; the long figure where it is not given")
    parser.add_argument("--seed", type=int, default=1, help="the same seed does the same again (1)")
    given = parser.parse_args(arguments)
    row, file = ROWS[given.row], KEPT / f"{given.row}.json"
    wanted = given.n or row.long
    progress = resumed(file, given.row, given.seed, wanted)
    if progress.units:
        print(f"{given.row}: goes on after {progress.units:,} {row.unit}", flush=True)
    for number in (signal.SIGTERM, signal.SIGINT):  # a stop from outside ends the children, too
        signal.signal(number, signal.default_int_handler)
    logging.getLogger("slack_sdk").setLevel(logging.CRITICAL)  # it says aloud each fault that is made on purpose
    speak = spoken(wanted)
    with tempfile.TemporaryDirectory(prefix="clearway-soak-") as folder:
        try:
            run(row, progress, wanted, Path(folder), lambda now: (now.save(file), speak(now))[1])
        except KeyboardInterrupt:
            print(f"{given.row}: stopped; the same command goes on", flush=True)
    print(written(progress))
    return 1 if progress.findings.broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
