"""Pages of offices, the slips printed for them, what is still being counted, what was published, and how far the exchange came."""

from django.db import models

from liemchinh.envelopes.words import HOW
from liemchinh.organisations.models import LIVE, Organisation, Recorded

LONGEST_OUTSIDE, LONGEST_CHANGED = 200, 500


class Office(Recorded):
    """An office has a page for citizens, under a random code. `outside`: where one can go when nobody here may read, as told by the office.

    Closing it cancels the row: the page then says that it is closed.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=10, unique=True)
    outside = models.CharField(max_length=LONGEST_OUTSIDE)
    opened_on = models.DateField()
    slip_key = models.BinaryField()

    class Meta:
        db_table = "citizens_office"
        constraints = (
            models.UniqueConstraint(fields=["organisation"], condition=LIVE, name="citizens_office_one_page"),
        )


class SlipBatch(models.Model):
    """So many result slips printed for an office on a day. Which slip went to which file is known to nobody."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="batches", db_index=False)
    number = models.PositiveIntegerField()
    printed_on = models.DateField()
    count = models.PositiveIntegerField()
    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "citizens_slip_batch"
        constraints = (models.UniqueConstraint(fields=["office", "number"], name="citizens_slip_batch_number"),)


class Slip(models.Model):
    """The keyed hash of a code that is not used yet; it goes when it is."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="slips", db_index=False)
    mark = models.BinaryField()

    class Meta:
        db_table = "citizens_slip"
        constraints = (models.UniqueConstraint(fields=["office", "mark"], name="citizens_slip_once"),)


class Tally(models.Model):
    """Answers of a month that is not over, added up in place: no entry tells at which hour somebody was not satisfied.

    With a reason: how often it was given. Once the month is over it becomes one count with one entry.
    """

    office = models.ForeignKey(Office, models.CASCADE, related_name="tallies", db_index=False)
    month = models.DateField()
    slip = models.BooleanField()
    how = models.CharField(max_length=13, choices=list(HOW.items()))
    reason = models.CharField(max_length=20, blank=True)
    count = models.PositiveIntegerField()

    class Meta:
        db_table = "citizens_tally"
        constraints = (
            models.UniqueConstraint(fields=["office", "month", "slip", "how", "reason"], name="citizens_tally_once"),
        )


class Publication(Recorded):
    """What an office tells about a period: what was changed, one thing a line; answers are added up and hidden where small.

    `reports` and `boxed`: how many reports went straight to their readers, and how many lay in the office's box, as they were when the
    period was first published; nothing where they were few. They never change: whoever watched them grow would know each one's day.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="publications", db_index=False)
    first = models.DateField()
    last = models.DateField()
    changed = models.TextField(max_length=6 * LONGEST_CHANGED, blank=True)
    reports = models.PositiveIntegerField(null=True)
    boxed = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "citizens_publication"
        constraints = (
            models.UniqueConstraint(
                fields=["office", "first", "last"], condition=LIVE, name="citizens_publication_once"
            ),
        )


class Exchanged(models.Model):
    """How far the exchange of files came: one row. `trusted`: the public side's signing key, as first seen."""

    serial = models.PositiveIntegerField(default=0)
    received = models.PositiveIntegerField(default=0)
    trusted = models.BinaryField(null=True)
    written_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "citizens_exchanged"
