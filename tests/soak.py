"""`make soak`: the full counts of every "it must show", two files of tests at once; at most 45 minutes on two cores."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from subprocess import PIPE, Popen
from tempfile import TemporaryFile

from tests import postgresql

PYTEST = [sys.executable, "-m", "pytest", "-q"]
ON_POSTGRESQL = [sys.executable, "-m", "tests.postgresql"]
SOAK = os.environ | {"LIEMCHINH_SOAK": "1"}
AT_ONCE, NOTHING_CHOSEN = 2, 5
# Of what is soon done so many files share a process: each process reads the program and makes its database anew.
SHARING = 12
# What lasts longest begins first, so that both cores end together.
LONG = (
    "tests/test_all_rooms.py", "tests/pages/test_forms_fuzz.py", "tests/pages/test_permissions.py",
    "liemchinh/imports/tests/test_bad_files.py", "liemchinh/imports/tests/test_interrupted.py",
    "liemchinh/imports/tests/test_reading_properties.py", "tests/attacks/test_journal.py",
)  # fmt: skip
PARTS = {"tests/pages/test_forms_fuzz.py": 2, "tests/pages/test_permissions.py": 2}
# What is about many at once and about the tables themselves is tried on both databases.
ON_BOTH = (
    "tests/test_concurrency.py", "liemchinh/cli/tests/test_prepare.py", "tests/attacks/test_ballots.py",
    "liemchinh/ballots/tests/test_many.py", "liemchinh/ballots/tests/test_killed.py",
)  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """Files of tests, or a part of them: the calls it takes, and with which environment."""

    name: str
    calls: Sequence[Sequence[str]]
    environment: Mapping[str, str]


@dataclass(frozen=True)
class Ran:
    """What became of a piece: how long it lasted, and how long both cores together were busy with it, but for the server's own time."""

    name: str
    code: int
    seconds: float
    processor: float


def main(wanted: list[str]) -> int:
    """Runs the files named (all without a name), prints what each said when it ends, and lists them. 0 only when all passed."""
    return run_all("Soak", list(_full_counts(wanted)))


def run_all(name: str, pieces: Sequence[Piece]) -> int:
    """Runs the pieces, two at once. 0 only when there were some and all passed."""
    begun = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as both:
        ran = list(both.map(_run, pieces))
    print(f"\n— {name}, in seconds: lasted, of processor time")
    for one in sorted(ran, key=lambda one: -one.processor):
        print(f"{one.seconds:6.0f} {one.processor:6.0f}  {one.name}{'' if one.code == 0 else '  FAILED'}")
    failed, processor = sum(one.code != 0 for one in ran), sum(one.processor for one in ran) / 60
    lasted = (time.monotonic() - begun) / 60
    print(f"— {len(ran)} pieces, {failed} failed, {lasted:.1f} minutes ({processor:.1f} of processor time)")
    return 1 if failed or not ran else 0


def _full_counts(wanted: list[str]) -> Iterator[Piece]:
    """The files that hold a test with a full count: long ones in parts, those for both databases alone, the others together."""
    files = _files(wanted)
    alone = [path for path in files if path in LONG + ON_BOTH]
    for path in alone:
        calls = [[*PYTEST, "-s", path]]
        if path in ON_BOTH and postgresql.binaries():
            calls.append([*ON_POSTGRESQL, *calls[0]])
        for part in range(PARTS.get(path, 1)):
            told = f"{part}/{PARTS.get(path, 1)}"
            yield Piece(f"{path} {told}", calls, SOAK | {"LIEMCHINH_PART": told})
    short = [path for path in files if path not in alone]
    for at in range(0, len(short), SHARING):
        together = short[at : at + SHARING]
        yield Piece(" ".join(together), [[*PYTEST, "-s", *together]], SOAK)


def _files(wanted: list[str]) -> list[str]:
    listed = subprocess.run([*PYTEST, "--collect-only", *wanted], env=SOAK, stdout=PIPE, text=True, check=False).stdout
    found = dict.fromkeys(line.partition("::")[0] for line in listed.splitlines() if "::" in line)
    return [path for path in LONG if path in found] + [path for path in found if path not in LONG]


def _run(piece: Piece) -> Ran:
    begun, codes, said, processor = time.monotonic(), set[int](), "", 0.0
    for call in piece.calls:
        # The log of all that is refused would bury what tests print: it is shown where one of them fails.
        with (
            TemporaryFile("w+") as log,
            Popen(call, env=piece.environment, stdout=PIPE, stderr=log, text=True) as process,
        ):
            assert process.stdout
            said += process.stdout.read()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            log.seek(0)
            said += log.read() if process.returncode not in {0, NOTHING_CHOSEN} else ""
        codes.add(process.returncode)
        processor += used.ru_utime + used.ru_stime
    seconds = time.monotonic() - begun
    print(f"\n— {piece.name} ({seconds:.0f} s, {processor:.0f} s of processor time)\n{said}", flush=True)
    code = next(iter(codes - {0, NOTHING_CHOSEN}), 0)
    return Ran(piece.name, code, seconds, processor)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
