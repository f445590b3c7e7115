"""`make rest`: on PostgreSQL what `make test` leaves out there (`tests/lanes.py`): every room, in small counts; ten minutes."""

import os
import sys

from tests import postgresql
from tests.soak import AT_ONCE, ON_POSTGRESQL, PYTEST, Piece, run_all

REST = os.environ | {"LIEMCHINH_REST": "1"}


def main(wanted: list[str]) -> int:
    """Runs what is named (all without a name), in as many parts as run at once. 0 only when there is a PostgreSQL and all passed."""
    if postgresql.binaries() is None:
        print("No PostgreSQL here (initdb not found): nothing was tried.")
        return 1
    parts = [f"{part}/{AT_ONCE}" for part in range(AT_ONCE)]
    return run_all(
        "The rest on PostgreSQL",
        [Piece(part, [[*ON_POSTGRESQL, *PYTEST, *wanted]], REST | {"LIEMCHINH_PART": part}) for part in parts],
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
