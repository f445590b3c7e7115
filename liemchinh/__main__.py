"""`python -m liemchinh` is the command `liemchinh`."""

import sys

from liemchinh.cli import main

sys.exit(main())
