"""Keys with which other programs read, and every call that was made with one. What was read is not kept."""

from django.db import models

from liemchinh.access.models import Account
from liemchinh.organisations.models import Organisation, Recorded


class Token(Recorded):
    """A key: who made it, for what, over which organisation and all under it, until which day. The secret stands here as its hash alone.

    It holds while its maker holds the right to make it; nobody's key is ever more than they are.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=20)
    rights = models.CharField(max_length=60)
    last_on = models.DateField()
    secret_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "api_token"


class Call(models.Model):
    """One call with a key, unchained, written before the answer is sent: which question, how it was answered, how many rows it gave."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="calls")
    at = models.DateTimeField()
    what = models.CharField(max_length=20)
    organisation_id = models.BigIntegerField(null=True)
    status = models.SmallIntegerField()
    given = models.IntegerField(default=0)

    class Meta:
        db_table = "api_call"
        indexes = (models.Index(fields=["token", "-id"], name="api_call_newest"),)
