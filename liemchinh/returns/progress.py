"""Who answered a call on time, late, not at all, and what the numbers add up to: by child of an organisation; now, or as known on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from liemchinh.journal import clock
from liemchinh.journal.services import known_sequence
from liemchinh.returns.models import Call
from liemchinh.returns.words import AHEAD, APPROVED, LATE, MISSING, ON_TIME, PARTS_OF, STATES

Counts = Mapping[str, int]
OWN = 0
# The respondents of a call that count under an organisation on the tree of a day, each with its child there; NULL: directly there.
_PLACED = """
WITH placed AS MATERIALIZED (
  SELECT one.id, (
    SELECT c.ancestor_id FROM organisations_closure c
     WHERE c.descendant_id = one.organisation AND c.valid_from <= %s AND c.valid_to > %s AND c.depth = one.depth - 1
  ) AS child
  FROM (
    SELECT a.id AS id, a.organisation_id AS organisation, MIN(w.depth) AS depth
      FROM returns_respondent a
      JOIN organisations_closure w ON w.descendant_id = a.organisation_id AND w.ancestor_id = %s AND w.valid_from <= %s AND w.valid_to > %s
     WHERE a.call_id = %s GROUP BY a.id, a.organisation_id
  ) one
)
"""
_SENT = """
  FROM placed p LEFT JOIN returns_return r ON r.respondent_id = p.id AND {sent}
  LEFT JOIN returns_reply v ON v.sent_id = r.id AND v.kind = 'approved' AND {said}
"""
_STATES = f"""{_PLACED}
SELECT p.child, COUNT(*), COUNT(r.id), COUNT(CASE WHEN r."on" > %s THEN 1 END), COUNT(v.id) {_SENT} GROUP BY p.child
"""
_SUMS = f"""{_PLACED}
SELECT p.child, m.quantity_id, SUM(m.value), SUM(CASE WHEN v.id IS NULL THEN 0 ELSE m.value END)
{_SENT} JOIN returns_amount m ON m.sent_id = r.id GROUP BY p.child, m.quantity_id
"""


@dataclass(frozen=True, slots=True)
class Progress:
    """Respondents by state, and how many are approved: of all and of each child (OWN: directly there).

    `sent`, `approved`: what the numbers add up to, by quantity; of all and of each child.
    """

    whole: Counts
    children: dict[int, Counts] = field(default_factory=dict)
    approved_count: int = 0
    sent: dict[int, int] = field(default_factory=dict)
    approved: dict[int, int] = field(default_factory=dict)
    sums: dict[int, dict[int, int]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All respondents there; the states make them up."""
        return sum(self.whole.values())


def progress_of(call: Call, at: int, on: date) -> Progress | None:
    """Of a call under `at` on the tree of `on`; of a day before today as it was known at its end. None: it was not asked yet then."""
    until = known_sequence(on) if on < clock.today() else None
    if until is not None and (call.recorded_by > until or 0 < (call.cancelled_by or 0) <= until):
        return None
    known, bounds = _known(until)
    placed: list[Any] = [on, on, at, on, on, call.pk]
    children: dict[int, Counts] = {}
    approved_count = 0
    with connection.cursor() as cursor:
        cursor.execute(_STATES.format(**known), [*placed, call.due_on, *bounds])
        for child, count, sent, late, approved in cursor.fetchall():
            left = count - sent
            over = left if call.due_on < on else 0
            children[child or OWN] = {MISSING: over, LATE: late, ON_TIME: sent - late, AHEAD: left - over}
            approved_count += approved
        cursor.execute(_SUMS.format(**known), [*placed, *bounds])
        rows = [
            (child or OWN, quantity, int(sent), int(approved)) for child, quantity, sent, approved in cursor.fetchall()
        ]
    found = Progress(
        {state: sum(counts[state] for counts in children.values()) for state in STATES}, children, approved_count
    )
    for child, quantity, sent, approved in rows:
        found.sent[quantity] = found.sent.get(quantity, 0) + sent
        found.approved[quantity] = found.approved.get(quantity, 0) + approved
        found.sums.setdefault(child, {})[quantity] = sent
    return found


def _known(until: int | None) -> tuple[dict[str, str], list[int]]:
    if until is None:
        return {"sent": "r.cancelled_by IS NULL", "said": "v.cancelled_by IS NULL"}, []
    told = "{0}.recorded_by <= %s AND ({0}.cancelled_by IS NULL OR {0}.cancelled_by > %s)"
    return {"sent": told.format("r"), "said": told.format("v")}, [until] * 4


# What approved amounts add up to under each node on the tree of a day.
_TOTALS = f"""
SELECT w.ancestor_id, q.code, SUM(m.value) FROM returns_quantity q
  JOIN returns_amount m ON m.quantity_id = q.id
  JOIN returns_return r ON r.id = m.sent_id AND {{r}}
  JOIN returns_reply v ON v.sent_id = r.id AND v.kind = '{APPROVED}' AND {{v}}
  JOIN returns_respondent a ON a.id = r.respondent_id
  JOIN returns_call c ON c.id = a.call_id AND c.first >= %s AND c.last <= %s AND {{c}}
  JOIN {{closure}} w ON w.descendant_id = a.organisation_id AND w.valid_from <= %s AND w.valid_to > %s AND w.ancestor_id IN ({{nodes}})
 WHERE q.code IN ({{codes}}) GROUP BY w.ancestor_id, q.code
"""


def approved_totals(
    codes: Iterable[str], nodes: Sequence[int], first: date, last: date, tree_on: date, until: int | None = None,
    closure: str = "organisations_closure",
) -> dict[tuple[int, str], int]:  # fmt: skip
    """What approved returns for periods that lie within these days add up to, of quantities of the catalogue: by (node, code).

    On the tree of a day; `until`: as the book told it at that entry, `closure`: the table of the tree as known then. A node under which
    nothing was approved is missing. A whole is the sum of its parts.
    """
    wholes: dict[str, set[str]] = {}
    for code in codes:
        for part in PARTS_OF.get(code, (code,)):
            wholes.setdefault(part, set()).add(code)
    if not wholes or not nodes:
        return {}
    told, bounds = "{0}.cancelled_by IS NULL", []
    if until is not None:
        told, bounds = "{0}.recorded_by <= %s AND ({0}.cancelled_by IS NULL OR {0}.cancelled_by > %s)", [until, until]
    alive = {alias: told.format(alias) for alias in "rvc"}
    sql = _TOTALS.format(**alive, closure=closure, nodes=_marks(nodes), codes=_marks(wholes))
    with connection.cursor() as cursor:
        cursor.execute(sql, [*bounds, *bounds, first, last, *bounds, tree_on, tree_on, *nodes, *wholes])
        rows = cursor.fetchall()
    found: dict[tuple[int, str], int] = {}
    for node, part, value in rows:
        for code in wholes[part]:
            found[node, code] = found.get((node, code), 0) + int(value)
    return found


def _marks(things: Iterable[object]) -> str:
    return ", ".join("%s" for _one in things)
