"""What was decided on paper or before this software is recorded as it happened; what speaks against it stays beside it (guards 12)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from liemchinh.casework.models import Step
from liemchinh.journal.models import Entry
from liemchinh.journal.registry import Plain
from liemchinh.members.reasons import Words
from regulations.answers import Refusal

# A refusal whose code begins so ("competence", "vote.short", "limitation-over") takes the effect away from a step of history.
BREACHES: Mapping[str, Words] = {
    "competence": _("Nơi quyết định không có thẩm quyền"),
    "hearing": _("Người có liên quan chưa được trình bày ý kiến"),
    "vote": _("Biểu quyết không đúng quy định"),
    "limitation": _("Đã hết thời hiệu"),
}
_words: dict[str, Words] = {
    **BREACHES,
    "not-awaited": _("Làm khi chưa đến bước này"),
    "not-open": _("Làm trước ngày được làm"),
    "before-last": _("Ghi ngày trước một bước đã ghi"),
}


@dataclass(frozen=True, slots=True)
class Objection:
    """What spoke against a step of history: in words, with the article; `breach`: for this its effect is withheld."""

    words: str
    citation: str
    breach: bool


def provide_refusal_words(words: Mapping[str, Words]) -> None:
    """A room says once, at start, how the refusals it keeps beside steps of history are worded: code → words."""
    _words.update(words)


def is_breach(code: str) -> bool:
    """Is a refusal with this code about competence, hearing, vote or limitation?"""
    return _group(code) in BREACHES


def withholds(refusals: Iterable[Refusal]) -> bool:
    """Does a step of history that was taken in spite of these have no effect in register and figures?"""
    return any(is_breach(refusal.code) for refusal in refusals)


def kept(refusals: Iterable[Refusal]) -> list[Plain]:
    """Refusals as an entry keeps them: code and article, each once. The sentence is made when read."""
    found = dict.fromkeys((refusal.code, refusal.citation) for refusal in refusals)
    return [{"code": code, "citation": citation} for code, citation in found]


def objections_of(steps: Iterable[Step]) -> dict[int, list[Objection]]:
    """What spoke against the steps of history among `steps`, by the entry of each; one query."""
    wanted = [step.recorded_by for step in steps if step.is_history]
    entries = Entry.objects.filter(pk__in=wanted).values_list("sequence", "payload") if wanted else ()
    return {
        sequence: [
            Objection(_worded(one["code"]), one["citation"], is_breach(one["code"]))
            for one in json.loads(bytes(payload))["data"].get("history", ())
        ]
        for sequence, payload in entries
    }


def _worded(code: str) -> str:
    return str(_words.get(code) or _words.get(_group(code)) or _("Không đúng trình tự, thủ tục"))


def _group(code: str) -> str:
    return code.replace("-", ".").partition(".")[0]
