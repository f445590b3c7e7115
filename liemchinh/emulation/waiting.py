"""What of models waits: for a deciding organ the branches proposed to it, and decisions that wait for a second officer."""

from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.emulation.models import Recognition, Registration
from liemchinh.emulation.queries import STANDS, carried_by, live_registrations, unvouched
from liemchinh.emulation.views.frame import address
from liemchinh.emulation.words import COMMITTEE, MODELS, VERBS
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.organisations.bearing import bearers
from liemchinh.organisations.queries import names, subtree
from liemchinh.reviews.periods import spoken
from liemchinh.web.contributions import Waiting, concerns
from liemchinh.web.numbers import show_number


@concerns(*VERBS.values(), rows=(Registration,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for each model and period with branches proposed and not decided, one for each decision to vouch for; without a day."""
    return [*_proposed(actor), *_second_officer(actor)]


def _proposed(actor: Actor) -> list[Waiting]:
    found = []
    # The proposer's own committee, or a commission, may have decided for itself: what was put forward waits above it all the same.
    above = Recognition.objects.filter(STANDS, organ=COMMITTEE).exclude(body_id=F("registration__proposer_id"))
    proposers = live_registrations().filter(proposer__isnull=False).values("proposer_id")
    for body in sorted(actor.roots(VERBS[COMMITTEE])):
        rows = live_registrations().filter(organisation_id__in=subtree([body]), proposed_by__isnull=False)
        rows = rows.exclude(proposer_id__in=carried_by(body, proposers)).exclude(recognitions__in=above)
        counted: dict[tuple[str, str], int] = {}
        for model, period in rows.values_list("model", "period"):
            counted[model, period] = counted.get((model, period), 0) + 1
        for (model, period), count in sorted(counted.items()):
            title = _("Quyết định về %(count)s chi hội được đề nghị, %(period)s") % {
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
        rows = unvouched().filter(body_id__in=subtree(roots), organ=organ)
        own = Entry.objects.filter(sequence__in=rows.values("recorded_by"), account_id=actor.account_id)
        rows = rows.exclude(recorded_by__in=own.values("sequence"))
        told = rows.values_list("body_id", "registration__period", "number").distinct().order_by("body_id", "number")
        heirs = bearers({body for body, _period, _number in told}, clock.today())
        found += [
            Waiting(
                _("Xác nhận căn cứ của quyết định số %(number)s về mô hình chi hội") % {"number": number},
                _("Quy định chưa rõ: cần một cán bộ thứ hai, không phải người đã ghi, xác nhận điều và văn bản."),
                None, address("list", heirs.get(body, body), period), "emulation.vouch",
            )
            for body, period, number in told
        ]  # fmt: skip
    return found
