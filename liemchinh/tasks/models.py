"""Tasks that a document gives to organisations, and what each of them answered. No person is in it, and no remark."""

from django.db import models

from liemchinh.directives.models import Document
from liemchinh.organisations.models import LIVE, Organisation, Recorded
from liemchinh.tasks.words import FINAL, KINDS, PROOFS

LONGEST_TITLE, LONGEST_CLAUSE, LONGEST_NUMBER = 200, 20, 60


class Giving(Recorded):
    """Tasks of one document given at once to all organisations of some categories under one place, as they stood on a day.

    The entry holds the rule, who was left out, and the numbers of the addressees as ranges.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="givings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    place = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    categories = models.CharField(max_length=160)
    on = models.DateField()
    count = models.PositiveIntegerField()

    class Meta:
        db_table = "tasks_giving"


class Task(models.Model):
    """One task of a giving: its clause in the document, its group, what is to be done, by when now, proved how. It goes with the giving."""

    giving = models.ForeignKey(Giving, models.CASCADE, related_name="tasks")
    number = models.PositiveSmallIntegerField()
    clause = models.CharField(max_length=LONGEST_CLAUSE, blank=True)
    group = models.CharField(max_length=12)
    title = models.CharField(max_length=LONGEST_TITLE)
    proof = models.CharField(max_length=8, choices=list(PROOFS.items()))
    due_on = models.DateField()

    class Meta:
        db_table = "tasks_task"
        constraints = (models.UniqueConstraint(fields=["giving", "number"], name="tasks_task_number"),)
        indexes = (models.Index(fields=["due_on"], name="tasks_task_due"),)


class Move(Recorded):
    """Another day for a task, by a decision of whoever gave it: `was` until then, `due_on` from then on; its number, and its day `on`.

    The task itself holds the day in force now.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="moves")
    was = models.DateField()
    due_on = models.DateField()
    number = models.CharField(max_length=LONGEST_NUMBER)
    on = models.DateField()

    class Meta:
        db_table = "tasks_move"


class Addressee(models.Model):
    """An organisation to which the tasks of a giving were given. Ended, it stays the addressee, and its heir carries the duty."""

    giving = models.ForeignKey(Giving, models.CASCADE, related_name="addressees", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        db_table = "tasks_addressee"
        constraints = (models.UniqueConstraint(fields=["giving", "organisation"], name="tasks_addressee_once"),)


class Answer(Recorded):
    """What an addressee said: the giving received (no task), a task planned, reported, or not for it; or what the giver sent back.

    `on`: the day it happened, of a report the day on its proof; `until`, `post`: by when and by which post it is planned;
    `number`, `document`, `count`: the proof; `reason`: of a closed list.
    """

    addressee = models.ForeignKey(Addressee, models.CASCADE, related_name="answers", db_index=False)
    task = models.ForeignKey(Task, models.CASCADE, null=True, related_name="answers", db_index=False)
    kind = models.CharField(max_length=16, choices=list(KINDS.items()))
    on = models.DateField()
    until = models.DateField(null=True)
    post = models.CharField(max_length=40, blank=True)
    number = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="proves")
    count = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=24, blank=True)

    class Meta:
        db_table = "tasks_answer"
        constraints = (
            models.UniqueConstraint(
                fields=["addressee"], condition=LIVE & models.Q(task__isnull=True), name="tasks_received_once"
            ),
            models.UniqueConstraint(
                fields=["addressee", "task"], condition=LIVE & models.Q(kind="planned"), name="tasks_planned_once"
            ),
            models.UniqueConstraint(
                fields=["addressee", "task"], condition=LIVE & models.Q(kind__in=FINAL), name="tasks_answered_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="acknowledged") ^ models.Q(task__isnull=False), name="tasks_answer_of_a_task"
            ),
        )
        indexes = (
            # All that progress asks for: thousands of answers are counted without opening one of them.
            models.Index(
                fields=["addressee", "task", "kind", "on", "cancelled_by", "recorded_by"], name="tasks_answer_of"
            ),
            models.Index(fields=["task", "kind", "on", "cancelled_by", "recorded_by"], name="tasks_answer_counted"),
            models.Index(fields=["recorded_by"], name="tasks_answer_recorded"),
        )
