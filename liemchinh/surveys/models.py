"""Conduct surveys by secret ballot: the resolution that switches them on, rounds, counts, and for a time whom to talk with.

A ballot is in the box and nowhere else; here stand counts. Marks below the threshold are not stored. Names (`Sign`, `Talk`, `Help`) go when
the next round closes. Nothing another room does reads any of this (guards 7).
"""

from django.db import models

from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Organisation, Recorded
from liemchinh.surveys.words import CONCLUSIONS, HEARD

LONGEST_NUMBER = 40


class Resolution(Recorded):
    """An organisation's own resolution to hold surveys under it: number, day, where the paper lies. Without one there are none."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=LONGEST_NUMBER)
    dated = models.DateField()
    lies = models.CharField(max_length=10)

    class Meta:
        db_table = "surveys_resolution"
        constraints = (models.UniqueConstraint(fields=["organisation"], condition=LIVE, name="surveys_resolved_once"),)


class Round(Recorded):
    """A half-year's survey of the branches under an organisation. `closed_by`: the entry that closed it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="rounds")
    period = models.CharField(max_length=10)
    first = models.DateField()
    last = models.DateField()
    closed_on = models.DateField(null=True)
    closed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "surveys_round"
        constraints = (
            models.UniqueConstraint(fields=["organisation", "period"], condition=LIVE, name="surveys_round_once"),
        )


class Asked(models.Model):
    """An item of the catalogue that a round asks about, in the order of the slip. A round recorded from minutes names none."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="asked", db_index=False)
    place = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=40)

    class Meta:
        db_table = "surveys_asked"
        ordering = ("place",)
        constraints = (models.UniqueConstraint(fields=["round", "item"], name="surveys_asked_once"),)


class Part(Recorded):
    """A branch in a round. Its box says how far it is (`ballots.queries.boxes_of`)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="parts", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        db_table = "surveys_part"
        constraints = (
            models.UniqueConstraint(fields=["round", "organisation"], condition=LIVE, name="surveys_part_once"),
        )


class Count(Recorded):
    """A branch's ballots were counted: how many people were assessed, how many ballots are valid."""

    part = models.ForeignKey(Part, models.PROTECT, related_name="counts", db_index=False)
    assessed = models.PositiveIntegerField()
    valid = models.PositiveIntegerField()

    class Meta:
        db_table = "surveys_count"
        constraints = (models.UniqueConstraint(fields=["part"], condition=LIVE, name="surveys_counted_once"),)


class ItemCount(models.Model):
    """Of a count: about how many people an item reached the threshold. It stays when the names go."""

    count = models.ForeignKey(Count, models.CASCADE, related_name="items", db_index=False)
    item = models.CharField(max_length=40)
    people = models.PositiveIntegerField()

    class Meta:
        db_table = "surveys_item_count"
        constraints = (models.UniqueConstraint(fields=["count", "item"], name="surveys_item_counted_once"),)


class Sign(Recorded):
    """An item about one person that reached the threshold, with as many marks as may be told. Erased when the next round closes."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="signs", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    item = models.CharField(max_length=40)
    marks = models.PositiveIntegerField()

    class Meta:
        db_table = "surveys_sign"
        constraints = (
            models.UniqueConstraint(fields=["part", "person", "item"], condition=LIVE, name="surveys_sign_once"),
        )


class Talk(Recorded):
    """A talk with the member concerned: the day, heard or not, what was concluded. Nothing of what was spoken. Erased as signs are.

    `contested_on`: the member contests the conclusion; the branch looks again and records the talk anew.
    """

    part = models.ForeignKey(Part, models.CASCADE, related_name="talks", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    held_on = models.DateField()
    heard = models.CharField(max_length=10, choices=list(HEARD.items()))
    conclusion = models.CharField(max_length=10, choices=list(CONCLUSIONS.items()))
    contested_on = models.DateField(null=True)
    contested_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "surveys_talk"
        constraints = (models.UniqueConstraint(fields=["part", "person"], condition=LIVE, name="surveys_talk_once"),)


class Help(Recorded):
    """One thing agreed: about which item, which step of the charter's list, done on a day or not yet. Erased as signs are."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="helps", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    item = models.CharField(max_length=40)
    step = models.CharField(max_length=30)
    done_on = models.DateField(null=True)

    class Meta:
        db_table = "surveys_help"
        constraints = (
            models.UniqueConstraint(
                fields=["part", "person", "item", "step"], condition=LIVE, name="surveys_help_once"
            ),
        )


class Report(Recorded):
    """What a branch was told of its own round, as counts: assessed, talked with, concluded to show signs; number and day of the minutes."""

    part = models.ForeignKey(Part, models.PROTECT, related_name="reports", db_index=False)
    reported_on = models.DateField()
    assessed = models.PositiveIntegerField()
    talked = models.PositiveIntegerField()
    concluded = models.PositiveIntegerField()
    minutes = models.CharField(max_length=LONGEST_NUMBER)

    class Meta:
        db_table = "surveys_report"
        constraints = (
            models.UniqueConstraint(fields=["part"], condition=LIVE, name="surveys_reported_once"),
            models.CheckConstraint(
                condition=models.Q(assessed__gte=models.F("talked")) & models.Q(talked__gte=models.F("concluded")),
                name="surveys_report_adds_up",
            ),
        )
