"""When a post and a role that goes with it do not agree, the officer is led to the form. Nothing is granted or taken by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.access.held import live_grants
from liemchinh.access.models import Account
from liemchinh.access.queries import accounts_visible_to
from liemchinh.access.roles import roles
from liemchinh.members.models import Post
from liemchinh.members.offices import label_of, role_of
from liemchinh.organisations.queries import names, standing

VERB = "roles.grant"


@dataclass(frozen=True, slots=True)
class RoleOffer:
    """What the officer may do, why, and the form that does it; without an address only told."""

    title: str
    why: str
    url: str = ""


def role_offers(actor: Actor, person: int, on: date) -> list[RoleOffer]:
    """For whoever grants roles where the person holds, or held, a post: roles that a post brings and are missing, and those it left."""
    posts = [post for post in _posts(person) if actor.covers(VERB, post.organisation_id)] if actor.may(VERB) else []
    if not posts:
        return []
    places = {post.organisation_id for post in posts}
    kinds = dict(standing(on).filter(organisation_id__in=places).values_list("organisation_id", "category"))
    keyed = [((role_of(post.post, kinds.get(post.organisation_id, "")), post.organisation_id), post) for post in posts]
    held = {key: post for key, post in keyed if _is_held(post, on)}
    over = {key: post for key, post in keyed if not _is_held(post, on)}
    account = accounts_visible_to(actor).filter(person_id=person, is_active=True).first()
    told = names(places)
    if account is None:
        wanted = [key for key in held if key[0]]
        # Whether there is one elsewhere is not the actor's to know.
        why = _(
            "Chức vụ này có vai trò đi cùng, nhưng trong phạm vi được quản lý chưa thấy tài khoản nào gắn với người này. "
            "Nếu tài khoản ở nơi khác, cán bộ tổ chức của cấp trên cấp vai trò."
        )
        return [RoleOffer(_("Chưa thấy tài khoản"), why)] if wanted else []
    return [*_missing(account, held, told), *_left(account, over.keys() - held.keys(), over, told)]


def _posts(person: int) -> list[Post]:
    return list(Post.objects.filter(person_id=person, cancelled_by=None).order_by("starts_on", "pk"))


def _is_held(post: Post, on: date) -> bool:
    return post.starts_on <= on and (post.ends_on is None or post.ends_on > on)


Key = tuple[str, int]


def _missing(account: Account, held: Mapping[Key, Post], told: Mapping[int, str]) -> list[RoleOffer]:
    there = {(grant.role, grant.organisation_id) for grant in live_grants([account.pk])}
    found = []
    for (role, place), post in held.items():
        if role and (role, place) not in there:
            asked = urlencode({"role": role, "organisation": place})
            found.append(
                RoleOffer(
                    _("Cấp vai trò %(role)s") % {"role": roles()[role].name},
                    _("Đang giữ chức vụ %(post)s ở %(place)s.") % {"post": label_of(post.post), "place": told.get(place, "")},
                    f"{reverse('access:grant', args=[account.pk])}?{asked}",
                )
            )  # fmt: skip
    return found


def _left(account: Account, keys: set[Key], over: Mapping[Key, Post], told: Mapping[int, str]) -> list[RoleOffer]:
    return [
        RoleOffer(
            _("Thu vai trò %(role)s") % {"role": roles()[grant.role].name},
            _("Đã thôi chức vụ %(post)s ở %(place)s.")
            % {"post": label_of(over[grant.role, grant.organisation_id].post), "place": told.get(grant.organisation_id, "")},
            reverse("access:revoke", args=[grant.pk]),
        )
        for grant in live_grants([account.pk])
        if grant.organisation_id is not None and (grant.role, grant.organisation_id) in keys
    ]  # fmt: skip
