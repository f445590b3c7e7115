"""Accounts, the roles they hold, and what they sign in with. No superuser, no rights of Django's own."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q


class Account(AbstractBaseUser):
    """Somebody who signs in. `organisation_id` is where the account belongs: its officers find it there to grant a role."""

    LANGUAGES = (("vi", "Tiếng Việt"), ("en", "English"))
    TEXT_SIZES = (("normal", "Thường"), ("large", "Lớn"), ("larger", "Rất lớn"))

    username = models.CharField(max_length=40, unique=True)
    display_name = models.CharField(max_length=120)
    search_key = models.CharField(max_length=180)
    is_active = models.BooleanField(default=True)
    person_id = models.BigIntegerField(null=True, db_index=True)
    organisation_id = models.BigIntegerField(null=True, db_index=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="vi")
    text_size = models.CharField(max_length=6, choices=TEXT_SIZES, default="normal")
    must_change_password = models.BooleanField(default=False)
    recorded_by = models.BigIntegerField(null=True)

    objects = BaseUserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ("username",)

    def __str__(self) -> str:
        return self.display_name


class RoleGrant(models.Model):
    """A role held over an organisation and all below it, from a day to a day. Without organisation: the installation's own roles.

    A case or administration role carries two granters; that they and the holder are three accounts is held by the database.
    `founded` marks the few first grants made by the organisation's decision on paper, before anybody could grant.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40)
    needs_two = models.BooleanField(default=False)
    founded = models.BooleanField(default=False)
    organisation_id = models.BigIntegerField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    granted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    second_granter = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    recorded_by = models.BigIntegerField()
    cancelled_by = models.BigIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["organisation_id"], name="access_grant_place", condition=Q(cancelled_by__isnull=True)),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(needs_two=False) | Q(founded=True) | Q(second_granter__isnull=False),
                name="access_grant_two",
            ),
            models.CheckConstraint(
                condition=Q(founded=True, granted_by__isnull=True, second_granter__isnull=True)
                | Q(founded=False, granted_by__isnull=False),
                name="access_grant_by_someone",
            ),
            models.CheckConstraint(condition=~Q(granted_by=F("second_granter")), name="access_grant_two_people"),
            models.CheckConstraint(condition=~Q(granted_by=F("account")), name="access_grant_not_to_self"),
            models.CheckConstraint(condition=~Q(second_granter=F("account")), name="access_grant_second_not_to_self"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="access_grant_days"
            ),
        )


class RoleProposal(models.Model):
    """A case or administration role that one officer proposed and a second one has not yet confirmed."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="proposals")
    role = models.CharField(max_length=40)
    organisation_id = models.BigIntegerField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    proposed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    recorded_by = models.BigIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(proposed_by=F("account")), name="access_proposal_not_to_self"),
        )


class TotpSecret(models.Model):
    """The secret of an authenticator app, sealed under a key outside the database. `last_step` is the last 30 seconds used."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="totp")
    sealed = models.BinaryField()
    last_step = models.BigIntegerField(default=0)


class CardCode(models.Model):
    """One single-use code of a printed card, kept as a keyed hash."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="card_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    spent_at = models.DateTimeField(null=True)


class Passkey(models.Model):
    """The public half of a passkey."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="passkeys")
    credential_hash = models.CharField(max_length=64, unique=True)
    credential = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    label = models.CharField(max_length=60)
    made_at = models.DateTimeField()


class Device(models.Model):
    """A phone that is remembered: its token as a hash, its PIN hashed together with the token, so that neither is in the database."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="devices")
    token_hash = models.CharField(max_length=64, unique=True)
    pin_hash = models.CharField(max_length=128)
    tries_left = models.PositiveSmallIntegerField()
    second_factor = models.BooleanField(default=False)
    label = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField()
    ends_at = models.DateTimeField()


class SignedIn(models.Model):
    """An open session. Without its row the session cookie opens nothing. No address is kept."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="signed_in")
    key_hash = models.CharField(max_length=64, unique=True)
    device = models.ForeignKey(Device, models.CASCADE, null=True, related_name="+")
    second_factor = models.CharField(max_length=8, blank=True)
    label = models.CharField(max_length=60)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    proved_at = models.DateTimeField()


class Attempts(models.Model):
    """How often something was tried since `since`: by a keyed hash of an account's name or of an address, never the thing itself."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()


class Recovery(models.Model):
    """A sign-in given back in person: an officer and a second person each saw the holder, each printed half of the code."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="recoveries")
    started_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    first_hash = models.CharField(max_length=128)
    second_hash = models.CharField(max_length=128, blank=True)
    ends_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(started_by=F("account")), name="access_recovery_not_self"),
            models.CheckConstraint(condition=~Q(confirmed_by=F("account")), name="access_recovery_second_not_self"),
            models.CheckConstraint(condition=~Q(confirmed_by=F("started_by")), name="access_recovery_two_people"),
        )
