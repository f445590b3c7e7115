"""Sentences for entries, made when they are read: the book keeps ids and codes, names are those of today."""

import json
from collections.abc import Container, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from liemchinh.journal.models import Entry
from liemchinh.journal.names import names_of, words_for
from liemchinh.journal.registry import EventKind, event_kinds
from liemchinh.web.dates import PartialDate, show


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def label_of(kind: EventKind) -> str:
    """A kind of act without its particulars: its label, or else its sentence about nobody in particular."""
    told = _Gaps(member=_("một người"), organisation=_("một tổ chức"))
    words = str(kind.label) or str(kind.sentence).format_map(told)
    return words[:1].upper() + words[1:]


def sentences(entries: Sequence[Entry], *, unnamed: Container[int] = ()) -> list[str]:
    """One sentence per entry, in order; those whose sequence is in `unnamed` do not name the person.

    Asks for all names at once: two queries, however many entries.
    """
    organisations = names_of("organisation", [entry.organisation_id for entry in entries])
    members = names_of("member", [entry.member_id for entry in entries if entry.sequence not in unnamed])
    return [_sentence(entry, organisations, members, unnamed) for entry in entries]


def _sentence(
    entry: Entry, organisations: Mapping[int, str], members: Mapping[int, str], unnamed: Container[int]
) -> str:
    kind = event_kinds().get(entry.kind)
    if kind is None:
        return _("Việc loại %(kind)s (bản phần mềm này không còn ghi loại ấy)") % {"kind": entry.kind}
    told = _Gaps({key: _told(key, value) for key, value in json.loads(bytes(entry.payload))["data"].items()})
    told["date"] = day_of(entry)
    told["organisation"] = _name(entry.organisation_id, organisations, _("tổ chức số %(number)s"))
    hidden = entry.sequence in unnamed
    told["member"] = _("một người") if hidden else _name(entry.member_id, members, _("người số %(number)s"))
    words = str(kind.sentence).format_map(told)
    return words[:1].upper() + words[1:]


def _name(number: int | None, names: Mapping[int, str], otherwise: str) -> str:
    return "…" if number is None else names.get(number) or otherwise % {"number": number}


def _told(key: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value[:5]) + (" …" if len(value) > 5 else "")
    return words_for(key, value) if isinstance(value, str) else str(value)


def day_of(entry: Entry) -> str:
    """The day of an act as it is known: 03/05/1956, 05/1956 or 1956."""
    try:
        return str(PartialDate.parse(entry.happened))
    except ValueError:
        return show(entry.effective_on)
