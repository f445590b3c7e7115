"""`make soak`: the full counts of every "it must show", two files of tests at once; at most 45 minutes on two cores."""

import os
import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests import postgresql

PYTEST = [sys.executable, "-m", "pytest", "-q"]
ON_POSTGRESQL = [sys.executable, "-m", "tests.postgresql"]
ENVIRONMENT = os.environ | {"LIEMCHINH_SOAK": "1"}
AT_ONCE = 2
# What lasts longest begins first, so that both cores end together.
LONG = (
    "tests/test_all_rooms.py", "tests/test_forms_fuzz.py", "tests/test_permissions.py", "liemchinh/imports/tests/test_bad_files.py",
    "liemchinh/imports/tests/test_interrupted.py", "liemchinh/imports/tests/test_reading_properties.py", "tests/attacks/test_journal.py",
)  # fmt: skip
PARTS = {"tests/test_forms_fuzz.py": 2, "tests/test_permissions.py": 2}
# What is about many at once, about the tables themselves, and about who may do what is tried on both databases.
ON_BOTH = ("tests/test_concurrency.py", "liemchinh/cli/tests/test_prepare.py", "tests/test_permissions_of_services.py")


@dataclass(frozen=True)
class Ran:
    """What became of one file of tests, or of a part of it."""

    path: str
    code: int
    seconds: float


def main(wanted: list[str]) -> int:
    """Runs the files named (all without a name), prints what each said when it ends, and lists them. 0 only when all passed."""
    begun = time.monotonic()
    files = [(path, f"{part}/{PARTS.get(path, 1)}") for path in _files(wanted) for part in range(PARTS.get(path, 1))]
    with ThreadPoolExecutor(AT_ONCE) as both:
        ran = list(both.map(lambda told: _run(*told), files))
    print("\n— Soak, in seconds")
    for one in sorted(ran, key=lambda one: -one.seconds):
        print(f"{one.seconds:6.0f}  {one.path}{'' if one.code == 0 else '  FAILED'}")
    failed = sum(one.code != 0 for one in ran)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = (used.ru_utime + used.ru_stime) / 60
    lasted = (time.monotonic() - begun) / 60
    print(f"— {len(ran)} files of tests, {failed} failed, {lasted:.1f} minutes ({processor:.1f} of processor time)")
    return 1 if failed or not ran else 0


def _files(wanted: list[str]) -> list[str]:
    """The files that hold a test with a full count."""
    listed = subprocess.run(
        [*PYTEST, "--collect-only", *wanted], env=ENVIRONMENT, stdout=subprocess.PIPE, text=True, check=False
    ).stdout
    found = dict.fromkeys(line.partition("::")[0] for line in listed.splitlines() if "::" in line)
    return [path for path in LONG if path in found] + [path for path in found if path not in LONG]


def _run(path: str, part: str) -> Ran:
    begun = time.monotonic()
    calls = [[*PYTEST, "-s", path]]
    if path in ON_BOTH and postgresql.binaries():
        calls.append([*ON_POSTGRESQL, *calls[0]])
    ran = [
        subprocess.run(
            call,
            env=ENVIRONMENT | {"LIEMCHINH_PART": part},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        for call in calls
    ]
    seconds = time.monotonic() - begun
    print(f"\n— {path} {part} ({seconds:.0f} s)\n{''.join(one.stdout for one in ran)}", flush=True)
    return Ran(f"{path} {part}", max(one.returncode for one in ran), seconds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
