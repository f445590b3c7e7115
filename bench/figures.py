"""Figures measured: server time against the limits, one province and ten of them, beside DuckDB over the same rows with the same SQL."""

import csv
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.copies import add_copies
from bench.measuring import Taken, median, medians

PROVINCES = 10
PIECE = 2500
WHOLE_MONTHS, BRANCH_PAGE = "báo cáo tỉnh, tròn tháng", "trang chi bộ"
NOTHING_TOLD = "\\N"  # a text may be empty; this is none
TABLE = re.compile(r"(?:FROM|JOIN) ([a-z_]+)")
# What a column of SQLite is in Parquet; a column of anything else is counted by nobody and stays here.
TYPES = {"bigint": "BIGINT", "integer": "BIGINT", "smallint": "INTEGER", "bool": "BOOLEAN", "date": "DATE", "varchar": "VARCHAR",
         "text": "VARCHAR"}  # fmt: skip


def main() -> None:
    """Builds one province, measures, copies it nine times, measures again."""
    import django

    django.setup()
    from liemchinh.cli.prepare import prepare
    from liemchinh.demo.build import build

    prepare()
    example = build(date(2026, 11, 20))
    top = _load(example)
    one = _measure("một tỉnh", top)
    add_copies(PROVINCES - 1)
    ten = _measure(f"{PROVINCES} tỉnh", top)
    for name, taken in ten.items():
        target = {WHOLE_MONTHS: " (mục tiêu 1,3)", BRANCH_PAGE: " (mục tiêu: như nhau)"}.get(name, "")
        print(
            f"{name}: gấp {PROVINCES} dữ liệu thì {taken.wall / one[name].wall:.2f} lần theo đồng hồ,"
            f" {taken.cpu / one[name].cpu:.2f} lần theo CPU{target}"
        )


def _load(example: Any) -> int:
    """The province through the services' batch form, with all checks; gives its top."""
    from liemchinh.access.actor import Actor
    from liemchinh.members.services import Change, NewAct, record_changes
    from liemchinh.organisations.services import Facts, Founding, found_organisations

    actor = Actor.at_console("bench")
    started = time.monotonic()
    told = [o for o in example.organisations if o.key.startswith("tv")]
    keys = {o.key: place for place, o in enumerate(told)}
    foundings = [
        Founding(
            Facts(o.name, o.kind, o.valid_from, None, o.level, o.code, o.unit_type, o.valid_to),
            keys[o.parent_key] if o.parent_key else None,
        )
        for o in told
    ]
    places = dict(zip(keys, found_organisations(foundings, actor=actor), strict=True))
    acts: dict[str, list[NewAct]] = defaultdict(list)
    for event in example.events:
        if event.person_key.startswith("tv"):
            where = places[event.organisation_key] if event.organisation_key else None
            acts[event.person_key].append(NewAct(event.kind, event.on, where, event.happened))
    people = [p for p in example.persons if p.key.startswith("tv")]
    for start in range(0, len(people), PIECE):
        changes = [Change(facts=_facts(p), acts=acts[p.key]) for p in people[start : start + PIECE]]
        record_changes(changes, actor=actor)
    rate = len(people) / (time.monotonic() - started)
    print(f"   nạp {len(people)} người, {sum(map(len, acts.values()))} việc: {rate:.0f} người/giây", flush=True)
    return places[told[0].key]


def _facts(told: Any) -> Any:
    from liemchinh.members.facts import PersonFacts

    return PersonFacts(told.full_name, told.gender, told.birth, told.ethnicity, told.education, told.profession_level, told.theory_level,
                       told.occupation)  # fmt: skip


def _measure(size: str, top: int) -> dict[str, Taken]:
    from django.db import connection

    from liemchinh.access.actor import Actor
    from liemchinh.figures.asking import ask, question
    from liemchinh.figures.declarations import indicators
    from liemchinh.figures.periods import Period
    from liemchinh.figures.queries import report_visible_to
    from liemchinh.journal import clock
    from liemchinh.organisations.models import Closure

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    listed = [one.key for one in indicators().values() if one.shown and one.kind in {"stock", "flow"}]
    keys = [listed[place * len(listed) // 60] for place in range(60)]
    months = Period(date(2026, 1, 1), date(2026, 10, 31))
    free = Period(date(2025, 11, 12), date(2026, 11, 11))
    branch = Closure.objects.filter(ancestor_id=top, depth=3).values_list("descendant_id", flat=True)[0]
    actor = Actor.at_console("bench")

    def periods(of: Period) -> list[Period]:
        return [of, of.year_before, of.year_before.year_before]

    def report(of: Period, known_on: date | None = None) -> Callable[[], Any]:
        asked = question(top, of.first, of.last, known_on=known_on)
        return lambda: ask(asked, keys, periods(of), by_child=True)

    started = time.perf_counter()
    report(months)()
    print(
        f"{size}: báo cáo tỉnh, tròn tháng, lần đầu (chưa có gì giữ sẵn): {(time.perf_counter() - started) * 1000:.0f} ms"
    )
    found = {}
    with clock.at(clock.now() + timedelta(days=1)):
        _one_act(branch, actor)
    for name, limit, call in (
        (WHOLE_MONTHS, 100, report(months)),
        ("báo cáo tỉnh, ngày bất kỳ", 500, report(free)),
        ("báo cáo tỉnh, như đã biết hôm nay", 2000, report(free, clock.today())),
        (BRANCH_PAGE, 100, lambda: report_visible_to(actor, question(branch, months.first, months.last))),
    ):
        found[name] = median(call)
        print(
            f"{size}: {name}: {found[name]} = {found[name].wall / limit:.2f} lần giới hạn {limit} ms ({len(keys)} chỉ tiêu × 13 × 3)",
            flush=True,
        )
    _beside_duckdb(size, top, keys, periods(free))
    return found


def _one_act(branch: int, actor: Any) -> None:
    """Something recorded tomorrow, so that what is known today differs from what is known now."""
    from liemchinh.journal import clock
    from liemchinh.members.models import Spell
    from liemchinh.members.services import Change, NewAct, record_changes

    spell = Spell.objects.filter(organisation_id=branch, cancelled_by=None, ends_on=None).first()
    if spell:
        record_changes([Change(spell.person_id, acts=[NewAct("helped", clock.today(), branch)])], actor=actor)


def _beside_duckdb(size: str, top: int, keys: Sequence[str], periods: Sequence[Any]) -> None:
    """The compiled SQL, unchanged, over the same rows in Parquet."""
    try:
        import duckdb
    except ImportError:
        print(f"{size}: DuckDB chưa cài (make bench cài nó)")
        return
    from liemchinh.figures import base
    from liemchinh.figures.declarations import indicator
    from liemchinh.figures.placing import ground
    from liemchinh.figures.reading import rows
    from liemchinh.figures.sql.counting import NOTHING
    from liemchinh.figures.sql.relations import NOW

    stands = ground(NOW, top, periods[0].last, by_child=True, regions=True)
    statements = [
        base._query(name, NOW, stands.cut(NOW), group, period, NOTHING).sql
        for period in periods
        for name, group in base._groups(indicator(key) for key in keys).items()
    ]
    with tempfile.TemporaryDirectory() as folder:
        there = duckdb.connect()
        _ship(there, Path(folder), sorted({table for sql in statements for table in TABLE.findall(sql)}))
        for sql in statements:
            mine, theirs = sorted(rows(sql)), sorted(there.execute(sql).fetchall())
            if [tuple(map(_plain, row)) for row in mine] != [tuple(map(_plain, row)) for row in theirs]:
                print(f"{size}: KHÁC NHAU giữa SQLite và DuckDB")
        own, theirs_time = medians([
            lambda: [rows(sql) for sql in statements],
            lambda: [there.execute(sql).fetchall() for sql in statements],
        ])  # fmt: skip
    print(f"{size}: {len(statements)} câu SQL như nhau trên dòng gốc: SQLite {own}, DuckDB trên Parquet {theirs_time}:"
          f" {own.wall / theirs_time.wall:.2f} lần", flush=True)  # fmt: skip


def _plain(value: Any) -> int:
    return int(value or 0)


def _ship(there: Any, folder: Path, tables: Iterable[str]) -> None:
    """The tables as Parquet, by way of CSV: nothing about them is guessed, an empty one has its columns too."""
    from liemchinh.figures.reading import rows

    for table in tables:
        told = [(name, TYPES.get(re.split(r"\W", kind)[0].lower())) for name, kind in
                rows(f"SELECT name, type FROM pragma_table_info('{table}')")]  # fmt: skip
        columns = {name: kind for name, kind in told if kind}
        listed = ", ".join(f'"{name}"' for name in columns)
        file = folder / f"{table}.csv"
        with file.open("w", newline="", encoding="utf-8") as opened:
            csv.writer(opened).writerows([NOTHING_TOLD if value is None else value for value in row] for row in
                                         rows(f"SELECT {listed} FROM {table}"))  # fmt: skip
        types = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
        shape = f"""auto_detect=false, header=false, delim=',', quote='"', escape='"', nullstr='{NOTHING_TOLD}', columns={{{types}}}"""
        source = f"SELECT * FROM read_csv('{file}', {shape})"
        parquet = folder / f"{table}.parquet"
        there.execute(f"COPY ({source}) TO '{parquet}' (FORMAT parquet, COMPRESSION zstd)")
        there.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{parquet}')")


if __name__ == "__main__":
    main()
