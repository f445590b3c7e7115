"""How far the tasks of a giving are: by child of an organisation, by task; now, or as it was known at the end of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from liemchinh.journal import clock
from liemchinh.journal.services import known_sequence
from liemchinh.tasks.models import Giving, Task
from liemchinh.tasks.moving import dues_of
from liemchinh.tasks.words import AHEAD, EXEMPT, LATE, NOT_APPLICABLE, ON_TIME, OVERDUE, REPORTED, STATES

Counts = Mapping[str, int]
OWN = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """Duties (a task of an addressee) by state: of all, of each child (OWN: what stands directly there), of each task.

    `dues`: the day of each task in force then.
    """

    whole: Counts
    children: dict[int, Counts] = field(default_factory=dict)
    tasks: dict[int, Counts] = field(default_factory=dict)
    dues: dict[int, date] = field(default_factory=dict)
    addressees: int = 0
    acknowledged: int = 0

    @property
    def total(self) -> int:
        """All duties; the states make them up."""
        return sum(self.whole.values())


# What stands of the answers of addressees under an organisation on the tree of a day, by one index that holds all that is asked.
_UNDER = """
  FROM tasks_addressee a CROSS JOIN organisations_closure w
  LEFT JOIN tasks_answer n ON n.addressee_id = a.id AND n.kind IN ('acknowledged', 'reported', 'not_applicable') AND {known} {chosen}
  LEFT JOIN tasks_task t ON t.id = n.task_id
 WHERE a.giving_id = %s AND w.descendant_id = a.organisation_id AND w.ancestor_id = %s AND w.valid_from <= %s AND w.valid_to > %s
"""
_ANSWERED = """
  COUNT(n.id) AS said, COUNT(n.task_id) AS done, COUNT(CASE WHEN n."on" > {due} AND n.kind = 'reported' THEN 1 END) AS late,
  COUNT(CASE WHEN n.kind = 'not_applicable' THEN 1 END) AS exempt, COUNT(CASE WHEN {due} < %s THEN 1 END) AS due
"""
# Counted for each addressee first, in the order they are kept in, and then for each child of the organisation; NULL: directly there.
_BY_CHILD = f"""
WITH placed AS MATERIALIZED (
  SELECT (
    SELECT c.ancestor_id FROM organisations_closure c
     WHERE c.descendant_id = one.organisation AND c.valid_from <= %s AND c.valid_to > %s AND c.depth = one.depth - 1
  ) AS child, one.*
  FROM (SELECT a.organisation_id AS organisation, MIN(w.depth) AS depth, {_ANSWERED} {_UNDER} GROUP BY a.organisation_id) one
)
SELECT child, COUNT(*), SUM(said), SUM(done), SUM(late), SUM(exempt), SUM(due) FROM placed GROUP BY child
"""
_BY_TASK = f"SELECT n.task_id, 0, {_ANSWERED} {_UNDER} AND n.task_id IS NOT NULL GROUP BY n.task_id"
# The same of all addressees: nobody's place matters then.
_OF_ALL = """
SELECT t.id, 0, 0,
  (SELECT COUNT(*) FROM tasks_answer n WHERE n.task_id = t.id AND n.kind IN ('reported', 'not_applicable') AND {known}),
  (SELECT COUNT(*) FROM tasks_answer n WHERE n.task_id = t.id AND n.kind = 'reported' AND n."on" > {due} AND {known}),
  (SELECT COUNT(*) FROM tasks_answer n WHERE n.task_id = t.id AND n.kind = 'not_applicable' AND {known}), 0
  FROM tasks_task t WHERE t.giving_id = %s
"""


def due_then(until: int | None, task: str = "t") -> str:
    """As SQL: the day of a task that was in force when the book ended with an entry (None: now). `until` is a number, never typed text."""
    if until is None:
        return f"{task}.due_on"
    moved = f"SELECT v.was FROM tasks_move v WHERE v.task_id = {task}.id AND v.recorded_by > {int(until)}"
    return f"COALESCE(({moved} ORDER BY v.recorded_by LIMIT 1), {task}.due_on)"


def progress_of(giving: Giving, at: int, on: date, *, task: int | None = None) -> Progress | None:
    """Of what was given under `at` on the tree of `on`; of a day before today as it was known at its end. None: not given yet then.

    `task`: of that one alone. Where an addressee ended, its duties count where it counts: under its heir.
    """
    until = known_sequence(on) if on < clock.today() else None
    if until is not None and (giving.recorded_by > until or 0 < (giving.cancelled_by or 0) <= until):
        return None
    tasks = [one for one in giving.tasks.order_by("number") if task in (None, one.pk)]
    dues = dues_of(tasks, until)
    known, bounds, due = "n.cancelled_by IS NULL", [], _due(tasks, dues)
    if until is not None:
        known, bounds = "n.recorded_by <= %s AND (n.cancelled_by IS NULL OR n.cancelled_by > %s)", [until, until]
    chosen, one_task = ("", []) if task is None else ("AND (n.task_id IS NULL OR n.task_id = %s)", [task])
    under: list[Any] = [on, *bounds, *one_task, giving.pk, at, on, on]
    with connection.cursor() as cursor:
        cursor.execute(_BY_CHILD.format(known=known, due=due, chosen=chosen), [on, on, *under])
        of_children = {row[0] or OWN: _Answered(*map(int, row[1:])) for row in cursor.fetchall()}
        if sum(one.count for one in of_children.values()) == giving.count:
            cursor.execute(_OF_ALL.format(known=known, due=due), [*bounds * 3, giving.pk])
        else:
            cursor.execute(_BY_TASK.format(known=known, due=due, chosen=chosen), under)
        of_tasks = {row[0]: _Answered(*map(int, row[1:])) for row in cursor.fetchall()}
    return _summed(of_children, of_tasks, dues, on)


def _due(tasks: Sequence[Task], dues: Mapping[int, date]) -> str:
    """As SQL: the day of task `t` among `dues`; written out, where it has moved since, in our own numbers and days."""
    moved = [f"WHEN {one.pk} THEN '{dues[one.pk]:%Y-%m-%d}'" for one in tasks if dues[one.pk] != one.due_on]
    return f"CASE t.id {' '.join(moved)} ELSE t.due_on END" if moved else "t.due_on"


class _Answered(NamedTuple):
    """How many addressees, and what stands of what they said; `due`: of the answers those to tasks whose day is over."""

    count: int = 0
    said: int = 0
    done: int = 0
    late: int = 0
    exempt: int = 0
    due: int = 0


def _summed(
    of_children: Mapping[int, _Answered], of_tasks: Mapping[int, _Answered], dues: Mapping[int, date], on: date
) -> Progress:
    over, total = sum(due < on for due in dues.values()), sum(one.count for one in of_children.values())
    children = {
        child: _counts(one, one.count * over - one.due, one.count * len(dues) - one.done)
        for child, one in of_children.items()
    }
    by_task = {}
    for task, due in dues.items():
        told = of_tasks.get(task, _Answered())
        left = total - told.done
        by_task[task] = _counts(told, left if due < on else 0, left)
    whole = {state: sum(counts[state] for counts in children.values()) for state in STATES}
    received = sum(one.said - one.done for one in of_children.values())
    return Progress(whole, children, by_task, dict(dues), total, received)


def _counts(told: _Answered, overdue: int, left: int) -> Counts:
    """By state; `left` are those without an answer, the overdue among them."""
    on_time = told.done - told.late - told.exempt
    return {ON_TIME: on_time, LATE: told.late, OVERDUE: overdue, AHEAD: left - overdue, EXEMPT: told.exempt}


def late_below(givings: Sequence[int], at: int, on: date) -> dict[int, int]:
    """For each giving how many duties below `at`, not its own, are overdue today and unanswered; those with none are missing."""
    marks = ", ".join(["%s"] * len(givings))
    sql = f"""
    SELECT a.giving_id, COUNT(*) FROM tasks_addressee a
      JOIN organisations_closure w ON w.descendant_id = a.organisation_id AND w.ancestor_id = %s AND w.valid_from <= %s AND w.valid_to > %s
      JOIN tasks_task t ON t.giving_id = a.giving_id AND t.due_on < %s
     WHERE a.organisation_id <> %s AND a.giving_id IN ({marks}) AND NOT EXISTS (
       SELECT 1 FROM tasks_answer n WHERE n.addressee_id = a.id AND n.task_id = t.id
       AND n.cancelled_by IS NULL AND n.kind IN ('{REPORTED}', '{NOT_APPLICABLE}'))
     GROUP BY a.giving_id"""
    if not givings:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(sql, [at, on, on, on, at, *givings])
        return dict(cursor.fetchall())
