"""Layouts of statistical forms: declared in TOML beside the charter, read strictly, refused whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from regulations.reading import Malformed, Problem, Reader, open_file, toml_files

LISTS = ("unit_types", "ethnic_groups")
MISSING = ("heading", "not_collected", "not_yet", "unknown")
COLUMNS = ("", "", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a form.

    It counts indicators (`counts` minus `less`) at the end of the period or at its `start`, or adds up other lines (`sum`), or says why its
    cells are empty (`missing`): a heading, not collected by principle, not yet in the software. `added`: not on the official form.
    In a form by a list of the charter: which `entry` it counts ("": where none is recorded), or everything (`total`).
    """

    id: str
    label: str
    mark: str = ""
    indent: int = 0
    strong: bool = False
    added: bool = False
    counts: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    sum: tuple[str, ...] = ()
    at_start: bool = False
    missing: str = ""
    entry: str | None = None
    total: bool = False


@dataclass(frozen=True, slots=True)
class Across:
    """A column of a form that counts by a list. `share`: not the counts, but what they are of the whole, in percent."""

    title: str
    group: str
    counts: tuple[str, ...]
    share: bool = False


@dataclass(frozen=True, slots=True)
class Balance:
    """Lines that must add up: `plus` minus `minus` is `equals`."""

    plus: tuple[str, ...]
    minus: tuple[str, ...]
    equals: str


@dataclass(frozen=True, slots=True)
class Layout:
    """One form. `by`, `across` and `rows_title` only where it counts by a list of the charter (LISTS); otherwise three columns:
    this period, the same a year before, percent."""

    code: str
    number: str
    title: str
    unit: str
    source: str
    rows: tuple[Row, ...]
    columns: tuple[str, ...] = ()
    across: tuple[Across, ...] = ()
    by: str = ""
    rows_title: str = ""
    older: bool = False
    balance: Balance | None = None
    together: tuple[tuple[str, ...], ...] = ()
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def keys(self, *, at_start: bool) -> tuple[str, ...]:
        """The indicators its lines count, each once."""
        found = [key for row in self.rows if row.at_start == at_start for key in (*row.counts, *row.less)]
        return tuple(dict.fromkeys([*found, *(key for column in self.across for key in column.counts if not at_start)]))


@cache
def layouts(charter: Path) -> Mapping[str, Layout]:
    """All forms of a charter by code, in the order of their numbers; none where it prescribes none. Raises Malformed with every mistake
    of every file."""
    problems: list[Problem] = []
    folder = charter / "forms"
    paths = toml_files(folder, problems) if folder.is_dir() else []
    found = [_layout(reader) for path in paths if (reader := open_file(path, problems))]
    if problems:
        raise Malformed(problems)
    return {layout.code: layout for layout in sorted(found, key=_place)}


def _place(layout: Layout) -> tuple[int, str]:
    """2 before 2b before 10."""
    return int(layout.code.rstrip("b")), layout.code


def _layout(reader: Reader) -> Layout:
    across = tuple(_across(one) for one in reader.tables("across", named="title", required=False))
    reader.day("checked_on")
    by = reader.text("by", required=False, choices=(*LISTS, ""))
    if bool(by) != bool(across):
        reader.report("biểu theo danh mục cần cả “by” và các cột “across”", "across")
    layout = Layout(
        code=reader.text("code"), number=reader.text("number"), title=reader.text("title"), unit=reader.text("unit"),
        source=reader.text("source"), rows=tuple(_row(one) for one in reader.tables("rows", named="id")),
        columns=reader.texts("columns", required=not across), across=across, by=by,
        rows_title=reader.text("rows_title", required=bool(across)), older=reader.flag("older"),
        balance=_balance(reader.table("balance", required=False)), together=_lists(reader, "together"),
        parts=tuple(_parts(one) for one in reader.tables("parts", named="whole", required=False)),
    )  # fmt: skip
    _check(layout, reader)
    reader.close()
    return layout


def _row(one: Reader) -> Row:
    row = Row(
        id=one.text("id"), label=one.text("label"), mark=one.text("mark", required=False),
        indent=one.integer("indent", required=False) or 0,
        strong=one.flag("strong"), added=one.flag("added"), counts=one.texts("counts", required=False),
        less=one.texts("less", required=False), sum=one.texts("sum", required=False),
        at_start=one.text("at", required=False, choices=("start", "")) == "start",
        missing=one.text("missing", required=False, choices=(*MISSING, "")),
        entry=one.text("entry", required=False) if one.has("entry") else None, total=one.flag("total"),
    )  # fmt: skip
    ways = bool(row.counts) + bool(row.sum) + bool(row.missing) + (row.entry is not None) + row.total
    if ways != 1:
        one.report("mỗi dòng ghi đúng một cách điền: counts, sum, missing, entry hoặc total")
    one.close()
    return row


def _across(one: Reader) -> Across:
    column = Across(one.text("title"), one.text("group", required=False), one.texts("counts"), one.flag("share"))
    one.close()
    return column


def _balance(one: Reader | None) -> Balance | None:
    if one is None:
        return None
    balance = Balance(one.texts("plus"), one.texts("minus"), one.text("equals"))
    one.close()
    return balance


def _parts(one: Reader) -> tuple[str, tuple[str, ...]]:
    parts = (one.text("whole"), one.texts("rows"))
    one.close()
    return parts


def _lists(reader: Reader, key: str) -> tuple[tuple[str, ...], ...]:
    value = reader.raw(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(
        isinstance(some, list) and all(isinstance(x, str) for x in some) for some in value
    ):
        reader.report('cần danh sách các nhóm dòng [["…", "…"], …]', key)
        return ()
    return tuple(tuple(some) for some in value)


def _check(layout: Layout, reader: Reader) -> None:
    """Every line that is named is there, once; sums name lines of the form."""
    ids = [row.id for row in layout.rows]
    for twice in sorted({one for one in ids if ids.count(one) > 1}):
        reader.report(f"dòng “{twice}” ghi hai lần", "rows")
    named = [one for row in layout.rows for one in row.sum] + [one for some in layout.together for one in some]
    named += [one for whole, rows in layout.parts for one in (whole, *rows)]
    if layout.balance:
        named += [*layout.balance.plus, *layout.balance.minus, layout.balance.equals]
    for missing in sorted(set(named) - set(ids)):
        reader.report(f"không có dòng “{missing}”", "rows")
