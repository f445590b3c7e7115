"""Sentences for entries, made when they are read: the book keeps ids and codes, names are those of today."""

import json
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from liemchinh.journal.models import Entry
from liemchinh.journal.names import names_of, words_for
from liemchinh.journal.registry import event_kinds
from liemchinh.web.dates import PartialDate, show


@dataclass(frozen=True, slots=True)
class _Names:
    organisations: Mapping[int, str]
    members: Mapping[int, str]
    accounts: Mapping[int, str]


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def sentences(entries: Sequence[Entry], *, unnamed: Container[int] = ()) -> list[str]:
    """One sentence per entry, in order; those whose sequence is in `unnamed` do not name the person.

    Asks for all names at once: three queries, however many entries.
    """
    data = [json.loads(bytes(entry.payload))["data"] for entry in entries]
    named = _Names(
        names_of("organisation", [entry.organisation_id for entry in entries]),
        names_of("member", [entry.member_id for entry in entries if entry.sequence not in unnamed]),
        names_of("account", [number for told in data for number in _accounts(told)]),
    )
    return [_sentence(entry, told, named, unnamed) for entry, told in zip(entries, data, strict=True)]


def _accounts(data: Mapping[str, Any]) -> list[int]:
    return [data["account"]] if "account" in data else data.get("accounts", [])


def _sentence(entry: Entry, data: Mapping[str, Any], named: _Names, unnamed: Container[int]) -> str:
    kind = event_kinds().get(entry.kind)
    if kind is None:
        return _("Việc loại %(kind)s (bản phần mềm này không còn ghi loại ấy)") % {"kind": entry.kind}
    told = _Gaps({key: _told(key, value) for key, value in data.items()})
    told["date"] = day_of(entry)
    told["organisation"] = _name(entry.organisation_id, named.organisations, _("tổ chức số %(number)s"))
    hidden = entry.sequence in unnamed
    told["member"] = _("một người") if hidden else _name(entry.member_id, named.members, _("người số %(number)s"))
    accounts = [_name(number, named.accounts, _("tài khoản số %(number)s")) for number in _accounts(data)]
    told["account"] = told["accounts"] = ", ".join(accounts) or "…"
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
