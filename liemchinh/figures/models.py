"""What figures keep: values others reported, lines others published, and caches that the book alone makes true or stale."""

from django.db import models

from liemchinh.journal.fields import SequenceField
from liemchinh.organisations.models import LIVE, Organisation, Recorded


class ReportedValue(Recorded):
    """A number an organisation was told, as of a day: its population. What can be counted is never entered."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="reported_values")
    indicator = models.CharField(max_length=60)
    on = models.DateField()
    value = models.BigIntegerField()

    class Meta:
        db_table = "figures_reported_value"
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "indicator", "on"], condition=LIVE, name="figures_reported_once"
            ),
        )


class PublishedLine(Recorded):
    """A line of a published report: what it counts, where, when, and what it prints. What the records make of it is never stored.

    A flow has a period (`starts_on` until `ends_on`, the first day no longer), a stock its day. Empty filters narrow nothing; codes are
    separated by spaces. `is_change`: not the number is printed but by how many percent it differs from that of the same period before.
    """

    key = models.CharField(max_length=60)
    report = models.CharField(max_length=300)
    label = models.CharField(max_length=300)
    indicator = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="published_lines")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    as_of = models.DateField(null=True)
    depth = models.SmallIntegerField(null=True)
    category = models.CharField(max_length=200, blank=True)
    unit_type = models.CharField(max_length=400, blank=True)
    unit = models.CharField(max_length=12)
    is_change = models.BooleanField(default=False)
    printed = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        db_table = "figures_published_line"
        constraints = (models.UniqueConstraint(fields=["key"], condition=LIVE, name="figures_published_once"),)


class Kept(models.Model):
    """One row: up to which entry of the book the kept rows are true, and for which declarations."""

    set_version = models.CharField(max_length=64)
    sequence = models.BigIntegerField()

    class Meta:
        db_table = "figures_kept"


class Profile(models.Model):
    """What counting asks of a person, in one row of numbers and codes; days as whole numbers (19560503) so that ages are differences."""

    person_id = SequenceField(primary_key=True)
    born_from = models.IntegerField(null=True)
    born_to = models.IntegerField(null=True)
    gender = models.CharField(max_length=3, blank=True)
    ethnicity = models.CharField(max_length=24, blank=True)
    education = models.CharField(max_length=40, blank=True)
    profession_level = models.CharField(max_length=40, blank=True)
    theory_level = models.CharField(max_length=40, blank=True)
    occupation = models.CharField(max_length=60, blank=True)
    admitted = models.IntegerField(null=True)

    class Meta:
        db_table = "figures_profile"


class TreeChange(models.Model):
    """A day on which a tree (named by its top) became another; before the first of them it always was the same."""

    pk = models.CompositePrimaryKey("top_id", "on")
    top_id = models.BigIntegerField()
    on = models.DateField()

    class Meta:
        db_table = "figures_tree_change"


class OwnVector(models.Model):
    """What an organisation itself counts at the end of a month (2022-04 is 202204), whatever tree it stands in.

    `numbers`: stocks of that day and flows since the beginning, by place in the set of indicators. `ties`: who came from and went where.
    """

    pk = models.CompositePrimaryKey("organisation_id", "month")
    organisation_id = models.BigIntegerField()
    month = models.IntegerField()
    numbers = models.BinaryField()
    ties = models.BinaryField()

    class Meta:
        db_table = "figures_own_vector"


class NodeVector(models.Model):
    """The same for an organisation with everything under it, in a tree: the one that stands since the day `tree`."""

    pk = models.CompositePrimaryKey("organisation_id", "tree", "month")
    organisation_id = models.BigIntegerField()
    tree = models.DateField()
    month = models.IntegerField()
    numbers = models.BinaryField()
    ties = models.BinaryField()

    class Meta:
        db_table = "figures_node_vector"
