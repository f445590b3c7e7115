"""Tryton's plain party creation on SQLite: `python tryton_parties.py FOLDER COUNT`, in a process of its own.

Prints the seconds that creating took, by the clock and of processor time; making the database is not counted.
"""

import csv
import itertools
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from trytond import config

NAMES = Path(__file__).resolve().parent.parent / "liemchinh" / "demo" / "names"
BATCH = 1_000


def names() -> Iterator[str]:
    """Vietnamese names without end."""
    parts = []
    for table in ("family", "middle_male", "given_male"):
        with (NAMES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            parts.append([row["name"] for row in csv.DictReader(file)])
    while True:
        yield from (" ".join(words) for words in itertools.product(*parts))


def main(folder: str, count: int) -> None:
    """Makes a database with the party module, then creates parties."""
    config.set("database", "uri", "sqlite://")
    config.set("database", "path", folder)
    from trytond.pool import Pool
    from trytond.transaction import Transaction

    with Transaction().start(None, 0, close=True) as transaction:
        transaction.database.create(transaction.connection, "bench")
    with Transaction().start("bench", 0) as transaction:
        transaction.database.init()
    Pool.start()
    pool = Pool("bench")
    pool.init(update=["country", "party"])
    source = names()
    started, used = time.perf_counter(), time.process_time()
    for start in range(0, count, BATCH):
        with Transaction().start("bench", 1) as transaction:
            batch = [{"name": name} for name in itertools.islice(source, min(BATCH, count - start))]
            pool.get("party.party").create(batch)
            transaction.commit()
    print(f"{time.perf_counter() - started:.3f} {time.process_time() - used:.3f}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
