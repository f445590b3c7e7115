"""The sanctions of a charter, the lightest first: how each is called, on whom it is imposed, and what it does besides being said."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from regulations.reading import Problem, Reader, open_file

SANCTIONS = "sanctions.toml"
# What a sanction does in the register; "" for one that is said and does nothing more.
POSTS_END, MEMBERSHIP_ENDS, DISSOLVES = "posts_end", "membership_ends", "dissolves"
EFFECTS = ("", POSTS_END, MEMBERSHIP_ENDS, DISSOLVES)
# After these there is nothing left that could lapse.
FOR_GOOD = frozenset({MEMBERSHIP_ENDS, DISSOLVES})
MEMBERS, ORGANISATIONS = "members", "organisations"
LONGEST_CODE = 12


@dataclass(frozen=True, slots=True)
class Sanction:
    """One sanction. `on`: imposed on members, on organisations, or on both."""

    code: str
    label: str
    gloss: str
    effect: str
    on: tuple[str, ...]


def read_sanctions(file: Path, problems: list[Problem]) -> Mapping[str, Sanction]:
    """The sanctions of a charter by code, in their order. Mistakes are noted: a code twice or too long, an effect that is none."""
    reader = open_file(file, problems)
    if reader is None:
        return {}
    rows = reader.tables("sanction", named="code")
    found = [_sanction(row) for row in rows]
    for row, one in zip(rows, found, strict=True):
        if len(one.code) > LONGEST_CODE or [other.code for other in found].count(one.code) > 1:
            row.report(f"mã “{one.code}” dài quá {LONGEST_CODE} ký tự, hoặc ghi hai lần", "code")
    reader.text("source")
    reader.day("checked_on")
    reader.close()
    return {one.code: one for one in found}


def _sanction(row: Reader) -> Sanction:
    effect = row.text("effect", required=False, choices=EFFECTS) if row.has("effect") else ""
    one = Sanction(row.text("code"), row.text("label"), row.text("gloss"), effect, row.texts("on"))
    for what in sorted(set(one.on) - {MEMBERS, ORGANISATIONS}):
        row.report(f"“{what}” không phải đối tượng kỷ luật; ghi {MEMBERS}, {ORGANISATIONS}", "on")
    row.close()
    return one
