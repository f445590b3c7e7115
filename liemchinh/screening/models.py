"""Screening of members: the ground of a case, and the help agreed. Codes and days only; no opinion, no reason, no text."""

from django.db import models

from liemchinh.casework.models import Case
from liemchinh.organisations.models import LIVE, Recorded


class Screening(models.Model):
    """A case of screening. `ground`: code of the catalogue; `proved`: the records bear it out; `outcome`: "" until it ended."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="screening")
    ground = models.CharField(max_length=40)
    proved = models.BooleanField()
    outcome = models.CharField(max_length=20, blank=True)
    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "screening_screening"


class Agreed(Recorded):
    """One thing agreed with the member: which duty of the catalogue, which step of the charter's list, done on a day or not yet."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="agreed")
    duty = models.CharField(max_length=40)
    step = models.CharField(max_length=30)
    done_on = models.DateField(null=True)

    class Meta:
        db_table = "screening_agreed"
        constraints = (
            models.UniqueConstraint(fields=["case", "duty", "step"], condition=LIVE, name="screening_agreed_once"),
        )


class Talk(Recorded):
    """A talk with the member took place on a day. Nothing of what was said."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="talks")
    on = models.DateField()

    class Meta:
        db_table = "screening_talk"
        constraints = (models.UniqueConstraint(fields=["case", "on"], condition=LIVE, name="screening_talk_once"),)
