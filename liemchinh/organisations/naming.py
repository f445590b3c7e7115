"""Which organisations the ids in a decision's lists mean.

An id is looked for, in this order: as the id of the file's source; as our own number, written "#123"; and, where the list names something
that already stands (a source, a parent, a taker), as the one code or full name of an organisation standing the day before. Bare digits are
never our number: office lists count from one. An id that begins with "+" names something new and is forgotten after the decision.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Q

from liemchinh.access.actor import Actor
from liemchinh.organisations.models import Organisation
from liemchinh.organisations.planning import After, Step
from liemchinh.organisations.queries import versions_visible_to
from liemchinh.organisations.sources import ids_in_source
from liemchinh.web.text import clean, fold

OWN, NEW = "#", "+"


def known_ids(after: Sequence[After], steps: Sequence[Step], source: str, on: date, actor: Actor) -> dict[str, int]:
    """id in the lists → organisation, for every id that means one that exists. Two or more meanings are no meaning."""
    listed = {row.external for row in after}
    named = {row.parent for row in after} | {text for step in steps for text in (step.source, step.target)}
    wanted = {text for text in listed | named if text and not text.startswith(NEW)}
    known = ids_in_source(source, wanted)
    known |= _own(wanted - known.keys())
    return known | _standing(named - listed - known.keys() - {""}, on - timedelta(days=1), actor)


def _own(texts: Iterable[str]) -> dict[str, int]:
    own = [text for text in texts if text.startswith(OWN) and len(text) < 19]
    numbers = {int(text[1:]): text for text in own if text[1:].isascii() and text[1:].isdigit()}
    there = Organisation.objects.filter(id__in=numbers).values_list("id", flat=True)
    return {numbers[number]: number for number in there}


def _standing(texts: Iterable[str], eve: date, actor: Actor) -> dict[str, int]:
    by_key = {fold(text): text for text in texts}
    by_code = {clean(text): text for text in texts}
    if not by_key:
        return {}
    rows = versions_visible_to(actor, eve).filter(Q(search_key__in=by_key) | Q(code__in=by_code))
    meant = Counter[tuple[str, int]]()
    for number, code, key in rows.values_list("organisation_id", "code", "search_key"):
        meant.update({(text, number) for text in (by_code.get(code), by_key.get(key)) if text})
    often = Counter(text for text, _number in meant)
    return {text: number for text, number in meant if often[text] == 1}
