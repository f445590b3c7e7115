"""Badges of years of membership. No row compares people, and none says why somebody has no badge."""

from django.db import models

from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Organisation, Recorded


class Award(Recorded):
    """One badge on its way: proposed for an occasion, decided, handed over. Each step says which entry told it.

    `organisation`: the branch where the member was when proposed. `badge_no`: the number on the badge, as told.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="awards")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="awards", db_index=False)
    years = models.PositiveSmallIntegerField()
    occasion = models.DateField()
    proposed_by = models.BigIntegerField()
    decision = models.CharField(max_length=40, blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.BigIntegerField(null=True)
    badge_no = models.CharField(max_length=20, blank=True)
    handed_on = models.DateField(null=True)
    handed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "awards_award"
        constraints = (
            models.UniqueConstraint(fields=["person", "years"], condition=LIVE, name="awards_award_one_live"),
            models.CheckConstraint(
                condition=models.Q(handed_on__isnull=True) | models.Q(decided_on__isnull=False),
                name="awards_award_decided_first",
            ),
        )
        indexes = (
            models.Index(fields=["organisation", "occasion"], name="awards_award_place", condition=LIVE),
            models.Index(fields=["organisation", "decided_on"], name="awards_award_decided", condition=LIVE),
        )
