"""Numbers belong to terms: a term is not taken away from under them (`members.terms`, found by name)."""

from datetime import date

from django.db.models import Q

from liemchinh.papers.issuers import hold_letterheads
from liemchinh.papers.models import Number
from regulations.answers import Refusal


def left_out(organisation: int, term: int, starts_on: date | None, ends_on: date | None) -> list[Refusal]:
    """The refusal when numbers of a term would lie outside it; without a first day all of them would."""
    hold_letterheads(Q(organisation_id=organisation))
    held = Number.objects.filter(organisation_id=organisation, term=term, cancelled_by=None)
    if starts_on is not None:
        held = held.filter(Q(dated__lt=starts_on) | (Q(dated__gte=ends_on) if ends_on else Q(pk__in=[])))
    if not (count := held.count()):
        return []
    said = f"Có {count} số văn bản của nhiệm kỳ thứ {term} nằm ngoài nhiệm kỳ ấy."
    return [Refusal("has-numbers", said, remedy="Số đã dùng không đổi nhiệm kỳ; hãy xem lại ngày của nhiệm kỳ.")]
