"""``python -m masthead.cli`` is ``masthead``."""

import sys

from masthead.cli.running.command import main

if __name__ == "__main__":
    sys.exit(main())
