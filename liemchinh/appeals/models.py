"""Appeals: which decision each is against, what was ruled, what was restored. Words of the appellant are statements of the case."""

from django.db import models

from liemchinh.casework.models import Case
from liemchinh.organisations.models import LIVE, Organisation, Recorded

LONGEST_NUMBER = 60


class Appeal(models.Model):
    """What an appeal is against: the case in which it was decided, the decision's number and day, and where the filing came in.

    `sent_on`: the day it was sent (of a paper its postmark); `on_paper`: recorded by the receiving body as received.
    """

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="appeal")
    source = models.ForeignKey(Case, models.PROTECT, related_name="appeals")
    number = models.CharField(max_length=LONGEST_NUMBER)
    dated = models.DateField()
    sent_to = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sent_on = models.DateField()
    on_paper = models.BooleanField()
    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "appeals_appeal"


class Outcome(Recorded):
    """What the body decided: a code of OUTCOMES, and the form it puts in place of the one appealed against ("": none)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="appeal_outcomes")
    outcome = models.CharField(max_length=12)
    form = models.CharField(max_length=12, blank=True)
    number = models.CharField(max_length=LONGEST_NUMBER)
    dated = models.DateField()

    class Meta:
        db_table = "appeals_outcome"
        constraints = (models.UniqueConstraint(fields=["case"], condition=LIVE, name="appeals_outcome_once"),)


class Redress(Recorded):
    """Something that was restored after an annulment (a code of REDRESS), on a day."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="redress")
    what = models.CharField(max_length=12)
    done_on = models.DateField()

    class Meta:
        db_table = "appeals_redress"
        constraints = (models.UniqueConstraint(fields=["case", "what"], condition=LIVE, name="appeals_redress_once"),)
