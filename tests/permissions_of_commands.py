"""Who may what through the command `liemchinh`. A command without a line fails the test.

To add a command, add one line to COMMANDS:

* `AsAccount("who may", words)`: a command that takes `--as ACCOUNT`; `words(world, place)` is what stands behind it for an organisation.
  Those who may get exit code 0 and see nothing out of reach; everybody else 1 or 2, and nothing is written. The console itself always may.
* `MACHINE` with the reason: the machine's own, takes no `--as` and shows nobody's register.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.world import World


@dataclass(frozen=True)
class AsAccount:
    """A command done in the name of an account."""

    who: str
    words: Callable[[World, str], Sequence[str]]


@dataclass(frozen=True)
class Machine:
    """A command of the machine itself, and why it asks for nobody's role."""

    why: str


SEERS = "an nam giang khoa hien chi binh em dung"
COMMANDS: dict[str, AsAccount | Machine] = {
    "tree": AsAccount(SEERS, lambda world, place: [str(world.places[place])]),
    "import": Machine("takes --as; its rows go through the services: tests/permissions_of_rooms.py"),
    "found": Machine("the first officers and the first administrator, where nobody can grant yet: access.founding"),
    "load-demo": Machine("fills an empty installation with the example"),
    "reorganise": Machine("takes --as; goes through organisations.reorganisation: tests/permissions_of_rooms.py"),
    "figures": Machine("takes --as; see figures/tests"),
    "rules": Machine("the regulations, the same for everybody"),
    "journal": Machine("walks the chain: counts and hashes, no content"),
    "backup": Machine("whole and encrypted to keys that are not on the machine"),
    "restore": Machine("whole, before anybody signs in"),
    "exchange": Machine("hands sealed files and counts between two machines; opens nothing, shows numbers alone"),
    "serve": Machine("runs the program"),
    "doctor": Machine("the state of the installation, no register"),
}
