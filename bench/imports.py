"""Reading in a province's list of members, with all checks and the book: rows a second, into an empty register and into one of a million.

Beside it, in the same run, Tryton creates plain parties (a name each, nothing looked for and nothing recorded) on SQLite.
Each reading has a process and a data directory of its own; rates are by the clock, and, where others use the machine, by the
processor time of the longer of the two processes that read a file in.
`python -m bench.imports read FILE` reads one file into the installation that LIEMCHINH_DATA names, `… build N` fills an empty one.
"""

import csv
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

ROWS, MILLION, PARTIES, PIECE, TIMES = 47_119, 1_000_000, 10_000, 2_500, 3
WANTED, TWICE, ALIKE = 2_000, 2.0, 0.9
LEAVING = {"died", "expelled", "struck_off", "left", "transferred_out"}
COLUMNS = ("id", "card_no", "full_name", "gender", "birth", "ethnicity", "organisation_id", "admitted_on", "official_on", "exempt_from",
           "left_on", "left_kind")  # fmt: skip
TREE = ("id", "code", "name", "level", "kind", "parent_id", "valid_from", "valid_to")


class Rate(NamedTuple):
    """Rows a second, by the clock and of processor time."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:.0f} dòng/giây ({self.processor:.0f} theo giờ bộ xử lý)"

    def over(self, other: "Rate") -> str:
        """How many times as fast."""
        return f"{self.clock / other.clock:.2f} lần ({self.processor / other.processor:.2f} theo giờ bộ xử lý)"


def main() -> None:
    """Makes the files, reads them in, and prints rates and ratios."""
    folder = Path(os.environ["LIEMCHINH_DATA"])
    organisations, members = write_files(folder)
    theirs = _parties(folder / "tryton")
    print(f"Tryton, {PARTIES} đối tác chỉ có tên: {theirs}", flush=True)
    full = folder / "full"
    built = _rate(MILLION, _call(full, "build", str(MILLION)))
    print(f"dựng sổ có {MILLION} người, đủ kiểm tra và sổ: {built}", flush=True)
    empty, filled = [], []
    # One after the other, so that both meet the same machine.
    for number in range(TIMES):
        empty.append(_read_into(folder / f"empty-{number}", organisations, members))
        copy = folder / "copy"
        shutil.copytree(full, copy)
        filled.append(_read_into(copy, organisations, members))
        shutil.rmtree(copy)
        print(f"   lần {number + 1}: sổ trống {empty[-1]}; sổ có {MILLION} người {filled[-1]}", flush=True)
    ours, beside = _middle(empty), _middle(filled)
    print(f"{ROWS} dòng vào sổ trống: {ours}; mục tiêu {WANTED}")
    print(f"vào sổ có {MILLION} người: {beside}; bằng {beside.over(ours)} sổ trống; mục tiêu {ALIKE}")
    print(f"so với Tryton: gấp {ours.over(theirs)}; mục tiêu {TWICE}")


def _middle(rates: Sequence[Rate]) -> Rate:
    return Rate(*(statistics.median(values) for values in zip(*rates, strict=True)))


def _read_into(data: Path, organisations: Path, members: Path) -> Rate:
    _call(data, "read", str(organisations))
    return _rate(ROWS, _call(data, "read", str(members)))


def _rate(rows: int, printed: str) -> Rate:
    clock, processor = printed.split()[-2:]
    return Rate(rows / float(clock), rows / float(processor))


def _call(data: Path, *words: str) -> str:
    """What this module prints in a process and an installation of its own, as a command has."""
    known = os.environ | {"LIEMCHINH_DATA": str(data)}
    call = [sys.executable, "-m", "bench.imports", *words]
    return subprocess.run(call, env=known, check=True, stdout=subprocess.PIPE, text=True).stdout


def write_files(folder: Path) -> tuple[Path, Path]:
    """The example's province as two files that need no mapping: organisations, and one line for each of its members."""
    import django

    django.setup()
    from liemchinh.demo.build import build
    from regulations.charter import SHIPPED, open_charter

    example = build(date(2026, 11, 20))
    groups = open_charter(SHIPPED).lists["ethnic_groups"].items
    numbers = {group.code: group.codes.get("census", "") for group in groups}
    acts: dict[str, list[Any]] = defaultdict(list)
    for event in example.events:
        acts[event.person_key].append(event)
    tree = [(o.key, o.code, o.name, o.level, o.kind, o.parent_key or "", o.valid_from, o.valid_to and o.valid_to - timedelta(days=1))
            for o in example.organisations if o.key.startswith("tv")]  # fmt: skip
    people = [_line(person, acts[person.key], numbers) for person in example.persons if person.key.startswith("tv")]
    told = [line for line in people if line][:ROWS]
    assert len(told) == ROWS
    return _write(folder / "to-chuc.csv", TREE, tree), _write(folder / "dang-vien.csv", COLUMNS, told)


def _line(person: Any, acts: Sequence[Any], numbers: dict[str, str]) -> tuple[Any, ...] | None:
    """What a list says of a person: first admission, recognition, exemption, and how they left, in the branch they were in last."""
    days = {act.kind: act.on for act in reversed(acts)}
    last = acts[-1]
    left = (last.on, last.kind) if last.kind in LEAVING else ("", "")
    place = next((act.organisation_key for act in reversed(acts) if act.organisation_key), None)
    if "admitted" not in days or place is None or (left[0] and left[0] <= days["admitted"]):
        return None
    card = f"{person.card_no[:2]}.{person.card_no[2:]}" if person.card_no else ""
    return (person.key, card, person.full_name, person.gender, person.birth, numbers.get(person.ethnicity, ""), place, days["admitted"],
            days.get("official", ""), days.get("exempt", ""), *left)  # fmt: skip


def _write(path: Path, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


def _parties(folder: Path) -> Rate:
    folder.mkdir()
    code = Path(__file__).with_name("tryton_parties.py")
    call = [sys.executable, str(code), str(folder), str(PARTIES)]
    return _rate(PARTIES, subprocess.run(call, check=True, stdout=subprocess.PIPE, text=True).stdout)


def _timed(call: Callable[[], object]) -> None:
    """Prints seconds by the clock, and of processor time: its own, or those of a process beside it if they are more."""
    started, used = time.perf_counter(), _used()
    call()
    longer = max(now - before for now, before in zip(_used(), used, strict=True))
    print(f"{time.perf_counter() - started:.3f} {longer:.3f}")


def _used() -> tuple[float, float]:
    beside = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time(), beside.ru_utime + beside.ru_stime


def _read(path: Path) -> None:
    """Reads a file in, from its bytes to the last commit."""
    from liemchinh.access.actor import Actor
    from liemchinh.imports.files import chosen_mappings, told
    from liemchinh.imports.reading import read
    from liemchinh.imports.services import How, open_run, take
    from liemchinh.imports.stream import Rows

    actor = Actor.at_console("bench")
    reading = read(path)
    mappings = chosen_mappings(reading)
    run = open_run(path.read_bytes(), path.name, How("bench"), told(mappings), actor=actor)
    for _verdicts in take(run, Rows(reading, mappings), actor=actor):
        pass
    print(
        f"{path.name}: {run.read} đọc, {run.accepted} ghi, {run.duplicate} chờ, {run.rejected} từ chối, giây: ", end=""
    )


def _build(people: int) -> None:
    """A register of that many people, each recorded by the services' batch form with its checks and its entries."""
    from bench.register import _tree
    from liemchinh.access.actor import Actor
    from liemchinh.members.services import record_changes

    changes = _changes(people, _tree(people))
    actor = Actor.at_console("bench")
    while piece := list(islice(changes, PIECE)):
        for outcome in record_changes(piece, actor=actor):
            assert not outcome.refusals, outcome.refusals


def _changes(people: int, branches: Sequence[int]) -> Iterator[Any]:
    from bench.register import _names
    from liemchinh.members.facts import PersonFacts
    from liemchinh.members.services import Change, NewAct

    rng = random.Random(5)
    names = _names(rng)
    for number in range(people):
        gender, name = next(names)
        born = date.fromordinal(rng.randint(date(1940, 1, 1).toordinal(), date(2000, 1, 1).toordinal()))
        admitted = date(min(born.year + 19 + int(rng.random() * 15), 2024), 1 + number % 12, 1 + number % 28)
        place = branches[number * len(branches) // people]
        acts = [
            NewAct("admitted", admitted, place),
            NewAct("official", admitted.replace(year=admitted.year + 1), place),
        ]
        facts = PersonFacts(name, gender, born.isoformat(), "kinh", card_no=f"{10_000_000 + number:08d}")
        yield Change(facts=facts, acts=acts, external=("nền", str(number)))


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liemchinh.settings")
    django.setup()
    from liemchinh.cli.prepare import prepare

    prepare()
    work, told = sys.argv[1:]
    _timed(lambda: _build(int(told)) if work == "build" else _read(Path(told)))
