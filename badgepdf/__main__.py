"""Run the command with `python -m badgepdf`."""

import sys

from .cli import main

sys.exit(main())
