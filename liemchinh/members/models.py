"""The register: people, and the time they spent in branches. Dates are half-open; what is known only in part stays as told."""

from uuid import uuid4

from django.db import models

from liemchinh.organisations.models import CANCELLED, LIVE, Organisation, Recorded
from liemchinh.web.fields import KeyField


class Person(models.Model):
    """An identity. `uid` is how pages and files name it; everything said about the person stands in dated rows."""

    uid = models.UUIDField(default=uuid4, unique=True)
    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "members_person"


class Details(Recorded):
    """What is recorded about a person: one live row, replaced whole when corrected. `birth` is as told; a year alone stays a year."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="details", db_index=False)
    full_name = models.CharField(max_length=120)
    search_key = KeyField(max_length=120)
    given_key = KeyField(max_length=120)
    sort_key = KeyField(max_length=260)
    gender = models.CharField(max_length=3, blank=True)
    birth = KeyField(max_length=10, blank=True)
    birth_from = models.DateField(null=True)
    birth_to = models.DateField(null=True)
    ethnicity = models.CharField(max_length=24, blank=True)
    education = models.CharField(max_length=40, blank=True)
    profession_level = models.CharField(max_length=40, blank=True)
    theory_level = models.CharField(max_length=40, blank=True)
    occupation = models.CharField(max_length=60, blank=True)
    home_place = models.CharField(max_length=200, blank=True)
    cv_no = models.CharField(max_length=20, blank=True)
    badge = models.CharField(max_length=20, blank=True)

    class Meta:
        db_table = "members_details"
        constraints = (models.UniqueConstraint(fields=["person"], condition=LIVE, name="members_details_one_live"),)
        indexes = (
            models.Index(fields=["search_key"], name="members_details_search", condition=LIVE),
            # Exact name with a birth near it, and exact birth with a name near it: how duplicates are looked for.
            # SQLite reads the row to see whether it is live unless the index says so too.
            models.Index(fields=["given_key", "birth", "cancelled_by"], name="members_details_given", condition=LIVE),
            models.Index(fields=["birth", "given_key", "cancelled_by"], name="members_details_birth", condition=LIVE),
            models.Index(fields=["sort_key", "person"], name="members_details_sorted", condition=LIVE),
            models.Index(fields=["cancelled_by"], name="members_details_cancelled", condition=CANCELLED),
        )


class Card(Recorded):
    """A card number (digits only) from a day; a hint for matching, never a key."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="cards")
    number = models.CharField(max_length=20)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "members_card"
        indexes = (models.Index(fields=["number"], name="members_card_number", condition=LIVE),)


class SourceId(models.Model):
    """The id a person carries in a file: (source, id)."""

    source = models.CharField(max_length=60, blank=True)
    external_id = models.CharField(max_length=80)
    person = models.ForeignKey(Person, models.CASCADE, related_name="source_ids")
    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "members_source_id"
        constraints = (models.UniqueConstraint(fields=["source", "external_id"], name="members_source_id_once"),)


class Spell(Recorded):
    """Time in one branch in one standing. On any day a member has exactly one live spell: counting members is counting spells."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="spells", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="spells", db_index=False)
    official = models.BooleanField()
    exempt = models.BooleanField()
    suspended = models.BooleanField()
    starts_on = models.DateField()
    starts_kind = models.CharField(max_length=16)
    ends_on = models.DateField(null=True)
    ends_kind = models.CharField(max_length=16, blank=True)

    class Meta:
        db_table = "members_spell"
        indexes = (
            # Standing, and the mark of what is live, stand in it too: members of any day are counted without a look at the rows.
            models.Index(
                fields=[
                    "organisation",
                    "starts_on",
                    "ends_on",
                    "person",
                    "official",
                    "exempt",
                    "suspended",
                    "cancelled_by",
                ],
                name="members_spell_place",
                condition=LIVE,
            ),
            models.Index(fields=["person", "starts_on"], name="members_spell_person", condition=LIVE),
            models.Index(fields=["cancelled_by"], name="members_spell_cancelled", condition=CANCELLED),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("starts_on")),
                name="members_spell_not_empty",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=LIVE & models.Q(ends_on__isnull=True), name="members_spell_one_open"
            ),
        )


class Term(Recorded):
    """A committee's term: its number in that organisation, from a day until a day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="terms", db_index=False)
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        db_table = "members_term"
        constraints = (
            models.UniqueConstraint(fields=["organisation", "number"], condition=LIVE, name="members_term_one_live"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("starts_on")),
                name="members_term_not_empty",
            ),
        )


class Post(Recorded):
    """A committee seat or an office held by a member in an organisation, from a day to a day; `term` is the number of a term there."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    post = models.CharField(max_length=40)
    term = models.PositiveSmallIntegerField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        db_table = "members_post"
