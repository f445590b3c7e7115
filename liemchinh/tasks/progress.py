"""How far the tasks of a giving are: by child of an organisation, by task; now, or as it was known at the end of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from liemchinh.journal import clock
from liemchinh.journal.services import known_sequence
from liemchinh.tasks.models import Giving, Task
from liemchinh.tasks.words import AHEAD, EXEMPT, LATE, NOT_APPLICABLE, ON_TIME, OVERDUE, REPORTED, STATES

Counts = Mapping[str, int]
OWN = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """Duties (a task of an addressee) by state: of all, of each child (OWN: what stands directly there), of each task."""

    whole: Counts
    children: dict[int, Counts] = field(default_factory=dict)
    tasks: dict[int, Counts] = field(default_factory=dict)
    addressees: int = 0
    acknowledged: int = 0

    @property
    def total(self) -> int:
        """All duties; the states make them up."""
        return sum(self.whole.values())


# Where each addressee stands on the tree of the day: under which child of the asked organisation; NULL: directly there.
_PLACED = """
WITH placed AS MATERIALIZED (
  SELECT a.id AS id, (
    SELECT c.ancestor_id FROM organisations_closure c
     WHERE c.descendant_id = a.organisation_id AND c.valid_from <= %s AND c.valid_to > %s AND c.depth = w.depth - 1
  ) AS child
  FROM tasks_addressee a JOIN organisations_closure w ON w.descendant_id = a.organisation_id AND w.ancestor_id = %s
   AND w.valid_from <= %s AND w.valid_to > %s
  WHERE a.giving_id = %s
)
"""
# What was answered, in one pass over an index that holds all of it: of each child, and of each task.
_ANSWERED = """
       SUM(CASE WHEN n.kind = 'acknowledged' THEN 1 ELSE 0 END),
       SUM(CASE WHEN n.kind = 'reported' AND n."on" <= t.due_on THEN 1 ELSE 0 END),
       SUM(CASE WHEN n.kind = 'reported' AND n."on" > t.due_on THEN 1 ELSE 0 END),
       SUM(CASE WHEN n.kind = 'not_applicable' THEN 1 ELSE 0 END),
       SUM(CASE WHEN n.kind <> 'acknowledged' AND t.due_on < %s THEN 1 ELSE 0 END)
  FROM placed p JOIN tasks_answer n ON n.addressee_id = p.id AND n.kind IN ('acknowledged', 'reported', 'not_applicable') AND {known}
  LEFT JOIN tasks_task t ON t.id = n.task_id
"""
_BY_CHILD = (
    f"{_PLACED} SELECT 0, child, COUNT(*), 0, 0, 0, 0 FROM placed GROUP BY child"
    f" UNION ALL SELECT 1, p.child, {_ANSWERED} WHERE n.task_id IS NULL OR {{chosen}} GROUP BY p.child"
)
_BY_TASK = f"{_PLACED} SELECT n.task_id, {_ANSWERED} WHERE n.task_id IS NOT NULL GROUP BY n.task_id"
# The same of all addressees: nobody's place matters then.
_OF_ALL = """
SELECT t.id, 0,
  (SELECT COUNT(*) FROM tasks_answer n WHERE n.task_id = t.id AND n.kind = 'reported' AND n."on" <= t.due_on AND {known}),
  (SELECT COUNT(*) FROM tasks_answer n WHERE n.task_id = t.id AND n.kind = 'reported' AND n."on" > t.due_on AND {known}),
  (SELECT COUNT(*) FROM tasks_answer n WHERE n.task_id = t.id AND n.kind = 'not_applicable' AND {known})
  FROM tasks_task t WHERE t.giving_id = %s
"""


def progress_of(giving: Giving, at: int, on: date, *, task: int | None = None) -> Progress | None:
    """Of what was given under `at` on the tree of `on`; of a day before today as it was known at its end. None: not given yet then.

    `task`: of that one alone. Where an addressee ended, its duties count where it counts: under its heir.
    """
    until = known_sequence(on) if on < clock.today() else None
    if until is not None and (giving.recorded_by > until or 0 < (giving.cancelled_by or 0) <= until):
        return None
    tasks = [one for one in giving.tasks.order_by("number") if task in (None, one.pk)]
    here: list[Any] = [on, on, at, on, on, giving.pk, on]
    known, bounds = "n.cancelled_by IS NULL", []
    if until is not None:
        known, bounds = "n.recorded_by <= %s AND (n.cancelled_by IS NULL OR n.cancelled_by > %s)", [until, until]
    chosen, one_task = ("1 = 1", []) if task is None else ("n.task_id = %s", [task])
    with connection.cursor() as cursor:
        cursor.execute(_BY_CHILD.format(known=known, chosen=chosen), [*here, *bounds, *one_task])
        rows = cursor.fetchall()
        many = {row[1] or OWN: row[2] for row in rows if row[0] == 0}
        if sum(many.values()) == giving.count:
            cursor.execute(_OF_ALL.format(known=known), [*bounds * 3, giving.pk])
        else:
            cursor.execute(_BY_TASK.format(known=known), [*here, *bounds])
        of_tasks = {row[0]: _Answered(*row[1:5]) for row in cursor.fetchall()}
    of_children = {row[1] or OWN: _Answered(*row[2:]) for row in rows if row[0] == 1}
    return _summed(many, of_children, of_tasks, tasks, on)


class _Answered(NamedTuple):
    """Answers that stand, by what they say; `due`: how many of them to tasks whose day is over."""

    received: int = 0
    on_time: int = 0
    late: int = 0
    exempt: int = 0
    due: int = 0

    @property
    def done(self) -> int:
        return self.on_time + self.late + self.exempt


def _summed(
    many: Mapping[int, int], of_children: Mapping[int, _Answered], of_tasks: Mapping[int, _Answered], tasks: Sequence[Task], on: date
) -> Progress:  # fmt: skip
    over = sum(one.due_on < on for one in tasks)
    children, total = {}, sum(many.values())
    for child, count in many.items():
        told = of_children.get(child, _Answered())
        overdue = count * over - told.due
        children[child] = _counts(told, overdue, count * len(tasks) - told.done - overdue)
    by_task = {}
    for one in tasks:
        told = of_tasks.get(one.pk, _Answered())
        left = total - told.done
        by_task[one.pk] = _counts(told, left if one.due_on < on else 0, 0 if one.due_on < on else left)
    whole = {state: sum(counts[state] for counts in children.values()) for state in STATES}
    return Progress(whole, children, by_task, total, sum(one.received for one in of_children.values()))


def _counts(told: _Answered, overdue: int, ahead: int) -> Counts:
    return {ON_TIME: told.on_time, LATE: told.late, OVERDUE: overdue, AHEAD: ahead, EXEMPT: told.exempt}


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
