"""What was asked once, asked again for the period after it."""

import json

from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.returns.calling import NewCall
from liemchinh.returns.models import Call
from liemchinh.returns.periods import next_of
from liemchinh.tasks import ranges
from liemchinh.tasks.addressing import To


def asked_again(call: Call) -> tuple[NewCall, To]:
    """The same quantities of the same organisations, who was left out stays out; as many days to answer, though not before today."""
    quantities = [item.quantity for item in call.items.select_related("quantity").order_by("number")]
    first, last = next_of(quantities[0].period, call.first, call.last)
    due_on = max(last + (call.due_on - call.last), clock.today())
    wanted = tuple(dict.fromkeys(one.whole_id or one.pk for one in quantities))
    told = json.loads(bytes(Entry.objects.get(sequence=call.recorded_by).payload))["data"]
    left_out = ranges.read(told["left_out"])
    return NewCall(wanted, first, last, due_on), To(call.place_id, tuple(call.categories.split()), frozenset(left_out))
