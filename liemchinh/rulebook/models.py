"""What an office says a rule is where the shipped charter does not know: stated by one officer, vouched for by another."""

from django.db import models

from liemchinh.organisations.models import LIVE, Organisation, Recorded


class LocalValue(Recorded):
    """One value of a rule, or the days off of a year (`name` "calendar.2027"), with what it stands on. Nothing about a person.

    `tree`: the top of the tree it holds in; None: in the whole installation, over what a tree says. `row`: as it would stand in a file of
    the charter, days written out. It counts from the entry `vouched_in` until the entry `cancelled_by`; `stated_by`, `vouched_by` and
    `ending_by` are accounts. `ending_in`: the entry with which an officer said that it holds no more; that counts once vouched for.
    """

    name = models.CharField(max_length=80)
    tree = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="local_values")
    row = models.JSONField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    stated_by = models.BigIntegerField()
    vouched_in = models.BigIntegerField(null=True)
    vouched_by = models.BigIntegerField(null=True)
    ending_in = models.BigIntegerField(null=True)
    ending_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "rulebook_local_value"
        indexes = (models.Index(fields=["name"], name="rulebook_value_name", condition=LIVE),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(vouched_by__isnull=True) | ~models.Q(vouched_by=models.F("stated_by")),
                name="rulebook_value_by_two",
            ),
            models.CheckConstraint(
                condition=models.Q(vouched_in__isnull=True, vouched_by__isnull=True)
                | models.Q(vouched_in__isnull=False, vouched_by__isnull=False),
                name="rulebook_value_vouched_whole",
            ),
        )
