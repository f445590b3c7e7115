"""Blank workbooks that offices are sent, and what is to stand in which of their cells. No number is kept: it is counted when asked."""

from django.db import models

from liemchinh.organisations.models import Organisation

IN_USE = models.Q(row__isnull=False)


class Blank(models.Model):
    """A workbook as it was sent, empty: kept whole, given back filled. It is the office's paper, not a record; deleting it deletes it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="blank_workbooks")
    title = models.CharField(max_length=120)
    content = models.BinaryField()
    kept_at = models.DateTimeField()

    class Meta:
        db_table = "filling_blank"


class Slot(models.Model):
    """A cell of a blank workbook (counted from zero) and what stands there when it is filled.

    `row_words`, `column_words`: what the cell is called in the sheet, to show it and to know it again. No row and no column: not found in
    the workbook that was sent last; somebody chooses its cell again. `period`: a code of filling/periods.py; `year`, `starts_on` and
    `ends_on` (the last day) belong to the codes that need them.
    """

    blank = models.ForeignKey(Blank, models.CASCADE, related_name="slots", db_index=False)
    sheet = models.CharField(max_length=100)
    row = models.IntegerField(null=True)
    column = models.IntegerField(null=True)
    row_words = models.CharField(max_length=300, blank=True)
    column_words = models.CharField(max_length=300, blank=True)
    indicator = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    period = models.CharField(max_length=20)
    year = models.SmallIntegerField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        db_table = "filling_slot"
        constraints = (
            models.UniqueConstraint(
                fields=["blank", "sheet", "row", "column"], condition=IN_USE, name="filling_one_slot_a_cell"
            ),
            models.CheckConstraint(
                condition=models.Q(row__isnull=True, column__isnull=True) | models.Q(row__gte=0, column__gte=0),
                name="filling_slot_place",
            ),
        )
        indexes = (models.Index(fields=["blank", "id"], name="filling_slot_of_blank"),)
