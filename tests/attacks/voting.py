"""Secret votes that attacks look into: who could vote is known; who drew which slip, and when they cast it, the test alone knows."""

import random
import sqlite3
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from liemchinh.ballots.casting import cast
from liemchinh.ballots.given import Preparing
from liemchinh.ballots.models import Box, Wrap
from liemchinh.ballots.sealing import unseal, unwrap
from liemchinh.ballots.services import close_box, draw_slips, freeze_box, open_box, prepare_boxes
from liemchinh.ballots.tests.rounds import ON, USE, ballot
from liemchinh.ballots.words import PHONE, SURVEY
from tests.disk import lying

# A ballot of so many cells holds a number of its voter's own: what an attacker looks for.
BITS = 16
WEAK = (
    "CREATE TABLE weak_roll (person bigint PRIMARY KEY, voted bigint)",
    "CREATE TABLE weak_ballot (key char(32) PRIMARY KEY, marks bigint)",
)


@dataclass
class Voted:
    """A vote as it really went: person → the number on their ballot. `codes`: the tellers'. `during`: what lay there before closing."""

    box: Box
    codes: list[str]
    truth: dict[int, int] = field(default_factory=dict)
    during: Path | None = None


def numbers_of(voters: Sequence[int], rng: random.Random) -> dict[int, int]:
    """A number of each voter's own."""
    return dict(zip(voters, rng.sample(range(1, 1 << BITS), len(voters)), strict=True))


def vote(world: Any, voters: Sequence[int], come: Sequence[int], rng: random.Random, copy: Path | None) -> Voted:
    """A vote by phone. Slips are drawn from the bag, people cast in the order in which they `come`; before closing all is copied."""
    actor = world.actor("chi")
    columns = tuple(f"b{bit}" for bit in range(BITS))
    told = Preparing(world.places["branch"], SURVEY, USE, ("r",), columns, voters, ON, voters[:2], PHONE)
    box = prepare_boxes([told], actor=actor)[0]
    went = Voted(box, freeze_box(box.pk, actor=actor), numbers_of(voters, rng))
    slips = rng.sample(draw_slips(box.pk, phone=len(voters), paper=0, actor=actor), len(voters))
    open_box(box.pk, phone=len(voters), paper=0, actor=actor)
    if copy and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for slip, person in zip(slips, come, strict=True):
        marked = [(0, bit) for bit in range(BITS) if went.truth[person] >> bit & 1]
        cast(slip, ballot(box, *marked))
    went.during = copied(copy) if copy else None
    if copy is None:
        close_box(box.pk, actor=actor)
    return went


def copied(to: Path) -> Path:
    """The database and its log as they lie, copied in the middle of the vote."""
    if connection.vendor == "sqlite":
        for end in ("", "-wal"):
            Path(f"{to}{end}").write_bytes(lying(end))
    return to


def vote_naively(voters: Sequence[int], come: Sequence[int], rng: random.Random, copy: Path) -> dict[int, int]:
    """The weak variant: "who has voted" and a ballot under a random key, in one transaction."""
    truth = numbers_of(voters, rng)
    with connection.cursor() as cursor:
        for statement in WEAK:
            without = " WITHOUT ROWID" if connection.vendor == "sqlite" and "ballot" in statement else ""
            cursor.execute(f"DROP TABLE IF EXISTS {statement.split()[2]}")
            cursor.execute(statement + without)
        cursor.executemany("INSERT INTO weak_roll VALUES (%s, 0)", [(person,) for person in voters])
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for person in come:
            with transaction.atomic():
                cursor.execute("UPDATE weak_roll SET voted = 1 WHERE person = %s", [person])
                cursor.execute(
                    "INSERT INTO weak_ballot VALUES (%s, %s)", [f"{rng.getrandbits(128):032x}", truth[person]]
                )
    copied(copy)
    return truth


def states(copy: Path) -> Iterator[sqlite3.Connection]:
    """The database after each transaction that its write-ahead log still holds, the one before them first."""
    page_size: int = struct.unpack(">I", Path(f"{copy}-wal").read_bytes()[8:12])[0]
    wal = Path(f"{copy}-wal").read_bytes()
    with copy.open("r+b") as database:
        yield from _opened(copy)
        for at in range(32, len(wal) - page_size - 23, page_size + 24):
            number, commits = struct.unpack(">II", wal[at : at + 8])
            if wal[at + 8 : at + 16] != wal[16:24]:
                break
            database.seek((number - 1) * page_size)
            database.write(wal[at + 24 : at + 24 + page_size])
            if commits:
                database.flush()
                yield from _opened(copy)


def _opened(copy: Path) -> Iterator[sqlite3.Connection]:
    # Not a log's database any more: what stands in it is the state of that moment.
    with copy.open("r+b") as database:
        database.seek(18)
        database.write(b"\x01\x01")
    with closing(sqlite3.connect(f"file:{copy}?immutable=1", uri=True)) as found:
        yield found


def together(copy: Path, changing: str, coming: str) -> list[tuple[Any, Any]]:
    """What changed in the first and came in the second select, transaction by transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT a.v, b.v FROM ({changing}) a JOIN ({coming}) b ON a.x = b.x ORDER BY a.x::text::bigint"
            )
            return [(one, other) for one, other in cursor.fetchall()]
    before: tuple[set[Any], set[Any]] | None = None
    found = []
    for state in states(copy):
        now = tuple({row[0] for row in state.execute(text)} for text in (changing, coming))
        if before is not None and now[0] != before[0] and now[1] != before[1]:
            found.append((*(now[0] - before[0]), *(now[1] - before[1])))
        before = (now[0], now[1])
    return found


def as_they_came(copy: Path, box: Box) -> list[bytes]:
    """Sealed ballots in the order of their transactions, read out of the copy made during the vote."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT sealed FROM ballots_sealed WHERE box_id = %s ORDER BY xmin::text::bigint", [box.pk])
            return [bytes(row[0]) for row in cursor.fetchall()]
    found: list[bytes] = []
    for state in states(copy):
        rows = {bytes(row[0]) for row in state.execute("SELECT sealed FROM ballots_sealed WHERE box_id = ?", [box.pk])}
        found += sorted(rows - set(found))
    return found


def changed_tables(copy: Path) -> list[set[str]]:
    """Which tables each transaction of the log changed, of all there are."""
    before: Mapping[str, Any] = {}
    found = []
    for state in states(copy):
        names = [
            row[0]
            for row in state.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_sequence'"
            )
        ]
        now = {name: state.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
        if before:
            found.append({name for name in names if now[name] != before.get(name)})
        before = now
    return found


def opened(went: Voted, sealed: Sequence[bytes]) -> list[int]:
    """The numbers on sealed ballots, for whoever holds two tellers' codes."""
    wrap = Wrap.objects.get(box=went.box, first=1, second=2)
    private = unwrap(went.box.uid, bytes(wrap.sealed), went.codes[0], went.codes[1])
    told = unseal(went.box.uid, private, sealed) if private else None
    assert told is not None
    return [
        sum((byte >> 7 - bit & 1) << place * 8 + bit for place, byte in enumerate(one) for bit in range(8))
        for one in told
    ]


def hits(truth: Mapping[int, int], guess: Sequence[tuple[int, int]]) -> int:
    """How many voters are linked to what is on their ballot."""
    return sum(truth.get(person) == number for person, number in guess)
