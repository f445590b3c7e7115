"""What citizens answer about an office, as counts: how many were satisfied, neutral, not satisfied, and why. Never who, or which clerk."""

from django.db import models

from liemchinh.citizens.words import WAYS
from liemchinh.envelopes.words import HOW, REASONS
from liemchinh.organisations.models import LIVE, Organisation, Recorded

LONGEST_NUMBER = 40


class Rating(Recorded):
    """Answers about one office in a period (both days in it): by codes of result slips, without one, or counted on paper.

    A count on paper bears the number and day of the paper it stands in; it counts on its last day. `suggestions`: how many forms in the box
    held one, read on paper alone.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    way = models.CharField(max_length=5, choices=list(WAYS.items()))
    first = models.DateField()
    last = models.DateField()
    satisfied = models.PositiveIntegerField()
    neutral = models.PositiveIntegerField()
    not_satisfied = models.PositiveIntegerField()
    suggestions = models.PositiveIntegerField(default=0)
    number = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    dated = models.DateField(null=True)

    class Meta:
        db_table = "citizens_rating"
        indexes = (models.Index(fields=["organisation", "last"], name="citizens_rating_place", condition=LIVE),)
        constraints = (
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="citizens_rating_period"),
            models.CheckConstraint(
                condition=models.Q(way="paper", dated__isnull=False) & ~models.Q(number="")
                | ~models.Q(way="paper") & models.Q(number="", dated__isnull=True),
                name="citizens_rating_paper",
            ),
            models.CheckConstraint(
                condition=models.Q(way="paper") | models.Q(suggestions=0), name="citizens_rating_suggested_on_paper"
            ),
        )

    @property
    def count(self) -> int:
        """How many answers."""
        return self.satisfied + self.neutral + self.not_satisfied


class Why(models.Model):
    """How many of those who were not satisfied gave one reason of the list. It goes with its count."""

    rating = models.ForeignKey(Rating, models.CASCADE, related_name="reasons", db_index=False)
    reason = models.CharField(max_length=20, choices=list(REASONS.items()))
    count = models.PositiveIntegerField()

    class Meta:
        db_table = "citizens_why"
        constraints = (
            models.UniqueConstraint(fields=["rating", "reason"], name="citizens_why_once"),
            models.CheckConstraint(condition=models.Q(count__gte=1), name="citizens_why_some"),
        )


assert set(HOW) == {"satisfied", "neutral", "not_satisfied"}, "the columns of Rating"
