"""Models of branches: what a branch registers for by its resolution, and what a committee or commission decided about it.

Of the resolution number, day and where the paper lies; nothing of what anybody did or said, and no text. Branches only, never a person.
"""

from django.db import models

from liemchinh.organisations.models import LIVE, Organisation, Recorded

LONGEST_NUMBER, LONGEST_BASIS = 40, 160


class Registration(Recorded):
    """A branch works towards a model in a period.

    `listed`: the branch agrees to stand in the public list, as the entry `listed_by` says (None: as it was registered). `proposed_by`: the
    entry by which `proposer` proposed it for a decision above.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    model = models.CharField(max_length=16)
    period = models.CharField(max_length=10)
    ends_on = models.DateField()
    number = models.CharField(max_length=LONGEST_NUMBER)
    dated = models.DateField()
    lies = models.CharField(max_length=10)
    listed = models.BooleanField(default=False)
    listed_by = models.BigIntegerField(null=True)
    proposer = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    proposed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "emulation_registration"
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "model", "period"], condition=LIVE, name="emulation_registered_once"
            ),
            models.CheckConstraint(
                condition=models.Q(proposer__isnull=True, proposed_by__isnull=True)
                | models.Q(proposer__isnull=False, proposed_by__isnull=False),
                name="emulation_proposed_by_body",
            ),
        )
        indexes = (models.Index(fields=["period", "organisation"], name="emulation_period", condition=LIVE),)


class Recognition(Recorded):
    """What a body's organ decided about a registration: reward, commend, recognise; with number and day.

    `exceeded`: why there are more than the rule's share. `basis`: article and document the body stands on where a rule is unknown; without
    `vouched_by`, the entry of a second officer, it is not in effect. `revoked_by`: the entry of a later decision, with its number, day and
    cause; until that day it stood.
    """

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="recognitions")
    body = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    organ = models.CharField(max_length=12)
    form = models.CharField(max_length=10)
    number = models.CharField(max_length=LONGEST_NUMBER)
    decided_on = models.DateField()
    exceeded = models.CharField(max_length=14, blank=True)
    basis = models.CharField(max_length=LONGEST_BASIS, blank=True)
    vouched_by = models.BigIntegerField(null=True)
    revoked_by = models.BigIntegerField(null=True)
    revoked_on = models.DateField(null=True)
    revoked_number = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    cause = models.CharField(max_length=14, blank=True)

    class Meta:
        db_table = "emulation_recognition"
        constraints = (
            models.UniqueConstraint(
                fields=["registration", "body", "organ"],
                condition=LIVE & models.Q(revoked_by__isnull=True),
                name="emulation_recognised_once",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_by__isnull=True, revoked_on__isnull=True)
                | models.Q(revoked_by__isnull=False, revoked_on__gte=models.F("decided_on")),
                name="emulation_revoked_later",
            ),
        )
        indexes = (models.Index(fields=["decided_on"], name="emulation_decided", condition=LIVE),)
