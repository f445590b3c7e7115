"""Yearly programmes of inspection and supervision: drafts, what was adopted and changed by decision, and conclusions entered as history.

Nobody is proposed, marked or ranked: subjects stand here because people wrote them into a programme.
"""

from django.db import models

from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Organisation, Recorded

LONGEST_NUMBER = 60


class Draft(models.Model):
    """A programme, or a change of one, before anybody adopted it: its organisation's alone, nothing of it in the book.

    `items`: as `planning.PlannedItem.plain` writes them. It goes when it is adopted or thrown away, at the latest a year after it was
    last touched.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    organ = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    items = models.JSONField(default=list)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "inspections_draft"
        constraints = (
            models.UniqueConstraint(fields=["organisation", "organ", "year"], name="inspections_draft_once"),
        )


class Programme(Recorded):
    """The programme of an organ for a year as one decision left it. `replaced_by`: the entry of the decision that changed it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    organ = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=LONGEST_NUMBER)
    decided_on = models.DateField()
    replaced_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "inspections_programme"
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "organ", "year"],
                condition=LIVE & models.Q(replaced_by__isnull=True),
                name="inspections_programme_one",
            ),
        )
        indexes = (models.Index(fields=["year", "organisation"], name="inspections_programme_year", condition=LIVE),)


class Item(models.Model):
    """One line of a programme. `number` stays the same through all decisions about the programme. `content`: codes of the catalogue.

    `first` and `last`: the period that is examined, both days counted.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    sort = models.CharField(max_length=12)
    month = models.PositiveSmallIntegerField()
    first = models.DateField()
    last = models.DateField()
    content = models.JSONField()

    class Meta:
        db_table = "inspections_item"
        constraints = (
            models.UniqueConstraint(fields=["programme", "number"], name="inspections_item_once"),
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="inspections_item_period"),
            models.CheckConstraint(condition=models.Q(month__gte=1, month__lte=12), name="inspections_item_month"),
        )


class Subject(models.Model):
    """Who is to be inspected or supervised under a line: an organisation below, or a member."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="subjects")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "inspections_subject"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True, person__isnull=False)
                | models.Q(organisation__isnull=False, person__isnull=True),
                name="inspections_subject_one",
            ),
        )


class Examined(Recorded):
    """An organisation was examined, decided on paper or before the software: number and day of the conclusion, and whose it was."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    organ = models.CharField(max_length=12)
    sort = models.CharField(max_length=12)
    number = models.CharField(max_length=LONGEST_NUMBER)
    concluded_on = models.DateField()

    class Meta:
        db_table = "inspections_examined"
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "by", "number", "concluded_on"],
                condition=LIVE,
                name="inspections_examined_once",
            ),
        )
        indexes = (
            models.Index(fields=["organisation", "concluded_on"], name="inspections_examined_place", condition=LIVE),
        )
