"""The book: what was done, when it happened, when it takes effect, when it was recorded. Nothing here is ever edited."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from liemchinh.journal.fields import SequenceField


class Entry(models.Model):
    """One act. The columns are derived from `payload`, whose exact bytes are hashed into the chain."""

    sequence = SequenceField(primary_key=True)
    kind = models.CharField(max_length=64)
    happened = models.CharField(max_length=10, blank=True)
    effective_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    organisation_id = models.BigIntegerField(null=True)
    member_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    account_id = models.BigIntegerField(null=True)
    behalf_id = models.BigIntegerField(null=True)
    cancels_id = models.BigIntegerField(null=True, unique=True)
    payload = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = "journal_entry"
        ordering = ("sequence",)
        # fmt: off
        indexes = (
            models.Index(fields=["organisation_id", "kind", "effective_on", "member_id"], name="journal_entry_place"),
            models.Index(fields=["member_id", "sequence"], name="journal_entry_member", condition=Q(member_id__isnull=False)),
            models.Index(fields=["case_id", "sequence"], name="journal_entry_case", condition=Q(case_id__isnull=False)),
            models.Index(fields=["recorded_at"], name="journal_entry_recorded"),
            models.Index(fields=["kind", "sequence"], name="journal_entry_kind"),
            models.Index(fields=["account_id", "sequence"], name="journal_entry_account", condition=Q(account_id__isnull=False)),
            models.Index(fields=["behalf_id", "sequence"], name="journal_entry_behalf", condition=Q(behalf_id__isnull=False)),
        )
        # fmt: on


class Personal(models.Model):
    """The personal values of an entry, beside the chain: the chain holds only a salted commitment, so these can be erased."""

    sequence = SequenceField(primary_key=True)
    salt = models.BinaryField()
    value = models.TextField()

    class Meta:
        db_table = "journal_personal"


class Reading(models.Model):
    """Who read what: one row per reader, object and hour, unchained, written before the page is sent."""

    account_id = models.BigIntegerField(null=True)
    behalf_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=40, blank=True)
    organisation_id = models.BigIntegerField(null=True)
    object_kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    hour = models.DateTimeField()
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "journal_reading"
        constraints = (
            models.UniqueConstraint(
                *(F("object_kind"), F("object_id"), F("hour"), Coalesce("account_id", 0), Coalesce("behalf_id", 0)),
                name="journal_reading_once",
            ),
        )


class UndoneRow(models.Model):
    """A row that an undone entry had made or cancelled, so that what was known between the act and its undoing stays known."""

    sequence = models.BigIntegerField()
    undone_by = models.BigIntegerField()
    was = models.CharField(max_length=10)
    model = models.CharField(max_length=80)
    row = models.TextField()

    class Meta:
        db_table = "journal_undone_row"
        indexes = (models.Index(fields=["undone_by", "sequence"], name="journal_undone_row_when"),)
