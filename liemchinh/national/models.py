"""Beside the national database: the columns of its workbook, which register acts were entered there, and which were taken in a file."""

from django.db import models

from liemchinh.organisations.models import LIVE, Organisation, Recorded


class Layout(models.Model):
    """The columns of the national database's workbook, as one office was given it: in their order, each with what it carries.

    `columns`: see national/columns.py; of a column that is never taken neither the heading nor anything else is kept. `since`: the entry
    with which the office began; what stood in the book before is not asked for again. It is the office's paper, not a record.
    """

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="national_layout")
    columns = models.JSONField(default=list)
    since = models.BigIntegerField()

    class Meta:
        db_table = "national_layout"


class Entered(Recorded):
    """A register act (its entry's number) that somebody says is entered in the national database; cancelled, it waits again."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    act = models.BigIntegerField()

    class Meta:
        db_table = "national_entered"
        constraints = (models.UniqueConstraint(fields=["act"], condition=LIVE, name="national_entered_once"),)
        indexes = (models.Index(fields=["organisation", "id"], name="national_entered_place", condition=LIVE),)


class Taking(models.Model):
    """A workbook of waiting acts was taken: what was recorded up to entry `up_to`."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    up_to = models.BigIntegerField()
    count = models.IntegerField()
    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "national_taking"
