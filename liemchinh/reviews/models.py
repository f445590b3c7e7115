"""Commitments and reviews: that a paper was handed in, and which grade was decided. Never contents, never how anybody compares."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Organisation, Recorded

LONGEST_NUMBER, LONGEST_BASIS = 40, 160


class Handing(Recorded):
    """How many of an organisation handed in a sort of paper for a period: it stays when the names go."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    sort = models.CharField(max_length=12)
    period = models.CharField(max_length=10)
    ends_on = models.DateField()
    handed = models.IntegerField()
    missing = models.IntegerField()

    class Meta:
        db_table = "reviews_handing"
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "sort", "period"], condition=LIVE, name="reviews_handing_once"
            ),
        )


class Handed(Recorded):
    """One paper of one member (or of the collective: no person): handed in or not, when, where it lies. By name for a time only."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    sort = models.CharField(max_length=12)
    period = models.CharField(max_length=10)
    ends_on = models.DateField()
    state = models.CharField(max_length=8)
    on = models.DateField(null=True)
    lies = models.CharField(max_length=10, blank=True)

    class Meta:
        db_table = "reviews_handed"
        constraints = (
            models.UniqueConstraint(fields=["person", "sort", "period"], condition=LIVE, name="reviews_handed_once"),
            models.CheckConstraint(
                condition=models.Q(on__isnull=True) ^ models.Q(state="handed"), name="reviews_handed_on_a_day"
            ),
        )
        indexes = (
            models.Index(fields=["organisation", "period"], name="reviews_handed_place", condition=LIVE),
            models.Index(fields=["ends_on"], name="reviews_handed_until"),
        )


class Grade(Recorded):
    """What the review of a member (or of the organisation as a collective: no person) ended with, proposed and then decided by a body.

    `result`: a grade, or why there is none as the register of the day says. `reminded`: reminded, which is no sanction. `total`: of a
    collective alone, out of 100. `exceeded`: why there are more excellent than the rule's share. `basis`: article and document the body
    stands on where a rule is unknown; without `vouched_by`, the entry of a second officer, the grade is not in effect.
    """

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    period = models.CharField(max_length=10)
    ends_on = models.DateField()
    result = models.CharField(max_length=20)
    reminded = models.BooleanField(default=False)
    total = models.PositiveSmallIntegerField(_("Tổng của tập thể"), null=True)
    body = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    decided_on = models.DateField(null=True)
    exceeded = models.CharField(max_length=12, blank=True)
    basis = models.CharField(max_length=LONGEST_BASIS, blank=True)
    vouched_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "reviews_grade"
        constraints = (
            models.UniqueConstraint(fields=["person", "period"], condition=LIVE, name="reviews_grade_once"),
            models.UniqueConstraint(
                fields=["organisation", "period"],
                condition=LIVE & models.Q(person__isnull=True),
                name="reviews_grade_collective",
            ),
            models.CheckConstraint(
                condition=models.Q(total__isnull=True) | models.Q(person__isnull=True, total__lte=100),
                name="reviews_grade_total_of_collective",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_on__isnull=True, body__isnull=True)
                | models.Q(decided_on__isnull=False, body__isnull=False),
                name="reviews_grade_decided_by_body",
            ),
            models.CheckConstraint(
                condition=models.Q(reminded=False) | ~models.Q(result="not_completed"), name="reviews_grade_found_once"
            ),
        )
        indexes = (
            models.Index(fields=["organisation", "period"], name="reviews_grade_place", condition=LIVE),
            models.Index(fields=["body", "period"], name="reviews_grade_body", condition=LIVE),
        )
