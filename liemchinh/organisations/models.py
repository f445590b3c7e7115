"""Organisations: an identity, and dated versions of its name, kind and place. Dates are half-open."""

from datetime import date

from django.db import models

from liemchinh.web.fields import KeyField

BEGINNING = date.min
OPEN = date.max


class Organisation(models.Model):
    """An identity and nothing more: it outlives its names, its kind and its place."""

    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "organisations_organisation"


class Recorded(models.Model):
    """A row as the book told it: by which entry it was recorded, and by which cancelled."""

    recorded_by = models.BigIntegerField()
    cancelled_by = models.BigIntegerField(null=True)

    class Meta:
        abstract = True


LIVE = models.Q(cancelled_by__isnull=True)
CANCELLED = models.Q(cancelled_by__isnull=False)


class Version(Recorded):
    """What an organisation is called, what it is and where it stands, from a day until a day. `kind` and `level` are kept as written."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="versions", db_index=False)
    parent = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="child_versions", db_index=False)
    code = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=300)
    search_key = KeyField(max_length=320)
    sort_key = KeyField(max_length=700)
    level = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=120)
    category = models.CharField(max_length=24)
    unit_type = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "organisations_version"
        indexes = (
            models.Index(fields=["organisation", "valid_from"], name="org_version_own", condition=LIVE),
            models.Index(fields=["parent", "valid_from"], name="org_version_child", condition=LIVE),
            models.Index(fields=["search_key"], name="org_version_search", condition=LIVE),
            models.Index(fields=["code"], name="org_version_code", condition=LIVE),
            models.Index(fields=["recorded_by"], name="org_version_recorded"),
            models.Index(
                fields=["category"], name="org_version_province", condition=LIVE & models.Q(category="province")
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="org_version_not_empty",
            ),
        )


class Succession(Recorded):
    """What became of an organisation on a day: merged, split, dissolved. Several rows for one source make a split."""

    source = models.ForeignKey(Organisation, models.CASCADE, related_name="successions")
    target = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="origins")
    kind = models.CharField(max_length=12)
    extent = models.CharField(max_length=12)
    on = models.DateField()

    class Meta:
        db_table = "organisations_succession"


class SourceId(models.Model):
    """The id an organisation carries in a file: (source, id)."""

    source = models.CharField(max_length=60, blank=True)
    external_id = models.CharField(max_length=80)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="source_ids")
    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "organisations_source_id"
        constraints = (models.UniqueConstraint(fields=["source", "external_id"], name="org_source_id_once"),)


class Closure(models.Model):
    """A kept cache: under whom an organisation's facts count on a day.

    Before it was founded they count under its origin, after it ended under its successor.
    """

    pk = models.CompositePrimaryKey("descendant_id", "ancestor_id", "valid_from")
    ancestor = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    descendant = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    depth = models.SmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField()

    class Meta:
        db_table = "organisations_closure"
        # What stands directly under a nation is found without walking through all of it.
        indexes = (
            models.Index(fields=["ancestor", "depth", "descendant", "valid_from", "valid_to"], name="org_closure_down"),
        )


class Draft(models.Model):
    """A reorganisation being prepared by one account, before anybody decided to do it: the two lists as read, nothing in the book.

    It goes when it is applied or thrown away, at the latest thirty days after it was made.
    """

    account_id = models.BigIntegerField()
    second_factor = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    text = models.CharField(max_length=300)
    on = models.DateField()
    source = models.CharField(max_length=60, blank=True)
    after = models.JSONField(default=list)
    steps = models.JSONField(default=list)

    class Meta:
        db_table = "organisations_draft"
        indexes = (models.Index(fields=["account_id", "made_at"], name="org_draft_own"),)
