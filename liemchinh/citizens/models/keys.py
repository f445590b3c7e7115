"""Keys of those who open what citizens send."""

from django.db import models
from django.db.models import F, Q

from liemchinh.access.models import Account
from liemchinh.citizens.words import KEYS
from liemchinh.organisations.models import LIVE, Organisation, Recorded


class Recipient(Recorded):
    """The key of one account at one organisation, under its holder's opening phrase and under the printed card; neither is kept.

    It opens nothing new until two officers who are not its holder compared its fingerprint on paper. An ended key stays: what was sealed
    for it before can be opened as long as its holder may.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=list(KEYS.items()))
    mark = models.CharField(max_length=32, unique=True)
    public = models.BinaryField()
    salt = models.BinaryField()
    under_phrase = models.BinaryField()
    under_card = models.BinaryField()
    stated_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    vouched_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    accepted_on = models.DateField(null=True)

    class Meta:
        db_table = "citizens_recipient"
        constraints = (
            models.UniqueConstraint(
                fields=["account", "organisation", "kind"], condition=LIVE, name="citizens_recipient_one_key"
            ),
            models.CheckConstraint(
                condition=Q(vouched_by__isnull=True, accepted_on__isnull=True)
                | Q(stated_by__isnull=False, vouched_by__isnull=False, accepted_on__isnull=False)
                & ~Q(stated_by=F("vouched_by")),
                name="citizens_recipient_by_two",
            ),
            models.CheckConstraint(
                condition=(Q(stated_by__isnull=True) | ~Q(stated_by=F("account")))
                & (Q(vouched_by__isnull=True) | ~Q(vouched_by=F("account"))),
                name="citizens_recipient_not_oneself",
            ),
        )
