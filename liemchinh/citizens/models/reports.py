"""Reports of wrongdoing and suggestions, sealed. In clear stand office, day, who can open it and how far it is; never whom it names."""

from django.db import models
from django.db.models import F, Q

from liemchinh.access.models import Account
from liemchinh.citizens.models.keys import Recipient
from liemchinh.citizens.models.offices import Office
from liemchinh.citizens.words import ASKING, DECISIONS, GRANTING, PAPER_WAYS
from liemchinh.envelopes.words import STATES
from liemchinh.letters.models import Letter
from liemchinh.organisations.models import LIVE, Organisation, Recorded


class Report(models.Model):
    """A sealed report about an office. `level`: the body that reads it. Destroyed: all that was sealed is gone, the row remains a count."""

    uid = models.CharField(max_length=32, unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="reports")
    level = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    on = models.DateField()
    public_key = models.BinaryField()
    body = models.BinaryField(null=True)
    custodian = models.ForeignKey(Recipient, models.PROTECT, null=True, related_name="+")
    identity = models.BinaryField(null=True)
    state = models.CharField(max_length=16, choices=list(STATES.items()))
    is_signed = models.BooleanField(default=False)
    closed_on = models.DateField(null=True)
    destroyed_on = models.DateField(null=True)
    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "citizens_report"
        constraints = (
            models.CheckConstraint(
                condition=Q(destroyed_on__isnull=True, body__isnull=False)
                | Q(destroyed_on__isnull=False, body__isnull=True, identity__isnull=True),
                name="citizens_report_whole_or_gone",
            ),
        )


class PaperReports(Recorded):
    """Sealed envelopes with reports about an office that its readers received on a day, and which way: how many, never what they say."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="paper_reports", db_index=False)
    level = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    way = models.CharField(max_length=6, choices=list(PAPER_WAYS.items()))
    on = models.DateField()
    count = models.PositiveIntegerField()

    class Meta:
        db_table = "citizens_paper_reports"
        constraints = (
            models.UniqueConstraint(fields=["office", "on", "way"], condition=LIVE, name="citizens_paper_reports_once"),
            models.CheckConstraint(condition=Q(count__gte=1), name="citizens_paper_reports_some"),
        )


class Wrap(models.Model):
    """The key of a report for one of its readers."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="wraps", db_index=False)
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="+")
    wrapped = models.BinaryField()

    class Meta:
        db_table = "citizens_wrap"
        constraints = (models.UniqueConstraint(fields=["report", "recipient"], name="citizens_wrap_once"),)


class Message(models.Model):
    """A sealed message of the reporter, or a sealed reply, each numbered from 1."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="messages", db_index=False)
    is_reply = models.BooleanField()
    number = models.PositiveIntegerField()
    on = models.DateField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "citizens_message"
        constraints = (models.UniqueConstraint(fields=["report", "is_reply", "number"], name="citizens_message_once"),)


class Attachment(models.Model):
    """A sealed file of a report (message 0) or of a message: the original, kept as evidence. What it is called is sealed too."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="attachments", db_index=False)
    message = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    key = models.BinaryField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "citizens_attachment"
        constraints = (models.UniqueConstraint(fields=["report", "message", "place"], name="citizens_attachment_once"),)


class Decision(Recorded):
    """What two readers decide about a report: one states it with its ground, the other vouches. Items are of the catalogue alone."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=11, choices=list(DECISIONS.items()))
    ground = models.CharField(max_length=12)
    items = models.CharField(max_length=400, blank=True)
    stated_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    vouched_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "citizens_decision"
        constraints = (
            models.UniqueConstraint(fields=["report"], condition=LIVE, name="citizens_decision_one"),
            models.CheckConstraint(
                condition=Q(vouched_by__isnull=True) | ~Q(vouched_by=F("stated_by")), name="citizens_decision_by_two"
            ),
        )


class IdentityRequest(Recorded):
    """A reader asks who reported; the custodian opens it for that reader alone, sealed to their key. Both say why."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="requests")
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="+")
    why = models.CharField(max_length=8, choices=list(ASKING.items()))
    given_why = models.CharField(max_length=8, choices=list(GRANTING.items()), blank=True)
    given_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    sealed = models.BinaryField(null=True)

    class Meta:
        db_table = "citizens_identity_request"
        constraints = (
            models.UniqueConstraint(
                fields=["report", "recipient"], condition=LIVE, name="citizens_identity_asked_once"
            ),
        )


class Suggestion(models.Model):
    """A sealed suggestion to an office, with a key of its own; it goes ninety days after it was read, at the latest after a year."""

    uid = models.CharField(max_length=32, unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="suggestions")
    on = models.DateField()
    body = models.BinaryField(null=True)
    read_on = models.DateField(null=True)
    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "citizens_suggestion"


class SuggestionWrap(models.Model):
    """The key of a suggestion for one of its readers."""

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="wraps", db_index=False)
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="+")
    wrapped = models.BinaryField()

    class Meta:
        db_table = "citizens_suggestion_wrap"
        constraints = (
            models.UniqueConstraint(fields=["suggestion", "recipient"], name="citizens_suggestion_wrap_once"),
        )
