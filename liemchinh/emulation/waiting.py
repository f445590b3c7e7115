"""What of models waits: for a deciding organ the branches proposed to it, and decisions that wait for a second officer."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.emulation.models import Recognition
from liemchinh.emulation.queries import STANDS, live_registrations
from liemchinh.emulation.views.frame import address
from liemchinh.emulation.words import COMMITTEE, MODELS, VERBS
from liemchinh.organisations.queries import names, subtree
from liemchinh.reviews.periods import spoken
from liemchinh.web.contributions import Waiting
from liemchinh.web.numbers import show_number


def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for each model and period with branches proposed and not decided, one for each decision to vouch for; without a day."""
    return [*_proposed(actor), *_second_officer(actor)]


def _proposed(actor: Actor) -> list[Waiting]:
    found = []
    for body in sorted(actor.roots(VERBS[COMMITTEE])):
        rows = live_registrations().filter(organisation_id__in=subtree([body]), proposed_by__isnull=False)
        # What the proposer itself put forward waits above it.
        rows = rows.exclude(proposer_id=body).exclude(recognitions__in=Recognition.objects.filter(STANDS))
        counted: dict[tuple[str, str], int] = {}
        for model, period in rows.values_list("model", "period"):
            counted[model, period] = counted.get((model, period), 0) + 1
        for (model, period), count in sorted(counted.items()):
            title = _("Quyết định về %(count)s chi bộ được đề nghị, %(period)s") % {
                "count": show_number(count), "period": spoken(period),
            }  # fmt: skip
            why = _("%(model)s: cấp dưới đã đề nghị với %(name)s.") % {
                "model": MODELS.get(model, model), "name": names([body]).get(body, ""),
            }  # fmt: skip
            found.append(Waiting(title, why, None, address("decide", body, period, model=model), "emulation.decide"))
    return found


def _second_officer(actor: Actor) -> list[Waiting]:
    found = []
    for organ, verb in VERBS.items():
        roots = actor.roots(verb)
        if not roots:
            continue
        rows = Recognition.objects.filter(STANDS, body_id__in=subtree(roots), organ=organ, vouched_by=None).exclude(
            basis=""
        )
        told = rows.values_list("body_id", "registration__period", "number").distinct()
        found += [
            Waiting(
                _("Xác nhận căn cứ của quyết định số %(number)s về mô hình chi bộ") % {"number": number},
                _("Quy định chưa rõ: cần một cán bộ thứ hai, không phải người đã ghi, xác nhận điều và văn bản."),
                None, address("list", body, period), "emulation.vouch",
            )
            for body, period, number in told.order_by("body_id", "number")
        ]  # fmt: skip
    return found
