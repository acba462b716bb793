"""How is the command line started? With `python -m bot.cli`, or `./clearway`."""

import sys

from bot.cli import main

if __name__ == "__main__":
    sys.exit(main())
