"""An office's own pages of Word for its reports: kept as numbered versions, each from a day on, and which of them a report is drawn on."""

from datetime import date

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.organisations.locking import lock_organisations
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import subtree
from liemchinh.papers.issuers import Issuer, issuing
from liemchinh.reports.defined import choices_of
from liemchinh.reports.documents.templates import faults_of, tidied
from liemchinh.reports.models import Template
from liemchinh.reports.snapshots import sha256
from liemchinh.web.dates import show
from regulations.answers import Refusal, Refused

# Who keeps the office's documents keeps their templates.
VERB = "papers.keep"
MOST = 200


@transaction.atomic
def keep_template(issuer: Issuer, data: bytes, on: date, *, actor: Actor) -> Template:
    """Keeps a page as the organ's next version, used for its reports and those of the same organ below it from a day on.

    Refuses, all at once: an organ the charter does not have, a day that has passed, more versions than are kept, and everything
    `faults_of` finds in the file. What Word keeps of whoever typed it is dropped.
    """
    actor.require(VERB, issuer.organisation)
    if faults := [*_faults(issuer, on), *faults_of(data)]:
        raise Refused(faults)
    return _next(issuer, tidied(data), on, actor)


@transaction.atomic
def withdraw_template(issuer: Issuer, on: date, *, actor: Actor) -> Template:
    """From a day on the organ has no page of its own: that of the office above is used again, or the shipped one.

    Refuses where none stands.
    """
    actor.require(VERB, issuer.organisation)
    faults = _faults(issuer, on)
    newest = versions_of(issuer).first()
    if newest is None or not newest.content:
        said = _("Cơ quan này không có mẫu Word riêng.")
        faults.append(Refusal("template.no-own", said, remedy=_("Hãy mở lại danh sách mẫu.")))
    if faults:
        raise Refused(faults)
    return _next(issuer, b"", on, actor)


def versions_of(issuer: Issuer) -> QuerySet[Template]:
    """All versions of an organ, the newest first."""
    rows = Template.objects.filter(organisation_id=issuer.organisation, organ=issuer.organ, cancelled_by=None)
    return rows.order_by("-number")


def organs_of(organisation: int) -> set[str]:
    """The organs that make reports there or have kept a page."""
    kept = Template.objects.filter(organisation_id=organisation, cancelled_by=None).values_list("organ", flat=True)
    return {choice.definition.organ for choice in choices_of(organisation)} | set(kept.distinct())


def listed(issuer: Issuer) -> list[Template]:
    """All versions for a list, each with whether it has a page (`has_page`), without the pages themselves."""
    return list(versions_of(issuer).defer("content").annotate(has_page=~Q(content=b"")))


def template_on(issuer: Issuer, on: date, *, before: int | None = None) -> Template | None:
    """The page on which a report of an organ is drawn: its own newest that has begun, else of the office nearest above; None: the shipped.

    `before`: an entry of the book; only what was kept before it counts, so that a signed report stays on the page it was signed with.
    """
    above = Closure.objects.filter(descendant_id=issuer.organisation, valid_from__lte=on, valid_to__gt=on)
    depths = dict(above.values_list("ancestor_id", "depth")) or {issuer.organisation: 0}
    rows = Template.objects.filter(
        organisation_id__in=depths, organ=issuer.organ, valid_from__lte=on, cancelled_by=None
    )
    if before is not None:
        rows = rows.filter(recorded_by__lt=before)
    newest = dict(rows.order_by("number").values_list("organisation_id", "pk"))
    own = Template.objects.filter(pk__in=newest.values()).exclude(content=b"")
    return min(own, key=lambda row: depths[row.organisation_id], default=None)


def template_visible_to(actor: Actor, template: int) -> Template | None:
    """A version with a page in it, of an organisation whose documents the actor keeps."""
    rows = Template.objects.filter(organisation_id__in=subtree(actor.roots(VERB)), cancelled_by=None)
    return rows.exclude(content=b"").filter(pk=template).first()


def _faults(issuer: Issuer, on: date) -> list[Refusal]:
    found = []
    if issuer.organ not in issuing().organs:
        remedy = _("Hãy mở lại danh sách mẫu.")
        found.append(Refusal("template.organ", _("Không có cơ quan này trong danh sách."), remedy=remedy))
    if on < clock.today():
        said = _("Ngày bắt đầu dùng mẫu đã qua.")
        remedy = _("Hãy chọn từ ngày %(day)s trở đi; báo cáo đã ký giữ mẫu lúc ký.") % {"day": show(clock.today())}
        found.append(Refusal("template.past", said, remedy=remedy))
    if versions_of(issuer).count() >= MOST:
        said = _("Đã giữ %(most)s bản mẫu của cơ quan này.") % {"most": MOST}
        found.append(Refusal("template.many", said, remedy=_("Hãy dùng một trong các bản đã có.")))
    return found


def _next(issuer: Issuer, content: bytes, on: date, actor: Actor) -> Template:
    lock_organisations([issuer.organisation])
    number = (versions_of(issuer).aggregate(last=Max("number"))["last"] or 0) + 1
    data: dict[str, Plain] = {"organ": issuer.organ, "number": number}
    kind = "reports.template_withdrawn"
    if content:
        kind, data = "reports.template_kept", data | {"digest": sha256(content)}
    sequence = record([NewEntry(kind, on, issuer.organisation, data=data)], actor=actor)[0]
    return Template.objects.create(
        organisation_id=issuer.organisation, organ=issuer.organ, number=number, valid_from=on, content=content, recorded_by=sequence
    )  # fmt: skip
